"""A removal: when the applicant is to be taken out of the country, and where to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from app.domain.dates import read_day
from app.domain.problem import Problem, did_you_mean, nearest
from app.domain.said import Sentence, Told, said
from app.domain.strasbourg import STRASBOURG, is_in_time, receipt_of
from app.domain.values import Value

# dated: a day is fixed; undated: it is to come and no day is fixed yet; none: the harm is another.
RemovalKind = Literal["dated", "undated", "none"]
KINDS: tuple[RemovalKind, ...] = ("dated", "undated", "none")
_HOUR = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)(?::00)?", re.ASCII)
_NOT_KNOWN = frozenset({"unknown", "not known"})
# Nobody fixes a removal further ahead than this.
_FURTHEST_AHEAD = datetime.timedelta(days=366)
# Where the day ends last, twelve hours after Greenwich.
_LAST_ZONE = datetime.timezone(datetime.timedelta(hours=-12))

Texts = Mapping[str, str]


class Removal(Value):
    """`at` is the moment in its own zone, where the hour is known; `day` alone where it is not.

    Without a day, `known` says what is known.
    """

    at: datetime.datetime | None = None
    day: datetime.date | None = None
    zone: str = ""
    destination: str
    flight: str = ""
    known: str = ""

    @property
    def ends(self) -> datetime.datetime | None:
        """The moment from which it cannot be still to come; None while no day is fixed."""
        if self.at or self.day is None:
            return self.at
        return datetime.datetime.combine(self.day, datetime.time.max, _LAST_ZONE)


def read_removal(texts: Texts, now: datetime.datetime) -> tuple[Removal | None, list[Problem]]:
    """What a form's fields say of a removal, and every problem with them.

    Fields: removal (dated, undated or none), removal_date, removal_time, removal_zone,
    removal_hour (first or second, where the clocks show that hour twice), removal_destination,
    removal_flight, removal_known. `now` knows its own time zone.
    """
    kind = texts["removal"]
    if kind == "none":
        return None, []
    if kind not in KINDS:
        return None, [
            _problem(
                "no-choice",
                "removal",
                said("Say whether the applicant is about to be removed from the country."),
                said("In a file, write one of these: {words}.", words=", ".join(KINDS)),
            )
        ]
    problems = [] if texts["removal_destination"] else [_no_destination()]
    if kind == "undated":
        problems += [] if texts["removal_known"] else [_nothing_known()]
        at, day = None, None
    else:
        at, day, told = _read_moment(texts, now)
        problems += told
    removal = Removal(
        at=at,
        day=day,
        zone=texts["removal_zone"] if at else "",
        destination=texts["removal_destination"],
        flight=texts["removal_flight"],
        known=texts["removal_known"],
    )
    return removal, problems


def comes_too_soon(removal: Removal | None, now: datetime.datetime) -> list[Problem]:
    """A warning where the registry has less than a working day: the request is sent all the same."""
    if removal is None or removal.ends is None or is_in_time(now, _earliest(removal)):
        return []
    return [
        Problem(
            code="less-than-a-working-day",
            where="removal_time",
            message=said(
                "The Court may not be able to deal with a request that it receives less than a working day before the "
                "removal. Sent now, yours is received on {moment}, Strasbourg time.",
                moment=receipt_of(now),
            ),
            hint=said("Send it at once all the same, by the fastest way, and stay near the telephone."),
            severity="warning",
        )
    ]


def _earliest(removal: Removal) -> datetime.datetime:
    if removal.at:
        return removal.at
    day = removal.day or datetime.date.max
    return datetime.datetime.combine(day, datetime.time.min, STRASBOURG)


def _read_moment(
    texts: Texts, now: datetime.datetime
) -> tuple[datetime.datetime | None, datetime.date | None, list[Problem]]:
    day, problems = _read_date(texts["removal_date"], now)
    typed = texts["removal_time"]
    if typed.casefold() in _NOT_KNOWN:
        return None, day, problems
    time, zone = _read_time(typed), _read_zone(texts["removal_zone"])
    problems += [one for one in (time, zone) if isinstance(one, Problem)]
    if day is None or isinstance(time, Problem) or isinstance(zone, Problem):
        return None, day, problems
    at = _on_the_clock(datetime.datetime.combine(day, time, zone), texts["removal_hour"])
    if isinstance(at, Problem):
        return None, day, [*problems, at]
    if at <= now:
        passed = said("{day} at {time} ({zone})", day=day, time=at.time(), zone=zone.key)
        return None, day, [*problems, _passed(passed, "removal_time")]
    return at, day, problems


def _read_date(typed: str, now: datetime.datetime) -> tuple[datetime.date | None, list[Problem]]:
    day = read_day(typed)
    if day is None:
        message = said("Enter the date of removal as year, month and day, such as {example}.", example="2026-11-24")
        hint = said("If no date is fixed yet, choose that instead.")
        return None, [_problem("no-date", "removal_date", message, hint)]
    if day > now.date() + _FURTHEST_AHEAD:
        message = said("The date of removal must be within a year from today.")
        return None, [_problem("date-far-ahead", "removal_date", message, said("It is {day}.", day=day))]
    if day < now.astimezone(_LAST_ZONE).date():
        return None, [_passed(day, "removal_date")]
    return day, []


def _read_time(typed: str) -> datetime.time | Problem:
    match = _HOUR.fullmatch(typed)
    if match:
        return datetime.time(int(match.group(1)), int(match.group(2)))
    message = said("Enter the time of removal by the 24-hour clock, such as 06:35 or 18:10.")
    return _problem("no-time", "removal_time", message, said("If nobody has said it, write «{word}».", word="unknown"))


def _read_zone(typed: str) -> ZoneInfo | Problem:
    if typed in zone_names():
        return ZoneInfo(typed)
    message = said("Enter the time zone of the removal as continent and city, such as Europe/Brussels.")
    known = nearest(typed, zone_names())
    return _problem("no-zone", "removal_zone", message, did_you_mean(typed, zone_names()) if known else "")


@cache
def zone_names() -> tuple[str, ...]:
    """The zones of the IANA database that name a place."""
    return tuple(
        sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    )


def _on_the_clock(local: datetime.datetime, wish: str) -> datetime.datetime | Problem:
    """The moment when the clocks show that hour; a problem where they never do, or do twice."""
    first, second = local.replace(fold=0), local.replace(fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    place = local.tzinfo.key if isinstance(local.tzinfo, ZoneInfo) else ""
    if before == after or before is None or after is None:
        return first
    if before < after:
        return _problem(
            "time-skipped",
            "removal_time",
            said(
                "On {day} the clocks of {place} go forward, and {time} is left out.",
                day=local.date(),
                place=place,
                time=local.time(),
            ),
            said("Enter the hour again as the removal order gives it."),
        )
    if wish in {"first", "second"}:
        return first if wish == "first" else second
    return _problem(
        "time-twice",
        "removal_hour",
        said(
            "On {day} the clocks of {place} go back, and {time} comes twice.",
            day=local.date(),
            place=place,
            time=local.time(),
        ),
        said("Choose the first ({first}) or the second ({second}).", first=_offset(before), second=_offset(after)),
    )


def _offset(offset: datetime.timedelta) -> str:
    """Such as UTC+2 or UTC-3:30."""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def offset_of(moment: datetime.datetime) -> str:
    return _offset(moment.utcoffset() or datetime.timedelta())


def _passed(when: Told, where: str) -> Problem:
    return _problem(
        "removal-passed",
        where,
        said("The removal must be still to come; {when} has passed.", when=when),
        said("Enter the next date that is fixed, or choose that no date is fixed yet."),
    )


def _no_destination() -> Problem:
    message = said("Enter where the applicant is to be taken: the city and the country.")
    return _problem("no-destination", "removal_destination", message)


def _nothing_known() -> Problem:
    message = said("Say what is known of the removal: who has announced it, and from when on it can happen.")
    return _problem("nothing-known", "removal_known", message)


def _problem(code: str, where: str, message: Sentence, hint: Sentence = "") -> Problem:
    return Problem(code=code, where=where, message=message, hint=hint)
