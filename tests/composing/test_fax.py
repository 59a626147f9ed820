"""A letter by fax: the number in use, as dialled by the supporter, and a header for each page."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from app.composing import caveats, compose
from app.composing.fax import FAX_WORDS
from app.content import Library
from app.domain.language import LANGUAGES
from app.domain.letter import Letter
from app.domain.office import Office
from app.domain.problem import Problem
from app.domain.supporter import Supporter
from tests.builders import a_case, a_supporter, an_office

ON = datetime.date(2026, 11, 21)


def an_office_with_a_fax(**changes: Any) -> Office:
    fax = {"number": "+3232052011", "source": "a page", "status": "live", **changes}
    return an_office(contacts={"fax": fax})


def fax_to(office: Office, supporter: Supporter | None = None, **asked: Any) -> Any:
    return compose(a_case(), office, supporter or a_supporter(), language="en", on=ON, delivery="fax", **asked)


def test_every_language_of_letters_has_its_words_for_a_fax() -> None:
    assert set(FAX_WORDS) == set(LANGUAGES)


def test_the_header_says_to_fax_from_and_date() -> None:
    letter = fax_to(an_office_with_a_fax(), a_supporter(country="GB"))

    assert [(line.label, line.value) for line in letter.fax_header.lines] == [
        ("To: ", "Harbour Master, Port of Antwerp"),
        ("Fax: ", "00 32 3 205 20 11"),
        ("From: ", "Sheila O’Neil"),
        ("Date: ", "21 November 2026"),
    ]
    assert letter.fax_header.page == ("Page ", " of ", "")


def test_the_delivery_line_names_the_number() -> None:
    assert fax_to(an_office_with_a_fax()).delivery_line == "By fax: 03 205 20 11"


def test_a_letter_by_post_has_no_header_and_no_delivery_line() -> None:
    letter = compose(a_case(), an_office_with_a_fax(), a_supporter(), language="en", on=ON)

    assert isinstance(letter, Letter)
    assert (letter.delivery, letter.fax_header, letter.delivery_line) == ("post", None, "")


def test_a_cover_sheet_is_there_only_if_asked_for() -> None:
    assert fax_to(an_office_with_a_fax()).fax_header.cover is False
    assert fax_to(an_office_with_a_fax(), cover=True).fax_header.cover is True


def test_without_a_name_the_header_leaves_a_dotted_line() -> None:
    assert fax_to(an_office_with_a_fax(), Supporter()).fax_header.sender.value == "…" * 16


def test_in_arabic_the_number_keeps_its_order_within_the_line(library: Library) -> None:
    office = library.offices["iq-prime-minister"]
    fax = {"number": "+41229179006", "source": "a page", "status": "live"}
    reached = office.model_copy(update={"contacts": an_office(contacts={"fax": fax}).contacts})
    case = library.cases["no-return-to-iran"]

    letter = compose(case, reached, a_supporter(country="BE"), language="ar", on=ON, delivery="fax")

    assert isinstance(letter, Letter)
    assert letter.delivery_line == "بالفاكس: \u206600 41 22 917 90 06\u2069"


def test_by_way_of_an_embassy_it_is_the_embassys_fax_that_is_dialled() -> None:
    embassy = an_office_with_a_fax(number="+3222345678").model_copy(update={"id": "embassy"})

    assert fax_to(an_office(), embassy=embassy).delivery_line == "By fax: 02 234 56 78"
    assert [problem.code for problem in fax_to(an_office_with_a_fax(), embassy=an_office())] == ["no-fax"]


@pytest.mark.parametrize(
    ("office", "problem"),
    [
        (
            an_office(),
            Problem(
                code="no-fax",
                where="delivery",
                message="Harbour Master has no fax number that is in use.",
                hint="Send the letter by post.",
            ),
        ),
        (
            an_office_with_a_fax(status="historical"),
            Problem(
                code="no-fax",
                where="delivery",
                message="Harbour Master has no fax number that is in use.",
                hint="Send the letter by post.",
            ),
        ),
        (
            an_office_with_a_fax(number="+32912345678901"),
            Problem(
                code="no-fax-number",
                where="delivery",
                message="+32912345678901 cannot be the fax number of Harbour Master.",
                hint="Send the letter by post.",
            ),
        ),
    ],
    ids=["no number", "a number no longer used", "an impossible number"],
)
def test_without_a_number_in_use_nothing_is_faxed_and_post_is_the_remedy(office: Office, problem: Problem) -> None:
    assert fax_to(office) == (problem,)


def test_no_office_for_representatives_is_ever_reached_by_fax(library: Library) -> None:
    closed = an_office_with_a_fax().model_copy(update={"open_to": "representatives"})

    assert [problem.code for problem in fax_to(closed)] == ["not-open-to-supporters"]


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ({"status": "live", "checked": "2014"}, ()),
        (
            {"status": "stale", "checked": "2014"},
            (
                "The fax number is from a source of 2014, twelve years old. "
                "Call the office to confirm it, or write by post.",
            ),
        ),
        (
            {"status": "stale", "checked": "2004-10"},
            (
                "The fax number is from a source of 2004-10, 22 years old. "
                "Call the office to confirm it, or write by post.",
            ),
        ),
        (
            {"status": "stale", "checked": "2026-11-20"},
            (
                "The fax number is from a source of 2026-11-20, one day old. "
                "Call the office to confirm it, or write by post.",
            ),
        ),
        (
            {"status": "stale", "checked": "2027"},
            ("The fax number is from a source of 2027. Call the office to confirm it, or write by post.",),
        ),
        (
            {"status": "stale"},
            ("The fax number is from a source without a date. Call the office to confirm it, or write by post.",),
        ),
    ],
    ids=["live", "stale", "older", "a day", "later than the letter", "undated"],
)
def test_a_stale_number_is_offered_with_its_age_in_words(contact: dict[str, str], told: tuple[str, ...]) -> None:
    words = a_case().words["en"].model_copy(update={"reviewed": True})
    told_by_fax = caveats(an_office_with_a_fax(**contact), words, "en", ON, delivery="fax")

    assert tuple(one for one in told_by_fax if "fax" in one) == told


def test_by_fax_the_age_of_the_postal_address_is_no_caveat() -> None:
    post = {"lines": ("1 Quay Street",), "country": "BE", "source": "a page", "status": "stale"}
    fax = {"number": "+3232052011", "source": "a page", "status": "live"}
    office = an_office(contacts={"post": post, "fax": fax})

    assert not any("postal address" in one for one in caveats(office, a_case().words["en"], "en", ON, delivery="fax"))
