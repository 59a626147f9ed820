"""One holder after the other: terms that overlap, and days that nobody has."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from app.content.importing.sheet import Finding
from app.content.importing.terms import Term

# A month between two governments is common; more is a row that is missing, or a vacancy to note.
_LONGEST_GAP = datetime.timedelta(days=31)


def overlaps(terms: Sequence[Term]) -> Iterator[Finding]:
    """Terms that surely share more than the day of the handover. What may be so, is not told."""
    sure = [(span, term) for term in terms if (span := term.holder.sure_span)]
    reaching: tuple[datetime.date, Term] | None = None
    for (first, last), term in sorted(sure, key=lambda one: (one[0], one[1].row.number)):
        if reaching and first < reaching[0]:
            yield _overlap(term, reaching[1])
        if reaching is None or last > reaching[0]:
            reaching = (last, term)


def _overlap(term: Term, other: Term) -> Finding:
    problem = term.row.problem(
        "import-overlap",
        f"The term of {term.person} ({term.words}) overlaps that of {other.person} "
        f"in {other.row.place} ({other.words}).",
        "One person holds an office at a time: correct the dates, or take one of the rows out.",
    )
    return Finding(problem, (term.row, other.row))


def gaps(terms: Sequence[Term]) -> Iterator[Finding]:
    """More than a month that no term of the file can cover."""
    covered: datetime.date | None = None
    for term in sorted((term for term in terms if term.start), key=lambda one: (one.earliest, one.row.number)):
        if covered and term.earliest - covered > _LONGEST_GAP:
            yield _gap(term, covered)
        covered = max(covered or term.latest, term.latest)


def _gap(term: Term, covered: datetime.date) -> Finding:
    days = (term.earliest - covered).days
    problem = term.row.problem(
        "import-gap",
        f"Before {term.person} ({term.words}) nobody is named for {days} days, since {covered}.",
        "See whether a row is missing; if the office stood empty, say so in the office’s note.",
        "warning",
    )
    return Finding(problem, (term.row,))
