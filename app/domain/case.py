"""Cases: the situation, who is written to, what each is asked, and the words for it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from app.domain.country import CountryCode
from app.domain.dates import PartialDate
from app.domain.values import Line, Passage, Slug, Value


class Countries(Value):
    """Where the people are, and the country they fear."""

    where: CountryCode
    feared: CountryCode | None = None

    @property
    def each(self) -> tuple[str, ...]:
        return (self.where, self.feared) if self.feared else (self.where,)


class Person(Value):
    """A person at risk, or several under one id; `withheld` people have no name on file."""

    id: Slug
    shown: Literal["name", "initials", "withheld"]
    name: str | None = None

    @property
    def public_name(self) -> str | None:
        if self.shown == "initials" and self.name:
            return " ".join(f"{part[0]}." for part in self.name.split())
        return self.name if self.shown == "name" else None


# Among `copies`: the embassy, in the supporter's country, of the State where the people are.
EMBASSY_OF_WHERE = "embassy-of-where"


class Addressee(Value):
    """An office that a case writes to: what it is asked, in which letter, copied to whom."""

    to: str
    asks: tuple[str, ...] = Field(min_length=1)
    kind: str | None = None
    copies: tuple[str, ...] = ()

    @property
    def copied_offices(self) -> tuple[str, ...]:
        return tuple(name for name in self.copies if name != EMBASSY_OF_WHERE)

    @property
    def copied_to_embassy(self) -> bool:
        """Whether the case itself wishes that an embassy gets a copy."""
        return EMBASSY_OF_WHERE in self.copies


class Fact(Value):
    """A fact's source; its words stand in each language file under the same id."""

    id: Slug
    on: PartialDate | None = None
    source: Line
    read: datetime.date | None = None

    def known_on(self, day: datetime.date) -> bool:
        """Whether a letter of that day can tell it: a letter never knows what is yet to come."""
        return self.on is None or self.on.latest <= day


class Update(Value):
    id: Slug
    on: PartialDate
    source: Line


class Outcome(Value):
    on: PartialDate
    source: Line


class Photograph(Value):
    """A picture for the case's page, whose licence lets us show it; it stands in no letter."""

    file: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.(jpg|jpeg|png|webp)$")
    licence: Line
    credit: Line
    source: Line

    @property
    def id(self) -> str:
        """By which each language file says what is to be seen."""
        return self.file.partition(".")[0]


class Organisers(Value):
    """Who takes care of a case, and wants to hear of an answer."""

    name: Line
    email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    web: str | None = Field(default=None, pattern=r"^https?://\S+$")

    @model_validator(mode="after")
    def _can_be_told(self) -> Self:
        if (self.email is None) == (self.web is None):
            raise ValueError("must be a name with either «email» or «web»")
        return self

    @property
    def address(self) -> str:
        return self.email or self.web or ""

    @property
    def link(self) -> str:
        return f"mailto:{self.email}" if self.email else self.address


class Ground(Value):
    """A legal ground: its name in each language as it stands in a sentence, and its source."""

    id: Slug
    names: Mapping[str, Line] = Field(min_length=1)
    says: Passage
    source: Line
    confirmed: bool

    def name_in(self, language: str) -> str:
        return self.names.get(language) or next(iter(self.names.values()))


class LetterTemplate(Value):
    """A letter with placeholders, and whether a native speaker has checked it."""

    text: str
    reviewed: bool


class Kind(Value):
    """A letter that many cases can use: its name and its template in each language."""

    slug: Slug
    names: Mapping[str, Line] = Field(min_length=1)
    letters: Mapping[str, LetterTemplate]

    def name_in(self, language: str) -> str:
        return self.names.get(language) or next(iter(self.names.values()))


class Words(Value):
    """A case in one language. `letters` holds the template of the letter to each office."""

    title: Line
    subject: Line
    summary: Passage
    people: Mapping[str, Line] = Field(default_factory=dict)
    facts: Mapping[str, Passage] = Field(default_factory=dict)
    asks: Mapping[str, Line]
    why: Mapping[str, Line] = Field(default_factory=dict)
    photographs: Mapping[str, Line] = Field(default_factory=dict)
    points: Mapping[str, Line] = Field(default_factory=dict)
    updates: Mapping[str, Passage] = Field(default_factory=dict)
    outcome: str = ""
    reviewed: bool = False
    letters: Mapping[str, LetterTemplate] = Field(default_factory=dict)

    def reviewed_to(self, office_id: str) -> bool:
        """Whether a native speaker has checked all that a letter to the office says."""
        return self.reviewed and self.letters[office_id].reviewed


class Case(Value):
    slug: Slug
    status: Literal["draft", "open", "closed"]
    opened: datetime.date
    send_by: datetime.date | None = None
    closed: datetime.date | None = None
    kind: str | None = None
    countries: Countries
    people: tuple[Person, ...] = Field(min_length=1)
    recipients: tuple[Addressee, ...] = Field(min_length=1)
    photographs: tuple[Photograph, ...] = ()
    organisers: Organisers | None = None
    grounds: tuple[Ground, ...] = ()
    facts: tuple[Fact, ...] = Field(min_length=1)
    updates: tuple[Update, ...] = ()
    outcome: Outcome | None = None
    words: Mapping[str, Words] = Field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.words)

    def words_in(self, language: str) -> Words:
        """The case's words in a language, else in English, else in the first that it has."""
        return self.words[self.told_in(language)]

    def told_in(self, language: str) -> str:
        """The language in which `words_in` tells the case."""
        return next(code for code in (language, "en", *self.words) if code in self.words)

    def people_in(self, language: str) -> tuple[str, ...]:
        """The people at risk, as the words of a language that the case has name them."""
        words = self.words[language]
        return tuple(words.people.get(one.id) or one.public_name or "" for one in self.people)

    def ask_in(self, language: str, ask: str) -> str:
        """An ask's words in a language, else in another: offices differ in what they read."""
        spoken = (self.words_in(language), self.words_in("en"), *self.words.values())
        return next((words.asks[ask] for words in spoken if ask in words.asks), ask)

    def why_in(self, language: str, office_id: str) -> tuple[str, str] | None:
        """Why an office matters, as (language, words); in another language where this one has none."""
        spoken = (self.told_in(language), *self.words)
        return next(
            ((code, self.words[code].why[office_id]) for code in spoken if office_id in self.words[code].why), None
        )

    def addressee(self, office_id: str) -> Addressee | None:
        return next((one for one in self.recipients if one.to == office_id), None)

    def takes_letters_on(self, day: datetime.date) -> bool:
        """Whether a letter dated `day` belongs to this case."""
        return self.opened <= day and (self.closed is None or day <= self.closed)

    @property
    def urgency(self) -> tuple[bool, datetime.date, int]:
        """Sorts the most urgent first: by the day to send by, then the newest."""
        return (self.send_by is None, self.send_by or datetime.date.max, -self.opened.toordinal())
