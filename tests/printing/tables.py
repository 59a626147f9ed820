"""Tables for the tests: as files in a folder, of invented people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from app.printing.cells import Table
from app.printing.columns import Columns, match
from app.printing.entries import Checked, check_rows
from app.printing.table import read_table


def csv_of(folder: Path, text: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "supporters.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def xlsx_of(folder: Path, rows: Iterable[Sequence[Any]]) -> Path:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    path = folder / "supporters.xlsx"
    workbook.save(path)
    return path


def table_in(path: Path) -> Table:
    table = read_table(path)
    assert isinstance(table, Table), [str(problem) for problem in table]
    return table


def problems_of(path: Path) -> list[str]:
    problems = read_table(path)
    assert not isinstance(problems, Table), problems
    return [str(problem) for problem in problems]


def cells_of(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in table_in(path).rows]


def columns_in(table: Table, **chosen: Any) -> Columns:
    columns = match(table.headers, chosen)
    assert isinstance(columns, Columns), columns
    return columns


def checked(path: Path, *, points: Sequence[str] = ("winter", "ransom"), missing: str = "", **chosen: Any) -> Checked:
    """The table's rows, checked against these points and fonts that lack the `missing` signs."""
    table = table_in(path)
    return check_rows(table, columns_in(table, **chosen), points, lambda text: set(text) & set(missing))
