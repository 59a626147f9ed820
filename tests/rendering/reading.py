"""Reads fax pages as whoever gets them does: off the paper. tesseract is the reader."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Iterator

from PIL import Image

# What tesseract writes for signs that look alike.
_ALIKE = str.maketrans("’‘“”–—‑", "''\"\"---")
# Spaces that are no word's end: French sets a narrow one before some signs.
_NARROW = re.compile(r"\u202f| (?=[;:!?»])|(?<=«) ")


def comparable(text: str) -> str:
    """The text in one line, with one kind of space, apostrophe and dash."""
    return " ".join(_NARROW.sub("", " ".join(text.split(" "))).translate(_ALIKE).split())


def text_on_paper(tiff: bytes, language: str) -> str:
    """What stands under the fax header on each page; `language` as tesseract calls it."""
    return " ".join(_read(page, language) for page in _pages(tiff))


def _pages(tiff: bytes) -> Iterator[Image.Image]:
    with Image.open(io.BytesIO(tiff)) as file:
        for number in range(file.n_frames):  # type: ignore[attr-defined]
            file.seek(number)
            yield _under_header(_printed(file.convert("L"), float(file.info["dpi"][1])))


def _printed(page: Image.Image, down: float) -> Image.Image:
    """A machine prints each line of the standard resolution twice."""
    return page.resize((page.width, page.height * round(196 / down)), Image.Resampling.NEAREST)


def _under_header(page: Image.Image) -> Image.Image:
    """What is below the line across the page."""
    rows = page.tobytes()
    inked = [rows[y * page.width : (y + 1) * page.width].count(0) for y in range(page.height // 2)]
    line = max(y for y, dots in enumerate(inked) if dots > page.width * 0.7)
    return page.crop((0, line + 2, page.width, page.height))


def _read(page: Image.Image, language: str) -> str:
    buffer = io.BytesIO()
    page.save(buffer, "PNG")
    done = subprocess.run(
        ["tesseract", "-", "-", "-l", language, "--psm", "6", "--dpi", "200"],
        input=buffer.getvalue(),
        capture_output=True,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode()


def share_right(wanted: str, text: str) -> float:
    """The share of the characters wanted that stand somewhere in `text`, by edit distance.

    What is before and after does not count. Myers' bit vectors (Journal of the ACM 46, 1999).
    """
    places: dict[str, int] = {}
    for place, sign in enumerate(wanted):
        places[sign] = places.get(sign, 0) | 1 << place
    everywhere, last = (1 << len(wanted)) - 1, 1 << (len(wanted) - 1)
    more, less = everywhere, 0
    distance = best = len(wanted)
    for sign in text:
        equal = places.get(sign, 0)
        across = (((equal & more) + more) ^ more) | equal
        up, down = less | (~(across | more) & everywhere), more & across
        distance += bool(up & last) - bool(down & last)
        best = min(best, distance)
        up, down = up << 1 & everywhere, down << 1 & everywhere
        vertical = equal | less
        more, less = down | (~(vertical | up) & everywhere), up & vertical
    return 1 - best / len(wanted)
