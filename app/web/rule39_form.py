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
from app.domain.filing import EnclosedFile, Filing
from app.domain.office import Office
from app.domain.problem import Problem
from app.domain.removal import Removal
from app.domain.rule39 import Rule39Request
from app.domain.rule39_fields import FIELDS
from app.domain.rule39_reading import name_missing_signs, read_rule39
from app.domain.said import Sentence, said
from app.rendering.enclosures import Enclosure, read_enclosures

Texts = MultiDict[str, str]
Files = MultiDict[str, FileStorage]

# Rows of the form; who has more joins some, or works from the command line.
ROWS = 12
_DAY = said("Year, month and day, such as {example}.", example="2026-11-24")


def _choices(**labels: Sentence) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in labels.items()]


class Rule39Form(Form):  # type: ignore[misc]  # WTForms has no type stubs
    """Every field of a request. Checks live in the domain; this knows labels and hints."""

    capacity = RadioField(
        said("You are"),
        choices=_choices(
            applicant=said("the applicant: the person at risk"), representative=said("the applicant’s representative")
        ),
        validate_choice=False,
    )
    respondent_state = SelectField(
        said("The State that is to be stopped"),
        # The States are named when the page is made, in the reader's language.
        validate_choice=False,
        description=said("One of the 46 members of the Council of Europe."),
    )
    applicant_name = StringField(
        said("The applicant’s full name"), description=said("As it stands in the domestic decisions.")
    )
    date_of_birth = StringField(
        said("Date of birth"),
        description=said("Such as {example}; the year alone if no more is known.", example="1990-05-31"),
    )
    nationality = StringField(said("Nationality"), description=said("Or «{word}».", word="stateless"))
    whereabouts = TextAreaField(
        said("Address or place of detention"),
        description=said("Where the applicant is now, with the country. Up to 6 lines."),
    )
    other_applicants = TextAreaField(
        said("Other applicants, if there are any"),
        description=said("Those who ask together with the applicant, one a line: name, date of birth, nationality."),
    )
    contact_name = StringField(
        said("Person to contact"), description=said("Whom the Court calls. The applicant, or you.")
    )
    telephone = StringField(
        said("Telephone"),
        description=said(
            "With the country’s code, such as {example}. Somebody must answer it until the removal.",
            example="+32 2 555 01 23",
        ),
    )
    fax = StringField(said("Fax, if there is one"), description=said("With the country’s code."))
    email = EmailField(said("E-mail, if there is one"), description=said("It stands beside the telephone number."))
    contact_address = TextAreaField(
        said("Postal address of the person to contact"), description=said("With the country. Up to 6 lines.")
    )
    domestic_reference = StringField(
        said("Domestic case reference"),
        description=said("The number that the domestic court or authority has given the case."),
    )
    final_decision_date = StringField(said("Date of the final domestic decision"), description=_DAY)
    final_decision_expected = StringField(
        said("Or: when it is expected"),
        description=said("Do not wait for it if the removal may come at once; say so here."),
    )
    application_number = StringField(
        said("Application number, if there is one"), description=said("If the Court has given one already: 12345/26.")
    )
    removal = RadioField(
        said("Is the applicant about to be removed from the country?"),
        choices=_choices(
            dated=said("Yes, the date is fixed"),
            undated=said("Yes, but no date is fixed yet"),
            none=said("No, the harm is another"),
        ),
        validate_choice=False,
    )
    removal_date = StringField(said("Date of removal"), description=_DAY)
    removal_time = StringField(
        said("Time of removal"), description=said("By the 24-hour clock, such as 06:35; or «{word}».", word="unknown")
    )
    removal_zone = StringField(said("Time zone"), description=said("Continent and city, such as Europe/Brussels."))
    removal_hour = SelectField(
        said("If the clocks go back that night"),
        choices=_choices(
            **{"": said("They do not, or another hour"), "first": said("The first"), "second": said("The second")}
        ),
        validate_choice=False,
        description=said("Only for the hour that comes twice: is it the first or the second?"),
    )
    removal_destination = StringField(said("Destination"), description=said("The city and the country."))
    removal_flight = StringField(
        said("Flight, if it is known"), description=said("Its number, and where it stops on the way.")
    )
    removal_known = TextAreaField(
        said("What else is known of the removal"),
        description=said("Who has announced it, and from when on it can happen. Needed if no date is fixed."),
    )
    articles = SelectMultipleField(
        said("Articles of the Convention that you rely on"),
        choices=_choices(
            **{"2": said("Article 2: right to life"), "3": said("Article 3: no torture, no inhuman treatment")}
        ),
        validate_choice=False,
    )
    other_articles = StringField(
        said("Other Articles"), description=said("By number: 8, 13, or P4-4 for Article 4 of Protocol No. 4.")
    )
    measure = TextAreaField(
        said("The measure you ask for"),
        description=said(
            "What the Court should tell the State to do or not to do, until when. Up to {limit} characters.",
            limit=FIELDS["measure"].limit,
        ),
    )
    facts = TextAreaField(
        said("The facts"),
        description=said("What happened, in order, with dates. Up to {limit} characters.", limit=FIELDS["facts"].limit),
    )
    reasons = TextAreaField(
        said("Why there is an imminent risk of irreparable harm"),
        description=said(
            "In full: what will happen to the applicant, how you know, which enclosure shows it. To point to other "
            "papers is not enough. Up to {limit} characters.",
            limit=FIELDS["reasons"].limit,
        ),
    )
    domestic_steps = TextAreaField(
        said("What was tried in the domestic courts"),
        description=said(
            "Each remedy with its date and its outcome, or why there was none. Up to {limit} characters.",
            limit=FIELDS["domestic_steps"].limit,
        ),
    )
    signature = StringField(
        said("Name of whoever signs"), description=said("It stands below the line for the signature.")
    )


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
