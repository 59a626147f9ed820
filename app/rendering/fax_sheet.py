"""The sheet that a fax is set on: room for the machine's own header, then for ours, on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.letter import Letter, Proof
from app.domain.problem import Problem, Problems
from app.domain.said import said, said_many
from app.domain.stationery import Margins, Stationery

# The size of a letter by fax: nothing is made smaller to save a page.
FAX_FIT = "fax"
LONGEST = 3
# Millimetres. A machine writes its own line into the first two centimetres, and cuts off the edges.
_MACHINE, _SIDES, _BOTTOM = 20.0, 25.0, 18.0
_UNDER_HEADER = 6.0
# The height of a header of which no line is too long.
_USUAL_HEADER = 20.0
# WeasyPrint counts in CSS pixels.
_PIXEL = 25.4 / 96


def fax_sheet(stationery: Stationery, header: float = _USUAL_HEADER) -> Stationery:
    """A plain sheet of the same paper; `header` is the height of the fax header, in millimetres."""
    top = round(_MACHINE + header + _UNDER_HEADER, 1)
    margins = Margins(top=top, right=_SIDES, bottom=_BOTTOM, left=_SIDES)
    return stationery.model_copy(update={"id": "fax", "name": "Fax", "margins": margins, "window": None})


def taller_header(pages: Sequence[Any]) -> float | None:
    """The height of the fax header if it needs more room than there usually is, in millimetres."""
    boxes = [box for page in pages for box in page._page_box.descendants() if box.element is not None]
    height = max(box.margin_height() for box in boxes if box.element.get("class") == "fax-header") * _PIXEL
    return round(height, 1) if height > _USUAL_HEADER else None


def too_many_pages(letter: Letter | Proof, pages: int) -> Problems:
    """What to tell of a fax that would keep a line busy for too long; the cover sheet is one page more."""
    if letter.fax_header is None or pages <= LONGEST + letter.fax_header.cover:
        return ()
    return (
        Problem(
            code="fax-too-long",
            where="own_words",
            message=said_many(
                "The fax to {addressee} has {n} page. A fax must have {limit} pages or fewer.",
                "The fax to {addressee} has {n} pages. A fax must have {limit} pages or fewer.",
                n=pages - letter.fax_header.cover,
                addressee=letter.addressee,
                limit=LONGEST,
            ),
            hint=said("Shorten your own words, or send the letter by post."),
        ),
    )
