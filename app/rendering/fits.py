"""Whether a letter has no room in the open size, as its layout in the regular size shows."""

from __future__ import annotations

from typing import Any

from app.domain.letter import Letter, Proof
from app.domain.stationery import Stationery

# The text's first element, whichever the letter has, by its class.
_FIRST_OF_TEXT = ("delivery-line", "reference", "subject-line")
# CSS pixels in a point; the points of letter.css: the leading of each size, the open rhythm, the room
# for a signature.
_POINT = 96 / 72
_OPEN, _REGULAR, _RHYTHM, _SIGNATURE = 15.0, 14.0, 15.0, 38.0


def open_has_no_room(page: Any, letter: Letter | Proof, stationery: Stationery) -> bool:
    """Whether the open size needs a second page for sure, so that nobody has to try.

    It has as many lines as the regular size or more, each higher by a fourteenth, and on a plain
    sheet the sender's address and the recipient's stand one below the other.
    """
    sheet = page._page_box
    top, bottom = sheet.content_box_y(), _bottom(sheet)
    begun = min(box.position_y for box in sheet.descendants() if _class_of(box) in _FIRST_OF_TEXT)
    head = begun - top if stationery.window else _open_head(letter)
    text = (bottom - begun - _SIGNATURE * _POINT) * _OPEN / _REGULAR + _SIGNATURE * _POINT
    return bool(head + text > sheet.height + 1)


def _open_head(letter: Letter | Proof) -> float:
    lines = len(letter.sender_address) + len(letter.inside_address) + 1
    return (lines * _OPEN + 2 * _RHYTHM) * _POINT


def _bottom(sheet: Any) -> float:
    """The lower edge of the letter's last line."""
    return float(max(box.position_y + box.height for box in sheet.descendants() if _class_of(box) == "ending"))


def _class_of(box: Any) -> str:
    return str(box.element.get("class", "")) if box.element is not None else ""
