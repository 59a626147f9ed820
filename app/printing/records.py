"""Records, as a CSV or a spreadsheet holds them → a table with a header, or what keeps them from being one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.domain.problem import Problem, Problems
from app.domain.text import clean
from app.printing.cells import LAST_ROW, MOST_COLUMNS, MOST_ROWS, Row, Table, is_problem_column
from app.printing.columns import target_of
from app.printing.fault import Fault, column_name

# A name of a column; what is longer is a row of another kind.
_LONGEST_HEADER = 200


class Record(NamedTuple):
    """One row as it stands in the file, with the faults of its cells (by column, None for the whole row)."""

    number: int
    cells: Sequence[str]
    line: int | None = None
    faults: Sequence[tuple[int | None, Problem]] = ()

    @property
    def is_empty(self) -> bool:
        return not self.faults and not any(cell and not cell.isspace() for cell in self.cells)


class NoTableError(Exception):
    """The file as a whole cannot be read. Nothing of what it holds is in the message."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def table_of(name: str, records: Iterable[Record], delimiter: str = "") -> Table | Problems:
    """The first record that is not empty is the header."""
    filled = (record for record in _up_to_the_last_row(name, records) if not record.is_empty)
    header = next(filled, None)
    if header is None:
        return (Problem(code="table-empty", where=name, message="The table is empty.", hint=_BEGIN_WITH_A_HEADER),)
    if header.faults:
        return tuple(_in_the_header(header, problem) for _column, problem in header.faults)
    width = max(index for index, cell in enumerate(header.cells, start=1) if cell.strip())
    if width > MOST_COLUMNS:
        return (_too_many_columns(name),)
    headers = tuple(" ".join(clean(cell).text.split()) for cell in header.cells[:width])
    building = _Building(name, headers, delimiter, header.number)
    building.add(filled)
    return tuple(building.problems()) or building.table


def _in_the_header(header: Record, problem: Problem) -> Problem:
    line = f"Row {header.number}, which names the columns: " if header.line is None else ""
    return problem.model_copy(update={"line": header.line, "message": f"{line}{problem.message}"})


_BEGIN_WITH_A_HEADER = "Write the names of the columns into its first row: «name», «address», «country» …"


def _up_to_the_last_row(name: str, records: Iterable[Record]) -> Iterator[Record]:
    for record in records:
        if record.number > LAST_ROW:
            raise NoTableError(_too_many_rows(name, LAST_ROW))
        yield record


class _Building:
    """A table that is being filled with rows."""

    def __init__(self, name: str, headers: tuple[str, ...], delimiter: str, header_row: int) -> None:
        self.empty = Table(name=name, headers=headers, rows=(), delimiter=delimiter, header_row=header_row)
        self.rows: list[Row] = []
        self.faults: list[Fault] = []

    @property
    def table(self) -> Table:
        return self.empty.model_copy(update={"rows": tuple(self.rows), "faults": tuple(self.faults)})

    def add(self, records: Iterable[Record]) -> None:
        width = len(self.empty.headers)
        told = [index for index, header in enumerate(self.empty.headers) if is_problem_column(header)]
        for record in records:
            row = _row(record, width)
            if any(cell.strip() for index, cell in enumerate(row.cells) if index not in told) or row.extra:
                self._add(row, record)

    def _add(self, row: Row, record: Record) -> None:
        if len(self.rows) == MOST_ROWS:
            raise NoTableError(_too_many_rows(self.empty.name, MOST_ROWS))
        self.rows.append(row)
        width = len(self.empty.headers)
        faults = [one for one in record.faults if one[0] is None or one[0] < width]
        if row.extra and not record.faults:
            faults.append((None, _too_many_cells(self.empty, sum(bool(cell.strip()) for cell in row.extra))))
        self.faults.extend(self.empty.fault(row, column, problem) for column, problem in faults)

    def problems(self) -> Iterator[Problem]:
        yield from _one_column(self.empty)
        yield from _same_headers(self.empty)
        yield from _long_headers(self.empty)
        yield from _empty_headers(self.table)
        if not self.rows:
            yield Problem(
                code="no-rows",
                where=self.empty.name,
                message="The table has a header and no rows.",
                hint="Write one supporter into each row below it.",
            )


def _row(record: Record, width: int) -> Row:
    cells = tuple(record.cells[:width])
    extra = tuple(record.cells[width:])
    return Row(
        number=record.number,
        line=record.line,
        cells=cells + ("",) * (width - len(cells)),
        extra=extra if any(cell.strip() for cell in extra) else (),
    )


def _one_column(table: Table) -> Iterator[Problem]:
    named = [header for header in table.headers if header]
    if len(named) == 1 and target_of(named[0]) is None:
        yield Problem(
            code="one-column",
            where=table.name,
            message="The table has one column, and its header is no field of the form.",
            hint="If it is a CSV, put commas, semicolons or tabs between its cells; if it holds names, "
            "give it the header «name».",
        )


def _same_headers(table: Table) -> Iterator[Problem]:
    columns: dict[str, list[int]] = {}
    for index, header in enumerate(table.headers):
        columns.setdefault(header.casefold(), []).append(index)
    for key, found in columns.items():
        if key and len(found) > 1:
            yield Problem(
                code="same-header",
                where=table.name,
                message=f"Columns {_named(found)} have the same header «{table.headers[found[0]][:60]}».",
                hint="Give each a header of its own, or delete those that are not wanted.",
            )


def _long_headers(table: Table) -> Iterator[Problem]:
    for index, header in enumerate(table.headers):
        if len(header) > _LONGEST_HEADER:
            yield Problem(
                code="long-header",
                where=table.name,
                message=f"The header of column {column_name(index)} has more than {_LONGEST_HEADER} characters.",
                hint="Let the first row name the columns, in a word or two each.",
            )


def _empty_headers(table: Table) -> Iterator[Problem]:
    for index, header in enumerate(table.headers):
        first = None if header else next((row for row in table.rows if row.cells[index].strip()), None)
        if first:
            yield Problem(
                code="empty-header",
                where=table.name,
                message=f"Column {column_name(index)} has no header, and is filled in row {first.number}.",
                hint="Give it a header, or delete what is in it.",
            )


def _named(columns: Sequence[int]) -> str:
    *others, last = map(column_name, columns)
    return f"{', '.join(others)} and {last}"


def _too_many_cells(table: Table, filled: int) -> Problem:
    cells = "One cell is" if filled == 1 else f"{filled} cells are"
    return Problem(
        code="too-many-cells",
        where=table.name,
        message=f"{cells} filled beyond the last column that has a header ({column_name(len(table.headers) - 1)}).",
        hint="Look for a text that holds the sign between cells: it needs quotation marks around it."
        if table.delimiter
        else "Give the column a header, or delete what is in it.",
    )


def _too_many_columns(name: str) -> Problem:
    return Problem(
        code="too-many-columns",
        where=name,
        message=f"A table may have {MOST_COLUMNS} columns; this one has more.",
        hint="Delete those that are no part of a letter.",
    )


def _too_many_rows(name: str, most: int) -> Problem:
    return Problem(
        code="too-many-rows",
        where=name,
        message=f"A table may have {most:,} rows; this one has more.",
        hint="Split it into several tables.",
    )
