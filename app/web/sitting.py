"""One filled-in form about one case: the letters that come of it, or what to mend."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wtforms.fields.choices import SelectChoice

from app.composing import Mailing, compose, preferred_language, with_covering_letters
from app.content import Library, load_stationery
from app.domain.case import Case
from app.domain.dates import read_day
from app.domain.delivery import Delivery
from app.domain.letter import Letter
from app.domain.mission import Mission
from app.domain.office import Office
from app.domain.problem import Problem, Severity, did_you_mean
from app.domain.said import Reader, Sentence, said
from app.domain.stationery import Envelope, LabelSheet, Stationery
from app.domain.supporter import LIMITS, Supporter, read_supporter
from app.rendering import PackFiles, Rendering
from app.web.copies import Copies
from app.web.forms import WriteForm, form_class, language_field

# A letter dated further ahead than this is a slip of the keyboard.
_FURTHEST_AHEAD = datetime.timedelta(days=366)


@dataclass
class Sitting:
    """One filled-in form about one case: the letters that come of it, or what to mend."""

    case: Case
    library: Library
    today: datetime.date
    reader: Reader
    form: WriteForm
    problems: list[Problem] = field(default_factory=list)
    supporter: Supporter | None = None

    @classmethod
    def with_blank_form(
        cls,
        case: Case,
        library: Library,
        today: datetime.date,
        reader: Reader,
        *,
        to: Collection[str] = (),
        wish: str = "",
    ) -> Sitting:
        """`to` and `wish` are what a link preselects: offices and a language of letters; unknown ones are nothing."""
        spoken = reader.language.code
        everybody = [one.to for one in case.recipients]
        form = form_class(case, library, spoken)(
            data={
                "to": [name for name in everybody if name in to] or everybody,
                "on": today.isoformat(),
                "copy_embassies": any(one.copied_to_embassy for one in case.recipients),
                **{
                    language_field(office): preferred_language(case, office, wish or spoken)
                    for office in library.offices_of(case)
                },
            }
        )
        return cls(case, library, today, reader, form)

    @classmethod
    def with_typed_form(
        cls, case: Case, library: Library, today: datetime.date, reader: Reader, typed: Mapping[str, Any]
    ) -> Sitting:
        sitting = cls(case, library, today, reader, form_class(case, library, reader.language.code)(typed))
        sitting._move(str(typed.get("move", "")))
        return sitting

    @property
    def points(self) -> list[SelectChoice]:
        """The talking points: those that are ticked in the order in which they will stand, then the others."""
        ticked = self.form.points.data or []
        choices = {choice.value: choice for choice in self.form.points.choices}
        first = [choices[name] for name in dict.fromkeys(ticked) if name in choices]
        return [*first, *(choice for choice in choices.values() if choice not in first)]

    def _move(self, wish: str) -> None:
        """Carry out `up:ID` or `down:ID`, which the arrow beside a talking point sends."""
        way, _, name = wish.partition(":")
        order = list(self.form.points.data or [])
        if name not in order or way not in {"up", "down"}:
            return
        place = order.index(name)
        target = place - 1 if way == "up" else place + 1
        if 0 <= target < len(order):
            order[place], order[target] = order[target], order[place]
            self.form.points.data = order

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
        mailing = Mailing(
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

        if self.supporter is None:
            return mailing
        missions = {name: mission for name in offices if (mission := self.mission(self.library.offices[name]))}
        return with_covering_letters(mailing, missions, self.supporter)

    @property
    def country(self) -> str | None:
        """The supporter's, as it stands in the form."""
        typed = self.form.country.data or ""
        return typed if typed in {choice.value for choice in self.form.country.choices} and typed else None

    def mission(self, office: Office) -> Mission | None:
        """Whose copy the letter names, if that is wished; not that of the embassy which has the letter itself."""
        if not self.form.copy_embassies.data:
            return None
        mission = self.library.mission_for(self.case, office, self.country)
        return None if mission and mission.embassy and mission.embassy == self.embassy(office) else mission

    def copied(self, office: Office) -> tuple[Office | Mission, ...]:
        mission = self.mission(office)
        return (*self.library.copied(self.case, office), *([mission] if mission else []))

    @property
    def copies(self) -> Copies:
        return Copies(self.library, self.case, self.country)

    def embassy(self, office: Office) -> Office | None:
        """By whose way the letter goes, if that is wished and we know an embassy in the supporter's country."""
        country = self.supporter.address.country if self.supporter else None
        return self.library.embassy_for(office, country) if self.form.via_embassy.data else None

    def delivery_to(self, office: Office) -> Delivery:
        """By fax where that is wished and can be; whoever has no number in use is written to by post."""
        return "fax" if self.by_fax and (self.embassy(office) or office).contacts.fax_in_use else "post"

    def compose(self, *, shown: str | None = None) -> tuple[Letter, ...]:
        """A letter to each chosen office; on any error none, and the errors are in `problems`.

        While somebody is still typing only the letter that is `shown` counts, the first where it
        is not among them, and a name may be missing.
        """
        offices = self._chosen_offices()
        if shown is not None:
            offices = [office for office in offices if office.id == shown] or offices[:1]
        day = self._day()
        self._chooses_from_lists()
        self.supporter = supporter = self._supporter(nameless=shown is not None)
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
                message = said("Our fonts have no sign for «{sign}».", sign=sign)
                self._tell("no-glyph", holding[0], message, said("Take it out, or write it in another way."))
            else:
                message = said("Our own text holds «{sign}», which cannot be printed.", sign=sign)
                self._tell("no-glyph", "to", message, said("Choose another language for that letter."))

    def _letter_to(self, office: Office, supporter: Supporter, day: datetime.date) -> list[Letter]:
        language = self.form[language_field(office)].data or preferred_language(self.case, office)
        delivery = self.delivery_to(office)
        if self.by_fax and delivery == "post":
            message = said("{office}: no fax number in use. That letter is for the post.", office=office.title_in)
            self._tell("no-fax", "delivery", message, warns=True)
        composed = compose(
            self.case,
            office,
            supporter,
            language=language,
            on=day,
            copied=self.copied(office),
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

    @property
    def chosen(self) -> list[Office]:
        """The offices that are written to, in the case's order, whatever order they were sent in."""
        ticked = self.form.to.data or []
        return [office for office in self.library.offices_of(self.case) if office.id in ticked]

    def _chosen_offices(self) -> list[Office]:
        known = [one.to for one in self.case.recipients]
        chosen = list(dict.fromkeys(self.form.to.data or []))
        unknown = next((name[:60] for name in chosen if name not in known), None)
        if unknown is not None:
            message = said("«{office}» is not written to here.", office=unknown)
            self._tell("unknown-office", "to", message, did_you_mean(unknown, known))
        if not chosen:
            self._tell("nobody-chosen", "to", said("Choose at least one person to write to."))
        return self.chosen

    def _day(self) -> datetime.date | None:
        typed = (self.form.on.data or "").strip()
        day = read_day(typed) if typed else self.today
        if day is None:
            self._tell(
                "no-date", "on", said("Enter the date as year, month and day, such as {example}.", example="2026-11-21")
            )
            return None
        if day > self.today + _FURTHEST_AHEAD:
            message = said("The date must be within a year from today.")
            self._tell("date-far-ahead", "on", message, said("It is {day}.", day=day.isoformat()))
            return None
        return day

    def _supporter(self, *, nameless: bool) -> Supporter | None:
        supporter, told = read_supporter(self.form.data, nameless=nameless)
        self.problems.extend(told)
        return supporter

    def _chooses_from_lists(self) -> None:
        for name in ("stationery", "outer", "delivery"):
            known = [choice.value for choice in self.form[name].choices]
            typed = (self.form[name].data or "")[:60]
            if typed and typed not in known:
                message = said("«{choice}» is not in the list «{list}».", choice=typed, list=self.form[name].label.text)
                self._tell("unknown-choice", name, message, said("Choose from the list."))

    def _tell(self, code: str, where: str, message: Sentence, hint: Sentence = "", *, warns: bool = False) -> None:
        severity: Severity = "warning" if warns else "error"
        self.problems.append(Problem(code=code, where=where, message=message, hint=hint, severity=severity))
