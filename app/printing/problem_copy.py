"""A copy of a table with one more column, in which each row says what is wrong with it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from itertools import repeat
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from app.domain.problem import Problem
from app.printing.cells import PROBLEM_COLUMN, Table, is_problem_column
from app.printing.fault import Fault

# Characters that XML cannot hold, or, of line ends, makes one kind of.
_CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]")
# In characters; a column of a spreadsheet is some 8 wide otherwise.
_WIDTH_OF_PROBLEMS = 90
_WIDTH_OF_OTHERS = 24


def problem_copy_path(table_path: Path, table: Table) -> Path:
    """Beside the table, and of its kind: supporters-problems.csv."""
    return table_path.with_name(f"{table_path.stem}-problems{'.csv' if table.delimiter else '.xlsx'}")


def write_problem_copy(path: Path, table: Table, faults: Iterable[Fault]) -> Problem | None:
    """The copy, all of it or none, for nobody else's eyes; or why it cannot be written.

    Each row keeps its number. Cells that stand beyond the header go behind the problems.
    """
    lines = _lines(table, faults)
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=path.suffix, delete=False) as file:  # mode 0600
            unfinished = Path(file.name)
            try:
                (_write_separated if table.delimiter else _write_workbook)(file, table, lines)
                file.close()
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
    except OSError as error:
        return Problem(
            code="copy-unwritable",
            where=path.name,
            message=f"The copy with the problems cannot be written: {(error.strerror or 'unknown fault').lower()}.",
            hint="Check the folder's permissions and the space on the disk.",
        )
    return None


def _lines(table: Table, faults: Iterable[Fault]) -> Iterator[Sequence[str]]:
    """The rows in order, an empty one for each that was left out."""
    told: dict[int, list[str]] = {}
    for fault in faults:
        told.setdefault(fault.row, []).append(fault.within_its_row)
    kept = [index for index, header in enumerate(table.headers) if not is_problem_column(header)]
    yield from repeat((), table.header_row - 1)
    yield [*(table.headers[index] for index in kept), PROBLEM_COLUMN]
    number = table.header_row
    for row in table.rows:
        yield from repeat((), row.number - number - 1)
        yield [*(row.cells[index] for index in kept), "\n".join(told.get(row.number, ())), *row.extra]
        number = row.number


def _write_separated(file: IO[bytes], table: Table, lines: Iterable[Sequence[str]]) -> None:
    """With a byte order mark, by which Excel knows UTF-8."""
    with TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True) as text:
        csv.writer(text, delimiter=table.delimiter).writerows(lines)


def _write_workbook(file: IO[bytes], table: Table, lines: Iterable[Sequence[str]]) -> None:
    # Imported late: whoever prints from a CSV does not wait for openpyxl.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("supporters")
    sheet.freeze_panes = f"A{table.header_row + 1}"
    columns = sum(not is_problem_column(header) for header in table.headers)
    for column in range(1, columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH_OF_OTHERS
    sheet.column_dimensions[get_column_letter(columns + 1)].width = _WIDTH_OF_PROBLEMS

    def as_text(value: str) -> object:
        cell = WriteOnlyCell(sheet, value=_CONTROLS.sub(_escaped, value))
        cell.data_type = "s"  # whatever it begins with, it is no formula
        return cell

    for line in lines:
        sheet.append([as_text(cell) if cell else None for cell in line])
    workbook.save(file)


def _escaped(sign: re.Match[str]) -> str:
    return f"_x{ord(sign[0]):04X}_"
