"""The size in which a letter is set, tried in as few sizes as will do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.letter import Letter, Proof
from app.domain.stationery import Stationery
from app.domain.text import length
from app.rendering.sheet import FITS

# The text's first element, whichever the letter has, by its class.
_FIRST_OF_TEXT = ("delivery-line", "reference", "subject-line")
# CSS pixels in a point; the points of letter.css: the leading of each size, the open rhythm, the room
# for a signature.
_POINT = 96 / 72
_OPEN, _REGULAR, _RHYTHM, _SIGNATURE = 15.0, 14.0, 15.0, 38.0
_NASKH = 20.0
# CSS pixels for lines that are no higher in the open size: those for a pen.
_DOUBT = 4
# Points between blocks; millimetres in a point, and in a character of the open size.
_GAP, _MILLIMETRE, _CHARACTER = 8.0, 25.4 / 72, 1.86


def largest_fit(
    letter: Letter | Proof,
    stationery: Stationery,
    laid_out: Callable[[str], Any],
    known: Callable[[str], bool],
) -> Any:
    """The letter on one page in the largest size that allows it, else in the regular size on more.

    `laid_out` sets it in a size; `known` says of which sizes that is expected to come out on one page.
    """

    def fits(fit: str) -> bool:
        return len(laid_out(fit).pages) == 1

    # What is tried first is a guess; the outcome is not.
    if not known("open") and (known("regular") or not likely_open(letter, stationery)):
        if not fits("regular"):
            return laid_out("tight") if fits("tight") else laid_out("regular")
        if open_has_no_room(laid_out("regular").pages[0], letter, stationery):
            return laid_out("regular")
    return next((laid_out(fit) for fit in FITS if fits(fit)), None) or laid_out("regular")


def likely_open(letter: Letter | Proof, stationery: Stationery) -> bool:
    """Whether the letter has room in the open size, by its number of characters."""
    margins, window = stationery.margins, stationery.window
    characters = (stationery.width - margins.left - margins.right) / _CHARACTER
    blocks = [text for block in letter.body for text in block.texts]
    lines = sum(-(-sum(length(run.text) for run in text) // characters) for text in blocks)
    leading = _NASKH if letter.language.direction == "rtl" else _OPEN
    text = (lines + len(letter.copies) + 5) * leading + len(blocks) * _GAP + 2 * _RHYTHM + _SIGNATURE
    head = (window.text - margins.top) / _MILLIMETRE if window else _open_head(letter) / _POINT
    room = (stationery.height - margins.top - margins.bottom) / _MILLIMETRE
    return bool(head + text <= room)


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
    return bool(head + text > sheet.height + _DOUBT)


def _open_head(letter: Letter | Proof) -> float:
    lines = len(letter.sender_address) + len(letter.inside_address) + 1
    return (lines * _OPEN + 2 * _RHYTHM) * _POINT


def _bottom(sheet: Any) -> float:
    """The lower edge of the letter's last line."""
    return float(max(box.position_y + box.height for box in sheet.descendants() if _class_of(box) == "ending"))


def _class_of(box: Any) -> str:
    return str(box.element.get("class", "")) if box.element is not None else ""
