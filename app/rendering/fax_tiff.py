"""A PDF's pages as a fax machine scans them: a TIFF of RFC 3949, Profile S, or in Group 4.

The strips are encoded by libtiff, through Pillow. The file around them is written here: Profile S
wants each page's directory, its long values and its strip in this order, from byte 8 on, and
libtiff puts each directory behind its strip.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from app.rendering.pdfium import opened

Resolution = Literal["fine", "standard"]
Compression = Literal["group3", "group4"]

# A scan line of ITU-T T.4: 1728 dots on 215 mm. A4 stands in its middle, in true size.
WIDTH = 1728
ACROSS = 204
DOWN: Mapping[Resolution, int] = {"fine": 196, "standard": 98}
# Lighter than this is paper. Never dithered: scattered dots do not compress, and blur small type.
_THRESHOLD = 160

_GROUP: Mapping[Compression, int] = {"group3": 3, "group4": 4}
# T4Options and T6Options: none is set, so that Group 3 is the one-dimensional one.
_OPTIONS: Mapping[Compression, int] = {"group3": 292, "group4": 293}
_FILL_ORDER, _STRIP_OFFSETS, _STRIP_BYTE_COUNTS = 266, 273, 279
_LOWEST_BIT_FIRST = 2
# The number of fields in a page's directory, and the bytes of the directory and of the two
# resolutions behind it.
_FIELDS = 17
_DIRECTORY, _RESOLUTIONS = 2 + 12 * _FIELDS + 4, 16


@dataclass(frozen=True)
class _Strip:
    """A page, encoded: in a fax it is a single strip."""

    data: bytes
    rows: int


def fax_tiff(pdf: bytes, resolution: Resolution = "fine", compression: Compression = "group3") -> bytes:
    """The pages in black and white, 204 dots an inch across and 196 or 98 down."""
    down = DOWN[resolution]
    with opened(pdf) as document:
        strips = [_encoded(_scanned(page, down), compression) for page in document]
    return b"".join(_file(strips, down, compression))


def _scanned(page: pypdfium2.PdfPage, down: int) -> Image.Image:
    """The page in true size, ink as 1. Of Letter paper a third of a millimetre of each margin is cut off."""
    across = round(page.get_width() / 72 * ACROSS)
    # Whole rows only: one that is rounded up makes HylaFAX shrink the page.
    rows = int(page.get_height() / 72 * down)
    bitmap = pypdfium2.PdfBitmap.new_native(WIDTH, rows, pdfium.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, WIDTH, rows)
    left = (WIDTH - across) // 2
    pdfium.FPDF_RenderPageBitmap(bitmap, page, left, 0, across, rows, 0, pdfium.FPDF_GRAYSCALE)
    picture: Image.Image = bitmap.to_pil()
    return picture.point([255 * (grey < _THRESHOLD) for grey in range(256)], "1")


def _encoded(picture: Image.Image, compression: Compression) -> _Strip:
    """The strip out of a TIFF that libtiff makes. Its encoders take 1 for ink.

    Nothing is said of WhiteIsZero here: Pillow would turn the picture around, dot by dot.
    """
    buffer = io.BytesIO()
    picture.save(
        buffer,
        "TIFF",
        compression=compression,
        strip_size=WIDTH // 8 * picture.height,
        tiffinfo={_FILL_ORDER: _LOWEST_BIT_FIRST},
    )
    with Image.open(buffer, formats=["TIFF"]) as written:
        fields = written.tag_v2  # type: ignore[attr-defined]  # of TIFF files only
        start, size = fields[_STRIP_OFFSETS][0], fields[_STRIP_BYTE_COUNTS][0]
    return _Strip(buffer.getvalue()[start : start + size], picture.height)


def _file(strips: Sequence[_Strip], down: int, compression: Compression) -> Iterator[bytes]:
    start = 8
    yield struct.pack("<2sHL", b"II", 42, start)
    for number, strip in enumerate(strips):
        # A directory begins on an even byte.
        data = strip.data + bytes(len(strip.data) % 2)
        end = start + _DIRECTORY + _RESOLUTIONS + len(data)
        fields = _fields(strip, start + _DIRECTORY, compression, (number, len(strips)))
        following = 0 if number + 1 == len(strips) else end
        yield struct.pack("<H", _FIELDS) + fields + struct.pack("<L", following)
        yield struct.pack("<4L", ACROSS, 1, down, 1) + data
        start = end


def _fields(strip: _Strip, resolutions: int, compression: Compression, page: tuple[int, int]) -> bytes:
    """The fields by number, as Profile S asks; date and software, which it recommends, would tell of the sender."""
    fields = {
        254: _long(2),  # NewSubfileType: a page of several
        256: _short(WIDTH),
        257: _long(strip.rows),
        258: _short(1),  # BitsPerSample
        259: _short(_GROUP[compression]),
        262: _short(0),  # WhiteIsZero
        _FILL_ORDER: _short(_LOWEST_BIT_FIRST),
        _STRIP_OFFSETS: _long(resolutions + _RESOLUTIONS),
        274: _short(1),  # Orientation: upright
        277: _short(1),  # SamplesPerPixel
        278: _long(strip.rows),  # RowsPerStrip
        _STRIP_BYTE_COUNTS: _long(len(strip.data)),
        282: _rational_at(resolutions),
        283: _rational_at(resolutions + 8),
        _OPTIONS[compression]: _long(0),
        296: _short(2),  # ResolutionUnit: an inch
        297: _short(*page),  # PageNumber, from 0
    }
    return b"".join(struct.pack("<H", number) + field for number, field in fields.items())


def _short(*values: int) -> bytes:
    return struct.pack("<HL2H", 3, len(values), *values, *(0,) * (2 - len(values)))


def _long(value: int) -> bytes:
    return struct.pack("<HLL", 4, 1, value)


def _rational_at(place: int) -> bytes:
    return struct.pack("<HLL", 5, 1, place)
