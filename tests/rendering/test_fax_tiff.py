"""Fax pages as RFC 3949, Profile S, asks for them, and as other programs take them."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from app.domain.letter import Paragraph, Run
from app.domain.paper import Paper
from app.rendering import Renderer, fax_tiff
from app.rendering.fax_tiff import Compression, Resolution
from tests.builders import PLAIN, STOCK, a_letter
from tests.rendering.tiff import Directory, directories

NEW_SUBFILE_TYPE, WIDTH, LENGTH, BITS_PER_SAMPLE, COMPRESSION, PHOTOMETRIC = 254, 256, 257, 258, 259, 262
FILL_ORDER, STRIP_OFFSETS, ORIENTATION, SAMPLES_PER_PIXEL, ROWS_PER_STRIP, STRIP_BYTE_COUNTS = (
    266,
    273,
    274,
    277,
    278,
    279,
)
X_RESOLUTION, Y_RESOLUTION, T4_OPTIONS, T6_OPTIONS, RESOLUTION_UNIT, PAGE_NUMBER = 282, 283, 292, 293, 296, 297


@pytest.fixture(scope="module")
def pdf(renderer: Renderer) -> bytes:
    """Two pages of a letter."""
    paragraph = Paragraph(text=(Run(text="The ship is held in the harbour. " * 12),))
    return renderer.render([a_letter(body=(paragraph,) * 12)], PLAIN).pdf


def a_sheet(width: float, height: float, content: bytes = b"") -> bytes:
    """A PDF of one page, in millimetres, with what a content stream draws on it."""
    file = pikepdf.new()
    page = file.add_blank_page(page_size=(width / 25.4 * 72, height / 25.4 * 72))
    page.Contents = file.make_stream(content)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def picture(tiff: bytes, page: int = 0) -> Image.Image:
    """What another program sees: 0 is ink, 255 is paper."""
    with Image.open(io.BytesIO(tiff)) as file:
        file.seek(page)
        return file.convert("L")


@pytest.mark.parametrize(("resolution", "down", "rows"), [("fine", 196, 2291), ("standard", 98, 1145)])
def test_every_page_has_the_fields_of_profile_s(pdf: bytes, resolution: Resolution, down: int, rows: int) -> None:
    pages = directories(fax_tiff(pdf, resolution))

    assert len(pages) == 2
    for number, page in enumerate(pages):
        assert {tag: value for tag, value in page.fields.items() if tag not in {STRIP_OFFSETS, STRIP_BYTE_COUNTS}} == {
            NEW_SUBFILE_TYPE: (2,),
            WIDTH: (1728,),
            LENGTH: (rows,),
            BITS_PER_SAMPLE: (1,),
            COMPRESSION: (3,),
            PHOTOMETRIC: (0,),
            FILL_ORDER: (2,),
            ORIENTATION: (1,),
            SAMPLES_PER_PIXEL: (1,),
            ROWS_PER_STRIP: (rows,),
            X_RESOLUTION: (204, 1),
            Y_RESOLUTION: (down, 1),
            T4_OPTIONS: (0,),
            RESOLUTION_UNIT: (2,),
            PAGE_NUMBER: (number, 2),
        }


def test_group_4_differs_in_its_compression_alone(pdf: bytes) -> None:
    page, other = directories(fax_tiff(pdf, compression="group4"))[0], directories(fax_tiff(pdf))[0]

    assert page.fields[COMPRESSION] == (4,)
    assert page.fields[T6_OPTIONS] == (0,)
    assert T4_OPTIONS not in page.fields
    assert same_but(page, other, {COMPRESSION, T4_OPTIONS, T6_OPTIONS, STRIP_OFFSETS, STRIP_BYTE_COUNTS})


def same_but(page: Directory, other: Directory, fields: set[int]) -> bool:
    return {k: v for k, v in page.fields.items() if k not in fields} == {
        k: v for k, v in other.fields.items() if k not in fields
    }


@pytest.mark.parametrize("compression", ["group3", "group4"])
def test_each_page_is_its_directory_its_long_values_and_one_strip_in_this_order(
    pdf: bytes, compression: Compression
) -> None:
    file = fax_tiff(pdf, compression=compression)
    expected = 8

    for page in directories(file):
        assert page.start == expected
        assert page.start % 2 == 0
        ((strip,), (size,)) = page.fields[STRIP_OFFSETS], page.fields[STRIP_BYTE_COUNTS]
        assert page.end_of_values == page.end + 16 == strip
        expected = strip + size + size % 2
    assert expected == len(file)


def test_group_3_begins_each_line_with_its_mark_and_has_no_end_of_page(pdf: bytes) -> None:
    file = fax_tiff(pdf)
    for page in directories(file):
        ((start,), (size,)) = page.fields[STRIP_OFFSETS], page.fields[STRIP_BYTE_COUNTS]
        # Lowest bit first: 00000000 0001 is the end of a line, six of them the end of a page.
        bits = "".join(f"{byte:08b}"[::-1] for byte in file[start : start + size])

        assert bits.startswith("000000000001")
        assert bits.count("000000000001") == page.fields[LENGTH][0]
        assert "000000000001" * 2 not in bits


@pytest.mark.parametrize("compression", ["group3", "group4"])
def test_pillow_reads_the_same_picture_from_either_compression(pdf: bytes, compression: Compression) -> None:
    with Image.open(io.BytesIO(fax_tiff(pdf, compression=compression))) as file:
        assert (file.n_frames, file.mode, file.size) == (2, "1", (1728, 2291))  # type: ignore[attr-defined]

    assert picture(fax_tiff(pdf, compression=compression)).tobytes() == picture(fax_tiff(pdf)).tobytes()


@pytest.mark.parametrize(
    ("resolution", "compression", "asked"),
    [
        ("fine", "group3", ["-r", "196", "-1"]),
        ("standard", "group3", ["-1"]),
        ("fine", "group4", ["-r", "196", "-3"]),
        ("standard", "group4", ["-3"]),
    ],
)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_tiffinfo_reads_it_and_hylafax_takes_it_as_it_is(
    resolution: Resolution,
    compression: Compression,
    asked: list[str],
    paper: Paper,
    renderer: Renderer,
    tmp_path: Path,
) -> None:
    pdf = renderer.render([a_letter()] * 3, [STOCK.plain(paper)]).pdf
    path = tmp_path / "fax.tif"
    path.write_bytes(fax_tiff(pdf, resolution, compression))

    info = subprocess.run(["tiffinfo", "-D", path], capture_output=True, text=True, check=True)
    check = subprocess.run(["/usr/sbin/tiffcheck", *asked, path], capture_output=True, text=True, check=True)

    assert info.stderr == ""
    assert info.stdout.count("Subfile Type: multi-page document (2 = 0x2)") == 3
    assert check.stdout.strip() == "OK"


@pytest.mark.parametrize(("resolution", "down"), [("fine", 196), ("standard", 98)])
@pytest.mark.parametrize(("width", "height"), [(210, 297), (215.9, 279.4)], ids=["A4", "Letter"])
def test_a_page_has_its_true_size_in_the_middle_of_the_scan_line(
    resolution: Resolution, down: int, width: float, height: float
) -> None:
    square = b"0 0 0 rg 72 72 144 144 re f"  # an inch from the left and from below, two inches each way

    seen = picture(fax_tiff(a_sheet(width, height, square), resolution))
    left, top, right, bottom = seen.point(lambda grey: 255 - grey).getbbox()  # type: ignore[misc]

    assert (right - left, bottom - top) == (pytest.approx(2 * 204, abs=1), pytest.approx(2 * down, abs=1))
    assert left == pytest.approx((1728 - width / 25.4 * 204) / 2 + 204, abs=1.5)
    assert seen.height - bottom == pytest.approx(down, abs=1.5)


@pytest.mark.parametrize(("grey", "is_ink"), [(b"0.6 g", True), (b"0.65 g", False)])
def test_what_is_lighter_than_160_of_255_is_paper_and_nothing_is_dithered(grey: bytes, is_ink: bool) -> None:
    page = fax_tiff(a_sheet(210, 297, grey + b" 100 100 200 200 re f"))

    assert (picture(page).getpixel((600, 1700)) == 0) is is_ink
    assert len(set(picture(page).crop((400, 1550, 800, 1950)).tobytes())) == 1


def test_the_same_letter_gives_the_same_bytes(pdf: bytes) -> None:
    assert fax_tiff(pdf) == fax_tiff(pdf)
