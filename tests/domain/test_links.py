"""Short links: typed by hand off paper, stable, and without a word about whoever follows them."""

from __future__ import annotations

import re

import pytest

from app.content import Library
from app.domain.case import Case
from app.domain.links import LONGEST_LINK, Wish, as_printed, is_link, read_wish, short_link
from app.domain.short_code import read_code, short_code


def codes_of(case: Case) -> str:
    return ".".join(short_code(one.to) for one in case.recipients)


def test_each_office_has_a_code_of_its_own(library: Library) -> None:
    codes = {short_code(office) for office in library.offices}

    assert len(codes) == len(library.offices)


def test_a_code_has_four_signs_none_of_which_looks_like_another(library: Library) -> None:
    assert [
        one for one in map(short_code, library.offices) if not re.fullmatch("[0-9abcdefghjkmnpqrstvwxyz]{4}", one)
    ] == []


def test_a_code_never_changes() -> None:
    """It is on paper: whoever changes how codes are made breaks every printed link."""
    assert [short_code(office) for office in ("be-cgrs", "be-fedasil", "uk-home-secretary")] == ["5t35", "mmse", "0x7j"]


@pytest.mark.parametrize("typed", ["0x7j", "0X7J", "ox7j", "OX7J", " 0x7j "])
def test_a_code_is_read_as_somebody_types_it(typed: str) -> None:
    assert read_code(typed) == "0x7j"


def test_a_short_link_names_case_offices_and_language(library: Library) -> None:
    case = library.cases["asylum-in-belgium"]
    root = "https://letters.example.org/"

    assert short_link(root, case) == "https://letters.example.org/w/asylum-in-belgium"
    assert (
        short_link(root, case, ["be-cgrs", "be-fedasil"]) == "https://letters.example.org/w/asylum-in-belgium/5t35.mmse"
    )
    assert short_link(root, case, ["be-cgrs"], "fr") == "https://letters.example.org/w/asylum-in-belgium/5t35/fr"


def test_every_case_can_be_linked_to_with_all_its_offices(library: Library) -> None:
    for case in library.cases.values():
        everybody = tuple(one.to for one in case.recipients)

        assert read_wish(case, codes_of(case), "fr") == Wish(to=everybody, language="fr")


@pytest.mark.parametrize(
    ("codes", "language", "wish"),
    [
        ("5t35.zzzz", "fr", Wish(to=("be-cgrs",), language="fr")),
        ("zzzz", "xx", Wish()),
        ("MMSE.5T35", "NL", Wish(to=("be-cgrs", "be-fedasil"), language="nl")),
        ("0x7j", "", Wish()),
        ("..", "", Wish()),
    ],
    ids=["one wrong code", "all wrong", "in capitals", "an office of another case", "nothing"],
)
def test_what_nobody_knows_is_left_out(codes: str, language: str, wish: Wish, library: Library) -> None:
    assert read_wish(library.cases["asylum-in-belgium"], codes, language) == wish


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("https://letters.example.org/w/x", True),
        ("http://127.0.0.1:8000/w/x?a=1", True),
        ("letters.example.org", False),
        ("https://", False),
        ("javascript:alert(1)", False),
        ("https://a b", False),
        ("https://a/" + "x" * LONGEST_LINK, False),
    ],
)
def test_only_a_link_is_printed(text: str, sound: bool) -> None:
    assert is_link(text) is sound


def test_a_link_is_printed_without_what_browsers_add() -> None:
    assert as_printed("https://letters.example.org/w/the-ship/") == "letters.example.org/w/the-ship"
