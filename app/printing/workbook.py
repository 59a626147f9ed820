"""An .xlsx → its table: what the organiser sees in each cell, as text. No formula is ever worked out."""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from app.domain.problem import Problem, Problems
from app.printing.cells import LONGEST_CELL, MOST_COLUMNS, Table
from app.printing.fault import cell_name
from app.printing.file_kind import SAVE_ANEW, not_a_table
from app.printing.records import NoTableError, Record, table_of

# Unpacked, 50,000 rows of ten columns come to some 60 MB.
_MOST_UNPACKED = 200_000_000
# A workbook has some ten parts; each costs time before anything is read.
_MOST_PARTS = 5_000
_PART = b"PK\x01\x02"
_BEGINNING = 64_000
_OTHER_ARCHIVES = (
    ("mimetype", "This is a table of OpenOffice or LibreOffice (.ods), or another of their documents."),
    ("Index/Document.iwa", "This is a table of Numbers."),
    ("word/document.xml", "This is a Word document."),
    ("ppt/presentation.xml", "This is a PowerPoint presentation."),
    ("xl/workbook.bin", "This is a binary workbook of Excel (.xlsb)."),
)
# What a spreadsheet program shows where it cannot work a formula out.
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!"})
# How a workbook writes a control, such as a line end of old Macs (ECMA-376, part 1, ST_Xstring).
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ONLY_NOUGHTS = re.compile("0+")


def read_workbook(name: str, data: bytes) -> Table | Problems:
    parts = _parts(name, data)
    for part in parts.infolist():
        if part.filename.endswith((".xml", ".rels")):
            _refuse_entities(name, parts, part)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out, none of which is in a cell; some of it quotes cells.
            warnings.simplefilter("ignore")
            return _read(name, data)
    except NoTableError:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl raise anything
        raise NoTableError(_damaged(name)) from error


def _parts(name: str, data: bytes) -> zipfile.ZipFile:
    """The archive, if it is a workbook that does not unfold into more than any table has."""
    if data.count(_PART) > _MOST_PARTS:
        raise NoTableError(_damaged(name))
    try:
        parts = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise NoTableError(_damaged(name)) from error
    if "xl/workbook.xml" not in parts.namelist():
        facts = (fact for part, fact in _OTHER_ARCHIVES if part in parts.namelist())
        fact = next(facts, "This is an archive, and no spreadsheet.")
        raise NoTableError(not_a_table(name, fact, f"Open it. {SAVE_ANEW}"))
    unpacked = sum(part.file_size for part in parts.infolist())
    if unpacked > _MOST_UNPACKED:
        raise NoTableError(_unfolds(name, unpacked))
    return parts


class _SoundError(Exception):
    """The first element is there: beyond it no entity can be declared."""


def _refuse_entities(name: str, parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A few declared words can stand for gigabytes; the standard (ECMA-376, part 2) has none in a workbook."""
    parser = expat.ParserCreate()

    def refuse(*_declared: object) -> None:
        raise NoTableError(_damaged(name))

    def accept(*_element: object) -> None:
        raise _SoundError

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, accept
    try:
        with parts.open(part) as file:
            parser.Parse(file.read(_BEGINNING), False)
    except _SoundError:
        return
    except NoTableError:
        raise
    except Exception as error:
        raise NoTableError(_damaged(name)) from error
    refuse()


def _read(name: str, data: bytes) -> Table | Problems:
    workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    filled = [sheet for sheet in sheets if _is_filled(name, sheet)]
    if not filled:
        return (Problem(code="table-empty", where=name, message="The workbook is empty.", hint=SAVE_ANEW),)
    table = table_of(name, _records(name, filled[0]))
    if not isinstance(table, Table) or len(filled) == 1:
        return table
    return table.model_copy(update={"warnings": (_several(name, [str(sheet.title) for sheet in filled]),)})


def _is_filled(name: str, sheet: ReadOnlyWorksheet) -> bool:
    return any(not record.is_empty for record in _records(name, sheet))


class _Parser(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no type stubs
    """openpyxl's own, which tells a formula that was never worked out from an empty cell.

    It is asked directly, because its worksheet makes up every row and column between two that are there.
    """

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        # A result that is an empty text is of the type str.
        if cell["value"] is None and element.get("t") != "str" and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = "f"
        return cell


def _records(name: str, sheet: ReadOnlyWorksheet) -> Iterator[Record]:
    workbook = sheet.parent
    noughts: dict[int, int] = {}
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=workbook.epoch,
            date_formats=workbook._date_formats,
            timedelta_formats=workbook._timedelta_formats,
        )
        for number, cells in parser.parse():
            yield _record(name, number, [_Cell(sheet, cell, noughts) for cell in cells])


class _Cell:
    """One cell as people see it; `column` counts from 0."""

    def __init__(self, sheet: ReadOnlyWorksheet, cell: Mapping[str, Any], noughts: dict[int, int]) -> None:
        self._sheet, self._cell, self._noughts = sheet, cell, noughts
        self.column = int(cell["column"]) - 1
        self.kind = str(cell["data_type"])

    @property
    def text(self) -> str:
        value = self._cell["value"]
        if isinstance(value, str):
            return _ESCAPED.sub(_sign, value) if "_x" in value else value
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float):
            return self._number(value)
        return "" if value is None else _moment(value)

    def _number(self, number: float) -> str:
        """Without the noise behind the fifteenth digit; a postcode with the noughts that its format puts before it."""
        text = str(int(number)) if number == int(number) and abs(number) < 1e15 else format(number, ".15g")
        style = self._cell["style_id"]
        if style not in self._noughts:
            shown = ReadOnlyCell(self._sheet, **self._cell).number_format
            self._noughts[style] = len(shown) if _ONLY_NOUGHTS.fullmatch(shown) else 0
        return text.zfill(self._noughts[style]) if text.isdigit() else text


def _sign(escaped: re.Match[str]) -> str:
    """The character; half of one (a surrogate) is none and stays as it is written."""
    code = int(escaped[1], 16)
    return escaped[0] if 0xD800 <= code < 0xE000 else chr(code)


def _moment(value: object) -> str:
    """A day, an hour, or both, as 2026-11-22 10:30."""
    if isinstance(value, datetime.datetime):
        return str(value.date()) if value.time() == datetime.time.min else value.isoformat(" ", "minutes")
    return value.isoformat("minutes") if isinstance(value, datetime.time) else str(value)


def _record(name: str, number: int, cells: list[_Cell]) -> Record:
    """Cells beyond the last column that a table may have are put side by side: there may be gaps of thousands."""
    texts: dict[int, str] = {}
    beyond: list[str] = []
    faults: list[tuple[int | None, Problem]] = []
    for cell in cells:
        text = cell.text
        if len(text) > LONGEST_CELL:
            raise NoTableError(_too_long(name, cell_name(cell.column, number)))
        if cell.column < MOST_COLUMNS:
            texts[cell.column] = text
        elif text:
            beyond.append(text)
        if cell.kind in _FAULTS:
            faults.append((cell.column, _FAULTS[cell.kind](name, text)))
    width = MOST_COLUMNS if beyond else max(texts, default=-1) + 1
    return Record(number, [*(texts.get(column, "") for column in range(width)), *beyond], faults=faults)


def _without_result(name: str, _text: str) -> Problem:
    return Problem(
        code="formula-without-result",
        where=name,
        message="The cell holds a formula whose result is not in the file.",
        hint="Open the table in a spreadsheet program and save it there, or paste the cell as a value.",
    )


def _error_value(name: str, text: str) -> Problem:
    shown = f" ({text})" if text in _ERRORS else ""
    return Problem(
        code="error-value",
        where=name,
        message=f"The cell shows an error{shown}.",
        hint="Mend its formula, or write the text itself.",
    )


_FAULTS = {"f": _without_result, "e": _error_value}


def _too_long(name: str, cell: str) -> Problem:
    return Problem(
        code="cell-too-long",
        where=name,
        message=f"Cell {cell} has more than {LONGEST_CELL:,} characters.",
        hint="Shorten the text.",
    )


def _several(name: str, titles: list[str]) -> Problem:
    others = ", ".join(f"«{title[:40]}»" for title in titles[1:4]) + (" …" if len(titles) > 4 else "")
    return Problem(
        code="several-sheets",
        where=name,
        message=f"The workbook has {len(titles)} sheets that are filled; only the first, «{titles[0][:40]}», is read.",
        hint=f"If the supporters are in another ({others}), put that first.",
        severity="warning",
    )


def _unfolds(name: str, size: int) -> Problem:
    return Problem(
        code="table-too-large",
        where=name,
        message=f"Unpacked, the workbook has {size / 1_000_000:,.0f} MB; a table may have "
        f"{_MOST_UNPACKED // 1_000_000}.",
        hint="Split it into several tables, and delete the columns and sheets that are no part of a letter.",
    )


def _damaged(name: str) -> Problem:
    return Problem(
        code="table-damaged",
        where=name,
        message="The workbook is damaged, or of a kind that we cannot read.",
        hint=f"Open it in a spreadsheet program. {SAVE_ANEW}",
    )
