"""What is due for another look: what, how old, and in which order."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from app.domain.dates import age_in_words, months_later
from app.domain.recheck import Recheck, rechecks
from tests.builders import a_case, an_office

TODAY = datetime.date(2026, 11, 21)
POST = {"lines": ("1 Quay Street",), "country": "BE", "source": "a page", "status": "live", "checked": "2026-10"}


def fax(**changes: Any) -> dict[str, Any]:
    return {"number": "+3231234567", "source": "a page", "status": "live", "checked": "2026-10-01", **changes}


def due(*holders: dict[str, Any], on: datetime.date = TODAY, **contacts: Any) -> list[tuple[str, str, str]]:
    """What is due about one office, as what, age and status."""
    office = an_office(contacts={"post": POST, **contacts}, holders=holders)
    return [(one.what, one.age, one.status) for one in rechecks([office], [], on)]


def holder(**term: Any) -> dict[str, Any]:
    return {"name": "Ann", "source": "a page", **term}


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ({}, []),
        ({"checked": "2025-11-21"}, []),
        ({"checked": "2025-11-20"}, [("fax", "12 months", "live")]),
        ({"checked": "2025"}, [("fax", "22 months", "live")]),
        ({"checked": None}, [("fax", "undated", "live")]),
        ({"status": "stale"}, [("fax", "1 month", "stale")]),
        ({"status": "stale", "checked": "2004"}, [("fax", "22 years", "stale")]),
        ({"status": "historical", "checked": "2004"}, [("no current fax", "22 years", "historical")]),
    ],
    ids=["fresh", "a year", "a year and a day", "only the year", "undated", "stale", "old", "no longer used"],
)
def test_a_contact_is_due_when_it_is_stale_undated_or_checked_more_than_twelve_months_ago(
    contact: dict[str, Any], told: list[tuple[str, str, str]]
) -> None:
    assert due(fax=fax(**contact)) == told


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ([], []),
        ([holder(**{"from": "2020-01-01"})], []),
        ([holder(**{"from": "2020-01-01", "until": "2027-02-22"})], []),
        (
            [holder(**{"from": "2020-01-01", "until": "2027-02-21"})],
            [("holder", "3 months left", "term ends 2027-02-21")],
        ),
        ([holder(**{"from": "2020-01-01", "until": "2026-12"})], [("holder", "10 days left", "term ends 2026-12")]),
        ([holder(**{"from": "2020-01-01", "until": "2026-01-21"})], [("holder", "10 months", "not known for certain")]),
        (
            [holder(**{"from": "2020-01-01", "until": "unknown", "seen": ("2026-11-20",)})],
            [("holder", "1 day", "not known for certain")],
        ),
        ([holder(**{"until": "2020"})], [("holder", "undated", "not known for certain")]),
    ],
    ids=[
        "never any",
        "in office",
        "ends later",
        "ends in 3 months",
        "ends in a month",
        "ended",
        "unknown",
        "no first day",
    ],
)
def test_a_holder_is_due_when_nobody_is_certain_or_the_term_ends_within_three_months(
    terms: list[dict[str, Any]], told: list[tuple[str, str, str]]
) -> None:
    assert due(*terms) == told


def test_an_office_whose_holder_is_looked_for_is_due_though_none_was_ever_on_file() -> None:
    office = an_office(contacts={"post": POST}, holder_unknown="Ambassadors change often.")

    assert [one.what for one in rechecks([office], [], TODAY)] == ["holder"]


def test_offices_of_open_cases_come_first_then_of_other_cases_then_the_oldest_and_what_is_gone_last() -> None:
    def office(name: str, **contact: Any) -> Any:
        return an_office(id=name, contacts={"post": POST, "fax": fax(**contact)})

    def to(*offices: str, **changes: Any) -> Any:
        return a_case(recipients=tuple({"to": name, "asks": ("release",)} for name in offices), **changes)

    offices = [
        office("unused-newer", checked="2010"),
        office("unused-undated", checked=None),
        office("closed", checked="2020"),
        office("open", checked="2025"),
        office("open-and-closed", checked="2025-01-02"),
        office("gone", checked="1999", status="historical"),
        office("unused-older", checked="2009"),
    ]
    cases = [
        to("open", "open-and-closed", "gone"),
        to("closed", "open-and-closed", status="closed", closed=datetime.date(2021, 1, 1)),
    ]

    told = rechecks(offices, cases, TODAY)

    assert [(one.office, one.open_cases, one.all_cases) for one in told] == [
        ("open-and-closed", 1, 2),
        ("open", 1, 1),
        ("closed", 0, 1),
        ("unused-undated", 0, 0),
        ("unused-older", 0, 0),
        ("unused-newer", 0, 0),
        ("gone", 1, 1),
    ]
    assert isinstance(told[0], Recheck)


def test_a_contact_checked_after_the_day_asked_about_has_no_age() -> None:
    assert due(fax=fax(status="stale"), on=datetime.date(2010, 1, 1)) == [("fax", "0 days", "stale")]


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("2026-11-21", "0 days"),
        ("2026-11-20", "1 day"),
        ("2026-10-22", "30 days"),
        ("2026-10-21", "1 month"),
        ("2024-11-22", "23 months"),
        ("2024-11-21", "2 years"),
        ("1999-12-31", "26 years"),
    ],
)
def test_an_age_is_told_in_days_then_months_then_years(since: str, words: str) -> None:
    assert age_in_words(datetime.date.fromisoformat(since), TODAY) == words


def test_a_month_after_its_last_day_is_the_next_months_last_day() -> None:
    assert months_later(datetime.date(2027, 1, 31), 1) == datetime.date(2027, 2, 28)
    assert months_later(datetime.date(2026, 11, 30), 3) == datetime.date(2027, 2, 28)
    assert months_later(datetime.date(2024, 2, 29), 12) == datetime.date(2025, 2, 28)
