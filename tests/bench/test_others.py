"""The table of what others make says only what was seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.letter import Letter, Paragraph, Run
from bench.machine import the_machine
from bench.others import Tried, is_readable, row, table
from bench.programs import KEPT, Program
from tests.builders import a_letter

BODY = (Paragraph(text=(Run(text="Let the ship go."),)), Paragraph(text=(Run(text="I am\nfrom Ghent."),), typed=True))


def printed(letters: object, folder: Path) -> list[Path]:
    raise NotImplementedError


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("Let the ship go.\nI am from\nGhent.\n\nSheila O’Neil\n", True),
        ("Let the ship go.\nI am from\nGhent.\n", False),
        ("Let the ship go.\n\nSheila O’Neil\n", False),
    ],
    ids=["both", "no name", "no own words"],
)
def test_a_letter_can_be_read_back_if_name_and_own_words_are_found(text: str, readable: bool) -> None:
    letter: Letter = a_letter(body=BODY)

    assert is_readable(letter, text) is readable


def test_a_row_tells_the_median_and_how_far_times_lie_apart() -> None:
    warm = Tried(Program("Ours", "1.0", printed, KEPT), alone=[0.2, 0.1, 0.9])
    other = Tried(Program("Other", "2.0", printed), [1.0, 3.0, 2.0], [0.5], 31.4, "1", True, False)

    assert row(other, warm) == (
        *("Other", "2.0", "started for each", "2,000", "1,000–3,000", "10.0", "500"),
        *("31", "1", "yes", "no"),
    )


def test_how_much_quicker_another_is_can_be_read() -> None:
    warm = Tried(Program("Ours", "1.0", printed, KEPT), alone=[0.2])
    quick = Tried(Program("Other", "2.0", printed), alone=[0.013])

    assert row(quick, warm)[5] == "0.065"


def test_the_table_is_one_that_the_documents_can_hold() -> None:
    assert table([("program", "ms"), ("a", "1,000")]) == "| program | ms    |\n|---------|-------|\n| a       | 1,000 |"


def test_the_machine_is_one_line_of_processor_and_versions() -> None:
    told = the_machine()

    assert "\n" not in told
    assert all(word in told for word in (" cores with a load of ", "Python 3", "WeasyPrint 70", "Pango 1."))
