"""The copy with the problems is the whole table again, row by row, and can be mended and given back."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.printing.cells import Row, Table
from app.printing.problem_copy import problem_copy_path, write_problem_copy
from tests.printing.tables import checked, csv_of, table_in, xlsx_of

TEXT = 'name;address;n\n\nAnn;"Lei 1\n9000 Gent";=1+1\n;Lei 2;x\nBo;c;d;more\n'


def copy_of(path: Path) -> Path:
    """The copy that is written of a table with all its faults."""
    table, outcome = table_in(path), checked(path, n="leave-out")
    copy = problem_copy_path(path, table)
    assert write_problem_copy(copy, table, (*outcome.faults, *outcome.warnings)) is None
    return copy


def test_a_csv_is_copied_with_its_own_delimiter_and_a_mark_that_excel_knows(tmp_path: Path) -> None:
    copy = copy_of(csv_of(tmp_path, TEXT))

    assert copy == tmp_path / "supporters-problems.csv"
    assert copy.read_bytes().startswith(b"\xef\xbb\xbfname;address;n;problem\r\n\r\n")
    with copy.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=";")) == [
            ["name", "address", "n", "problem"],
            [],
            ["Ann", "Lei 1\n9000 Gent", "=1+1", ""],
            ["", "Lei 2", "x", "«name»: Enter your full name. [no-name]"],
            [
                *("Bo", "c", "d"),
                "One cell is filled beyond the last column that has a header (C). Look for a text that holds the sign "
                "between cells: it needs quotation marks around it. [too-many-cells]",
                "more",
            ],
        ]


def test_a_workbook_is_copied_as_one_and_its_text_stays_text(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, [("name", "n", "problem"), ("Ann", "#N/A", "old"), ("=1+1", "_x0007_", None)])
    workbook = load_workbook(path)
    workbook.active["A3"].data_type = "s"
    workbook.save(path)

    sheet = load_workbook(copy_of(path)).active

    assert sheet.title == "supporters"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["name", "n", "problem"],
        [
            "Ann",
            "#N/A",
            "«n»: The cell shows an error (#N/A). Mend its formula, or write the text itself. [error-value]",
        ],
        ["=1+1", "_x0007_", None],
    ]
    assert sheet["A3"].data_type == "s"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_copy_is_for_nobody_elses_eyes_and_leaves_nothing_beside_it(tmp_path: Path, kind: str) -> None:
    rows = [("name", "n"), ("Ann", "x")]
    path = xlsx_of(tmp_path, rows) if kind == "xlsx" else csv_of(tmp_path, "name,n\nAnn,x\n")

    copy = copy_of(path)

    assert copy.stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([path.name, copy.name])


def test_a_copy_that_is_mended_and_given_back_has_no_problems(tmp_path: Path) -> None:
    copy = copy_of(csv_of(tmp_path, TEXT))
    mended = (
        copy.read_text(encoding="utf-8-sig").replace("\n;Lei 2", "\nCy;Lei 2").replace("[too-many-cells];more", "x")
    )
    (tmp_path / "supporters.csv").write_text(mended, encoding="utf-8")

    outcome = checked(tmp_path / "supporters.csv", n="leave-out")

    assert (len(outcome.entries), outcome.faults, outcome.warnings) == (3, (), ())
    assert copy_of(tmp_path / "supporters.csv").read_text(encoding="utf-8-sig").count("problem") == 1


def test_a_row_in_which_only_old_problems_are_left_is_empty(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, "name,Problem\nAnn,\n,Enter your full name.\n"))

    assert [row.number for row in table.rows] == [2]


def test_a_folder_that_takes_no_copy_is_told(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, "name\nAnn\n"))

    assert str(write_problem_copy(tmp_path / "nowhere" / "copy.csv", table, ())) == (
        "copy.csv: The copy with the problems cannot be written: no such file or directory. "
        "Check the folder's permissions and the space on the disk. [copy-unwritable]"
    )


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).filter(str.strip)


@pytest.mark.parametrize("delimiter", [";", ""], ids=["csv", "xlsx"])
@given(rows=st.lists(st.tuples(cells, cells), min_size=1, max_size=4), gap=st.integers(0, 3))
def test_every_cell_and_every_row_number_is_in_the_copy(delimiter: str, rows: list[tuple[str, str]], gap: int) -> None:
    table = Table(
        name="t",
        headers=("name", "own words"),
        rows=tuple(Row(number=2 + index * (gap + 1), cells=cells) for index, cells in enumerate(rows)),
        delimiter=delimiter,
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "copy"
        assert write_problem_copy(path, table, ()) is None
        read = table_in(path)

    assert [(row.number, row.cells[:2]) for row in read.rows] == [(row.number, row.cells) for row in table.rows]
