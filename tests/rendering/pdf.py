"""Reads a PDF back, by other programs than the one that wrote it."""

from __future__ import annotations

import io
import re
import subprocess

import pikepdf
import pypdfium2

_BIDI_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MM = 72 / 25.4


def text_of(pdf: bytes, page: int | None = None) -> str:
    """The text in the order of the content, by poppler; without its marks of direction."""
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    done = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", *pages, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return _BIDI_MARKS.sub("", done.stdout.decode())


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def page_count(pdf: bytes) -> int:
    return len(opened(pdf).pages)


def page_size_mm(pdf: bytes) -> tuple[float, float]:
    with opened(pdf) as file:
        box = [float(value) for value in file.pages[0].mediabox]
    return round((box[2] - box[0]) / MM, 1), round((box[3] - box[1]) / MM, 1)


def ink_mm(pdf: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all glyphs on a page, in millimetres from its top left."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    height = sheet.get_height()
    text = sheet.get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    boxes = [box for box in boxes if box[2] > box[0]]
    return (
        min(box[0] for box in boxes) / MM,
        (height - max(box[3] for box in boxes)) / MM,
        max(box[2] for box in boxes) / MM,
        (height - min(box[1] for box in boxes)) / MM,
    )


def fonts_of(pdf: bytes) -> set[str]:
    with opened(pdf) as file:
        names = [str(thing.get("/BaseFont", "")) for thing in file.objects if isinstance(thing, pikepdf.Dictionary)]
    return {name.split("+")[-1] for name in names if name}
