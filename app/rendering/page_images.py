"""Pictures of a PDF's pages, as small PNG files."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass

import pypdfium2

# PDFium is not thread-safe, not even over different documents.
_LOCK = threading.Lock()
# Sixteen greys are enough for black text with soft edges, and halve the file.
_GREYS = 16
RESOLUTION = 110


@dataclass(frozen=True)
class PageImage:
    png: bytes
    width: int
    height: int


def page_images(pdf: bytes, resolution: int = RESOLUTION) -> tuple[PageImage, ...]:
    """One greyscale PNG a page; `resolution` in dots an inch."""
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_image(page, resolution) for page in document)
        finally:
            document.close()


def _image(page: pypdfium2.PdfPage, resolution: int) -> PageImage:
    picture = page.render(scale=resolution / 72, grayscale=True).to_pil()
    # Each grey becomes one of sixteen palette entries: four bits a pixel.
    small = picture.point([grey * (_GREYS - 1) // 255 for grey in range(256)])
    small.putpalette([value for index in range(_GREYS) for value in [index * 255 // (_GREYS - 1)] * 3])
    buffer = io.BytesIO()
    small.save(buffer, "PNG", bits=4, compress_level=6)
    return PageImage(buffer.getvalue(), picture.width, picture.height)
