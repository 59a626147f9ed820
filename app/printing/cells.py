"""A table of supporters, read from a CSV or a spreadsheet: every cell is text, and nothing in it is worked out."""

from __future__ import annotations

from app.domain.problem import Problem, Problems
from app.domain.values import Value
from app.printing.fault import Fault, cell_name

# A print run is a job of one night; a larger campaign is several.
MOST_ROWS = 50_000
# A supporter has seven fields; what a membership list has beside them is left out.
MOST_COLUMNS = 100
# As many characters as Excel keeps in a cell, and a little more.
LONGEST_CELL = 32_768
# Below the last of these no spreadsheet has a row; empty ones up to there only cost time.
LAST_ROW = 1_048_576
# Where a copy with problems tells them: of no meaning when the copy is given back.
PROBLEM_COLUMN = "problem"


class Row(Value):
    """`number` is as a spreadsheet counts; `line` is where a CSV's row begins, as an editor counts lines.

    There are as many `cells` as headers; `extra` are filled cells beyond them.
    """

    number: int
    cells: tuple[str, ...]
    line: int | None = None
    extra: tuple[str, ...] = ()


class Table(Value):
    """`faults` are of single cells or rows, `warnings` of the table as a whole.

    `delimiter` parts the cells of a CSV; a spreadsheet has none.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    warnings: Problems = ()
    delimiter: str = ""
    header_row: int = 1

    def fault(self, row: Row, column: int | None, problem: Problem) -> Fault:
        """A problem at its cell, or at the whole row where `column` is None."""
        placed = problem.model_copy(update={"where": self.name})
        if column is None:
            return Fault(row=row.number, line=row.line, problem=placed)
        return Fault(
            row=row.number,
            line=row.line,
            column=self.headers[column],
            cell=cell_name(column, row.number),
            problem=placed,
        )


def is_problem_column(header: str) -> bool:
    return header.casefold() == PROBLEM_COLUMN
