"""One row → what would be typed into the form, and where in the row each field and each address line comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.problem import Problem
from app.domain.said import Said
from app.domain.text import clean
from app.domain.typed import Typed
from app.printing.cells import Row
from app.printing.columns import Columns, Target

_BETWEEN_POINTS = re.compile(r"[,;\n\r]+")
_ADDRESS: tuple[Target, ...] = ("address", "same-line")


class RowReading:
    """The cells of a row by what their columns are. Cells without text add nothing."""

    def __init__(self, columns: Columns, row: Row) -> None:
        self._columns = columns
        self._filled = [(column, cell) for column in columns.read if (cell := row.cells[column.index]).strip()]

    @property
    def typed(self) -> Typed:
        return {
            "name": " ".join(self._texts("name")),
            "introduction": " ".join(self._texts("introduction")),
            "address": "\n".join(line for line, _column in self._address()),
            "country": " ".join(self._texts("country")),
            "email": " ".join(self._texts("email")),
            "own_words": "\n\n".join(self._texts("own_words")),
            "points": tuple(point for _column, point in self.points),
        }

    @property
    def points(self) -> list[tuple[int, str]]:
        """Each chosen point, with its column."""
        return [
            (column.index, point.strip())
            for column, cell in self._filled
            if column.target == "points"
            for point in _BETWEEN_POINTS.split(cell)
            if point.strip()
        ]

    @property
    def printed(self) -> list[tuple[int, str]]:
        """What stands on paper as it is typed, with its column."""
        return [(column.index, cell) for column, cell in self._filled if column.target not in {"country", "points"}]

    def column_of(self, problem: Problem) -> int | None:
        """Where a field’s problem is mended: the column of its line, else the first that is filled, else the first."""
        if problem.where == "address" and isinstance(problem.message, Said):
            number = problem.message.values.get("number")
            if isinstance(number, int):
                return self._column_of_line(number)
        wanted = _ADDRESS if problem.where == "address" else (problem.where,)
        filled = [column.index for column, _cell in self._filled if column.target in wanted]
        every = [column.index for column in self._columns.read if column.target in wanted]
        return next(iter([*filled, *every]), None)

    def _column_of_line(self, number: int) -> int | None:
        columns = [column for text, column in self._address() for line in clean(text).text.split("\n") if line.strip()]
        return columns[number - 1] if number <= len(columns) else None

    def _texts(self, target: Target) -> Sequence[str]:
        return [cell.strip() for column, cell in self._filled if column.target == target]

    def _address(self) -> list[tuple[str, int]]:
        """The lines of the address, each with the column that it begins in; a cell may hold several."""
        lines: list[tuple[str, int]] = []
        for column, cell in self._filled:
            if column.target == "address" or (column.target == "same-line" and not lines):
                lines.append((cell.strip(), column.index))
            elif column.target == "same-line":
                before, index = lines.pop()
                lines.append((f"{before} {cell.strip()}", index))
        return lines
