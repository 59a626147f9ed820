"""Sound rows → their letters: each wording composed once, whoever says nothing of their own shares it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.composing import compose, own_parts
from app.composing.wording import Wording
from app.domain.case import Case
from app.domain.delivery import Delivery
from app.domain.letter import Letter, OwnParts
from app.domain.office import Office
from app.domain.postcode import postcode_of
from app.domain.problem import Problems
from app.domain.stationery import Stationery, Stock
from app.domain.supporter import Supporter
from app.printing.entries import Entry

# From as many letters on it is cheaper to lay a wording's pieces out than each letter whole.
_WORTH_SHARING = 6


@dataclass(frozen=True)
class Order:
    """What is to be written: the letters about a case to offices, each in a language, and what they are set on.

    Without a `stationery` it is the usual one of the supporter's country, or if `plain` the sheet
    without a window there. `copied` are, by office, those that its letter names for a copy.
    """

    case: Case
    offices: tuple[Office, ...]
    languages: Mapping[str, str]
    on: datetime.date
    stock: Stock
    copied: Mapping[str, tuple[Office, ...]]
    stationery: Stationery | None = None
    plain: bool = False
    delivery: Delivery = "post"

    def choices(self, country: str | None) -> tuple[Stationery, ...]:
        """What the letter of a supporter there may be set on."""
        usual = self.stock.usual_in(country)
        return (self.stationery,) if self.stationery else usual[-1:] if self.plain else usual

    def compose(self, office: Office, supporter: Supporter) -> Letter | Problems:
        return compose(
            self.case,
            office,
            supporter,
            language=self.languages[office.id],
            on=self.on,
            copied=self.copied[office.id],
            delivery=self.delivery,
        )


@dataclass(frozen=True)
class RunLetter:
    """One letter of the run: the row it is of, the number of its wording, and its own parts.

    `area` sorts supporters by where they live: country and postcode.
    """

    row: int
    office: Office
    wording: int
    own: OwnParts
    area: tuple[str, str]


@dataclass(frozen=True)
class RunLetters:
    """All letters, office by office in the order of the table, and the wordings they are of."""

    wordings: tuple[Wording, ...]
    letters: tuple[RunLetter, ...]


def hindrances(order: Order) -> Problems:
    """What stands in the way of each letter alike, whoever writes it."""
    composed = [order.compose(office, Supporter()) for office in order.offices]
    return tuple(dict.fromkeys(problem for one in composed if not isinstance(one, Letter) for problem in one))


def compose_letters(order: Order, entries: Sequence[Entry]) -> RunLetters:
    """A letter from each supporter to each office; nothing may stand in their way."""
    composer = _Composer(order)
    letters = tuple(composer.letter(office, entry) for office in order.offices for entry in entries)
    return RunLetters(composer.wordings(Counter(letter.wording for letter in letters)), letters)


class _Composer:
    def __init__(self, order: Order) -> None:
        self._order = order
        self._numbers: dict[tuple[object, ...], int] = {}
        self._letters: dict[tuple[Letter, tuple[Stationery, ...]], int] = {}

    def letter(self, office: Office, entry: Entry) -> RunLetter:
        supporter, country = entry.supporter, entry.supporter.address.country
        language = self._order.languages[office.id]
        return RunLetter(
            row=entry.row,
            office=office,
            wording=self._wording(office, supporter),
            own=own_parts(supporter, office.destination, language),
            area=(country or "", postcode_of(supporter.address.lines, country)),
        )

    def wordings(self, counts: Mapping[int, int]) -> tuple[Wording, ...]:
        posted = self._order.delivery == "post"
        return tuple(
            Wording(letter=letter, choices=choices, shared=posted and counts[number] >= _WORTH_SHARING)
            for (letter, choices), number in self._letters.items()
        )

    def _wording(self, office: Office, supporter: Supporter) -> int:
        # A fax names its sender on each page.
        alone = supporter if self._order.delivery == "fax" else None
        said = (supporter.introduction, supporter.points, supporter.own_words)
        key = (office.id, supporter.address.country, said, alone)
        if key not in self._numbers:
            composed = self._order.compose(office, supporter)
            if not isinstance(composed, Letter):
                raise ValueError("the letters of this order cannot be written: see hindrances()")
            # Supporters of many countries get the very same letter.
            wording = (composed.signed(_NOBODY), self._order.choices(supporter.address.country))
            self._numbers[key] = self._letters.setdefault(wording, len(self._letters))
        return self._numbers[key]


# In a wording's own place: nobody's data lies in what many share.
_NOBODY = OwnParts(signature_block=())


def rows_saying(entries: Iterable[Entry], sign: str) -> list[int]:
    """The rows that hold a sign."""
    return [entry.row for entry in entries if sign in entry.supporter.model_dump_json()]
