"""Partial dates, country lines and paper."""

from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from app.domain.country import country_line, own_country_line
from app.domain.dates import PartialDate
from app.domain.paper import paper_of


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        (2008, "2008-01-01", "2008-12-31"),
        ("2008-02", "2008-02-01", "2008-02-29"),
        ("2008-02-05", "2008-02-05", "2008-02-05"),
        (datetime.date(2008, 2, 5), "2008-02-05", "2008-02-05"),
    ],
)
def test_a_partial_date_spans_all_it_may_mean(written: object, earliest: str, latest: str) -> None:
    date = PartialDate.model_validate(written)

    assert (date.earliest.isoformat(), date.latest.isoformat()) == (earliest, latest)
    assert str(date) == str(written)


@pytest.mark.parametrize("written", ["2008-13", "2008-02-30", "08-02", "February 2008", 20080205, [2008]])
def test_what_is_no_date_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        PartialDate.model_validate(written)


@pytest.mark.parametrize(
    ("destination", "posted_in", "language", "line"),
    [
        pytest.param("BE", "BE", "nl", "", id="domestic"),
        pytest.param("US", None, "en", "UNITED STATES OF AMERICA", id="posting-country-unknown"),
        pytest.param("US", "BE", "nl", "VERENIGDE STATEN", id="dutch-read-in-belgium"),
        pytest.param("US", "BE", "en", "UNITED STATES OF AMERICA", id="english-where-there-are-several-languages"),
        pytest.param("CH", "DE", "en", "SCHWEIZ", id="the-one-language-of-the-country"),
        pytest.param("US", "DE", "nl", "VEREINIGTE STAATEN VON AMERIKA", id="dutch-not-read-in-germany"),
        pytest.param("CH", "JP", "fr", "SUISSE", id="french-read-everywhere"),
        pytest.param("US", "JP", "ja", "UNITED STATES OF AMERICA", id="latin-letters-for-the-post"),
        pytest.param("US", "IQ", "ar", "UNITED STATES OF AMERICA", id="latin-letters-from-iraq"),
        pytest.param("KR", "GB", "en", "REPUBLIC OF KOREA", id="the-postal-name"),
        pytest.param("BA", "GB", "en", "BOSNIA AND HERZEGOVINA", id="no-ampersand"),
        pytest.param("LC", "FR", "fr", "SAINTE-LUCIE", id="no-short-saint"),
    ],
)
def test_the_country_line_is_for_the_sorting_office_of_the_country_of_posting(
    destination: str, posted_in: str | None, language: str, line: str
) -> None:
    assert country_line(destination, posted_in, language) == line


@pytest.mark.parametrize(("country", "paper"), [("US", "Letter"), ("CA", "Letter"), ("BE", "A4"), (None, "A4")])
def test_paper_is_what_is_sold_in_the_supporters_country(country: str | None, paper: str) -> None:
    assert paper_of(country) == paper


@pytest.mark.parametrize(
    ("country", "destination", "language", "line"),
    [
        pytest.param("DE", "TR", "en", "GERMANY", id="in-the-letters-language"),
        pytest.param("TR", "DE", "tr", "TÜRKİYE", id="with-its-capitals"),
        pytest.param("IQ", "US", "ar", "IRAQ", id="in-latin-letters"),
        pytest.param("DE", "DE", "de", "", id="domestic"),
        pytest.param("DE", None, "fr", "ALLEMAGNE", id="destination-unknown"),
    ],
)
def test_the_senders_country_is_for_whoever_answers(
    country: str, destination: str | None, language: str, line: str
) -> None:
    assert own_country_line(country, destination, language) == line
