"""An empty table to begin with: the form's fields, each explained, and one example that is never printed."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import BytesIO, StringIO
from typing import Literal, get_args

from app.domain.supporter import ADDRESS_LINE_LENGTH, ADDRESS_LINES, LIMITS
from app.printing.example import EXAMPLE

FIELDS = (*EXAMPLE, "points")
# In characters of the usual font.
_WIDTHS = {"name": 28, "introduction": 32, "address": 32, "country": 10, "email": 30, "own_words": 60, "points": 24}
_EXPLAINED = {
    "name": "The full name, as it stands under the letter. Every row needs one.",
    "introduction": f"What completes “I am …”, in the letter’s language: up to {LIMITS['introduction']} characters. "
    "It may be empty.",
    "address": f"Up to {ADDRESS_LINES} lines of {ADDRESS_LINE_LENGTH} characters, without the country. "
    "A new line in a cell: Alt and Enter (Mac: Control, Option and Enter). It may be empty.",
    "country": "The two-letter ISO code, such as BE, or the English name. It chooses the paper and the window.",
    "email": "Only if it may stand on the letter. It may be empty.",
    "own_words": f"Up to {LIMITS['own_words']:,} characters, in the letter’s language. It may be empty.",
}
_COMMENT_WIDTH, _COMMENT_HEIGHT = 360, 160

Kind = Literal["csv", "xlsx"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def table_template(kind: Kind, points: Mapping[str, str]) -> bytes:
    """The file; `points` are the case's talking points, each id with its sentence."""
    row = {**EXAMPLE, "points": next(iter(points), "")}
    return _separated(row) if kind == "csv" else _workbook(row, {**_EXPLAINED, "points": _about_points(points)})


def _separated(row: Mapping[str, str]) -> bytes:
    """With a byte order mark, by which Excel knows UTF-8."""
    text = StringIO(newline="")
    csv.writer(text).writerows([FIELDS, [row[field] for field in FIELDS]])
    return text.getvalue().encode("utf-8-sig")


def _workbook(row: Mapping[str, str], explained: Mapping[str, str]) -> bytes:
    # Imported late: openpyxl is not wanted for a CSV.
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "supporters"
    sheet.freeze_panes = "A2"
    for column, field in enumerate(FIELDS, start=1):
        head, cell = sheet.cell(1, column, field), sheet.cell(2, column, row[field])
        head.font = Font(bold=True)
        head.comment = Comment(explained[field], "Urgent Letters", _COMMENT_HEIGHT, _COMMENT_WIDTH)
        cell.data_type = "s"
        sheet.column_dimensions[head.column_letter].width = _WIDTHS[field]
        sheet.column_dimensions[head.column_letter].alignment = Alignment(wrap_text=True, vertical="top")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _about_points(points: Mapping[str, str]) -> str:
    if not points:
        return "This case has no talking points: leave it empty."
    listed = "\n".join(f"{name}: {sentence}" for name, sentence in points.items())
    return f"The short names of sentences to add, with commas between them. It may be empty.\n{listed}"
