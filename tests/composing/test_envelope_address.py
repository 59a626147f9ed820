"""The address for the post: where a letter is posted decides its last line, and by whose way it goes."""

from __future__ import annotations

import datetime

import pytest

from app.composing import compose
from app.content import Library
from app.domain.letter import Letter
from tests.builders import a_case, a_supporter, an_office


def inside_address(library: Library, slug: str, office: str, country: str, embassy: str = "") -> tuple[str, ...]:
    composed = compose(
        library.cases[slug],
        library.offices[office],
        a_supporter(country=country),
        language="en",
        on=library.cases[slug].closed or datetime.date(2026, 11, 21),
        embassy=library.offices.get(embassy),
    )
    assert isinstance(composed, Letter)
    return composed.inside_address


@pytest.mark.parametrize(
    ("slug", "office", "country", "embassy", "last_lines"),
    [
        pytest.param(
            "no-return-to-iran",
            "un-high-commissioner-refugees",
            "DE",
            "",
            ("1211 Genève 2 Dépôt", "SCHWEIZ"),
            id="from Germany to Geneva",
        ),
        pytest.param(
            "no-return-to-iran",
            "uk-home-secretary",
            "GB",
            "",
            ("2 Marsham Street", "London SW1P 4DF"),
            id="from the UK to London",
        ),
        pytest.param(
            "no-return-to-iran",
            "iq-prime-minister",
            "US",
            "iq-embassy-us",
            (
                "c/o Embassy of the Republic of Iraq in Washington",
                "3421 Massachusetts Avenue NW",
                "Washington, DC 20007",
            ),
            id="from the US to Baghdad by way of the embassy in Washington",
        ),
        pytest.param(
            "release-the-seven",
            "un-secretary-general",
            "JP",
            "",
            ("New York, NY 10017", "UNITED STATES OF AMERICA"),
            id="from Japan to New York",
        ),
    ],
)
def test_the_address_ends_as_the_post_of_the_supporters_country_wants(
    slug: str, office: str, country: str, embassy: str, last_lines: tuple[str, ...], library: Library
) -> None:
    lines = inside_address(library, slug, office, country, embassy)

    assert lines[-len(last_lines) :] == last_lines


def test_an_embassy_is_known_by_the_country_it_is_in(library: Library) -> None:
    prime_minister = library.offices["iq-prime-minister"]

    found = {country: library.embassy_for(prime_minister, country) for country in ("US", "GB", "DE", None)}

    assert {country: one.id if one else None for country, one in found.items()} == {
        "US": "iq-embassy-us",
        "GB": "iq-embassy-uk",
        "DE": None,
        None: None,
    }


@pytest.mark.parametrize("office", ["iq-embassy-us", "un-secretary-general"])
def test_no_embassy_stands_between_an_embassy_or_the_united_nations_and_a_supporter(
    office: str, library: Library
) -> None:
    assert library.embassies_of(library.offices[office]) == ()


def test_an_address_no_longer_used_does_not_stand_on_a_letter() -> None:
    post = {"lines": ("1 Quay Street",), "country": "BE", "source": "a page", "status": "historical"}

    letter = compose(
        a_case(), an_office(contacts={"post": post}), a_supporter(), language="en", on=datetime.date(2020, 1, 2)
    )

    assert isinstance(letter, Letter)
    assert letter.inside_address == ("Harbour Master", "Port of Antwerp")


def test_the_return_address_has_no_e_mail_address() -> None:
    letter = compose(
        a_case(), an_office(), a_supporter(email="sheila@example.org"), language="en", on=datetime.date(2020, 1, 2)
    )

    assert isinstance(letter, Letter)
    assert letter.return_address == ("Sheila O’Neil", "12 Lange Munt", "9000 Gent")
    assert letter.sender_address == (*letter.return_address, "sheila@example.org")
