"""The one form a supporter fills in, and what its fields say about themselves."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wtforms import Field, Form, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import EmailInput

from app.composing import compose, languages_for, preferred_language
from app.content import Library, load_stationery
from app.domain.case import Case
from app.domain.country import country_names
from app.domain.dates import read_day
from app.domain.language import LANGUAGES
from app.domain.letter import Letter
from app.domain.office import Office
from app.domain.problem import Problem, did_you_mean
from app.domain.stationery import Stationery
from app.domain.supporter import ADDRESS_LINES, LIMITS, Supporter, read_supporter
from app.rendering import Rendering

# A letter dated further ahead than this is a slip of the keyboard.
_FURTHEST_AHEAD = datetime.timedelta(days=366)

_COUNTRIES = [
    SelectChoice(value="", label="Not given"),
    *(
        SelectChoice(value=code, label=name)
        for code, name in sorted(country_names("en").items(), key=lambda one: one[1])
    ),
]


_STATIONERY = [
    SelectChoice(value="", label="As usual in my country"),
    *(SelectChoice(value=one.id, label=one.name) for one in load_stationery().stationery.values()),
]


class WriteForm(Form):  # type: ignore[misc]  # WTForms has no type stubs
    """What a supporter gives for any case. Checks live in the domain; this knows labels and hints."""

    name = StringField("Your full name", description="As you sign. It stands on each letter.")
    introduction = StringField(
        "A line about you",
        description="It completes «I am …», in the language of the letter: a nurse from Ghent. "
        "Leave it empty and the letter says «a supporter of human rights».",
    )
    address = TextAreaField(
        "Your address, without the country",
        description=f"Up to {ADDRESS_LINES} lines, as on an envelope. An answer can only reach you if you "
        "give it; leave it out if that is not safe.",
    )
    country = SelectField(
        "Your country",
        choices=_COUNTRIES,
        validate_choice=False,
        description="It chooses the paper, the window of the envelope and the last line of the address.",
    )
    email = StringField("Your e-mail address", widget=EmailInput(), description="Only if it may stand on the letter.")
    own_words = TextAreaField(
        "Your own words",
        description=f"Up to {LIMITS['own_words']:,} characters. A few honest sentences of your own count most. "
        "They are not translated.",
    )
    stationery = SelectField(
        "Paper and envelope",
        choices=_STATIONERY,
        validate_choice=False,
        description="A letter for a window envelope shows the address in the window. Where the address is too "
        "long for it, your own country’s choice falls back on plain paper.",
    )
    on = StringField("Date of the letter", description="Year, month and day, such as 2026-11-21.")


@dataclass
class Sitting:
    """One filled-in form about one case: the letters that come of it, or what to mend."""

    case: Case
    library: Library
    today: datetime.date
    form: WriteForm
    problems: list[Problem] = field(default_factory=list)
    supporter: Supporter | None = None

    @classmethod
    def with_blank_form(cls, case: Case, library: Library, today: datetime.date) -> Sitting:
        form = _form_class(case, library)(
            data={
                "to": [one.to for one in case.recipients],
                "on": today.isoformat(),
                **{language_field(office): preferred_language(case, office) for office in library.offices_of(case)},
            }
        )
        return cls(case, library, today, form)

    @classmethod
    def with_typed_form(cls, case: Case, library: Library, today: datetime.date, typed: Mapping[str, Any]) -> Sitting:
        return cls(case, library, today, _form_class(case, library)(typed))

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "warning"]

    def errors_of(self, name: str) -> list[Problem]:
        return [problem for problem in self.errors if problem.where == name]

    @property
    def choices(self) -> tuple[Stationery, ...]:
        """The stationery that was chosen, else what is usual in the supporter's country."""
        stock = load_stationery()
        chosen = stock.stationery.get(self.form.stationery.data or "")
        country = self.supporter.address.country if self.supporter else None
        return (chosen,) if chosen else stock.usual_in(country)

    @property
    def letter_day(self) -> datetime.date:
        """The letter's date; today's while none is given that can be read."""
        return read_day((self.form.on.data or "").strip()) or self.today

    def compose(self) -> tuple[Letter, ...]:
        """A letter to each chosen office; on any error none, and the errors are in `problems`."""
        offices = self._chosen_offices()
        day = self._day()
        self._knows_its_stationery()
        self.supporter = supporter = self._supporter()
        letters: list[Letter] = []
        if day and supporter:
            for office in offices:
                letters.extend(self._letter_to(office, supporter, day))
        return () if self.errors else tuple(letters)

    def refuse(self, rendering: Rendering) -> None:
        """Tell what keeps a PDF from being printed: no sign for a character, no room for an address."""
        self.problems.extend(rendering.problems)
        self._refuse_missing(rendering.missing)

    def _refuse_missing(self, characters: Iterable[str]) -> None:
        for sign in characters:
            holding = [name for name in LIMITS if sign in (self.form[name].data or "")]
            if holding:
                hint = "Take it out, or write it in another way."
                self._tell("no-glyph", holding[0], f"Our fonts have no sign for «{sign}».", hint)
            else:
                hint = "Choose another language for that letter."
                self._tell("no-glyph", "to", f"Our own text holds «{sign}», which cannot be printed.", hint)

    def _letter_to(self, office: Office, supporter: Supporter, day: datetime.date) -> list[Letter]:
        language = self.form[language_field(office)].data or preferred_language(self.case, office)
        composed = compose(
            self.case,
            office,
            supporter,
            language=language,
            on=day,
            copied=self.library.copied(self.case, office),
        )
        if isinstance(composed, Letter):
            return [composed]
        for problem in composed:
            where = language_field(office) if problem.where == "language" else problem.where
            placed = problem.model_copy(update={"where": where})
            if placed not in self.problems:
                self.problems.append(placed)
        return []

    def _chosen_offices(self) -> list[Office]:
        known = [one.to for one in self.case.recipients]
        chosen = list(dict.fromkeys(self.form.to.data or []))
        unknown = next((name[:60] for name in chosen if name not in known), None)
        if unknown is not None:
            self._tell("unknown-office", "to", f"«{unknown}» is not written to here.", did_you_mean(unknown, known))
        if not chosen:
            self._tell("nobody-chosen", "to", "Choose at least one person to write to.")
        # In the case's order, whatever order they were sent in.
        return [self.library.offices[name] for name in known if name in chosen]

    def _day(self) -> datetime.date | None:
        typed = (self.form.on.data or "").strip()
        day = read_day(typed) if typed else self.today
        if day is None:
            self._tell("no-date", "on", "Enter the date as year, month and day, such as 2026-11-21.")
            return None
        if day > self.today + _FURTHEST_AHEAD:
            self._tell("date-far-ahead", "on", "The date must be within a year from today.", f"It is {day}.")
            return None
        return day

    def _supporter(self) -> Supporter | None:
        supporter, told = read_supporter(self.form.data)
        self.problems.extend(told)
        return supporter

    def _knows_its_stationery(self) -> None:
        known = load_stationery().stationery
        typed = (self.form.stationery.data or "")[:60]
        if typed and typed not in known:
            self._tell("unknown-stationery", "stationery", f"«{typed}» is no stationery.", did_you_mean(typed, known))

    def _tell(self, code: str, where: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code=code, where=where, message=message, hint=hint))


def language_field(office: Office) -> str:
    return f"language-{office.id}"


def _form_class(case: Case, library: Library) -> type[WriteForm]:
    """The form with this case's recipients, its talking points and a language for each letter."""
    offices = library.offices_of(case)
    words = case.words_in("en")
    fields: dict[str, Field] = {
        "to": SelectMultipleField(
            "Who to write to",
            choices=[SelectChoice(value=office.id, label=office.title_in("en")) for office in offices],
            validate_choice=False,
        ),
        "points": SelectMultipleField(
            "Add a sentence of ours",
            choices=[SelectChoice(value=point, label=text) for point, text in words.points.items()],
            validate_choice=False,
            description="Tick what you would say yourself. Each letter has it in its own language.",
        ),
    }
    for office in offices:
        fields[language_field(office)] = SelectField(
            "Language",
            choices=[SelectChoice(value=code, label=LANGUAGES[code].name) for code in languages_for(case, office)],
            validate_choice=False,
        )
    return type("CaseWriteForm", (WriteForm,), fields)
