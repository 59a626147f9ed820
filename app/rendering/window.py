"""Whether an address fits the window of an envelope, and in which size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.problem import Problem, Problems
from app.domain.said import Sentence, said
from app.domain.stationery import Stationery

# Points, the largest first; smaller than the last one no sorting machine reads well.
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
# Naskh needs more room above and below its line.
_LEADING = {"ltr": 1.18, "rtl": 1.5}
_RETURN_LINES = 2
# WeasyPrint counts in CSS pixels.
_PIXEL = 25.4 / 96
_SLACK = 0.01


@dataclass(frozen=True)
class AddressFit:
    """The CSS of the size in which an address is set; the first line that fits in none, and why.

    `broken` says that a line of it goes on in the next.
    """

    style: str = ""
    broken: bool = False
    misfit: str = ""
    too_wide: bool = False


def styles(direction: str) -> tuple[str, ...]:
    """The CSS of each size that is tried."""
    return tuple(f"font-size: {size}pt; line-height: {size * _LEADING[direction]:.2f}pt" for size in SIZES)


def fit_of(pages: Sequence[Any], lines: Sequence[str], direction: str, height: float) -> AddressFit:
    """What the laid out trial of an address shows, its block once in each size, for a field of that height."""
    blocks = [block for page in pages for block in _boxes(page, "inside-address")]
    misfits = [_first_misfit(block, height) for block in blocks]
    for style, block, misfit in zip(styles(direction), blocks, misfits, strict=True):
        if misfit is None:
            return AddressFit(style, broken=any(len(paragraph.children) > 1 for paragraph in block.children))
    index, too_wide = misfits[-1] or (0, False)
    return AddressFit(styles(direction)[-1], broken=True, misfit=lines[index], too_wide=too_wide)


def misfits(stationery: Stationery, fit: AddressFit) -> Problems:
    """What to tell of an address that does not fit its window; nothing of one that does."""
    if not fit.misfit:
        return ()
    return (
        Problem(
            code="address-misfit",
            where="stationery",
            message=_why(fit, stationery),
            hint=said("Choose plain paper, and print the envelope or a label for it."),
        ),
    )


def _why(fit: AddressFit, stationery: Stationery) -> Sentence:
    if fit.too_wide:
        return said(
            "«{line}» would be wider than the window of «{stationery}», even at {size} points.",
            line=fit.misfit,
            stationery=stationery.name,
            size=SIZES[-1],
        )
    return said(
        "«{line}» would be below the window of «{stationery}», even at {size} points.",
        line=fit.misfit,
        stationery=stationery.name,
        size=SIZES[-1],
    )


def sender_misfits(page: Any, stationery: Stationery) -> Problems:
    """What to tell of a sender's address that a window of its own does not show whole."""
    if stationery.window is None or stationery.window.sender_seen is None:
        return ()
    lowest = (stationery.window.sender_seen.bottom - stationery.window.sender.y) / _PIXEL + _SLACK
    if all(box.height <= lowest for box in _boxes(page, "sender-address")):
        return ()
    return (
        Problem(
            code="sender-misfit",
            where="stationery",
            message=said(
                "Your own address has more lines than the upper window of «{stationery}» shows.",
                stationery=stationery.name,
            ),
            hint=said("Put two of its lines on one, or choose plain paper."),
        ),
    )


def return_line_fits(page: Any) -> bool:
    """Whether the small line with the sender's address takes no more room than it has."""
    return all(map(return_line_has_room, _boxes(page, "return-line")))


def return_line_has_room(box: Any) -> bool:
    """The same of the line alone, as it is laid out."""
    return len(box.children) <= _RETURN_LINES and not _overflows(box)


def _boxes(page: Any, name: str) -> Iterator[Any]:
    """The blocks of a class on a page that WeasyPrint has laid out."""
    from app.rendering.engine import BlockBox

    for box in page._page_box.descendants():
        if isinstance(box, BlockBox) and box.element is not None and box.element.get("class") == name:
            yield box


def _first_misfit(block: Any, height: float) -> tuple[int, bool] | None:
    """The index of the first line beyond its field, and whether it is too wide rather than too low."""
    for index, paragraph in enumerate(block.children):
        if _overflows(paragraph):
            return index, True
        if (paragraph.position_y + paragraph.height - block.position_y) * _PIXEL > height + _SLACK:
            return index, False
    return None


def _overflows(paragraph: Any) -> bool:
    left, right = paragraph.position_x, paragraph.position_x + paragraph.margin_width()
    pieces = [piece for line in paragraph.children for piece in line.children]
    return any(
        piece.position_x < left - _SLACK or piece.position_x + piece.margin_width() > right + _SLACK for piece in pieces
    )
