"""A CSV table → rows, whatever its columns are called and whatever parts them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from app.content.exporting.table import FORMULA_SIGNS
from app.content.importing.sheet import Row, Sheet, not_a_table
from app.domain.problem import Problem
from app.domain.text import clean

# The columns of every-politician-scrapers (html/holders21.csv, html/current.csv and the results of
# its queries to Wikidata), of EveryPolitician's terms and of our own export.
_COLUMNS = {
    "office": ("office", "officeid", "postid"),
    "position": ("position", "positionlabel", "post", "role", "title"),
    "person": ("person", "personlabel", "name", "itemlabel", "holder"),
    "wikidata": ("personid", "wikidata", "wikidataid", "item", "wdid"),
    "start": ("start", "startdate", "from"),
    "end": ("end", "enddate", "until", "to"),
    "gender": ("gender", "sex", "genderlabel"),
}
_DELIMITERS = ",;\t|"
# Enough lines to tell what parts the cells; more would only cost time.
_SAMPLE = 4_000


def read_table(text: str, file: str) -> Sheet | Problem:
    """The table's rows, or why it is none."""
    try:
        (line, header), *others = _numbered(text)
    except csv.Error as error:
        return not_a_table(file, str(error))
    columns = _columns(header)
    if "person" not in columns or not columns.keys() & {"start", "end"}:
        return _no_columns(file, line, columns)
    rows = (_row({thing: _cell(cells, at) for thing, at in columns.items()}, file, line) for line, cells in others)
    return Sheet(file=file, rows=tuple(rows), states_gender="gender" in columns)


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line on which it begins: a cell may hold line ends."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _delimiter(text: str) -> str:
    """What the sniffer thinks, if the first line then names as many columns as with any other sign."""
    header = text.lstrip().splitlines()[0]
    named = {sign: len(_columns(next(csv.reader([header], delimiter=sign)))) for sign in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda sign: named[sign])
    try:
        sniffed = csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS).delimiter
    except csv.Error:
        return best
    return sniffed if named.get(sniffed) == named[best] else best


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Where each thing stands. Of two columns for one thing the better name, the earlier here, counts."""
    named = {_bare(cell): number for number, cell in reversed(list(enumerate(header)))}
    found = {thing: next((named[name] for name in names if name in named), None) for thing, names in _COLUMNS.items()}
    return {thing: number for thing, number in found.items() if number is not None}


def _bare(cell: str) -> str:
    return "".join(sign for sign in cell.lower() if sign.isalnum())


def _row(cells: dict[str, str], file: str, line: int) -> Row:
    names = tuple(name for name in (cells.pop("office", ""), cells.pop("position", "")) if name)
    return Row(file=file, unit="line", number=line, names=names, **cells)


def _cell(cells: Sequence[str], at: int) -> str:
    """The cell in one line, without what cannot be printed and the apostrophe that keeps off formulas."""
    text = " ".join(clean(cells[at]).text.split()) if at < len(cells) else ""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_SIGNS) else text


def _no_columns(file: str, line: int, columns: Mapping[str, int]) -> Problem:
    missing = "person" if "person" not in columns else "start"
    return Problem(
        code="import-columns",
        where=file,
        line=line,
        message=f"The first line names no column «{missing}».",
        hint="Name the columns position, person, start, end and gender there; columns of other names are passed over.",
    )
