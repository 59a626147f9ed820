"""PDFs with damage in any place are copied, or refused with a Problem; the server goes on."""

from __future__ import annotations

from random import Random

import pytest

from app.domain.filing import EnclosedFile
from app.rendering.enclosures import read_enclosures
from tests.rule39 import a_pdf

# What PDFs are made of, where it does not belong.
PIECES = (
    *(
        b"",
        b"\x00",
        b"endobj",
        b"stream\r\n",
        b"endstream",
        b"<<",
        b">>",
        b"[" * 2_000,
        b"(" * 2_000,
        b"/Length 99999999 ",
    ),
    *(
        b"/Kids [1 0 R] ",
        b"/Filter [/FlateDecode /FlateDecode] ",
        b"1 0 R",
        b"-1",
        b"9" * 400,
        b"/Encrypt 1 0 R ",
        b"xref",
    ),
    *(
        b"/MediaBox [0 0 1e38 -1e38] ",
        b"/Rotate 45 ",
        b"%PDF-9.9\n",
        b"trailer",
        b"startxref\n-5\n",
        b"/Type /Catalog ",
    ),
)
CODES = {"pdf-broken", "pdf-empty", "pdf-locked", "pdf-too-heavy", "too-many-pages", "not-a-pdf", "no-file"}


def damaged(random: Random) -> bytes:
    data = bytearray(a_pdf(pages=random.randint(1, 3)))
    for _ in range(random.randint(1, 5)):
        place = random.randrange(len(data))
        data[place : place + random.randint(0, 9)] = random.choice((*PIECES, random.randbytes(3)))
    return bytes(data)


def check_copies(seed: int, count: int) -> None:
    random = Random(seed)  # noqa: S311  the same damage each time
    for number in range(count):
        enclosures, problems = read_enclosures([EnclosedFile(title="The order", data=damaged(random))])

        assert bool(enclosures) != bool(problems), f"file {number} of seed {seed}"
        assert {problem.code for problem in problems} <= CODES, f"file {number} of seed {seed}"


def test_damaged_enclosures_are_copied_or_refused() -> None:
    check_copies(seed=1, count=6)


@pytest.mark.slow
def test_a_hundred_damaged_enclosures_are_copied_or_refused() -> None:
    check_copies(seed=2, count=100)
