"""The form of a Rule 39 request, and what its fields say about themselves."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import EmailField, Form, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.composing.rule39 import compose_filing
from app.domain.council_of_europe import MEMBERS
from app.domain.country import country_name
from app.domain.filing import EnclosedFile, Filing
from app.domain.office import Office
from app.domain.problem import Problem
from app.domain.removal import Removal
from app.domain.rule39 import Rule39Request
from app.domain.rule39_fields import FIELDS
from app.domain.rule39_reading import name_missing_signs, read_rule39
from app.rendering.enclosures import Enclosure, read_enclosures

Texts = MultiDict[str, str]
Files = MultiDict[str, FileStorage]

# Rows of the form; who has more joins some, or works from the command line.
ROWS = 12
_DAY = "Year, month and day, such as 2026-11-24."

_STATES = [
    SelectChoice(value="", label="Choose a State"),
    *sorted((SelectChoice(value=code, label=country_name(code, "en")) for code in MEMBERS), key=lambda one: one.label),
]


def _choices(**labels: str) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in labels.items()]


def _up_to(name: str) -> str:
    return f"Up to {FIELDS[name].limit:,} characters."


class Rule39Form(Form):  # type: ignore[misc]  # WTForms has no type stubs
    """Every field of a request. Checks live in the domain; this knows labels and hints."""

    capacity = RadioField(
        "You are",
        choices=_choices(
            applicant="the applicant: the person at risk", representative="the applicant’s representative"
        ),
        validate_choice=False,
    )
    respondent_state = SelectField(
        "The State that is to be stopped",
        choices=_STATES,
        validate_choice=False,
        description="One of the 46 members of the Council of Europe.",
    )
    applicant_name = StringField("The applicant’s full name", description="As it stands in the domestic decisions.")
    date_of_birth = StringField("Date of birth", description="Such as 1990-05-31; the year alone if no more is known.")
    nationality = StringField("Nationality", description="Or «stateless».")
    whereabouts = TextAreaField(
        "Address or place of detention", description="Where the applicant is now, with the country. Up to 6 lines."
    )
    other_applicants = TextAreaField(
        "Other applicants, if there are any",
        description="Those who ask together with the applicant, one a line: name, date of birth, nationality.",
    )
    contact_name = StringField("Person to contact", description="Whom the Court calls. The applicant, or you.")
    telephone = StringField(
        "Telephone",
        description="With the country’s code, such as +32 2 555 01 23. Somebody must answer it until the removal.",
    )
    fax = StringField("Fax, if there is one", description="With the country’s code.")
    email = EmailField("E-mail, if there is one", description="It stands beside the telephone number.")
    contact_address = TextAreaField(
        "Postal address of the person to contact", description="With the country. Up to 6 lines."
    )
    domestic_reference = StringField(
        "Domestic case reference", description="The number that the domestic court or authority has given the case."
    )
    final_decision_date = StringField("Date of the final domestic decision", description=_DAY)
    final_decision_expected = StringField(
        "Or: when it is expected", description="Do not wait for it if the removal may come at once; say so here."
    )
    application_number = StringField(
        "Application number, if there is one", description="If the Court has given one already: 12345/26."
    )
    removal = RadioField(
        "Is the applicant about to be removed from the country?",
        choices=_choices(
            dated="Yes, the date is fixed", undated="Yes, but no date is fixed yet", none="No, the harm is another"
        ),
        validate_choice=False,
    )
    removal_date = StringField("Date of removal", description=_DAY)
    removal_time = StringField("Time of removal", description="By the 24-hour clock, such as 06:35; or «unknown».")
    removal_zone = StringField("Time zone", description="Continent and city, such as Europe/Brussels.")
    removal_hour = SelectField(
        "If the clocks go back that night",
        choices=_choices(**{"": "They do not, or another hour", "first": "The first", "second": "The second"}),
        validate_choice=False,
        description="Only for the hour that comes twice: is it the first or the second?",
    )
    removal_destination = StringField("Destination", description="The city and the country.")
    removal_flight = StringField("Flight, if it is known", description="Its number, and where it stops on the way.")
    removal_known = TextAreaField(
        "What else is known of the removal",
        description="Who has announced it, and from when on it can happen. Needed if no date is fixed.",
    )
    articles = SelectMultipleField(
        "Articles of the Convention that you rely on",
        choices=_choices(**{"2": "Article 2: right to life", "3": "Article 3: no torture, no inhuman treatment"}),
        validate_choice=False,
    )
    other_articles = StringField(
        "Other Articles", description="By number: 8, 13, or P4-4 for Article 4 of Protocol No. 4."
    )
    measure = TextAreaField(
        "The measure you ask for",
        description=f"What the Court should tell the State to do or not to do, until when. {_up_to('measure')}",
    )
    facts = TextAreaField("The facts", description=f"What happened, in order, with dates. {_up_to('facts')}")
    reasons = TextAreaField(
        "Why there is an imminent risk of irreparable harm",
        description="In full: what will happen to the applicant, how you know, which enclosure shows it. To point to "
        f"other papers is not enough. {_up_to('reasons')}",
    )
    domestic_steps = TextAreaField(
        "What was tried in the domestic courts",
        description=f"Each remedy with its date and its outcome, or why there was none. {_up_to('domestic_steps')}",
    )
    signature = StringField("Name of whoever signs", description="It stands below the line for the signature.")


@dataclass
class Rule39Sitting:
    """One filled-in form: the filing that comes of it, or what to mend."""

    form: Rule39Form
    enclosed: tuple[EnclosedFile, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    request: Rule39Request | None = None
    enclosures: tuple[Enclosure, ...] = ()

    @classmethod
    def with_typed_form(cls, typed: Texts, files: Files) -> Rule39Sitting:
        return cls(Rule39Form(typed), tuple(_enclosed(typed, files)))

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "warning"]

    def errors_of(self, name: str) -> list[Problem]:
        return [problem for problem in self.errors if problem.where == name]

    @property
    def removal(self) -> Removal | None:
        return self.request.removal if self.request else None

    @property
    def titles(self) -> list[str]:
        """One for each row of the form, empty where nothing is enclosed."""
        titles = [one.title for one in self.enclosed]
        return titles + [""] * (ROWS - len(titles))

    @property
    def files_to_choose_again(self) -> bool:
        """A browser forgets the files of a form that it sends."""
        return any(one.data for one in self.enclosed)

    def compose(self, office: Office, now: datetime.datetime, on: datetime.date) -> Filing | None:
        """The filing; on any error none, and the errors are in `problems`."""
        self.request, told = read_rule39(self._typed, now, office)
        self.problems.extend(told)
        if any(problem.code == "not-open-to-supporters" for problem in told):
            return None
        self.enclosures, unread = read_enclosures(self.enclosed)
        self.problems.extend(unread)
        if self.request is None or self.errors:
            return None
        filing = compose_filing(self.request, office, [one.pages for one in self.enclosures], on=on)
        if isinstance(filing, Filing):
            return filing
        self.problems.extend(filing)
        return None

    def refuse_missing(self, signs: tuple[str, ...]) -> None:
        """Tell, at the field that holds it, of each character no font can print."""
        self.problems.extend(name_missing_signs(self._typed, signs))

    @property
    def _typed(self) -> Mapping[str, Any]:
        """What the domain reads: the texts, and the title of each enclosure."""
        return {**self.form.data, "enclosures": [{"title": one.title} for one in self.enclosed]}


def _enclosed(typed: Texts, files: Files) -> Iterator[EnclosedFile]:
    """The rows in which something stands: a title, a file, or both."""
    for row in range(1, ROWS + 1):
        title = " ".join(typed.get(f"title-{row}", "").split())
        file = files.get(f"file-{row}")
        data = file.read() if file else b""
        if title or data or (file and file.filename):
            yield EnclosedFile(title=title, data=data)
