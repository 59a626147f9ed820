"""The rows of a table → supporters, each read as the form reads what is typed into it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from app.domain.problem import Problem
from app.domain.supporter import Supporter, read_supporter, unknown_points
from app.domain.text import is_printable
from app.domain.values import Value
from app.printing.cells import Row, Table
from app.printing.columns import Columns
from app.printing.example import EXAMPLE
from app.printing.fault import Fault
from app.printing.garbled import is_garbled
from app.printing.row_reading import RowReading

# Of one cell; whoever reads of five looks at the whole.
_MOST_SIGNS = 5


class Entry(Value):
    """A sound row, and who signs by it."""

    row: int
    supporter: Supporter


class Checked(Value):
    """`entries` are sound rows in the order of the table; `warnings` are those faults that are no errors."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def check_rows(
    table: Table, columns: Columns, points: Collection[str], unprintable: Callable[[str], Collection[str]]
) -> Checked:
    """Every row, as an entry or with its faults.

    `points` are the case's ids; `unprintable` tells, of a text, the characters that no font has.
    """
    rules = _Rules(table, columns, points, frozenset(unprintable(_signs_of(table, columns))))
    by_row: dict[int, list[Fault]] = {}
    for fault in table.faults:
        by_row.setdefault(fault.row, []).append(fault)
    entries: list[Entry] = []
    told: list[Fault] = []
    for row in table.rows:
        before = by_row.get(row.number, [])
        supporter, faults = rules.read(row)
        told += [*before, *faults]
        if supporter and not any(fault.severity == "error" for fault in (*before, *faults)):
            entries.append(Entry(row=row.number, supporter=supporter))
    told += _twice(table, entries)
    return Checked(
        entries=tuple(entries),
        faults=tuple(fault for fault in told if fault.severity == "error"),
        warnings=tuple(fault for fault in told if fault.severity != "error"),
    )


def _signs_of(table: Table, columns: Columns) -> str:
    """Every character that is to be printed, once."""
    used = [column.index for column in columns.of("name", "introduction", "address", "same-line", "email", "own_words")]
    signs: set[str] = set()
    # The same text is looked at once, in however many rows it stands.
    signs.update(*{row.cells[index] for row in table.rows for index in used})
    return "".join(sorted(sign for sign in signs if sign != "\n" and is_printable(sign)))


class _Rules:
    def __init__(self, table: Table, columns: Columns, points: Collection[str], missing: frozenset[str]) -> None:
        self._table, self._columns = table, columns
        self._points, self._missing = tuple(points), missing

    def read(self, row: Row) -> tuple[Supporter | None, list[Fault]]:
        reading = RowReading(self._columns, row)
        supporter, problems = read_supporter(reading.typed)
        found = [(reading.column_of(problem), problem) for problem in problems]
        found += self._about_points(reading)
        for column, cell in reading.printed:
            found += [(column, problem) for problem in self._about_signs(cell)]
        if supporter and supporter.name == EXAMPLE["name"]:
            found.append((None, _STILL_THE_EXAMPLE))
        return supporter, [self._table.fault(row, column, problem) for column, problem in found]

    def _about_points(self, reading: RowReading) -> Iterator[tuple[int, Problem]]:
        for column, point in dict.fromkeys(reading.points):
            for problem in unknown_points((point,), self._points):
                yield column, problem

    def _about_signs(self, cell: str) -> Iterator[Problem]:
        if is_garbled(cell):
            yield _GARBLED
        elif not self._missing.isdisjoint(cell):
            yield no_glyph(dict.fromkeys(sign for sign in cell if sign in self._missing))


def no_glyph(signs: Iterable[str]) -> Problem:
    every = list(signs)
    shown = ", ".join(f"«{sign}» (U+{ord(sign[0]):04X})" for sign in every[:_MOST_SIGNS])
    return Problem(
        code="no-glyph",
        where="",
        message=f"No font has a sign for {shown}{' …' if len(every) > _MOST_SIGNS else ''}.",
        hint="Take it out, or write it in another way.",
    )


_GARBLED = Problem(
    code="garbled",
    where="",
    message="Letters with accents are lost here, or each has become two: the text was once read in another encoding.",
    hint="Type them again, or export the table once more, as CSV UTF-8.",
)
_STILL_THE_EXAMPLE = Problem(
    code="still-the-example",
    where="",
    message="This is still the example of the template.",
    hint="Delete the row, or write a supporter’s own details into it.",
)


def _twice(table: Table, entries: Iterable[Entry]) -> Iterator[Fault]:
    """Two rows of one name and address are probably one person, who would write twice."""
    rows: Mapping[int, Row] = {row.number: row for row in table.rows}
    first: dict[tuple[str, ...], int] = {}
    for entry in entries:
        earlier = first.setdefault(_person(entry.supporter), entry.row)
        if earlier != entry.row:
            yield table.fault(rows[entry.row], None, _same_person(earlier))


def _person(supporter: Supporter) -> tuple[str, ...]:
    lines = (supporter.name, *supporter.address.lines)
    return (*(" ".join(line.casefold().split()) for line in lines), supporter.address.country or "")


def _same_person(earlier: int) -> Problem:
    return Problem(
        code="same-person-twice",
        where="",
        message=f"The name and the address are those of row {earlier}.",
        hint="If it is one person, delete one of the rows.",
        severity="warning",
    )
