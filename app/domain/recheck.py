"""What about the offices is to be looked up again, and how much hangs on it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.domain.case import Case
from app.domain.dates import age_in_words, months_later
from app.domain.office import Contact, Holder, Office
from app.domain.values import Value

# A contact is relied on for a year; the end of a term is looked into a season before it comes.
_RELIED_ON_MONTHS = 12
_FORESEEN_MONTHS = 3


class Recheck(Value):
    """One thing to look up: a contact or the holder of an office.

    `since` is the day its age is counted from: the first of a month or a year of which no more is
    known, none where no source is dated, the day to come on which a term ends.
    """

    office: str
    what: str
    status: str
    since: datetime.date | None
    age: str
    open_cases: int
    all_cases: int


class _Due(NamedTuple):
    what: str
    status: str
    since: datetime.date | None


def rechecks(offices: Iterable[Office], cases: Iterable[Case], on: datetime.date) -> tuple[Recheck, ...]:
    """What is due on a day: first what open cases lean on, then other cases; the oldest first.

    Contacts that are no longer used and have no successor come last: nothing is there to check.
    """
    known = tuple(cases)
    due = (recheck for office in offices for recheck in _rechecks(office, known, on))
    return tuple(sorted(due, key=_urgency))


def _urgency(due: Recheck) -> tuple[bool, int, int, datetime.date, str, str]:
    nothing_there = due.status == "historical"
    return (nothing_there, -due.open_cases, -due.all_cases, due.since or datetime.date.min, due.office, due.what)


def _rechecks(office: Office, cases: tuple[Case, ...], on: datetime.date) -> Iterator[Recheck]:
    writing = [case.status for case in cases if case.addressee(office.id)]
    for due in (*_due_contacts(office, on), *_due_holder(office, on)):
        yield Recheck(
            office=office.id,
            **due._asdict(),
            age=_age(due.since, on),
            open_cases=writing.count("open"),
            all_cases=len(writing),
        )


def _age(since: datetime.date | None, on: datetime.date) -> str:
    if since is None:
        return "undated"
    return f"{age_in_words(on, since)} left" if since > on else age_in_words(since, on)


def _due_contacts(office: Office, on: datetime.date) -> Iterator[_Due]:
    for name, contact in office.contacts.each:
        checked = _checked(contact, on)
        if contact.status == "historical":
            yield _Due(f"no current {name}", contact.status, checked)
        elif contact.status == "stale" or checked is None or months_later(checked, _RELIED_ON_MONTHS) < on:
            yield _Due(name, contact.status, checked)


def _checked(contact: Contact, on: datetime.date) -> datetime.date | None:
    return min(contact.checked.earliest, on) if contact.checked else None


def _due_holder(office: Office, on: datetime.date) -> Iterator[_Due]:
    holder = office.holder_on(on)
    if holder is not None:
        ends = _end_of(holder)
        if ends and ends <= months_later(on, _FORESEEN_MONTHS):
            yield _Due("holder", f"term ends {holder.until}", ends)
    # An office of which no holder was ever sought, such as a registry, is written to by its title.
    elif office.holders or office.holder_unknown:
        yield _Due("holder", "not known for certain", _last_known_day(office, on))


def _end_of(holder: Holder) -> datetime.date | None:
    """The last sure day of a term that is known to end."""
    last = holder.sure_span[1] if holder.sure_span else None
    return None if last == datetime.date.max else last


def _last_known_day(office: Office, on: datetime.date) -> datetime.date | None:
    """The newest day until `on` of which somebody is sure to have held the office."""
    spans = (holder.sure_span for holder in office.holders)
    return max((min(span[1], on) for span in spans if span and span[0] <= on), default=None)
