"""What is wrong with one cell or one row of a table, at its place in the spreadsheet."""

from __future__ import annotations

from app.domain.problem import Problem, Severity
from app.domain.values import Value


class Fault(Value):
    """A problem of a row, told where somebody looks for it: by the row and the cell, as spreadsheets name them.

    `problem.where` is the table's name. `cell` is such as C17; `column` is the header above it. Both
    are empty where it is the whole row. `line` is the file's line on which a CSV's row begins.
    """

    row: int
    problem: Problem
    column: str = ""
    cell: str = ""
    line: int | None = None

    @property
    def severity(self) -> Severity:
        return self.problem.severity

    @property
    def within_its_row(self) -> str:
        """The fault as it stands in the row itself."""
        place = f"«{self.column}»: " if self.column else ""
        return f"{place}{self.problem.words} [{self.problem.code}]"

    @property
    def place(self) -> str:
        """Such as «supporters.csv, row 17 (line 40 of the file), cell C17»."""
        row = f"{self.problem.where}, row {self.row}"
        if self.line is not None and self.line != self.row:
            row = f"{row} (line {self.line} of the file)"
        return f"{row}, cell {self.cell}" if self.cell else row

    def __str__(self) -> str:
        column = f" «{self.column}»" if self.column else ""
        kind = "" if self.severity == "error" else f"{self.severity}: "
        return f"{self.place}{column}: {kind}{self.problem.words} [{self.problem.code}]"


def cell_name(column: int, row: int) -> str:
    """A cell as spreadsheets name it: the third column (2, counted from 0) of row 17 is C17."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = f"{chr(ord('A') + letter)}{letters}"
    return letters
