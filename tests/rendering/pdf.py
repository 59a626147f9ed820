"""Reads a PDF back, by other programs than the one that wrote it."""

from __future__ import annotations

import io
import re
import subprocess

import pikepdf
import pypdfium2

from app.domain.stationery import Area

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
    return page_sizes_mm(pdf)[0]


def page_sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page."""
    with opened(pdf) as file:
        boxes = [[float(value) for value in page.mediabox] for page in file.pages]
    return [(round((box[2] - box[0]) / MM, 1), round((box[3] - box[1]) / MM, 1)) for box in boxes]


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


def glyphs_mm(pdf: bytes) -> list[list[tuple[str, Area]]]:
    """Each page's inked characters and their boxes, in millimetres from the top left."""
    return [_glyphs(sheet) for sheet in pypdfium2.PdfDocument(pdf)]


def _glyphs(sheet: pypdfium2.PdfPage) -> list[tuple[str, Area]]:
    height, text = sheet.get_height(), sheet.get_textpage()
    placed = [(text.get_text_range(index, 1), text.get_charbox(index)) for index in range(text.count_chars())]
    return [(sign, _area(box, height)) for sign, box in placed if box[2] > box[0] and not sign.isspace()]


def rules_mm(pdf: bytes, page: int = 0) -> list[Area]:
    """Everything drawn that is no text, from the top of the page down."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    paths = sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
    return sorted((_area(path.get_bounds(), sheet.get_height()) for path in paths), key=lambda area: area.y)


def _area(box: tuple[float, float, float, float], height: float) -> Area:
    left, bottom, right, top = box
    return Area(
        x=max(left / MM, 0), y=max((height - top) / MM, 0), width=(right - left) / MM, height=(top - bottom) / MM
    )
