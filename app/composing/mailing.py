"""What goes into the post together, and what carries the address of each letter in it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

from app.domain.case import Case
from app.domain.country import CountryCode
from app.domain.language import Language
from app.domain.letter import Letter
from app.domain.office import Contacts, Office
from app.domain.stationery import Envelope, LabelSheet, Stationery
from app.domain.values import Value

Carrier = Literal["window", "envelope", "label", "hand", "fax"]


class Mailing(Value):
    """What goes into the post together: the letters about a case, each with its office.

    `outer` carries the addresses of letters that have no window: an envelope that is printed on,
    or a sheet of labels; without it they are written by hand. `envelopes` are all there are. `via`
    are the embassies by whose way letters travel, by the office's id. `enclosing` are the offices
    whose letters an embassy gets a copy of, by the embassy's id: its own letter covers them.
    `sender_email` is whom an e-mail is from, if the supporter gave an address.
    """

    case: Case
    letters: tuple[Letter, ...]
    offices: tuple[Office, ...]
    on: datetime.date
    posted_in: CountryCode | None = None
    outer: Envelope | LabelSheet | None = None
    envelopes: Mapping[str, Envelope] = {}
    via: Mapping[str, Office] = {}
    enclosing: Mapping[str, tuple[str, ...]] = {}
    sender_email: str = ""


class Face(Value):
    """What stands on one envelope or label: whom it is to, and on an envelope whom it is from."""

    recipient: tuple[str, ...]
    sender: tuple[str, ...]
    language: Language


class Item(Value):
    """One letter of a mailing as it was laid out: on which sheet, on how many pages."""

    letter: Letter
    office: Office
    stationery: Stationery
    pages: int = 1
    via: Office | None = None

    @property
    def contacts(self) -> Contacts:
        """Those of the office, or of the embassy by whose way the letter goes."""
        return (self.via or self.office).contacts

    @property
    def by_fax(self) -> bool:
        return self.letter.delivery == "fax"


def carrier_of(item: Item, outer: Envelope | LabelSheet | None) -> Carrier:
    """What carries the address of a letter; without a postal address only a hand can."""
    if item.by_fax:
        return "fax"
    if item.contacts.post_in_use is None:
        return "hand"
    if item.stationery.window:
        return "window"
    if outer is None:
        return "hand"
    return "label" if isinstance(outer, LabelSheet) else "envelope"
