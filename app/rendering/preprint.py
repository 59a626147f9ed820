"""The seam between what all senders of a letter share and what is each one's own.

A letter that many send is laid out once. Its pieces (the date, the inside address, the text from the subject to the
close, the copies) become form objects, drawn on every sheet where they stand there. Only the own parts (the sender's
address, the small return line, the signature) are laid out for each sender, many in one document. Where each piece
stands follows from the height of the own parts alone: WeasyPrint is asked once for each height, with empty boxes of
the pieces' sizes. So a letter is what it is when it is laid out whole, or it is laid out whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.domain.letter import Letter, OwnParts
from app.rendering.engine import BlockLevelBox, LineBox, missing_characters
from app.rendering.sheet import Setting, environment, letter_css, letter_html, style_sheet
from app.rendering.window import return_line_has_room

# The classes of letter.html that make up each piece.
PIECES: Mapping[str, tuple[str, ...]] = {
    "marks": ("mark",),
    "date": ("date-line",),
    "address": ("inside-address",),
    "text": ("delivery-line", "reference", "subject-line", "salutation", "body", "complimentary-close"),
    "copies": ("enclosures", "copies"),
}
# A sheet on which nothing comes to its lower end, in millimetres: a letter, and the own parts of a few hundred.
_TALL, _ENDLESS = 1_500, 100_000
# CSS pixels: so near the lower margin a whole layout has the last word.
_SLACK = 0.05
_SAMPLE = OwnParts(sender_address=("Aa",), return_address=("Aa",), signature_block=("Aa",))


@dataclass(frozen=True)
class Shape:
    """What the shared pieces' places depend on: the heights of the own parts in CSS pixels, nought for none."""

    sender: float
    signature: float
    return_line: bool


@dataclass(frozen=True)
class Places:
    """Where everything stands on the sheet: the upper edges in CSS pixels, by piece or own part."""

    tops: Mapping[str, float]
    bottom: float


@dataclass(frozen=True)
class OwnBoxes:
    """A sender's own parts as they are laid out; None for what there is none of."""

    sender: Any
    return_line: Any
    signature: Any

    @property
    def by_name(self) -> Mapping[str, Any]:
        return {"sender": self.sender, "return_line": self.return_line, "signature": self.signature}

    @property
    def shape(self) -> Shape:
        return Shape(_height(self.sender), _height(self.signature), self.return_line is not None)

    @property
    def sound(self) -> bool:
        """Whether the signature is there, and the return line has the room that it is given."""
        return self.signature is not None and (self.return_line is None or return_line_has_room(self.return_line))


@dataclass(eq=False)
class Preprint:
    """The shared pieces of one letter on one stationery in one size.

    `lay_out` makes a document of HTML and style sheets.
    """

    letter: Letter
    setting: Setting
    lay_out: Callable[..., Any]
    _places: dict[Shape, Places] = field(default_factory=dict)

    @property
    def margin(self) -> float:
        """The lower margin's upper edge, in CSS pixels."""
        return (self.setting.stationery.height - self.setting.stationery.margins.bottom) * 96 / 25.4

    def own_boxes(self, owns: Sequence[OwnParts]) -> list[OwnBoxes]:
        """The own parts of many senders, laid out in one document."""
        template = environment().get_template("run_own.html")
        others = [own for own in owns if not _signs_as_named(own)]
        html = template.render(
            owns=owns, others=others, setting=self.setting, language=self.letter.language, widths=self._widths
        )
        page = self._laid(html, f"@page {{ size: 500mm {_ENDLESS}mm; margin: 0 }}").pages[0]
        senders, returns, signatures = (list(part.children) for part in _main_parts(page))
        returns = returns or [None] * len(owns)
        apart = iter(signatures)
        return [
            OwnBoxes(
                _filled(sender), _filled(line), self._first_line(sender, own) if _signs_as_named(own) else next(apart)
            )
            for own, sender, line in zip(owns, senders, returns, strict=True)
        ]

    def _first_line(self, sender: Any, own: OwnParts) -> Any:
        """The name above the address once more, for the signature that repeats it; None if it takes two."""
        first = sender.children[0]
        in_one = isinstance(first, LineBox) and len(sender.children) == len(own.sender_address)
        if not in_one and not (isinstance(first, BlockLevelBox) and len(first.children) == 1):
            return None
        line = first.deepcopy()
        signature = sender.copy_with_children([line])
        signature.height = line.height if in_one else line.margin_height()
        if self.letter.language.direction == "rtl":
            # Lines keep to the right edge, and a signature has more room before it.
            signature.position_x -= self._widths["signature"] - self._widths["sender"]
        return signature

    def places(self, shape: Shape) -> Places:
        if shape not in self._places:
            self._places[shape] = self._places_of(shape)
        return self._places[shape]

    def fits(self, shape: Shape) -> bool:
        """Whether a letter with own parts of this shape may keep to one page."""
        return self.places(shape).bottom <= self.margin + _SLACK

    def surely_fits(self, boxes: OwnBoxes) -> bool:
        return self.places(boxes.shape).bottom <= self.margin - _SLACK and boxes.sound

    def in_doubt(self, boxes: OwnBoxes) -> bool:
        """Whether a whole layout has to tell: so near the margin, or without its return line, nothing is sure."""
        return self.fits(boxes.shape) and not self.surely_fits(boxes)

    def least_shape(self, own: OwnParts) -> Shape:
        """The shape of own parts if none of their lines goes on in the next."""
        sample = {name: _height(box) for name, box in self._own_frames.items()}
        return Shape(
            round(len(own.sender_address) * sample["sender"], 3),
            round(len(own.signature_block) * sample["signature"], 3),
            self.setting.return_line and bool(own.return_address),
        )

    @property
    def pieces(self) -> bytes:
        """A PDF with a tall page for each piece there is, in the order of `heights`."""
        return self._printed[0]

    @property
    def missing(self) -> tuple[str, ...]:
        """The signs in the pieces that no font can draw."""
        return self._printed[1]

    @cached_property
    def _printed(self) -> tuple[bytes, tuple[str, ...]]:
        drawn = [self._drawn(name) for name in self.heights]
        with missing_characters() as missing:
            pdf = drawn[0].copy([document.pages[0] for document in drawn]).write_pdf()
        return pdf, tuple(dict.fromkeys(missing))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the pieces are called in a PDF: the same wherever they are the same, and nowhere else."""
        mark = hashlib.sha256(self.pieces).hexdigest()[:16]
        return tuple(f"P{mark}{piece[0]}" for piece in self.heights)

    @cached_property
    def blank(self) -> Any:
        """The sheet with nothing on it."""
        return self._laid("<!doctype html><html><body></body></html>").pages[0]

    def rise(self, piece: str, places: Places) -> float:
        """How much higher on the sheet a piece stands than on its tall page, in PDF's points from below.

        The marks for folds stand on every sheet where they are.
        """
        tall = _TALL * 96 / 25.4
        height = self.setting.stationery.height * 96 / 25.4
        return (height - tall + self._tops[piece] - places.tops.get(piece, self._tops[piece])) * 0.75

    @cached_property
    def heights(self) -> Mapping[str, float]:
        """The pieces there are, and how high each is."""
        return {name: bottom - top for name, (top, bottom) in self._extents.items()}

    @cached_property
    def _tops(self) -> Mapping[str, float]:
        return {name: top for name, (top, _bottom) in self._extents.items()}

    @cached_property
    def left(self) -> Mapping[str, float]:
        """Where the own parts begin on the sheet, from the left."""
        return {name: box.content_box_x() for name, box in self._own_frames.items()}

    @cached_property
    def _widths(self) -> Mapping[str, float]:
        return {name: box.width for name, box in self._own_frames.items()}

    @cached_property
    def _whole(self) -> Any:
        """The letter on a sheet so tall that it always ends there."""
        html = letter_html(self.letter.signed(_SAMPLE), self.setting)
        return self._laid(html, _tall_sheet(self.setting)).pages[0]

    @cached_property
    def _extents(self) -> Mapping[str, tuple[float, float]]:
        found = {name: [box for one in names for box in _blocks(self._whole, one)] for name, names in PIECES.items()}
        return {
            name: (min(box.border_box_y() for box in boxes), max(map(_lower_edge, boxes)))
            for name, boxes in found.items()
            if boxes
        }

    @cached_property
    def _own_frames(self) -> Mapping[str, Any]:
        """The boxes whose width the own parts have."""
        sender, signature = (next(_blocks(self._whole, name)) for name in ("sender-address", "signature-block"))
        return {
            "sender": sender,
            "signature": signature,
            "return_line": next(_blocks(self._whole, "return-line"), sender),
        }

    def _drawn(self, piece: str) -> Any:
        """The letter with nothing visible but one piece."""
        shown = ", ".join(f".{name}" for name in PIECES[piece])
        css = f"main {{ visibility: hidden }} :is({shown}) {{ visibility: visible }}"
        html = letter_html(self.letter.signed(_SAMPLE), self.setting)
        return self._laid(html, _tall_sheet(self.setting), css)

    def _places_of(self, shape: Shape) -> Places:
        first = next(name for name in PIECES["text"] if next(_blocks(self._whole, name), None))
        template = environment().get_template("run_places.html")
        shared = {name: self.heights.get(name, 0) for name in PIECES}
        html = template.render(
            setting=self.setting, language=self.letter.language, own=shape, shared=shared, first=first
        )
        page = self._laid(html, _tall_sheet(self.setting)).pages[0]
        boxes = {
            "sender": next(_blocks(page, "sender-address"), None),
            "return_line": next(_blocks(page, "return-line"), None),
            "date": next(_blocks(page, "date-line")),
            "address": next(_blocks(page, "inside-address")),
            "text": next(_blocks(page, f"{first} text")),
            "signature": next(_blocks(page, "signature-block")),
            "copies": next(_blocks(page, "copies"), None),
        }
        there = {name: box for name, box in boxes.items() if box is not None}
        tops = {name: box.border_box_y() for name, box in there.items()}
        return Places(tops, max(map(_lower_edge, there.values())))

    def _laid(self, html: str, *css: str) -> Any:
        sheets = (*letter_css(self.letter, self.setting.stationery), style_sheet("print_run.css"), *css)
        return self.lay_out(html, *sheets)


def _signs_as_named(own: OwnParts) -> bool:
    """Whether the signature is the first line of the address, as it is for whoever has an address."""
    return own.signature_block == own.sender_address[:1]


def _tall_sheet(setting: Setting) -> str:
    return f"@page {{ size: {setting.stationery.width}mm {_TALL}mm }}"


def _blocks(page: Any, name: str) -> Iterator[Any]:
    """The blocks of a class on a page that is laid out, the outermost alone."""
    for box in page._page_box.descendants(placeholders=True):
        if isinstance(box, BlockLevelBox) and box.element is not None and _is(box, name):
            yield box


def _is(box: Any, name: str) -> bool:
    return bool(box.element.get("class") == name)


def _main_parts(page: Any) -> list[Any]:
    """The children of body."""
    return list(page._page_box.children[0].children[0].children)


def _filled(box: Any) -> Any:
    return box if box is not None and box.children else None


def _height(box: Any) -> float:
    return round(float(box.border_height()), 3) if box is not None else 0.0


def _lower_edge(box: Any) -> float:
    return float(box.border_box_y() + box.border_height())
