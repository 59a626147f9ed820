"""What must be typed for a Rule 39 request, and what is told where something is missing or wrong."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.council_of_europe import MEMBERS
from app.domain.country import country_names
from app.domain.removal import zone_names
from app.domain.rule39_fields import FIELDS, ORDER
from app.domain.rule39_reading import name_missing_signs, read_rule39
from tests.rule39 import NOW, WHY_CLOSED, a_request, the_office, typed


def told(**changes: Any) -> list[tuple[str, str]]:
    """Where something is told, and its words, errors and warnings alike."""
    _request, problems = read_rule39(typed(**changes), NOW, the_office())
    return [(problem.where, problem.words) for problem in problems]


def test_everything_that_is_missing_is_named_at_once_in_the_forms_order() -> None:
    request, problems = read_rule39({}, NOW, the_office())

    assert request is None
    assert [problem.words for problem in problems] == [
        "Say whether you are the applicant or the applicant’s representative. In a file, write applicant or representative.",
        "Choose the State that is to be stopped.",
        "Enter the applicant’s full name.",
        "Enter the date of birth as year, month and day: 1990-05-31. The year alone, such as 1990, if no more is known.",
        "Enter the applicant’s nationality, or «stateless».",
        "Enter where the applicant is now: the address or the place of detention.",
        "Enter the name of the person whom the Court can call.",
        "Enter a telephone number that is answered today, with its country’s code, such as +32 2 555 01 23.",
        "Enter the postal address of the person to contact, with the country.",
        "Enter the reference that the domestic court or authority has given the case.",
        "Say whether the applicant is about to be removed from the country. In a file, write one of these: dated, undated, none.",
        "Enter the date of the final domestic decision, or say when it is expected.",
        "Choose the Articles of the Convention that you rely on.",
        "Say what you ask the Court to do, such as to stop the removal until it has looked at the case.",
        "Set out the facts, with their dates.",
        "Give the reasons in full: why there is an imminent risk of irreparable harm.",
        "Say what was tried in the domestic courts, or why nothing could be.",
        "Enter the name of whoever signs.",
    ]
    assert {problem.where for problem in problems} <= {*ORDER}


def test_a_supporter_is_refused_with_the_offices_reason_and_asked_nothing_else() -> None:
    request, problems = read_rule39({"capacity": "supporter"}, NOW, the_office())

    assert request is None
    assert [(problem.where, problem.words) for problem in problems] == [
        ("capacity", f"Supporters cannot write to Rule 39 requests. {WHY_CLOSED}")
    ]


@pytest.mark.parametrize("capacity", ["", "friend", "organisation", "Applicant "])
def test_nobody_else_is_heard_either(capacity: str) -> None:
    request, _problems = read_rule39(typed(capacity=capacity), NOW, the_office())

    assert request is None


def test_a_full_request_is_read_into_its_parts() -> None:
    request = a_request()

    assert request.respondent == "BE"
    assert request.contact.telephone == "+3225550123"
    assert request.contact.address == ("10 Example Street", "1000 Brussels", "Belgium")
    assert [article.name for article in request.articles] == [
        "Article 2",
        "Article 3",
        "Article 13",
        "Article 4 of Protocol No. 4",
    ]
    assert request.removal is not None
    assert request.removal.at is not None
    assert request.removal.at.isoformat() == "2026-11-26T07:40:00+01:00"
    assert request.enclosures == ("Decision of 19 November 2026",)


def test_values_of_a_file_are_read_as_the_form_reads_them() -> None:
    """A YAML file brings dates, numbers and lists where a form brings text."""
    request = a_request(
        date_of_birth=datetime.date(1994, 3, 17),
        removal_date=datetime.date(2026, 11, 26),
        articles=(2, 3),
        whereabouts=("Invented Closed Centre", "1820 Steenokkerzeel"),
    )

    assert request.applicant.born.day == 17
    assert request.applicant.whereabouts == ("Invented Closed Centre", "1820 Steenokkerzeel")


def test_the_council_of_europe_has_46_members_and_russia_is_none() -> None:
    assert (len(MEMBERS), "RU" in MEMBERS, set(country_names("en")) >= MEMBERS) == (46, False, True)
    assert told(respondent_state="RU") == [
        (
            "respondent_state",
            "Choose the State that is to be stopped. "
            "The Court can act only against one of the 46 member States of the Council of Europe.",
        )
    ]


@pytest.mark.parametrize(
    ("number", "kept"),
    [("+32 2 555 01 23", "+3225550123"), ("0032 2 555 01 23", "+3225550123"), ("02 555 01 23", "+3225550123")],
    ids=["international", "with-00", "of-the-respondent-state"],
)
def test_a_telephone_number_is_kept_with_its_country(number: str, kept: str) -> None:
    assert a_request(telephone=number).contact.telephone == kept


_SUCH_AS = "with its country’s code, such as +32 2 555 01 23."
_IMPOSSIBLE = "This one has too many figures or too few."


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        (
            {"telephone": "12"},
            "telephone",
            f"Enter a telephone number that is answered today, {_SUCH_AS} {_IMPOSSIBLE}",
        ),
        ({"telephone": "ask me"}, "telephone", f"Enter a telephone number that is answered today, {_SUCH_AS}"),
        (
            {"telephone": 3225550},
            "telephone",
            f"Enter a telephone number that is answered today, {_SUCH_AS} {_IMPOSSIBLE} In a file, put it in quotation marks.",
        ),
        ({"fax": "+999 1"}, "fax", f"Enter the fax number, {_SUCH_AS} {_IMPOSSIBLE} Or leave it empty."),
        ({"email": "odile"}, "email", "Enter an e-mail address like name@example.org, or leave it empty."),
        (
            {"application_number": "12345-2026"},
            "application_number",
            "Enter the application number like 12345/26, or leave it empty if there is none yet.",
        ),
        (
            {"other_articles": "3a"},
            "other_articles",
            "«3a» is not an Article that the Court can be asked about. "
            "Write numbers such as 8, 13, or P4-4 for Article 4 of Protocol No. 4.",
        ),
        (
            {"other_articles": "P4-9"},
            "other_articles",
            "«P4-9» is not an Article that the Court can be asked about. "
            "Write numbers such as 8, 13, or P4-4 for Article 4 of Protocol No. 4.",
        ),
        (
            {"date_of_birth": "2027-01-01"},
            "date_of_birth",
            "Enter the date of birth as year, month and day: 1990-05-31. The year alone, such as 1990, if no more is known.",
        ),
        (
            {"final_decision_date": "2026-11-24"},
            "final_decision_date",
            "The final domestic decision must have been given already. If it is still to come, say below when it is expected.",
        ),
        (
            {"final_decision_date": "yesterday"},
            "final_decision_date",
            "Enter the date of the final domestic decision as year, month and day, such as 2026-11-20.",
        ),
        ({"facts": "a " * 6001}, "facts", "The facts must be 12,000 characters or fewer. There are 12,001."),
        ({"facts": "a\n" * 200}, "facts", "The facts must have 150 lines or fewer. There are 200."),
        ({"reasons": "a" * 200}, "reasons", "The reasons must have a space at least every 120 characters."),
        (
            {"enclosures": [{"title": ""}]},
            "enclosure-1",
            "Enter what enclosure 1 is, such as «Expulsion order of 3 November 2026».",
        ),
        (
            {"enclosures": [{"title": "x"}] * 31},
            "enclosures",
            "There must be 30 enclosures or fewer. There are 31. Join some into one PDF.",
        ),
    ],
)
def test_each_fault_is_told_at_its_field(changes: dict[str, Any], where: str, words: str) -> None:
    assert told(**changes) == [(where, words)]


def test_without_enclosures_there_is_a_warning_and_still_a_request() -> None:
    request, problems = read_rule39(typed(enclosures=[]), NOW, the_office())

    assert request is not None
    assert [(problem.code, problem.severity) for problem in problems] == [("nothing-enclosed", "warning")]


def test_no_article_at_all_is_told() -> None:
    assert told(articles=[], other_articles="") == [
        ("articles", "Choose the Articles of the Convention that you rely on.")
    ]


@pytest.mark.parametrize("removal", ["none", "undated"])
def test_without_a_date_none_of_its_fields_is_asked_for(removal: str) -> None:
    empty = dict.fromkeys(("removal_date", "removal_time", "removal_zone", "removal_flight"), "")

    request = a_request(removal=removal, removal_known="The police said so.", **empty)

    assert (request.removal is None) is (removal == "none")


def test_an_undated_removal_needs_its_destination_and_what_is_known() -> None:
    assert told(removal="undated", removal_destination="", removal_known="") == [
        ("removal_destination", "Enter where the applicant is to be taken: the city and the country."),
        (
            "removal_known",
            "Say what is known of the removal: who has announced it, and from when on it can happen.",
        ),
    ]


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        (
            {"removal_date": "2026-11-19"},
            "removal_date",
            "The removal must be still to come; 19 November 2026 has passed. "
            "Enter the next date that is fixed, or choose that no date is fixed yet.",
        ),
        (
            {"removal_date": "2026-11-20", "removal_time": "13:50"},
            "removal_time",
            "The removal must be still to come; 20 November 2026 at 13:50 (Europe/Brussels) has passed. "
            "Enter the next date that is fixed, or choose that no date is fixed yet.",
        ),
        (
            {"removal_date": "2027-03-28", "removal_time": "02:30"},
            "removal_time",
            "On 28 March 2027 the clocks of Europe/Brussels go forward, and 02:30 is left out. "
            "Enter the hour again as the removal order gives it.",
        ),
        (
            {"removal_date": "2027-10-31", "removal_time": "02:30"},
            "removal_hour",
            "On 31 October 2027 the clocks of Europe/Brussels go back, and 02:30 comes twice. "
            "Choose the first (UTC+2) or the second (UTC+1).",
        ),
        (
            {"removal_time": "7.40 pm"},
            "removal_time",
            "Enter the time of removal by the 24-hour clock, such as 06:35 or 18:10. If nobody has said it, write «unknown».",
        ),
        (
            {"removal_zone": "Europe/Bruxelles"},
            "removal_zone",
            "Enter the time zone of the removal as continent and city, such as Europe/Brussels. Did you mean Europe/Brussels?",
        ),
        (
            {"removal_date": "26.11.2026"},
            "removal_date",
            "Enter the date of removal as year, month and day, such as 2026-11-24. If no date is fixed yet, choose that instead.",
        ),
        (
            {"removal_date": "2028-11-26"},
            "removal_date",
            "The date of removal must be within a year from today. It is 26 November 2028.",
        ),
        (
            {"removal_date": "9999-12-31"},
            "removal_date",
            "The date of removal must be within a year from today. It is 31 December 9999.",
        ),
    ],
    ids=["past-day", "past-hour", "skipped", "twice", "no-hour", "no-zone", "no-day", "far", "end-of-time"],
)
def test_an_impossible_removal_is_told_with_what_to_do(changes: dict[str, str], where: str, words: str) -> None:
    assert told(**changes) == [(where, words)]


@pytest.mark.parametrize(("choice", "offset"), [("first", "+02:00"), ("second", "+01:00")])
def test_the_hour_that_comes_twice_is_chosen(choice: str, offset: str) -> None:
    request = a_request(removal_date="2027-10-31", removal_time="02:30", removal_hour=choice)

    assert request.removal is not None
    assert request.removal.at is not None
    assert request.removal.at.isoformat() == f"2027-10-31T02:30:00{offset}"


def test_a_day_without_an_hour_is_taken_and_needs_no_zone() -> None:
    request = a_request(removal_time="unknown", removal_zone="")

    assert request.removal is not None
    assert (request.removal.at, request.removal.day) == (None, datetime.date(2026, 11, 26))


def test_a_removal_within_a_working_day_is_a_warning_not_an_error() -> None:
    request, problems = read_rule39(typed(removal_date="2026-11-23", removal_time="09:00"), NOW, the_office())

    assert request is not None
    assert [(problem.severity, problem.words) for problem in problems] == [
        (
            "warning",
            "The Court may not be able to deal with a request that it receives less than a working day before the "
            "removal. Sent now, yours is received on Friday 20 November 2026 at 13:50, Strasbourg time. "
            "Send it at once all the same, by the fastest way, and stay near the telephone.",
        )
    ]


def test_zones_are_places_that_a_person_would_name() -> None:
    assert {"Europe/Brussels", "America/New_York", "Asia/Tehran"} <= set(zone_names())
    assert not [name for name in zone_names() if name.startswith("Etc/")]


def test_a_sign_without_a_glyph_is_named_at_the_field_that_holds_it() -> None:
    problems = name_missing_signs(typed(facts="He wrote 𒀀.", enclosures=[{"title": "𓀀"}]), ("𒀀", "𓀀"))

    assert [(problem.where, problem.words) for problem in problems] == [
        ("facts", "Our fonts have no sign for «𒀀». Take it out, or write it in another way."),
        ("enclosure-1", "Our fonts have no sign for «𓀀». Take it out, or write it in another way."),
    ]


_ANYTHING = st.one_of(st.text(max_size=60), st.integers(), st.none(), st.lists(st.text(max_size=5), max_size=3))


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from([*FIELDS, "articles", "enclosures"]), _ANYTHING, max_size=8))
def test_whatever_is_typed_there_is_a_request_or_words_and_never_a_crash(changes: dict[str, Any]) -> None:
    request, problems = read_rule39(typed(**changes), NOW, the_office())

    assert (request is None) is any(problem.severity == "error" for problem in problems)
    assert all(problem.message for problem in problems)
