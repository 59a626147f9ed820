"""What stands on the sheet before each bundle."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from app.composing.separator import Separator
from app.domain.stationery import Envelope, LabelSheet, Stationery
from app.printing.imposition import Stack
from app.printing.plan import Bundle

# Marks at the edge stand at so many heights before they begin again.
_LEVELS = 6


def letters_separator(stack: Stack, bundles: int, bundle: Bundle, envelope: str, on: datetime.date) -> Separator:
    """Before a bundle of letters: how many, of which rows, on which paper, for which envelope."""
    return Separator(
        paper=bundle.stationery.paper,
        number=_number(stack, bundles),
        heading=bundle.office.title_in("en") if bundle.office else "All offices",
        subheading=bundle.office.organisation_in("en", None) if bundle.office else "",
        facts=(
            ("Letters", _count(stack.letters, "letter", stack.sheets)),
            ("Rows", _rows(stack.rows)),
            ("Date", on.isoformat()),
            ("Paper", bundle.stationery.name),
            ("Envelope", envelope),
        ),
        level=_level(stack.number),
    )


def outer_separator(stack: Stack, bundles: int, outer: Envelope | LabelSheet, paper: Stationery) -> Separator:
    """Before the envelopes or labels: what to put into the printer."""
    noun = "label" if isinstance(outer, LabelSheet) else "envelope"
    return Separator(
        paper=outer.paper if isinstance(outer, LabelSheet) else paper.paper,
        number=_number(stack, bundles),
        heading=f"{noun.capitalize()}s",
        facts=(
            ("Put in", f"{stack.sheets} × {outer.name}"),
            ("For", f"{stack.letters} {noun}{'s' if stack.letters != 1 else ''}, in the order of the letters"),
        ),
        level=_level(stack.number),
    )


def _number(stack: Stack, bundles: int) -> str:
    return f"Bundle {stack.number + 1} of {bundles}{', continued' if stack.continued else ''}"


def _level(number: int) -> float:
    return number % _LEVELS / (_LEVELS - 1)


def _count(letters: int, noun: str, sheets: int) -> str:
    return f"{letters} {noun}{'s' if letters != 1 else ''} on {sheets} sheet{'s' if sheets != 1 else ''}"


def _rows(rows: Sequence[int]) -> str:
    """The rows of the table, first and last: not all between them need be there."""
    first, last = min(rows), max(rows)
    return str(first) if first == last else f"{first} to {last}"
