"""The fields of a Rule 39 request, in the order of the form: how much each holds, and which must not be empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.said import Sentence, said
from app.domain.typed import TextField

MOST_ENCLOSURES = 30
TITLE_LIMIT = 150
# Each field by its name. Together the long ones come to some fifteen pages.
FIELDS: Mapping[str, TextField] = {
    "capacity": TextField(label=said("Who you are"), limit=40),
    "respondent_state": TextField(label=said("The respondent State"), limit=60),
    "applicant_name": TextField(
        label=said("The applicant’s name"), limit=100, missing=said("Enter the applicant’s full name.")
    ),
    "date_of_birth": TextField(label=said("The date of birth"), limit=20),
    "nationality": TextField(
        label=said("The nationality"),
        limit=100,
        missing=said("Enter the applicant’s nationality, or «{word}».", word="stateless"),
    ),
    "whereabouts": TextField(
        label=said("The address or place of detention"),
        limit=400,
        lines=6,
        missing=said("Enter where the applicant is now: the address or the place of detention."),
    ),
    "other_applicants": TextField(label=said("The other applicants"), limit=1500, lines=20),
    "contact_name": TextField(
        label=said("The person to contact"),
        limit=100,
        missing=said("Enter the name of the person whom the Court can call."),
    ),
    "telephone": TextField(label=said("The telephone number"), limit=40),
    "fax": TextField(label=said("The fax number"), limit=40),
    "email": TextField(label=said("The e-mail address"), limit=254),
    "contact_address": TextField(
        label=said("The postal address"),
        limit=400,
        lines=6,
        missing=said("Enter the postal address of the person to contact, with the country."),
    ),
    "domestic_reference": TextField(
        label=said("The domestic case reference"),
        limit=200,
        missing=said("Enter the reference that the domestic court or authority has given the case."),
    ),
    "removal": TextField(label=said("Removal or not"), limit=20),
    "removal_date": TextField(label=said("The date of removal"), limit=20),
    "removal_time": TextField(label=said("The time of removal"), limit=20),
    "removal_zone": TextField(label=said("The time zone"), limit=60),
    "removal_hour": TextField(label=said("The hour that comes twice"), limit=20),
    "removal_destination": TextField(label=said("The destination"), limit=200),
    "removal_flight": TextField(label=said("The flight"), limit=200),
    "removal_known": TextField(label=said("What is known of the removal"), limit=600),
    "final_decision_date": TextField(label=said("The date of the final domestic decision"), limit=20),
    "final_decision_expected": TextField(label=said("When the decision is expected"), limit=300),
    "other_articles": TextField(label=said("The other Articles"), limit=100),
    "application_number": TextField(label=said("The application number"), limit=20),
    "measure": TextField(
        label=said("The measure you ask for"),
        limit=1500,
        lines=20,
        missing=said("Say what you ask the Court to do, such as to stop the removal until it has looked at the case."),
    ),
    "facts": TextField(
        label=said("The facts"), limit=12000, lines=150, missing=said("Set out the facts, with their dates.")
    ),
    "reasons": TextField(
        label=said("The reasons"),
        limit=15000,
        lines=150,
        missing=said("Give the reasons in full: why there is an imminent risk of irreparable harm."),
    ),
    "domestic_steps": TextField(
        label=said("What was tried in the domestic courts"),
        limit=6000,
        lines=80,
        missing=said("Say what was tried in the domestic courts, or why nothing could be."),
    ),
    "signature": TextField(
        label=said("The name of whoever signs"), limit=100, missing=said("Enter the name of whoever signs.")
    ),
}
# What a file or a form may hold beside the fields above.
LISTS = ("articles", "enclosures")
ORDER = tuple(name for field in FIELDS for name in (("articles", field) if field == "other_articles" else (field,)))


class AskedNumber(NamedTuple):
    """How a number is asked for, where none was typed and where one that cannot be was."""

    first: Sentence
    again: Sentence


_NUMBER = "+32 2 555 01 23"
ASKED_TELEPHONE = AskedNumber(
    said(
        "Enter a telephone number that is answered today, with its country’s code, such as {example}.", example=_NUMBER
    ),
    said(
        "Enter a telephone number that is answered today, with its country’s code, such as {example}. "
        "This one has too many figures or too few.",
        example=_NUMBER,
    ),
)
ASKED_FAX = AskedNumber(
    said("Enter the fax number, with its country’s code, such as {example}.", example=_NUMBER),
    said(
        "Enter the fax number, with its country’s code, such as {example}. This one has too many figures or too few.",
        example=_NUMBER,
    ),
)
