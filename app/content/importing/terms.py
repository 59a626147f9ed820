"""A row's text → a term of office, or what is wrong with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import ValidationError

from app.content.importing.sheet import Finding, Row
from app.domain.dates import PartialDate
from app.domain.office import Gender, Holder
from app.domain.text import bare_letters

End = PartialDate | Literal["unknown"] | None

# Wikidata writes 2006-05-20T00:00:00Z, with a plus before it, and 00 for what is not known.
_WIKIDATA_DATE = re.compile(r"\+?(\d{4}(?:-\d{2}){0,2}?)(?:-00)*(?:T\S*)?", re.ASCII)
_WIKIDATA_ITEM = re.compile(r"(?:.*/)?(Q[1-9][0-9]*)", re.ASCII)
# Others, or none: the letter then uses the form that fits everybody.
_GENDERS: dict[str, Gender] = {
    "male": "male",
    "m": "male",
    "q6581097": "male",
    "female": "female",
    "f": "female",
    "q6581072": "female",
}


@dataclass(frozen=True)
class Term:
    """A person in office from a day to a day. Without an end: in office when the file was made, on `snapshot`."""

    row: Row
    person: str
    wikidata: str
    gender: Gender | None
    start: PartialDate | None
    end: End
    snapshot: datetime.date

    @cached_property
    def holder(self) -> Holder:
        """As recipients.yaml has it: what the file shows, and nothing about the days after it was made."""
        open_end = self.end is None
        return Holder.model_validate(
            {
                "name": self.person,
                "gender": self.gender,
                "from": self.start,
                "until": self.end or "unknown",
                "seen": (PartialDate.model_validate(self.snapshot),) if open_end else (),
                "source": self._source,
                "unconfirmed": f"whether the term goes on after {self.snapshot}" if open_end else "",
            }
        )

    @property
    def _source(self) -> str:
        origin = f"Wikidata ({self.wikidata}) by way of " if self.wikidata else ""
        return f"{origin}{self.row.file}, {self.snapshot}"

    @property
    def words(self) -> str:
        start = self.start or "unknown"
        return f"since {start}, in office on {self.snapshot}" if self.end is None else f"{start} to {self.end}"

    @property
    def earliest(self) -> datetime.date:
        return self.start.earliest if self.start else datetime.date.min

    @property
    def latest(self) -> datetime.date:
        """The last day that can be one in office, as far as the file knows."""
        return self.end.latest if isinstance(self.end, PartialDate) else self.snapshot

    def is_of(self, holder: Holder) -> bool:
        """Whether both are about one person: by the item in Wikidata, or by a name in any spelling."""
        names = {bare_letters(name) for name in (holder.name, *holder.names.values())}
        return self.wikidata in holder.wikidata_ids or bare_letters(self.person) in names


def read_terms(rows: Sequence[Row], snapshot: datetime.date) -> tuple[list[Term], list[Finding]]:
    """The terms of the sound rows, each once, and what is wrong with or worth saying about the others."""
    terms: dict[tuple[object, ...], Term] = {}
    findings: list[Finding] = []
    for row in rows:
        faults = list(_faults(row))
        findings.extend(faults)
        if not faults:
            term = _term(row, snapshot)
            same = terms.setdefault((bare_letters(term.person), term.wikidata, term.start, term.end), term)
            findings.extend(_doubts(term) if same is term else [_twice(term, same)])
    return list(terms.values()), findings


def _term(row: Row, snapshot: datetime.date) -> Term:
    item = _WIKIDATA_ITEM.fullmatch(row.wikidata)
    return Term(
        row=row,
        person=row.person,
        wikidata=item[1] if item else "",
        gender=_GENDERS.get(row.gender.lower()),
        start=_date(row.start),
        end="unknown" if row.end == "unknown" else _date(row.end),
        snapshot=snapshot,
    )


def _date(text: str) -> PartialDate | None:
    match = _WIKIDATA_DATE.fullmatch(text)
    return PartialDate.model_validate(match[1]) if match else None


def _is_date(text: str) -> bool:
    try:
        return _date(text) is not None
    except ValidationError:
        return False


def _faults(row: Row) -> Iterator[Finding]:
    """What keeps a row from being a term."""
    if not row.person:
        item = f" ({row.wikidata})" if row.wikidata else ""
        yield _finding(row, "import-no-name", f"The row names nobody{item}.", "Add the name, or take the row out.")
    unreadable = [text for text in (row.start, row.end) if text not in ("", "unknown") and not _is_date(text)]
    for text in unreadable:
        hint = "Write a year, a month or a day: 2006, 2006-05 or 2006-05-20."
        yield _finding(row, "import-date", f"«{text}» is not a date.", hint)
    start, end = (None, None) if unreadable else (_date(row.start), _date(row.end))
    if start and end and end.latest < start.earliest:
        message = f"The term of {row.person} ends on {end}, before it begins on {start}."
        yield _finding(row, "import-backwards", message, "Correct one of the two dates.")


def _doubts(term: Term) -> Iterator[Finding]:
    """What a term without an end can and cannot say."""
    if term.end is not None:
        return
    if term.earliest > term.snapshot:
        message = f"The term of {term.person} begins on {term.start}, after the file was made on {term.snapshot}."
        yield _finding(term.row, "import-snapshot", message, "Give the day on which the file was made with --snapshot.")
        return
    message = f"The term of {term.person} has no end: taken as in office on {term.snapshot}, when the file was made."
    hint = "Look for a newer source before you rely on it."
    yield Finding(term.row.problem("import-open-end", message, hint, "warning"), (term.row,))


def _twice(term: Term, same: Term) -> Finding:
    message = f"This is {same.row.place} again: {term.person}, {term.words}."
    return Finding(term.row.problem("import-duplicate", message, "Take one of the two out.", "warning"), (term.row,))


def _finding(row: Row, code: str, message: str, hint: str) -> Finding:
    return Finding(row.problem(code, message, hint), (row,))
