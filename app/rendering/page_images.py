"""Pictures of a PDF's pages, as small PNG files."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2
from PIL.Image import Image

from app.rendering.pdfium import opened

# Sixteen greys are enough for black text with soft edges, and halve the file.
_GREYS = 16
RESOLUTION = 110


@dataclass(frozen=True)
class PageImage:
    png: bytes
    width: int
    height: int


def page_images(pdf: bytes, resolution: int = RESOLUTION, coloured: bool = False) -> tuple[PageImage, ...]:
    """One PNG a page, in greys unless a proof has red boxes; `resolution` in dots an inch."""
    with opened(pdf) as document:
        return tuple(_image(page, resolution, coloured) for page in document)


def _image(page: pypdfium2.PdfPage, resolution: int, coloured: bool) -> PageImage:
    picture = page.render(scale=resolution / 72, grayscale=not coloured).to_pil()
    small, options = (picture, {}) if coloured else (_in_greys(picture), {"bits": 4})
    buffer = io.BytesIO()
    small.save(buffer, "PNG", compress_level=6, **options)
    return PageImage(buffer.getvalue(), picture.width, picture.height)


def _in_greys(picture: Image) -> Image:
    # Each grey becomes one of sixteen palette entries: four bits a pixel.
    small = picture.point([grey * (_GREYS - 1) // 255 for grey in range(256)])
    small.putpalette([value for index in range(_GREYS) for value in [index * 255 // (_GREYS - 1)] * 3])
    return small
