"""A file's terms of one office beside ours. Ours stay as they are."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.content.importing.sheet import Finding
from app.content.importing.terms import Term
from app.domain.dates import PartialDate
from app.domain.office import Holder, Office

# A wrong year is the commonest slip in such tables: the day agrees, or nearly, and the year does not.
_ABOUT_A_YEAR = range(335, 397)


@dataclass(frozen=True)
class Comparison:
    """A term of theirs, of ours, or both side by side. `term` is what could be added, of a new one."""

    status: Literal["same", "differs", "new", "ours only"]
    person: str
    ours: str = ""
    theirs: str = ""
    term: Term | None = None


def compare(office: Office, terms: Sequence[Term]) -> tuple[list[Comparison], list[Finding]]:
    """Every term of theirs and of ours in a line, and what contradicts ours."""
    lines: list[Comparison] = []
    findings: list[Finding] = []
    met: set[int] = set()
    for term in terms:
        number = _ours_for(term, office.holders)
        if number is None:
            lines.append(Comparison("new", term.person, theirs=term.words, term=term))
            findings.extend(_conflicts(term, office))
        else:
            met.add(number)
            lines.append(_line(term, office.holders[number]))
            findings.extend(_a_year_off(term, office.holders[number]))
    ours_only = (holder for number, holder in enumerate(office.holders) if number not in met)
    lines.extend(Comparison("ours only", holder.name, ours=words_of(holder)) for holder in ours_only)
    return lines, findings


def words_of(holder: Holder) -> str:
    start = holder.from_ or "unknown"
    seen = f", in office on {holder.seen[-1]}" if holder.seen else ""
    return (f"{start} to {holder.until}" if holder.until else f"since {start}") + seen


def _line(term: Term, holder: Holder) -> Comparison:
    agree = _starts_agree(term, holder) and _ends_agree(term, holder)
    return Comparison("same" if agree else "differs", holder.name, words_of(holder), term.words)


def _ours_for(term: Term, holders: Sequence[Holder]) -> int | None:
    """Our term of the same person that this one is about: the nearest that it meets."""
    met = [number for number, holder in enumerate(holders) if term.is_of(holder) and _meets(term, holder)]
    return min(met, key=lambda number: _days_apart(term, holders[number]), default=None)


def _meets(term: Term, holder: Holder) -> bool:
    """They share days, begin together, or are one term with a wrong year."""
    first, last = _possible_span(holder)
    shares = max(first, term.earliest) < min(last, term.latest)
    return (
        shares or _starts_agree(term, holder) or (_starts_a_year_off(term, holder) and _ends_a_year_off(term, holder))
    )


def _possible_span(holder: Holder) -> tuple[datetime.date, datetime.date]:
    first = holder.from_.earliest if holder.from_ else datetime.date.min
    if holder.until is None:
        return first, datetime.date.max
    ends = [holder.until] if isinstance(holder.until, PartialDate) else [holder.from_, *holder.seen]
    return first, max((day.latest for day in ends if day), default=datetime.date.max)


def _days_apart(term: Term, holder: Holder) -> int:
    return abs((term.earliest - _possible_span(holder)[0]).days)


def _starts_agree(term: Term, holder: Holder) -> bool:
    return term.start is None or (holder.from_ is not None and _within(holder.from_, term.start))


def _ends_agree(term: Term, holder: Holder) -> bool:
    """An end that the file does not know agrees with any that is not before the file's day."""
    if isinstance(term.end, PartialDate):
        return isinstance(holder.until, PartialDate) and _within(holder.until, term.end)
    if term.end == "unknown" or holder.until is None:
        return True
    if holder.until == "unknown":
        return holder.sure_span is not None and holder.sure_span[1] >= term.snapshot
    return holder.until.latest >= term.snapshot


def _within(ours: PartialDate, theirs: PartialDate) -> bool:
    """Theirs says no other than ours, and nothing finer."""
    return theirs.earliest <= ours.earliest and ours.latest <= theirs.latest


def _starts_a_year_off(term: Term, holder: Holder) -> bool:
    return _about_a_year(term.start, holder.from_)


def _ends_a_year_off(term: Term, holder: Holder) -> bool:
    return _about_a_year(term.end, holder.until)


def _about_a_year(theirs: object, ours: object) -> bool:
    if not (isinstance(theirs, PartialDate) and isinstance(ours, PartialDate)):
        return False
    return abs((theirs.earliest - ours.earliest).days) in _ABOUT_A_YEAR


def _a_year_off(term: Term, holder: Holder) -> Iterator[Finding]:
    off = [
        (verb, theirs, ours)
        for verb, theirs, ours in (("begins", term.start, holder.from_), ("ends", term.end, holder.until))
        if _about_a_year(theirs, ours)
    ]
    for verb, theirs, ours in off:
        problem = term.row.problem(
            "import-differs",
            f"The term of {holder.name} {verb} on {theirs} here and on {ours} in recipients.yaml, about a year apart.",
            f"Ours is kept. Compare its source: {holder.source}.",
        )
        yield Finding(problem, (term.row,))


def _conflicts(term: Term, office: Office) -> Iterator[Finding]:
    """What a new term takes from ours: days that are somebody's, or the present of somebody still in office."""
    span = term.holder.sure_span
    for holder in office.holders:
        ours = holder.sure_span
        if span is None or ours is None or max(span[0], ours[0]) >= min(span[1], ours[1]):
            continue
        yield _succession(term, holder) if holder.until is None and ours[0] < span[0] else _overlap(term, holder)


def _succession(term: Term, holder: Holder) -> Finding:
    problem = term.row.problem(
        "import-successor",
        f"{term.person} ({term.words}) comes after {holder.name}, who is still in office in recipients.yaml.",
        f"If that is so, add «until: {term.start}» to {holder.name}; till then letters go to the office by its title.",
        "warning",
    )
    return Finding(problem, (term.row,))


def _overlap(term: Term, holder: Holder) -> Finding:
    problem = term.row.problem(
        "import-overlap",
        f"The term of {term.person} ({term.words}) overlaps that of {holder.name} in recipients.yaml "
        f"({words_of(holder)}).",
        "Ours is kept. Find out who held the office, and correct the one that is wrong.",
    )
    return Finding(problem, (term.row,))
