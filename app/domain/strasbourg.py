"""The clock of the Court's registry in Strasbourg: when staff are there, and what is in time for a removal."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

from app.domain.values import Value

STRASBOURG = ZoneInfo("Europe/Paris")
# Practice direction on interim measures, in force since 28 March 2024: staff receive requests
# from Monday to Friday from 8 a.m. to 4 p.m., local time.
OPENS = datetime.time(8)
CLOSES = datetime.time(16)
# «One working day» of the practice direction: as many hours as staff are there in a day.
WORKING_DAY = datetime.timedelta(hours=8)
_SATURDAY = 5
_A_DAY = datetime.timedelta(days=1)

Closed = Literal["holiday", "weekend", "early", "late"]


class RegistryClock(Value):
    """The registry at one moment; all times are Strasbourg's.

    `closed` says why nobody is there, and is None while somebody is. Then `until` is the hour of
    closing, else the next opening. `holiday` names a public holiday.
    """

    now: datetime.datetime
    closed: Closed | None
    until: datetime.datetime
    holiday: str = ""

    @property
    def left(self) -> datetime.timedelta:
        # Over a change of the clocks, hours on the wall are not hours that pass.
        return self.until.astimezone(datetime.UTC) - self.now.astimezone(datetime.UTC)


def registry_clock(now: datetime.datetime) -> RegistryClock:
    """The registry's clock at `now`, which knows its own time zone."""
    local = now.astimezone(STRASBOURG)
    holiday = holiday_name(local.date())
    closed = _why_closed(local, holiday)
    until = _next_opening(local) if closed else _at(local.date(), CLOSES)
    return RegistryClock(now=local, closed=closed, until=until, holiday=holiday)


def receipt_of(sent: datetime.datetime) -> datetime.datetime:
    """When somebody is there to receive what is sent at that moment."""
    clock = registry_clock(sent)
    return clock.until if clock.closed else clock.now


def latest_receipt(removal: datetime.datetime) -> datetime.datetime:
    """The last moment of receipt that leaves the registry one working day before a removal.

    Counted back in the hours that staff are there. A day that would begin with that moment is
    none to rely on: the moment is then the close of the working day before.
    """
    moment, missing = removal.astimezone(STRASBOURG), WORKING_DAY
    while True:
        day = moment.date()
        if is_working_day(day):
            end = min(moment, _at(day, CLOSES))
            worked = max(end - _at(day, OPENS), datetime.timedelta())
            if worked > missing:
                return end - missing
            missing -= worked
        moment = _at(day - _A_DAY, CLOSES)


def is_in_time(sent: datetime.datetime, removal: datetime.datetime) -> bool:
    """Whether a request sent now is received at least one working day before a removal."""
    return receipt_of(sent) <= latest_receipt(removal)


def is_working_day(day: datetime.date) -> bool:
    return day.weekday() < _SATURDAY and not holiday_name(day)


def holiday_name(day: datetime.date) -> str:
    """The public holiday in Strasbourg on that day, in English; empty where there is none."""
    return _holidays(day.year).get(day, "")


@lru_cache(maxsize=8)
def _holidays(year: int) -> dict[datetime.date, str]:
    # Alsace keeps Good Friday and 26 December as well (Code du travail, article L3134-13).
    return dict(holidays.country_holidays("FR", subdiv="6AE", years=year, expand=False, language="en_US"))


def _why_closed(local: datetime.datetime, holiday: str) -> Closed | None:
    if holiday:
        return "holiday"
    if local.weekday() >= _SATURDAY:
        return "weekend"
    if local.time() < OPENS:
        return "early"
    return "late" if local.time() >= CLOSES else None


def _next_opening(local: datetime.datetime) -> datetime.datetime:
    day = local.date() if local.time() < OPENS else local.date() + _A_DAY
    while not is_working_day(day):
        day += _A_DAY
    return _at(day, OPENS)


def _at(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, time, STRASBOURG)
