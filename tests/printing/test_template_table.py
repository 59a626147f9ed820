"""The template is a table that needs nothing but supporters: its example says how, and is never printed."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

import pytest
from openpyxl import load_workbook

from app.domain.supporter import read_supporter
from app.printing.example import EXAMPLE
from app.printing.template_table import FIELDS, table_template
from tests.printing.tables import checked, table_in

POINTS = {"winter": "Winter is near.", "ransom": "No ransom was asked for."}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_template_reads_back_with_its_example_alone(tmp_path: Path, kind: Literal["csv", "xlsx"]) -> None:
    path = tmp_path / f"supporters.{kind}"
    path.write_bytes(table_template(kind, POINTS))

    table = table_in(path)

    assert table.headers == FIELDS
    assert [row.cells for row in table.rows] == [(*EXAMPLE.values(), "winter")]
    assert table.warnings == ()
    assert [fault.problem.code for fault in checked(path).faults] == ["still-the-example"]


def test_the_example_is_a_sound_supporter() -> None:
    _supporter, told = read_supporter(EXAMPLE)

    assert told == ()


def test_excel_reads_the_csv_as_what_it_is() -> None:
    data = table_template("csv", {})

    assert data.startswith(b"\xef\xbb\xbf")
    assert next(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == list(FIELDS)


def test_each_column_of_the_workbook_is_explained_and_its_header_stays_in_view() -> None:
    sheet = load_workbook(io.BytesIO(table_template("xlsx", POINTS))).active

    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["C2"].alignment.wrap_text) == ("A2", True, True)
    assert all(len(cell.comment.text) > 40 for cell in sheet[1])
    assert sheet["G1"].comment.text == (
        "The short names of sentences to add, with commas between them. It may be empty.\n"
        "winter: Winter is near.\nransom: No ransom was asked for."
    )


def test_a_case_without_points_says_so() -> None:
    sheet = load_workbook(io.BytesIO(table_template("xlsx", {}))).active

    assert (sheet["G2"].value, sheet["G1"].comment.text) == (None, "This case has no talking points: leave it empty.")
