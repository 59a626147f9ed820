"""Dates of which only the year or the month may be known."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from typing import Any

from pydantic import model_validator

from app.domain.said import Said, Told, said_many
from app.domain.values import Value

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class PartialDate(Value):
    """A year, a month or a day, written 2008, 2008-07 or 2008-07-03."""

    year: int
    month: int | None = None
    day: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, datetime.date):
            return {"year": value.year, "month": value.month, "day": value.day}
        if isinstance(value, int | str):
            match = _FORM.fullmatch(str(value))
            if match is None or not _exists(*match.groups()):
                raise ValueError("must be a date such as 2013, 2013-09 or 2013-09-20")
            parts = [int(part) if part else None for part in match.groups()]
            return dict(zip(("year", "month", "day"), parts, strict=True))
        return value

    @property
    def earliest(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        month = self.month or 12
        day = self.day or calendar.monthrange(self.year, month)[1]
        return datetime.date(self.year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


def _exists(year: str, month: str | None, day: str | None) -> bool:
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def read_day(typed: str) -> datetime.date | None:
    """A day written as year, month and day, such as 2013-09-20; None for anything else."""
    if _DAY.fullmatch(typed) is None:
        return None
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError:
        return None


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day of another month, or that month's last: a month after 31 January is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age_in_words(since: datetime.date, on: datetime.date, figure: Callable[[int], Told] = int) -> Said:
    """How long ago it was: in days, then in months, from two years on in years. `figure` says the number."""
    months = (on.year - since.year) * 12 + on.month - since.month
    if months_later(since, months) > on:
        months -= 1
    days, years = (on - since).days, months // 12
    if months < 1:
        return said_many("{number} day", "{number} days", n=days, number=figure(days))
    if months < 24:
        return said_many("{number} month", "{number} months", n=months, number=figure(months))
    return said_many("{number} year", "{number} years", n=years, number=figure(years))
