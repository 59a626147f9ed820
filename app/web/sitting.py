"""One filled-in form about one case: the letters that come of it, or what to mend."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.composing import Mailing, compose, preferred_language
from app.content import Library, load_stationery
from app.domain.case import Case
from app.domain.dates import read_day
from app.domain.delivery import Delivery
from app.domain.letter import Letter
from app.domain.office import Office
from app.domain.problem import Problem, Severity, did_you_mean
from app.domain.stationery import Envelope, LabelSheet, Stationery
from app.domain.supporter import LIMITS, Supporter, read_supporter
from app.rendering import PackFiles, Rendering
from app.web.forms import WriteForm, form_class, language_field

# A letter dated further ahead than this is a slip of the keyboard.
_FURTHEST_AHEAD = datetime.timedelta(days=366)


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
        form = form_class(case, library)(
            data={
                "to": [one.to for one in case.recipients],
                "on": today.isoformat(),
                **{language_field(office): preferred_language(case, office) for office in library.offices_of(case)},
            }
        )
        return cls(case, library, today, form)

    @classmethod
    def with_typed_form(cls, case: Case, library: Library, today: datetime.date, typed: Mapping[str, Any]) -> Sitting:
        return cls(case, library, today, form_class(case, library)(typed))

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

    @property
    def outer(self) -> Envelope | LabelSheet | None:
        stock, name = load_stationery(), self.form.outer.data or ""
        return stock.envelopes.get(name) or stock.labels.get(name)

    @property
    def by_fax(self) -> bool:
        return bool(self.form.delivery.data == "fax")

    def mailing(self, letters: tuple[Letter, ...]) -> Mailing:
        offices = [letter.office_id for letter in letters]
        return Mailing(
            case=self.case,
            letters=letters,
            offices=tuple(self.library.offices[name] for name in offices),
            on=self.letter_day,
            posted_in=self.supporter.address.country if self.supporter else None,
            outer=self.outer,
            sender_email=self.supporter.email if self.supporter else "",
            envelopes=load_stationery().envelopes,
            via={name: embassy for name in offices if (embassy := self.embassy(self.library.offices[name]))},
        )

    def embassy(self, office: Office) -> Office | None:
        """By whose way the letter goes, if that is wished and we know an embassy in the supporter's country."""
        country = self.supporter.address.country if self.supporter else None
        return self.library.embassy_for(office, country) if self.form.via_embassy.data else None

    def delivery_to(self, office: Office) -> Delivery:
        """By fax where that is wished and can be; whoever has no number in use is written to by post."""
        return "fax" if self.by_fax and (self.embassy(office) or office).contacts.fax_in_use else "post"

    def compose(self) -> tuple[Letter, ...]:
        """A letter to each chosen office; on any error none, and the errors are in `problems`."""
        offices = self._chosen_offices()
        day = self._day()
        self._chooses_from_lists()
        self.supporter = supporter = self._supporter()
        letters: list[Letter] = []
        if day and supporter:
            for office in offices:
                letters.extend(self._letter_to(office, supporter, day))
        return () if self.errors else tuple(letters)

    def refuse(self, rendering: Rendering | PackFiles) -> None:
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
        delivery = self.delivery_to(office)
        if self.by_fax and delivery == "post":
            title = office.title_in("en")
            self._tell("no-fax", "delivery", f"{title}: no fax number in use. That letter is for the post.", warns=True)
        composed = compose(
            self.case,
            office,
            supporter,
            language=language,
            on=day,
            copied=self.library.copied(self.case, office),
            embassy=self.embassy(office),
            delivery=delivery,
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

    def _chooses_from_lists(self) -> None:
        for name in ("stationery", "outer", "delivery"):
            known = [choice.value for choice in self.form[name].choices]
            typed = (self.form[name].data or "")[:60]
            if typed and typed not in known:
                label = self.form[name].label.text
                self._tell("unknown-choice", name, f"«{typed}» is not in the list «{label}».", "Choose from the list.")

    def _tell(self, code: str, where: str, message: str, hint: str = "", *, warns: bool = False) -> None:
        severity: Severity = "warning" if warns else "error"
        self.problems.append(Problem(code=code, where=where, message=message, hint=hint, severity=severity))
