"""How far a letter travels, and which stamp it takes."""

from __future__ import annotations

import pytest

from app.domain.country import country_names
from app.domain.postage import EDGE_OF_EUROPE, EUROPE, ONE_TARIFF, Zone, postage, zone_between


@pytest.mark.parametrize(
    ("posted_in", "destination", "zone"),
    [
        ("BE", "BE", "inland"),
        ("US", "US", "inland"),
        ("BE", "CH", "europe"),
        ("GB", "CY", "europe"),
        ("CY", "DE", "europe"),
        ("BE", "US", "world"),
        ("DE", "IR", "world"),
        ("US", "CH", "abroad"),
        ("US", "CA", "abroad"),
        ("IQ", "IR", "abroad"),
        (None, "CH", "posting-unknown"),
        ("BE", None, "destination-unknown"),
        (None, None, "destination-unknown"),
    ],
)
def test_the_zone_runs_from_the_country_of_posting_to_that_of_destination(
    posted_in: str | None, destination: str | None, zone: Zone
) -> None:
    assert zone_between(posted_in, destination) == zone


@pytest.mark.parametrize(
    ("posted_in", "destination"), [("GB", "JE"), ("MC", "FR"), ("IT", "VA"), ("LI", "CH"), ("PR", "US"), ("AD", "ES")]
)
def test_countries_with_one_tariff_are_inland_to_one_another(posted_in: str, destination: str) -> None:
    assert zone_between(posted_in, destination) == zone_between(destination, posted_in) == "inland"


def test_a_shared_neighbour_does_not_make_two_countries_one() -> None:
    assert zone_between("FR", "ES") == "europe"


@pytest.mark.parametrize(("posted_in", "destination"), [("BE", "TR"), ("SE", "RU"), ("GB", "KZ")])
def test_where_posts_differ_on_europe_the_counter_is_asked(posted_in: str, destination: str) -> None:
    assert zone_between(posted_in, destination) == "edge-of-europe"


@pytest.mark.parametrize("destination", ["CH", "GE", "US"])
def test_outside_europe_there_is_no_zone_of_europe(destination: str) -> None:
    assert zone_between("TR", destination) == "abroad"


@pytest.mark.parametrize(
    ("posted_in", "destination", "words", "stamp"),
    [
        ("BE", "BE", "inside the country (Belgium)", "an inland stamp"),
        ("BE", "CH", "within Europe (Switzerland)", "a stamp for letters to other countries in Europe"),
        ("BE", "US", "to the rest of the world (United States)", "a stamp for letters to countries outside Europe"),
        ("CA", "US", "to another country (United States)", "a stamp for letters to other countries"),
        (
            "BE",
            "TR",
            "within Europe or to the rest of the world (Türkiye)",
            "ask at the counter, because posts differ on where Europe ends",
        ),
        (
            None,
            "CH",
            "depending on where you post it (Switzerland)",
            "an inland stamp if you post it there, else one for letters to other countries",
        ),
        (
            "BE",
            None,
            "to an address that is not known yet",
            "look the address up first, because its country decides",
        ),
    ],
    ids=["inland", "Europe", "world", "abroad", "edge", "posting unknown", "destination unknown"],
)
def test_zone_and_stamp_are_told_in_words(
    posted_in: str | None, destination: str | None, words: str, stamp: str
) -> None:
    told = postage(posted_in, destination)

    assert (told.words, told.stamp) == (words, stamp)


def test_the_lists_hold_countries_and_no_country_is_in_europe_and_on_its_edge() -> None:
    listed = EUROPE.union(EDGE_OF_EUROPE, *ONE_TARIFF)

    assert listed - set(country_names("en")) == set()
    assert not EUROPE & EDGE_OF_EUROPE
