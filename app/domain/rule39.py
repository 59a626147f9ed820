"""A request to the European Court of Human Rights under Rule 39, as its practice direction wants it."""

from __future__ import annotations

import datetime
from typing import Literal

from app.domain.country import CountryCode
from app.domain.dates import PartialDate
from app.domain.removal import Removal
from app.domain.values import Value

# Who may ask. `supporter` is here so that a supporter is refused by name, with the reason.
Capacity = Literal["applicant", "representative", "supporter"]
ASKERS: tuple[Capacity, ...] = ("applicant", "representative")


class PersonToContact(Value):
    """Whom the Court can call that day. Numbers are kept as +32470123456."""

    name: str
    telephone: str
    fax: str = ""
    email: str = ""
    address: tuple[str, ...]


class Applicant(Value):
    """The person at risk; `others` are those who ask with them, one a line."""

    name: str
    born: PartialDate
    nationality: str
    whereabouts: tuple[str, ...]
    others: tuple[str, ...] = ()


class FinalDecision(Value):
    """The last decision of the domestic courts: its day, or when it is expected, or both of two."""

    given: datetime.date | None = None
    expected: str = ""


class Article(Value):
    """An Article of the Convention, or of one of its Protocols."""

    number: int
    protocol: int = 0

    @property
    def name(self) -> str:
        return f"Article {self.number}" + (f" of Protocol No. {self.protocol}" if self.protocol else "")


class Rule39Request(Value):
    """Everything that the Court asks for. The enclosures' files travel apart from their titles."""

    capacity: Capacity
    respondent: CountryCode
    applicant: Applicant
    contact: PersonToContact
    domestic_reference: str
    removal: Removal | None = None
    final_decision: FinalDecision
    articles: tuple[Article, ...]
    application_number: str = ""
    measure: str
    facts: str
    reasons: str
    domestic_steps: str
    enclosures: tuple[str, ...] = ()
    signature: str
