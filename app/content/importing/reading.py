"""A file of unknown kind → its rows: Popolo JSON or a CSV table."""

from __future__ import annotations

from pathlib import Path

from app.content.importing.popolo import read_popolo
from app.content.importing.sheet import LARGEST_IMPORT, Sheet, not_a_table
from app.content.importing.table import read_table
from app.content.yaml_text import read_text
from app.domain.problem import Problem

# What workbooks (.xlsx, .ods) and old ones (.xls) begin with.
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_sheet(path: Path) -> Sheet | Problem:
    """The rows of a file, or what keeps it from being read."""
    text = read_text(path, path.name, LARGEST_IMPORT)
    if isinstance(text, Problem):
        return _clearer(text, path)
    if "\0" in text or not text.strip():
        return not_a_table(path.name, "it is empty" if not text.strip() else "it holds a zero byte")
    sheet = read_popolo(text, path.name) if text.lstrip()[0] in "{[" else read_table(text, path.name)
    nothing = isinstance(sheet, Sheet) and not sheet.rows
    return not_a_table(path.name, "it holds no term of office") if nothing else sheet


def _clearer(problem: Problem, path: Path) -> Problem:
    """The remedy for this file rather than for one of ours."""
    if problem.code == "too-large":
        return problem.model_copy(update={"hint": "Take the rows of the offices you need into a file of their own."})
    if problem.code == "not-utf-8" and path.read_bytes()[:4].startswith(_SPREADSHEETS):
        return not_a_table(path.name, "it is a workbook")
    return problem
