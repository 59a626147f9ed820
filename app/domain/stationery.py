"""Stationery: a sheet of paper with the window, folds and margins of the envelope it goes into."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, model_validator

from app.domain.country import CountryCode
from app.domain.paper import PAPER_SIZES, Paper, paper_of
from app.domain.values import Line, Slug, Value

Millimetres = Annotated[float, Field(ge=0, le=400)]


def _named(names: tuple[str, ...], value: Any) -> Any:
    """Numbers in a row, as stationery.yaml writes them, under their names."""
    return dict(zip(names, value, strict=True)) if isinstance(value, list | tuple) else value


class Area(Value):
    """A rectangle in millimetres from the top left of its sheet."""

    x: Millimetres
    y: Millimetres
    width: Millimetres
    height: Millimetres

    @model_validator(mode="before")
    @classmethod
    def _in_order(cls, value: Any) -> Any:
        return (
            dict(zip(("x", "y", "width", "height"), value, strict=True)) if isinstance(value, list | tuple) else value
        )

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def holds(self, other: Area) -> bool:
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom


class Margins(Value):
    """Millimetres that stay free on each side of a sheet; `top` of the first page."""

    top: Millimetres
    right: Millimetres
    bottom: Millimetres
    left: Millimetres

    @model_validator(mode="before")
    @classmethod
    def _clockwise(cls, value: Any) -> Any:
        return (
            dict(zip(("top", "right", "bottom", "left"), value, strict=True))
            if isinstance(value, list | tuple)
            else value
        )


class Window(Value):
    """A window envelope, as it lies over the sheet.

    `seen` is the window over a sheet in the middle of its envelope. `address` is its safe zone,
    where a recipient's line can be read however the sheet slides. `return_line` holds the
    sender's address in one small line, where the standard has one. `sender` is where the
    sender's address and the date stand; with `sender_seen` that is a second window, and the date
    has a place of its own. `text` is the height at which the subject begins, `marks` from where
    to where, counted from the left edge, the marks for folds and hole are drawn.
    """

    seen: Area
    address: Area
    return_line: Area | None = None
    sender: Area
    sender_seen: Area | None = None
    date: Area | None = None
    text: Millimetres
    folds: tuple[Millimetres, ...]
    hole: Millimetres | None = None
    marks: tuple[Millimetres, Millimetres]


class Stationery(Value):
    """One profile: a sheet, its margins, its window if it has one, and the envelope it goes into."""

    id: Slug
    name: Line
    paper: Paper
    countries: tuple[CountryCode, ...] = ()
    margins: Margins
    window: Window | None = None
    envelope: Slug
    source: Line = "the sheet alone"

    @property
    def width(self) -> float:
        return PAPER_SIZES[self.paper][0]

    @property
    def height(self) -> float:
        return PAPER_SIZES[self.paper][1]


# What sorting machines of all posts can read: Deutsche Post's reading zone keeps 15 mm from the
# sides and 40 mm from the top, and holds lines of at most 100 mm; USPS, Domestic Mail Manual 202,
# keeps the lowest 5/8 inch free for its bar code.
ADDRESS_FROM_TOP = 40
ADDRESS_FROM_RIGHT = 15
ADDRESS_FROM_BOTTOM = 16
ADDRESS_WIDTH = 100
# The recipient stands a little above the middle of an envelope, as a hand would write.
_ADDRESS_DOWN = 0.42
# The sender, at the top left: clear of the stamp, for which posts keep 74 mm.
_SENDER = (10, 10, 80, 28)


class Envelope(Value):
    """An envelope without a window, in millimetres, the long side across."""

    id: Slug
    name: Line
    width: Millimetres
    height: Millimetres

    @property
    def address(self) -> Area:
        """Where the recipient's lines stand, within what sorting machines read."""
        top = max(ADDRESS_FROM_TOP, self.height * _ADDRESS_DOWN)
        left = self.width - ADDRESS_FROM_RIGHT - ADDRESS_WIDTH
        return Area(x=left, y=top, width=ADDRESS_WIDTH, height=self.height - ADDRESS_FROM_BOTTOM - top)

    @property
    def sender(self) -> Area:
        return Area.model_validate(_SENDER)


# Free at each edge of a label, so that a sheet may slip in the printer; Deutsche Post asks for 3 mm.
_LABEL_EDGE = 4


class LabelSheet(Value):
    """A sheet of sticky labels: millimetres to the first label, its size, and from label to label."""

    id: Slug
    name: Line
    paper: Paper
    columns: int
    rows: int
    first: Area
    pitch_x: Millimetres
    pitch_y: Millimetres

    @property
    def width(self) -> float:
        return PAPER_SIZES[self.paper][0]

    @property
    def height(self) -> float:
        return PAPER_SIZES[self.paper][1]

    @property
    def address(self) -> Area:
        """The field for an address on the first label."""
        return Area(
            x=self.first.x + _LABEL_EDGE,
            y=self.first.y + _LABEL_EDGE,
            width=self.first.width - 2 * _LABEL_EDGE,
            height=self.first.height - 2 * _LABEL_EDGE,
        )

    @property
    def addresses(self) -> tuple[Area, ...]:
        """The fields on all labels of a sheet, row by row."""
        return tuple(
            Area(
                x=self.address.x + column * self.pitch_x,
                y=self.address.y + row * self.pitch_y,
                width=self.address.width,
                height=self.address.height,
            )
            for row in range(self.rows)
            for column in range(self.columns)
        )


class Stock(Value):
    """All stationery, envelopes and labels there are, by id."""

    stationery: Mapping[str, Stationery]
    envelopes: Mapping[str, Envelope]
    labels: Mapping[str, LabelSheet]

    def plain(self, paper: Paper) -> Stationery:
        return self.stationery[f"plain-{paper.lower()}"]

    def usual_in(self, country: str | None) -> tuple[Stationery, ...]:
        """What is used in a country, the window envelope before the plain sheet."""
        windowed = self._by_country.get(country or "")
        plain = self.plain(windowed.paper if windowed else paper_of(country))
        return (windowed, plain) if windowed else (plain,)

    @cached_property
    def _by_country(self) -> Mapping[str, Stationery]:
        return {country: one for one in self.stationery.values() for country in one.countries}
