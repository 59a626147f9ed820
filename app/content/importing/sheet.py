"""Somebody else's table of office holders, as read: rows of text that nobody has judged yet."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.domain.problem import Problem

# No table of holders comes near; a larger file is something else.
LARGEST_IMPORT = 10_000_000


@dataclass(frozen=True)
class Row:
    """One term as the file has it.

    `names` are all the words by which it calls the position, an id among them; the last is for
    people. `number` counts a table's lines and a Popolo file's memberships from 1.
    """

    file: str
    unit: Literal["line", "membership"]
    number: int
    names: tuple[str, ...] = ()
    person: str = ""
    wikidata: str = ""
    start: str = ""
    end: str = ""
    gender: str = ""

    @property
    def place(self) -> str:
        return f"{self.unit} {self.number}"

    @property
    def position(self) -> str:
        return self.names[-1] if self.names else ""

    def problem(self, code: str, message: str, hint: str, severity: Literal["error", "warning"] = "error") -> Problem:
        in_table = self.unit == "line"
        return Problem(
            code=code,
            where=self.file if in_table else f"{self.file}, {self.place}",
            line=self.number if in_table else None,
            message=message,
            hint=hint,
            severity=severity,
        )


class Finding(NamedTuple):
    """A problem, and the rows it is about, its own first; none for the whole file."""

    problem: Problem
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    """A file's rows, and what it says about itself: the day it was made, whether it knows genders."""

    file: str
    rows: tuple[Row, ...]
    states_gender: bool
    snapshot: datetime.date | None = None

    def problem(self, code: str, message: str, hint: str, severity: Literal["error", "warning"] = "error") -> Problem:
        return Problem(code=code, where=self.file, message=message, hint=hint, severity=severity)


def not_a_table(file: str, fault: str, line: int | None = None) -> Problem:
    return Problem(
        code="import-format",
        where=file,
        line=line,
        message=f"This is neither a CSV table nor Popolo JSON: {fault}.",
        hint="Save it as CSV in UTF-8, with a first line that names the columns, or as Popolo JSON.",
    )
