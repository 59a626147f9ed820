"""Numbers are shown as they are dialled where the supporter is."""

from __future__ import annotations

import pytest

from app.domain.telephone import as_dialled, is_possible_number

STRASBOURG = "+33388413900"
NEW_YORK = "+12129637055"


@pytest.mark.parametrize(
    ("number", "country", "dialled"),
    [
        (STRASBOURG, "GB", "00 33 3 88 41 39 00"),
        (STRASBOURG, "US", "011 33 3 88 41 39 00"),
        (STRASBOURG, "JP", "010 33 3 88 41 39 00"),
        (STRASBOURG, "FR", "03 88 41 39 00"),
        (NEW_YORK, "BE", "00 1 212-963-7055"),
        (NEW_YORK, "CA", "1 (212) 963-7055"),
        (NEW_YORK, "US", "1 (212) 963-7055"),
    ],
)
def test_a_number_is_shown_as_dialled_from_the_supporters_country(number: str, country: str, dialled: str) -> None:
    assert as_dialled(number, country) == dialled


@pytest.mark.parametrize("country", [None, "AQ"], ids=["no country", "a country without telephones"])
def test_where_nothing_is_known_a_number_is_shown_in_its_international_form(country: str | None) -> None:
    assert as_dialled(STRASBOURG, country) == "+33 3 88 41 39 00"


@pytest.mark.parametrize(
    ("number", "possible"),
    [
        (STRASBOURG, True),
        ("+32912345678901", False),
        ("+329123", False),
        ("+999000000000", False),
    ],
    ids=["right", "too long", "too short", "no country's"],
)
def test_a_number_is_possible_if_its_country_has_numbers_of_that_length(number: str, possible: bool) -> None:
    assert is_possible_number(number) is possible


def test_a_number_of_no_country_is_shown_as_it_is_on_file() -> None:
    assert as_dialled("+999000000000", "BE") == "+999000000000"
