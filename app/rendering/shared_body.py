"""One layout of a body for all letters of a job that have it: only the head of each further letter is laid out.

Everything from the body to the copies stands below the salutation and depends on nothing above it but its own
height on the sheet, as long as all of it is on the first page. Beyond that page nothing is shared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.domain.letter import Letter, Proof
from app.rendering.sheet import Setting

# Bodies that one job remembers, some 1 MB each: a print run has a few languages and sizes at a time.
_REMEMBERED = 16
# CSS pixels between the last line and the lower margin, below which a whole layout has the last word.
_SLACK = 0.01


@dataclass(frozen=True)
class _Body:
    """The boxes of the sections below a salutation, and where that salutation ends."""

    sections: tuple[Any, ...]
    salutation_bottom: float

    @property
    def bottom(self) -> float:
        return _bottom(self.sections[-1])


class SharedBodies:
    """The bodies that a job has laid out, by all that they depend on. They hold what one supporter typed."""

    def __init__(self) -> None:
        self._bodies: dict[object, _Body] = {}

    def know(self, letter: Letter | Proof, setting: Setting) -> bool:
        return _key(letter, setting) in self._bodies

    def set_letter(
        self, letter: Letter | Proof, setting: Setting, lay_out: Callable[[Letter | Proof, Setting], Any]
    ) -> Any:
        """The document that `lay_out` makes of the whole letter, with an earlier body where that comes to the same."""
        if self.know(letter, setting):
            head = lay_out(letter, replace(setting, head_alone=True))
            if _completed(head, self._bodies[_key(letter, setting)]):
                return head
        document = lay_out(letter, setting)
        if len(document.pages) == 1:
            self._remember(_key(letter, setting), _body(document.pages[0]))
        return document

    def _remember(self, key: object, body: _Body) -> None:
        if len(self._bodies) >= _REMEMBERED:
            del self._bodies[next(iter(self._bodies))]
        self._bodies[key] = body


def _key(letter: Letter | Proof, setting: Setting) -> object:
    ending = (letter.complimentary_close, letter.signature_block, letter.enclosures, letter.copies)
    return (letter.body, ending, letter.language, letter.delivery, setting.stationery, setting.fit)


def _body(page: Any) -> _Body:
    parts = _line_of_descent(page)[-1].children
    salutation = _salutation(parts)
    return _Body(tuple(parts[salutation + 1 : salutation + 3]), _bottom(parts[salutation]))


def _completed(head: Any, body: _Body) -> bool:
    """Whether the letter is surely what it is when laid out whole; only then the body is set under the head."""
    page, *more = head.pages
    descent = _line_of_descent(page)
    salutation = _salutation(descent[-1].children)
    lower = _bottom(descent[-1].children[salutation]) - body.salutation_bottom
    if more or body.bottom + lower > _lower_margin(page) - _SLACK:
        return False
    _join(descent, salutation + 1, body, lower)
    return True


def _join(descent: tuple[Any, ...], place: int, body: _Body, lower: float) -> None:
    """Set the body in its place among the children of main, `lower` than it stood.

    The boxes are copies: on each sheet they stand elsewhere.
    """
    sections = [section.deepcopy() for section in body.sections]
    for section in sections:
        section.translate(dy=lower)
    main = descent[-1]
    main.children = [*main.children[:place], *sections, *main.children[place:]]
    for box in descent:
        box.height += body.bottom - body.salutation_bottom


def _line_of_descent(page: Any) -> tuple[Any, ...]:
    """The boxes of html, body and main, each the first in the one before."""
    html = page._page_box.children[0]
    body = html.children[0]
    return html, body, body.children[0]


def _salutation(parts: Any) -> int:
    return next(
        index for index, box in enumerate(parts) if box.element is not None and box.element.get("class") == "salutation"
    )


def _bottom(box: Any) -> float:
    return float(box.position_y + box.margin_height())


def _lower_margin(page: Any) -> float:
    return float(page._page_box.content_box_y() + page._page_box.height)
