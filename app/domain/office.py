"""Offices, the people who hold them, and where a letter reaches them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from app.domain.country import CountryCode, country_name
from app.domain.dates import PartialDate
from app.domain.problem import Problem
from app.domain.said import said
from app.domain.values import Line, Slug, Value

_WIKIDATA_ITEM = re.compile(r"\bQ[1-9][0-9]*\b")

Gender = Literal["male", "female"]
Level = Literal[
    "un-principal",
    "un-expert",
    "european-principal",
    "head-of-state",
    "head-of-government",
    "minister",
    "ambassador",
    "agency",
    "parliament",
    "court",
    "prosecutor",
]


class GenderedForm(Value):
    """A title or a salutation, by the holder's gender where the language asks for it.

    `neutral` stands for a holder whose record states no gender and for an office without a
    holder. `{name}` in a gendered form is the holder's name in the letter's language.
    """

    neutral: Line
    male: Line | None = None
    female: Line | None = None
    source: str = ""
    confirmed: bool = False

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"neutral": value} if isinstance(value, str) else value

    @field_validator("neutral")
    @classmethod
    def _names_nobody(cls, neutral: str) -> str:
        if "{name}" in neutral:
            raise ValueError("must be a form without {name}: it serves an office without a holder too")
        return neutral

    def for_holder(self, holder: Holder | None, language: str) -> str:
        if holder is None or holder.gender is None:
            return self.neutral
        form = self.male if holder.gender == "male" else self.female
        return (form or self.neutral).replace("{name}", holder.name_in(language))


class Holder(Value):
    """A person in an office, for a term that may be known only in part.

    `from` absent: the first day is not known. `until` absent: in office as far as the source
    says; `until: unknown`: they left, or may have left, nobody knows when. `seen` are days on
    which a source shows the person in office.
    """

    name: Line
    names: Mapping[str, Line] = Field(default_factory=dict)
    styles: Mapping[str, Line] = Field(default_factory=dict)
    gender: Gender | None = None
    from_: PartialDate | None = Field(default=None, alias="from")
    until: PartialDate | Literal["unknown"] | None = None
    seen: tuple[PartialDate, ...] = ()
    title: Mapping[str, GenderedForm] = Field(default_factory=dict)
    organisation: Mapping[str, Line] = Field(default_factory=dict)
    salutation: Mapping[str, GenderedForm] = Field(default_factory=dict)
    source: Line
    unconfirmed: str = ""

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the sources leave no doubt that this person held the office on `day`."""
        span = self.sure_span
        return span is not None and span[0] <= day <= span[1]

    def begins_on(self, day: datetime.date) -> bool:
        return self._first_sure_day == day

    @property
    def sure_span(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day that are sure to be days in office; of an open term, no last one."""
        first, last = self._first_sure_day, self._last_sure_day
        if first is None or (last is not None and last < first):
            return None
        return first, last or datetime.date.max

    @property
    def _first_sure_day(self) -> datetime.date | None:
        known = [self.from_.latest] if self.from_ else []
        return min([*known, *(day.latest for day in self.seen)], default=None)

    @property
    def _last_sure_day(self) -> datetime.date | None:
        """None means: to this day."""
        if self.until is None:
            return None
        days = [day.earliest for day in self.seen]
        if isinstance(self.until, PartialDate):
            # Of a month or a year only the first day is sure to be a day in office.
            days.append(self.until.earliest)
        return max(days, default=datetime.date.min)

    @property
    def wikidata_ids(self) -> tuple[str, ...]:
        """The items of Wikidata that the source names: nearly always the person's own."""
        return tuple(_WIKIDATA_ITEM.findall(self.source))

    def name_in(self, language: str) -> str:
        return self.names.get(language, self.name)

    def style_in(self, language: str) -> str:
        """How the person is named on the envelope."""
        return self.styles.get(language, self.name_in(language))


class Contact(Value):
    """One way to reach an office, where it was found, and how old the finding is.

    `checked` is the newest date of a source that shows it. `live`: recent enough to rely on;
    `stale`: old or undated, confirm it before an urgent letter; `historical`: no longer used.
    """

    source: Line
    checked: PartialDate | None = None
    status: Literal["live", "stale", "historical"]
    note: str = ""


class PostContact(Contact):
    lines: tuple[Line, ...] = Field(min_length=1, max_length=6)
    country: CountryCode

    @property
    def value(self) -> str:
        return "\n".join([*self.lines, country_name(self.country, "en")])


FaxNumber = Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{6,14}$")]


class FaxContact(Contact):
    """`also` are further numbers of the same line, each as good as the first."""

    number: FaxNumber
    also: tuple[FaxNumber, ...] = ()

    @property
    def value(self) -> str:
        return self.number

    @property
    def numbers(self) -> tuple[str, ...]:
        return (self.number, *self.also)


class EmailContact(Contact):
    address: str

    @property
    def value(self) -> str:
        return self.address


class WebContact(Contact):
    url: str = Field(pattern=r"^https?://\S+$")

    @property
    def value(self) -> str:
        return self.url


AnyContact = PostContact | FaxContact | EmailContact | WebContact


class Contacts(Value):
    post: PostContact | None = None
    fax: FaxContact | None = None
    email: EmailContact | None = None
    web: WebContact | None = None

    @property
    def each(self) -> tuple[tuple[str, AnyContact], ...]:
        """The contacts there are, by their key."""
        named = {"post": self.post, "fax": self.fax, "email": self.email, "web": self.web}
        return tuple((kind, contact) for kind, contact in named.items() if contact)

    @property
    def post_in_use(self) -> PostContact | None:
        """The postal address, unless it is one that is no longer used."""
        return self.post if self.post and self.post.status != "historical" else None

    @property
    def fax_in_use(self) -> FaxContact | None:
        """The fax number, unless it is one that is no longer used."""
        return self.fax if self.fax and self.fax.status != "historical" else None

    @property
    def email_in_use(self) -> EmailContact | None:
        """The e-mail address, unless it is one that is no longer used."""
        return self.email if self.email and self.email.status != "historical" else None

    @property
    def web_in_use(self) -> WebContact | None:
        """The web site, unless it is one that is no longer used."""
        return self.web if self.web and self.web.status != "historical" else None

    @property
    def in_use(self) -> tuple[tuple[str, AnyContact], ...]:
        return tuple((kind, contact) for kind, contact in self.each if contact.status != "historical")


class Office(Value):
    """The post, not the person.

    `country` is the State it serves, none for an international organisation; the country its
    post goes to stands in `contacts`. `why_closed` says why supporters may not write to it;
    `holder_unknown` why nobody can be named today.
    """

    id: Slug
    title: Mapping[str, GenderedForm]
    organisation: Mapping[str, Line] = Field(default_factory=dict)
    country: CountryCode | None = None
    level: Level
    languages: tuple[str, ...] = Field(min_length=1)
    open_to: Literal["supporters", "representatives"]
    why_closed: str = ""
    salutation: Mapping[str, GenderedForm] = Field(default_factory=dict)
    contacts: Contacts = Contacts()
    holders: tuple[Holder, ...] = ()
    holder_unknown: str = ""
    note: str = ""

    def holder_on(self, day: datetime.date) -> Holder | None:
        """The one person whom the sources show in office on `day`, else nobody.

        On the day of a handover that is whoever comes in: the letter is read after it.
        """
        sure = [holder for holder in self.holders if holder.holds_on(day)]
        if len(sure) > 1:
            sure = [holder for holder in sure if holder.begins_on(day)]
        return sure[0] if len(sure) == 1 else None

    @property
    def destination(self) -> str | None:
        """The country a letter to this office travels to."""
        return self.contacts.post.country if self.contacts.post else self.country

    @property
    def letter_languages(self) -> tuple[str, ...]:
        """The languages, most wanted first, in which the office can be written to."""
        return tuple(code for code in self.languages if code in self.salutation and code in self.title)

    def refusal(self, where: str = "to") -> Problem:
        """What a supporter is told who would write to an office that is not open to them."""
        return Problem(
            code="not-open-to-supporters",
            where=where,
            message=said("Supporters cannot write to {office}.", office=self.title_in),
            hint=self.why_closed,
        )

    def title_in(self, language: str, holder: Holder | None = None) -> str:
        own = holder.title.get(language) if holder else None
        return (own or self._in(self.title, language)).for_holder(holder, language)

    def salutation_in(self, language: str, holder: Holder | None) -> str:
        return self.salutation_form(language, holder).for_holder(holder, language)

    def salutation_form(self, language: str, holder: Holder | None) -> GenderedForm:
        """The holder's own, where the record has one, else the office's."""
        own = holder.salutation.get(language) if holder else None
        return own or self._in(self.salutation, language)

    def organisation_in(self, language: str, holder: Holder | None = None) -> str:
        """By the name it had in the holder's term, where the record has one."""
        named = (holder and holder.organisation) or self.organisation
        return named.get(language) or next(iter(named.values()), "")

    @staticmethod
    def _in(forms: Mapping[str, GenderedForm], language: str) -> GenderedForm:
        return forms[language] if language in forms else next(iter(forms.values()))
