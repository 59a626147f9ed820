"""The clock of the Court's registry: nobody is told that somebody is there when nobody is."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.strasbourg import STRASBOURG, holiday_name, is_in_time, latest_receipt, receipt_of, registry_clock


def at(day: str, hour: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=STRASBOURG)


@pytest.mark.parametrize(
    ("day", "hour", "closed", "until", "left"),
    [
        ("2026-11-20", "13:50", None, at("2026-11-20", "16:00"), "2:10:00"),
        ("2026-11-20", "08:00", None, at("2026-11-20", "16:00"), "8:00:00"),
        ("2026-11-20", "15:59", None, at("2026-11-20", "16:00"), "0:01:00"),
        ("2026-11-20", "07:59", "early", at("2026-11-20", "08:00"), "0:01:00"),
        ("2026-11-19", "16:00", "late", at("2026-11-20", "08:00"), "16:00:00"),
        ("2026-11-20", "16:00", "late", at("2026-11-23", "08:00"), "2 days, 16:00:00"),
        ("2026-11-21", "10:00", "weekend", at("2026-11-23", "08:00"), "1 day, 22:00:00"),
        ("2026-11-11", "10:00", "holiday", at("2026-11-12", "08:00"), "22:00:00"),
        ("2026-04-02", "17:00", "late", at("2026-04-07", "08:00"), "4 days, 15:00:00"),
    ],
    ids=["open", "opening", "last-minute", "early", "closing", "friday", "weekend", "armistice", "before-easter"],
)
def test_the_registry_is_open_from_8_to_16_on_working_days(
    day: str, hour: str, closed: str | None, until: datetime.datetime, left: str
) -> None:
    clock = registry_clock(at(day, hour))

    assert (clock.closed, clock.until, str(clock.left)) == (closed, until, left)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-04-03", "Good Friday"),
        ("2026-12-26", "Saint Stephen's Day"),
        ("2027-07-14", "National Day"),
        ("2027-05-06", "Ascension Day"),
        ("2026-12-24", ""),
    ],
)
def test_alsace_keeps_two_days_that_the_rest_of_france_does_not(day: str, name: str) -> None:
    assert holiday_name(datetime.date.fromisoformat(day)) == name


def test_the_clock_reads_any_time_zone() -> None:
    clock = registry_clock(datetime.datetime(2026, 11, 20, 22, 50, tzinfo=ZoneInfo("Asia/Tokyo")))

    assert (clock.now.hour, clock.closed) == (14, None)


def test_time_left_is_time_that_passes_when_the_clocks_change() -> None:
    """On the night to 29 March 2027's Easter Monday the hour from 2 to 3 is left out on 28 March."""
    clock = registry_clock(at("2027-03-26", "12:00"))

    assert (clock.holiday, clock.until) == ("Good Friday", at("2027-03-30", "08:00"))
    assert clock.left == datetime.timedelta(days=3, hours=19)


@pytest.mark.parametrize(
    ("removal", "latest"),
    [
        (at("2026-11-25", "10:00"), at("2026-11-24", "10:00")),
        (at("2026-11-25", "18:30"), at("2026-11-24", "16:00")),
        (at("2026-11-24", "06:00"), at("2026-11-20", "16:00")),
        (at("2026-11-23", "12:00"), at("2026-11-20", "12:00")),
        (at("2026-11-22", "12:00"), at("2026-11-19", "16:00")),
        (at("2026-12-28", "10:00"), at("2026-12-24", "10:00")),
    ],
    ids=["midday", "evening", "dawn", "monday", "sunday", "after-christmas"],
)
def test_the_registry_has_a_whole_working_day_before_the_removal(
    removal: datetime.datetime, latest: datetime.datetime
) -> None:
    assert latest_receipt(removal) == latest


@pytest.mark.parametrize(
    ("sent", "in_time"),
    [
        (at("2026-11-24", "10:00"), True),
        (at("2026-11-24", "10:01"), False),
        (at("2026-11-23", "23:00"), True),
        (at("2026-11-24", "17:00"), False),
    ],
)
def test_what_comes_at_night_is_received_in_the_morning(sent: datetime.datetime, in_time: bool) -> None:
    assert is_in_time(sent, at("2026-11-25", "10:00")) is in_time


def test_a_request_sent_in_office_hours_is_received_at_once() -> None:
    assert receipt_of(at("2026-11-20", "13:50")) == at("2026-11-20", "13:50")
    assert receipt_of(at("2026-11-20", "16:01")) == at("2026-11-23", "08:00")
