"""The registry's clock in words, for the page, the command line and the steps of a filing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from app.domain.said import Said, said, said_many
from app.domain.strasbourg import RegistryClock

_SUNDAY = 6


def now_line(clock: RegistryClock) -> Said:
    return said("In Strasbourg it is {moment}.", moment=clock.now)


def clock_line(clock: RegistryClock) -> Said:
    """Whether somebody is there, and for how long or when again."""
    if clock.closed is None:
        return said(
            "The registry’s staff are there until {time}; {left} left.",
            time=clock.until.time(),
            left=time_left(clock.left),
        )
    return said(
        "{away} The registry’s staff are there again on {moment}, in {left}.",
        away=_away(clock),
        moment=clock.until,
        left=time_left(clock.left),
    )


def _away(clock: RegistryClock) -> Said:
    if clock.closed == "holiday":
        # Two may fall on one day, as Ascension Day and Labor Day in 2008.
        names = tuple(HOLIDAYS.get(name, name) for name in clock.holiday.split("; "))
        return said("Nobody is there: it is a public holiday in Strasbourg ({holiday}).", holiday=names)
    if clock.closed == "early":
        return said("Nobody is there yet.")
    if clock.closed == "late":
        return said("Nobody is there any more today.")
    sunday = clock.now.weekday() == _SUNDAY
    return said("Nobody is there: it is Sunday.") if sunday else said("Nobody is there: it is Saturday.")


def time_left(span: datetime.timedelta) -> Said:
    """A span such as «2 h 10 min», in days as well from two of them on; never more than is left."""
    minutes = int(span.total_seconds() // 60)
    hours, minutes = divmod(minutes, 60)
    days, rest = divmod(hours, 24)
    if days >= 2:
        if rest:
            return said_many("{n} day {hours} h", "{n} days {hours} h", n=days, hours=rest)
        return said_many("{n} day", "{n} days", n=days)
    if not hours:
        return said("{minutes} min", minutes=minutes)
    if minutes:
        return said("{hours} h {minutes} min", hours=hours, minutes=minutes)
    return said("{hours} h", hours=hours)


# By their names in the calendar that the registry's clock asks.
HOLIDAYS: Mapping[str, Said] = {
    str(name): name
    for name in (
        said("New Year's Day"),
        said("Good Friday"),
        said("Easter Monday"),
        said("Labor Day"),
        said("Victory Day"),
        said("Ascension Day"),
        said("Pentecost Monday"),
        said("National Day"),
        said("Assumption Day"),
        said("All Saints' Day"),
        said("Armistice Day"),
        said("Christmas Day"),
        said("Saint Stephen's Day"),
    )
}
