"""What stands on a Rule 39 request, and who gets none."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from app.composing import compose
from app.composing.rule39 import compose_filing, fax_numbers
from app.composing.rule39_steps import latest_line, read_me_first, sources
from app.composing.strasbourg import HOLIDAYS, clock_line, time_left
from app.content import Library
from app.domain.filing import Filing, KitFiles
from app.domain.language import LANGUAGES
from app.domain.office import Office
from app.domain.removal import Removal
from app.domain.said import Reader
from app.domain.strasbourg import STRASBOURG, holiday_name, registry_clock
from tests.builders import a_case, a_supporter
from tests.rule39 import DAY, NOW, WHY_CLOSED, a_request, the_office

FILES = KitFiles(fax=("fax-part-1-of-1.pdf",), site=("rule39-request.pdf",))


def a_filing(pages: tuple[int, ...] = (3,), office: Office | None = None, **changes: Any) -> Filing:
    filing = compose_filing(a_request(**changes), office or the_office(), pages, on=DAY)
    assert isinstance(filing, Filing), filing
    return filing


def face(filing: Filing) -> dict[str, tuple[str, ...]]:
    return {item.label: item.lines for item in filing.face}


def test_the_marking_is_word_for_word_as_the_court_asks() -> None:
    assert [(item.label, item.lines) for item in a_filing().marking] == [
        ("Rule 39 – Urgent", ()),
        (
            "Person to contact (name and contact details)",
            (
                "Odile Sampleton",
                "Telephone +32 2 555 01 23, fax +32 2 555 01 24, odile@example.org",
                "10 Example Street, 1000 Brussels, Belgium",
            ),
        ),
        (
            "Scheduled date and time of removal and destination",
            (
                "Thursday 26 November 2026, 07:40 (Europe/Brussels, UTC+1)",
                "Destination: Tehran, Iran, flight XX 0000",
            ),
        ),
    ]


def test_the_face_carries_every_item_of_the_list() -> None:
    assert face(a_filing(other_applicants="Mina Exemplar, 1996, Iranian")) == {
        "To": ("European Court of Human Rights, Registry", "Council of Europe", "67075 STRASBOURG CEDEX", "FRANCE"),
        "Fax": ("+33 3 88 41 39 00 or +33 3 90 21 43 50",),
        "Date": ("20 November 2026",),
        "From": ("The applicant’s representative",),
        "Respondent State": ("Belgium",),
        "Applicant": ("Navid Exemplar",),
        "Date of birth": ("17 March 1994",),
        "Nationality": ("Iranian",),
        "Other applicants": ("Mina Exemplar, 1996, Iranian",),
        "Address or place of detention": ("Invented Closed Centre, 1 Sample Road, 1820 Steenokkerzeel",),
        "Domestic case reference": ("CCE 000 000",),
        "Final domestic decision": ("Given on 19 November 2026",),
        "Relies on": ("Articles 2, 3 and 13 of the Convention and Article 4 of Protocol No. 4",),
        "Application number": ("12345/26",),
        "Enclosures": ("1 document, 3 pages; the list is at the end of the statement",),
    }


def test_what_is_not_there_is_said_and_not_left_out() -> None:
    shown = face(
        a_filing(
            (),
            enclosures=[],
            application_number="",
            date_of_birth="1994",
            final_decision_date="",
            final_decision_expected="on 24 November 2026",
            articles=["3"],
            other_articles="",
        )
    )

    assert shown["Application number"] == ("None yet",)
    assert shown["Enclosures"] == ("None",)
    assert shown["Date of birth"] == ("1994 (no more is known)",)
    assert shown["Final domestic decision"] == ("Expected: on 24 November 2026",)
    assert shown["Relies on"] == ("Article 3 of the Convention",)


def test_a_removal_elsewhere_is_told_in_strasbourgs_time_as_well() -> None:
    schedule = a_filing(removal_zone="Asia/Tbilisi", removal_time="01:30").marking[2].lines

    assert schedule[:2] == (
        "Thursday 26 November 2026, 01:30 (Asia/Tbilisi, UTC+4)",
        "In Strasbourg: Wednesday 25 November 2026, 22:30",
    )


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"removal": "undated", "removal_known": "By the end of the month."}, "No date is fixed yet"),
        ({"removal_time": "unknown"}, "Thursday 26 November 2026, the hour is not known"),
    ],
)
def test_what_is_not_known_of_a_removal_is_said(changes: dict[str, str], line: str) -> None:
    assert a_filing(**changes).marking[2].lines[0] == line


def test_without_a_removal_the_marking_has_no_line_for_it() -> None:
    assert [item.label for item in a_filing(removal="none").marking] == [
        "Rule 39 – Urgent",
        "Person to contact (name and contact details)",
    ]


def test_each_line_that_was_ended_by_hand_is_a_paragraph() -> None:
    assert [(passage.heading, passage.paragraphs) for passage in a_filing().statement] == [
        ("The measure asked for", ("Not to remove the applicant.",)),
        ("The facts", ("He was held.", "He fled.")),
        ("Why there is an imminent risk of irreparable harm", ("A court has sentenced him to death.",)),
        ("What was tried in the domestic courts", ("The appeal was dismissed.",)),
    ]


def test_a_supporter_is_refused_here_too_wherever_the_call_comes_from() -> None:
    request = a_request().model_copy(update={"capacity": "supporter"})

    refused = compose_filing(request, the_office(), (1,), on=DAY)

    assert not isinstance(refused, Filing)
    assert [problem.words for problem in refused] == [f"Supporters cannot write to Rule 39 requests. {WHY_CLOSED}"]


def test_another_office_takes_no_such_request() -> None:
    refused = compose_filing(a_request(), the_office(id="echr-registry"), (1,), on=DAY)

    assert not isinstance(refused, Filing)
    assert [problem.words for problem in refused] == [
        "«echr-registry» does not take requests under Rule 39. Only the Court’s own line does: «echr-rule39»."
    ]


def test_every_office_for_representatives_refuses_supporters_letters(library: Library) -> None:
    closed = [office for office in library.offices.values() if office.open_to == "representatives"]

    refused = [
        compose(a_case(), office, a_supporter(), language="en", on=datetime.date(2026, 11, 20)) for office in closed
    ]

    assert closed
    assert [problems == (office.refusal(),) for problems, office in zip(refused, closed, strict=True)] == [True] * len(
        closed
    )


def test_the_numbers_are_data_and_shown_as_dialled(library: Library) -> None:
    office = library.offices["echr-rule39"]

    assert fax_numbers(office, "GB") == ("00 33 3 88 41 39 00", "00 33 3 90 21 43 50")
    assert fax_numbers(office, "US") == ("011 33 3 88 41 39 00", "011 33 3 90 21 43 50")
    assert fax_numbers(office, "FR") == ("03 88 41 39 00", "03 90 21 43 50")
    assert fax_numbers(office, None) == ("+33 3 88 41 39 00", "+33 3 90 21 43 50")


@pytest.mark.parametrize(
    ("hour", "line"),
    [
        ("2026-11-20T13:50", "The registry’s staff are there until 16:00; 2 h 10 min left."),
        ("2026-11-20T15:59:30", "The registry’s staff are there until 16:00; 0 min left."),
        (
            "2026-11-20T06:30",
            "Nobody is there yet. The registry’s staff are there again on Friday 20 November 2026 at 08:00, in 1 h 30 min.",
        ),
        (
            "2026-11-20T17:00",
            "Nobody is there any more today. "
            "The registry’s staff are there again on Monday 23 November 2026 at 08:00, in 2 days 15 h.",
        ),
        (
            "2026-11-22T08:00",
            "Nobody is there: it is Sunday. "
            "The registry’s staff are there again on Monday 23 November 2026 at 08:00, in 24 h.",
        ),
        (
            "2026-11-11T09:00",
            "Nobody is there: it is a public holiday in Strasbourg (Armistice Day). "
            "The registry’s staff are there again on Thursday 12 November 2026 at 08:00, in 23 h.",
        ),
    ],
)
def test_the_clock_in_words(hour: str, line: str) -> None:
    now = datetime.datetime.fromisoformat(hour).replace(tzinfo=STRASBOURG)

    assert clock_line(registry_clock(now)) == line


def test_time_left_is_never_more_than_there_is() -> None:
    assert time_left(datetime.timedelta(hours=1, seconds=59)) == "1 h"


def test_the_steps_name_the_files_the_numbers_and_the_clock_and_no_person() -> None:
    removal = a_request().removal
    assert isinstance(removal, Removal)

    text = read_me_first(the_office(), FILES, removal, now=NOW, country="GB")

    assert "Fax as dialled where you are (United Kingdom): 00 33 3 88 41 39 00 or 00 33 3 90 21 43 50" in text
    assert "- fax-part-1-of-1.pdf" in text
    assert "- rule39-request.pdf" in text
    assert "The registry’s staff are there until 16:00; 2 h 10 min left." in text
    assert "by Tuesday 24 November 2026 at 16:00, one working day before the removal." in text
    assert "The Court does not deal with requests that come by e-mail." in text
    assert "This is not legal advice." in text
    assert not [name for name in ("Navid", "Exemplar", "Odile", "Sampleton") if name in text]


def test_the_steps_are_told_in_the_language_of_whoever_sends_the_fax() -> None:
    catalogue = {
        "B. Fax as dialled where you are ({country}): {numbers}": "B. Fax, tel que composé chez vous ({country}): {numbers}",
        "{day} at {time}": "{day} à {time}",
        "In Strasbourg it is {moment}.": "À Strasbourg, nous sommes le {moment}.",
    }
    french = Reader(LANGUAGES["fr"], lambda pattern: catalogue.get(pattern, pattern))

    text = read_me_first(the_office(), FILES, None, now=NOW, country="BE", reader=french)

    assert "B. Fax, tel que composé chez vous (Belgique): 00 33 3 88 41 39 00 ou 00 33 3 90 21 43 50" in text
    assert "À Strasbourg, nous sommes le vendredi 20 novembre 2026 à 13:50." in text
    assert "- fax-part-1-of-1.pdf" in text


def test_a_holiday_is_called_by_its_name_in_the_readers_language() -> None:
    german = Reader(LANGUAGES["de"], lambda pattern: {"Christmas Day": "Weihnachten"}.get(pattern, pattern))
    christmas = registry_clock(datetime.datetime(2026, 12, 25, 9, tzinfo=STRASBOURG))
    both = registry_clock(datetime.datetime(2008, 5, 1, 9, tzinfo=STRASBOURG))

    assert "a public holiday in Strasbourg (Weihnachten)" in german.say(clock_line(christmas))
    assert "a public holiday in Strasbourg (Ascension Day and Labor Day)" in clock_line(both)


def test_every_holiday_of_the_next_years_can_be_told_in_every_language() -> None:
    days = [datetime.date(2026, 1, 1) + datetime.timedelta(days=number) for number in range(366 * 12)]

    assert {name for day in days for name in holiday_name(day).split("; ") if name} <= {*HOLIDAYS}


def test_the_steps_say_when_the_working_day_has_passed() -> None:
    removal = datetime.datetime(2026, 11, 23, 9, tzinfo=STRASBOURG)

    assert latest_line(removal, NOW) == (
        "The registry should have it by Friday 20 November 2026 at 09:00, one working day before the removal. "
        "That has passed: send it at once all the same, the Court may still be able to deal with it."
    )


def test_each_way_in_names_its_source_and_the_day_it_was_checked() -> None:
    assert sources(the_office()) == (
        "Post: a page; checked 2024",
        "Fax: a page; checked 2024",
        "Site: a page; checked 2024",
    )


def test_a_number_that_is_no_longer_used_is_shown_nowhere() -> None:
    contact = {"number": "+33388413900", "source": "a page", "status": "historical"}
    office = the_office(contacts={"fax": contact})

    assert fax_numbers(office, None) == ()
    assert "+33" not in read_me_first(office, FILES, None, now=NOW, country=None)
    assert "Fax" not in face(a_filing(office=office))
