"""A CSV → its table: what parts its cells, its quotation marks, its rows and the lines they begin on."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from itertools import count, islice

from app.domain.problem import Problem, Problems
from app.printing.cells import LONGEST_CELL, MOST_COLUMNS, Table
from app.printing.columns import target_of
from app.printing.encoding import decode
from app.printing.fault import cell_name
from app.printing.records import NoTableError, Record, table_of

DELIMITERS = ",;\t|"
# Enough to tell what parts the cells.
_SAMPLE = 64_000
_SAMPLE_ROWS = 20
# Excel's own line, which says what parts the cells and is no row.
_SAYS_ITS_DELIMITER = re.compile(r'\A"?sep=([^"\r\n])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
# As long as a row can be; a longer line is millions of cells, or no table.
_LONGEST_LINE = MOST_COLUMNS * LONGEST_CELL
_LINE_END = re.compile(r"\r\n|\r|\n")


def read_separated(name: str, data: bytes) -> Table | Problems:
    decoded = decode(data, name)
    if isinstance(decoded, Problem):
        return (decoded,)
    said = _SAYS_ITS_DELIMITER.match(decoded.text)
    text = decoded.text[said.end() :] if said else decoded.text
    delimiter = said[1] if said else _delimiter(text)
    with _cells_up_to(LONGEST_CELL):
        table = table_of(name, _Records(name, text, delimiter, first_line=2 if said else 1), delimiter)
    if not isinstance(table, Table) or not decoded.guessed:
        return table
    return table.model_copy(update={"warnings": (_told_as_a_guess(table, decoded.guessed),)})


def _delimiter(text: str) -> str:
    """What makes the header name most fields, and all rows as long as the header."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    return max(DELIMITERS, key=lambda sign: _likeness(sample, sign))


def _likeness(sample: str, delimiter: str) -> tuple[int, float, int]:
    with _cells_up_to(sys.maxsize):
        reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
        rows = list(islice(filter(any, reader), _SAMPLE_ROWS))
    if not rows:
        return (0, 1, 0)
    known = sum(target_of(header) is not None for header in rows[0])
    alike = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
    return (known, alike if len(rows[0]) > 1 or known else 0, len(rows[0]))


@contextmanager
def _cells_up_to(longest: int) -> Iterator[None]:
    """The longest cell that csv reads, which it knows for the whole process only."""
    before = csv.field_size_limit(longest)
    try:
        yield
    finally:
        csv.field_size_limit(before)


class _Lines:
    """The lines of a text. Those of the record that is being read are kept, to look again where it fails."""

    def __init__(self, name: str, text: str, first_line: int) -> None:
        self._name, self._first_line = name, first_line
        self._lines = StringIO(text, newline="")
        self.record: list[str] = []
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        for number, line in enumerate(self._lines, start=self._first_line):
            if len(line) > _LONGEST_LINE:
                raise NoTableError(_too_long_line(self._name, number))
            self.record.append(line)
            yield line
        self.ended = True


class _Records:
    """The records of a CSV, each with its number and the line it begins on."""

    def __init__(self, name: str, text: str, delimiter: str, first_line: int) -> None:
        self._name, self._delimiter, self._line = name, delimiter, first_line
        self._lines = _Lines(name, text, first_line)

    def __iter__(self) -> Iterator[Record]:
        reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
        for number in count(1):
            try:
                record = Record(number, next(reader), self._line)
            except StopIteration:
                return
            except csv.Error as error:
                record = self._mended(number, is_too_long="limit" in str(error))
            yield record
            self._line += len(self._lines.record)
            self._lines.record.clear()

    def _mended(self, number: int, *, is_too_long: bool) -> Record:
        """A row with a stray quotation mark, as it can be shown; what has no end is the end of the table."""
        with _cells_up_to(sys.maxsize):
            cells = next(csv.reader(self._lines.record, delimiter=self._delimiter), [])
        if self._lines.ended:
            raise NoTableError(_unclosed(self._name, self._line_of(cells[:-1])))
        if is_too_long:
            long = next((index for index, cell in enumerate(cells) if len(cell) > LONGEST_CELL), 0)
            raise NoTableError(_too_long(self._name, self._line_of(cells[:long])))
        return Record(number, [cell[:LONGEST_CELL] for cell in cells], self._line, [(None, _stray(self._name))])

    def _line_of(self, cells_before: Sequence[str]) -> int:
        return self._line + sum(map(_line_ends, cells_before))


def _line_ends(cell: str) -> int:
    return len(_LINE_END.findall(cell))


def _unclosed(name: str, line: int) -> Problem:
    return Problem(
        code="unclosed-quote",
        where=name,
        line=line,
        message='A quotation mark (") is opened here and not closed.',
        hint='Close it where the cell ends, or take it out. Within a cell a quotation mark is written twice: "".',
    )


def _too_long(name: str, line: int) -> Problem:
    return Problem(
        code="cell-too-long",
        where=name,
        line=line,
        message=f"The cell that begins here has more than {LONGEST_CELL:,} characters.",
        hint='Look for a quotation mark (") that is opened here and not closed; else shorten the text.',
    )


def _too_long_line(name: str, line: int) -> Problem:
    return Problem(
        code="cell-too-long",
        where=name,
        line=line,
        message=f"The line has more than {_LONGEST_LINE:,} characters, more than a row of a table can have.",
        hint="Save the table again, with each row on a line of its own.",
    )


def _stray(name: str) -> Problem:
    return Problem(
        code="stray-quote",
        where=name,
        message='After a quotation mark (") that closes a cell there is more text in it.',
        hint='Within a cell in quotation marks, write each quotation mark twice: "".',
    )


def _told_as_a_guess(table: Table, encoding: str) -> Problem:
    place = _somewhere_to_look(table)
    return Problem(
        code="encoding-guessed",
        where=table.name,
        message=f"The file does not say its encoding; we read it as {encoding}.",
        hint=f"Look whether {place} is right here and in the letters; if it is not, save the table as “CSV UTF-8”.",
        severity="warning",
    )


def _somewhere_to_look(table: Table) -> str:
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            if not cell.isascii():
                return f"cell {cell_name(index, row.number)}"
    return "the header"
