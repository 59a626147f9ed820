"""A case's photographs: files in its folder that a browser can be shown, checked before anybody is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from app.content.yaml_text import YamlText
from app.domain.case import Case
from app.domain.problem import Problem

FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_BYTES = 10_000_000
# Beyond this a small file can fill the memory as it is opened.
_MOST_PIXELS = 40_000_000


def photograph_problems(folder: Path, case: Case, file: YamlText) -> Iterator[Problem]:
    """What is wrong with each picture itself; `folder` is the case's."""
    for index, photograph in enumerate(case.photographs):
        fault = _fault(folder / photograph.file)
        if fault:
            code, fact, remedy = fault
            yield file.problem(code, ("photographs", index, "file"), f"«{photograph.file}» {fact}", remedy)


def _fault(path: Path) -> tuple[str, str, str] | None:
    if not path.is_file() or path.is_symlink():
        return "photograph-missing", "is not in the case's folder.", "Put the picture beside case.yaml."
    if path.stat().st_size > _MOST_BYTES:
        return "photograph-too-large", f"has more than {_MOST_BYTES // 1_000_000} MB.", "Save it smaller."
    try:
        with Image.open(path, formats=FORMATS) as picture:
            width, height = picture.size
            if width * height > _MOST_PIXELS:
                most = f"{_MOST_PIXELS // 1_000_000} million"
                return "photograph-too-large", f"has more than {most} pixels ({width} × {height}).", "Save it smaller."
            picture.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return "photograph-unreadable", "cannot be read as a JPEG, PNG or WebP picture.", "Save it again as a JPEG."
    return None
