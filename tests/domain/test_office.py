"""Who holds an office on the letter's date, and how sure we are."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from app.domain.office import GenderedForm, Holder
from tests.builders import an_office


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def a_holder(name: str = "Ann", **changes: Any) -> Holder:
    return Holder.model_validate({"name": name, "source": "a page", **changes})


@pytest.mark.parametrize(
    ("term", "on", "holds"),
    [
        pytest.param({"from": "2008", "until": "2014"}, "2013-09-20", True, id="years-surely-within"),
        pytest.param({"from": "2008", "until": "2014"}, "2008-12-30", False, id="first-year-not-over"),
        pytest.param({"from": "2008", "until": "2014"}, "2008-12-31", True, id="last-day-of-first-year"),
        pytest.param({"from": "2008", "until": "2014"}, "2014-01-01", True, id="first-day-of-last-year"),
        pytest.param({"from": "2008", "until": "2014"}, "2014-01-02", False, id="somewhere-in-last-year"),
        pytest.param({"from": "2022-06", "until": "2025-02"}, "2024-03-01", True, id="months"),
        pytest.param({"from": "2022-06", "until": "2025-02"}, "2025-02-15", False, id="month-of-handover"),
        pytest.param({"from": "2007-01-01", "until": "2016-12-31"}, "2016-12-31", True, id="last-day"),
        pytest.param({"from": "2007-01-01", "until": "2016-12-31"}, "2017-01-01", False, id="day-after"),
        pytest.param({"from": "2007-01-01"}, "2026-11-21", True, id="open-end-still-in-office"),
        pytest.param({"from": "2007-01-01"}, "2006-12-31", False, id="open-end-not-before"),
        pytest.param({"until": "2016-12-31"}, "2016-12-31", False, id="unknown-beginning"),
        pytest.param({"until": "2016-12-31", "seen": ("2010-05",)}, "2010-05-31", True, id="seen-then"),
        pytest.param({"from": "2022-10-27", "until": "unknown"}, "2022-10-28", False, id="unknown-end"),
        pytest.param(
            {"from": "2022-10-27", "until": "unknown", "seen": ("2026-01-24",)}, "2026-01-24", True, id="last-seen"
        ),
        pytest.param(
            {"from": "2022-10-27", "until": "unknown", "seen": ("2026-01-24",)},
            "2026-01-25",
            False,
            id="not-seen-since",
        ),
    ],
)
def test_a_holder_is_named_only_on_days_the_sources_leave_no_doubt_about(
    term: dict[str, Any], on: str, holds: bool
) -> None:
    assert a_holder(**term).holds_on(day(on)) is holds


def test_on_the_day_of_a_handover_the_letter_goes_to_whoever_comes_in() -> None:
    office = an_office(
        holders=(
            a_holder("Old", **{"from": "2009-09-16", "until": "2010-09-07"}),
            a_holder("New", **{"from": "2010-09-07", "until": "2010-11-22"}),
        )
    )

    holder = office.holder_on(day("2010-09-07"))

    assert holder is not None
    assert holder.name == "New"


def test_two_holders_at_once_are_none() -> None:
    """Where sources contradict each other the office is addressed by its title."""
    office = an_office(holders=(a_holder("A", **{"from": "2009"}), a_holder("B", **{"from": "2010"})))

    assert office.holder_on(day("2015-01-01")) is None


def test_an_office_without_a_holder_keeps_its_neutral_forms() -> None:
    form = GenderedForm(
        neutral="Madame, Monsieur le Ministre", male="Monsieur le Ministre", female="Madame la Ministre"
    )

    assert form.for_holder(None, "fr") == "Madame, Monsieur le Ministre"
    assert form.for_holder(a_holder(), "fr") == "Madame, Monsieur le Ministre"
    assert form.for_holder(a_holder(gender="female"), "fr") == "Madame la Ministre"
    assert form.for_holder(a_holder(gender="male"), "fr") == "Monsieur le Ministre"


def test_a_form_may_name_its_holder_in_the_letters_language() -> None:
    form = GenderedForm(neutral="رئيس", male="السيد {name} المحترم")
    holder = a_holder("Nouri al-Maliki", names={"ar": "نوري المالكي"}, gender="male")

    assert form.for_holder(holder, "ar") == "السيد نوري المالكي المحترم"


def test_a_holders_own_title_goes_before_the_offices() -> None:
    office = an_office(title={"en": "Minister"}, salutation={"en": "Dear Minister"})
    holder = a_holder(title={"en": "State Secretary"}, salutation={"en": "Dear State Secretary"})

    assert office.title_in("en", holder) == "State Secretary"
    assert office.salutation_in("en", holder) == "Dear State Secretary"
    assert office.title_in("en") == "Minister"
    assert office.title_in("xx") == "Minister"
