"""Terms of office as a CSV table: one row for each."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from app.domain.office import Holder, Office

COLUMNS = ("office", "position", "person", "start", "end", "gender", "source", "open_to")
# A cell that begins with one of these is a formula to a spreadsheet: the plain signs, those in
# full width, which Japanese versions take too, and white space, which they look behind.
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def as_table(offices: Iterable[Office]) -> str:
    """Every term with its source, as RFC 4180 has it. `open_to` marks who may write to the office."""
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows(
        [safe_cell(cell) for cell in _row(office, holder)] for office in offices for holder in office.holders
    )
    return table.getvalue()


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would work it out, as it would +41…"""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _row(office: Office, holder: Holder) -> tuple[str, ...]:
    return (
        office.id,
        office.title_in("en", holder),
        holder.name,
        str(holder.from_ or ""),
        str(holder.until or ""),
        holder.gender or "",
        holder.source,
        office.open_to,
    )
