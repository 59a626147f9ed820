"""The registry's clock in words, for the page, the command line and the steps of a filing."""

from __future__ import annotations

import datetime

from app.domain.strasbourg import RegistryClock

_AWAY = {
    "weekend": "Nobody is there: it is {day}.",
    "early": "Nobody is there yet.",
    "late": "Nobody is there any more today.",
}


def clock_line(clock: RegistryClock) -> str:
    """Whether somebody is there, and for how long or when again."""
    if clock.closed is None:
        return f"The registry’s staff are there until {clock.until:%H:%M}; {time_left(clock.left)} left."
    if clock.closed == "holiday":
        away = f"Nobody is there: it is a public holiday in Strasbourg ({clock.holiday})."
    else:
        away = _AWAY[clock.closed].format(day=f"{clock.now:%A}")
    return f"{away} The registry’s staff are there again on {moment_line(clock.until)}, in {time_left(clock.left)}."


def moment_line(moment: datetime.datetime) -> str:
    """A moment such as «Monday 23 November 2026 at 08:00»."""
    return f"{moment:%A} {moment.day} {moment:%B} {moment.year} at {moment:%H:%M}"


def time_left(span: datetime.timedelta) -> str:
    """A span such as «2 h 10 min», in days as well from two of them on; never more than is left."""
    minutes = int(span.total_seconds() // 60)
    hours, minutes = divmod(minutes, 60)
    days, rest = divmod(hours, 24)
    if days >= 2:
        return f"{days} days {rest} h" if rest else f"{days} days"
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
