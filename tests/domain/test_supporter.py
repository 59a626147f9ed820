"""What a supporter types: kept as typed, or refused with what to do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.supporter import LIMITS, read_supporter
from app.domain.text import clean, direction_of


def told_about(**typed: Any) -> list[tuple[str, str]]:
    _supporter, problems = read_supporter({"name": "Ann", **typed})
    return [(problem.where, problem.words) for problem in problems]


@pytest.mark.parametrize(
    ("typed", "where", "words"),
    [
        ({"name": "  "}, "name", "Enter your full name."),
        (
            {"own_words": "a" * 1315},
            "own_words",
            "Your own words must be 1,000 characters or fewer. There are 1,315.",
        ),
        ({"name": "a" * 101}, "name", "Your name must be 100 characters or fewer. There are 101."),
        (
            {"own_words": "\n\na" * 30},
            "own_words",
            "Your own words must have 40 lines or fewer. There are 59.",
        ),
        (
            {"address": "\n".join("abcdefg")},
            "address",
            "Your address must have 6 lines or fewer. It has 7. Put two of them on one line.",
        ),
        (
            {"address": "ok\n" + "b" * 61},
            "address",
            "Line 2 of your address must be 60 characters or fewer. It has 61. Break it in two.",
        ),
        (
            {"email": "nobody"},
            "email",
            "Enter an e-mail address like name@example.org, or leave it empty.",
        ),
        (
            {"country": "Atlantis"},
            "country",
            "Choose your country from the list, or leave it empty. In a file, write its two-letter ISO code, such as BE.",
        ),
        (
            {"name": "Z" + "\u0301" * 7},
            "name",
            "Your name must have 6 or fewer accents on one letter.",
        ),
        ({"name": "\u3164\u200c"}, "name", "Enter your full name."),
        ({"name": {"first": "Ann"}}, "name", "Your name must be text. Write it after the colon, in quotation marks."),
        (
            {"own_words": "aش" * 100},
            "own_words",
            "Your own words must have a space at least every 120 characters.",
        ),
        (
            {"name": "A\u202enn\u0000"},
            "name",
            "Your name held 2 invisible characters that cannot be printed. We took them out.",
        ),
    ],
    ids=lambda value: "" if isinstance(value, str) else next(iter(value)),
)
def test_each_slip_gets_its_own_remedy(typed: dict[str, Any], where: str, words: str) -> None:
    assert (where, words) in told_about(**typed)
    assert {place for place, _words in told_about(**typed)} == {where}


def test_all_slips_are_told_at_once() -> None:
    _supporter, problems = read_supporter({"email": "x", "country": "??", "own_words": "a" * 2000})

    assert {problem.where for problem in problems} == {"name", "email", "country", "own_words"}


def test_control_characters_are_taken_out_and_the_supporter_is_still_there() -> None:
    supporter, problems = read_supporter({"name": "Ann\u202e\u2066 Lee\ufeff"})

    assert supporter is not None
    assert supporter.name == "Ann Lee"
    assert [problem.severity for problem in problems] == ["warning"]


def test_joiners_stay_because_persian_needs_them() -> None:
    assert clean("می\u200cخواهم").text == "می\u200cخواهم"


@pytest.mark.parametrize("country", ["BE", "be", "Belgium", "belgium"])
def test_a_country_may_be_given_by_code_or_by_name(country: str) -> None:
    supporter, _problems = read_supporter({"name": "Ann", "country": country})

    assert supporter is not None
    assert supporter.address.country == "BE"


def test_an_address_may_be_a_list_of_lines() -> None:
    supporter, _problems = read_supporter({"name": "Ann", "address": ("1 Street", " ", "Town")})

    assert supporter is not None
    assert supporter.address.lines == ("1 Street", "Town")


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    once = clean(typed).text

    assert clean(once).text == once
    assert clean(once).removed == 0


@given(
    st.dictionaries(
        st.sampled_from([*LIMITS, "country", "points"]), st.text() | st.integers() | st.none() | st.lists(st.text())
    )
)
def test_anything_at_all_is_read_or_explained(typed: dict[str, Any]) -> None:
    supporter, problems = read_supporter(typed)

    assert (supporter is None) == any(problem.severity == "error" for problem in problems)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("UNHCR از شما می‌خواهم", "rtl"),
        ("I met شیرین there", "ltr"),
        ("12 (34)", "ltr"),
        ("شیرین $& {{7*7}} <b>O'Neil</b>", "ltr"),
    ],
)
def test_text_runs_the_way_most_of_its_letters_do(text: str, direction: str) -> None:
    assert direction_of(text, "ltr") == direction


def test_scripts_without_spaces_may_run_on() -> None:
    assert told_about(own_words="東京都" * 100 + "ภาษาไทย" * 50) == []


def test_a_single_point_needs_no_list() -> None:
    supporter, _told = read_supporter({"name": "Ann", "points": "street"})

    assert supporter is not None
    assert supporter.points == ("street",)


def test_a_character_as_wide_as_two_counts_as_two() -> None:
    """Japanese says in five hundred characters what English says in a thousand."""
    fits, _told = read_supporter({"name": "山田花子", "own_words": "水" * 500})
    supporter, told = read_supporter({"name": "山田花子", "own_words": "水" * 501})

    assert fits is not None
    assert supporter is None
    assert [problem.words for problem in told] == [
        "Your own words must be 1,000 characters or fewer. "
        "There are 1,002, each Chinese, Japanese or Korean one counted as two."
    ]
