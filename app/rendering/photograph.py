"""A picture in the size that a page shows it in, with nothing in it but what is seen."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

WIDTHS = (480, 960)
_QUALITY = 82


@dataclass(frozen=True)
class Sized:
    jpeg: bytes
    width: int
    height: int


def sized(path: Path, width: int) -> Sized | None:
    """The picture as a JPEG of that width or its own, if that is less; upright, without place, camera or date.

    None for a file that is no picture any more: it was one when the content was checked.
    """
    try:
        return _sized(path, width)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _sized(path: Path, width: int) -> Sized:
    with Image.open(path, formats=("JPEG", "PNG", "WEBP")) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    on_white = Image.new("RGB", upright.size, "white")
    on_white.paste(upright, mask=upright)
    if on_white.width > width:
        height = max(1, round(on_white.height * width / on_white.width))
        on_white = on_white.resize((width, height), Image.Resampling.LANCZOS)
    store = io.BytesIO()
    on_white.save(store, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Sized(store.getvalue(), *on_white.size)
