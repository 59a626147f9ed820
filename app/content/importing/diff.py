"""A whole file beside recipients.yaml: what is the same, what differs, what is new."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.content.importing.comparison import Comparison, compare
from app.content.importing.positions import Offices, Rows, names_by_id, rows_by_office, rows_of_one
from app.content.importing.sheet import Finding, Sheet
from app.content.importing.succession import gaps, overlaps
from app.content.importing.terms import Term, read_terms
from app.domain.office import Holder, Office
from app.domain.problem import Problem, Problems


@dataclass(frozen=True)
class Diff:
    """Ours and theirs by office, the new holders that nothing speaks against, and every problem."""

    comparisons: Mapping[str, Sequence[Comparison]]
    new: Mapping[str, Sequence[Holder]]
    problems: Problems


def diff_with(sheet: Sheet, offices: Offices, snapshot: datetime.date, only: Office | None = None) -> Diff:
    """What a file of that day says about our offices, or about `only` one."""
    if only is None:
        by_office, findings = rows_by_office(sheet, offices)
    else:
        rows, findings = rows_of_one(sheet, only)
        by_office = {only.id: rows} if rows else {}
    comparisons: dict[str, Sequence[Comparison]] = {}
    for office_id, rows in by_office.items():
        compared, found = _compared(offices[office_id], rows, snapshot, certain=only is not None)
        findings.extend(found)
        if compared:
            comparisons[office_id] = compared
    return Diff(comparisons, _new(comparisons, findings), _problems(sheet, findings))


def _compared(
    office: Office, rows: Rows, snapshot: datetime.date, *, certain: bool
) -> tuple[list[Comparison], list[Finding]]:
    terms, findings = read_terms(rows, snapshot)
    if not certain and not names_by_id(rows, office) and _are_strangers(terms, office):
        return [], [_other_office(rows, office)]
    comparisons, contradictions = compare(office, terms)
    return comparisons, [*findings, *overlaps(terms), *gaps(terms), *contradictions]


def _are_strangers(terms: Sequence[Term], office: Office) -> bool:
    """Many countries have a Prime Minister: without one person in common it may be another's."""
    met = any(term.is_of(holder) for term in terms for holder in office.holders)
    return bool(terms and office.holders) and not met


def _other_office(rows: Rows, office: Office) -> Finding:
    problem = rows[0].problem(
        "import-other-office",
        f"Nobody who is «{rows[0].position}» here is known to have been {office.id}: it may be another country’s.",
        f"If it is the same office, say so with --office {office.id}.",
    )
    return Finding(problem, tuple(rows))


def _new(comparisons: Mapping[str, Sequence[Comparison]], findings: Sequence[Finding]) -> dict[str, Sequence[Holder]]:
    """What can be added, by office: of the new terms those in whose rows there is no error."""
    doubtful = {row for finding in findings if finding.problem.severity == "error" for row in finding.rows}
    new = {
        office_id: [one.term.holder for one in compared if one.term and one.term.row not in doubtful]
        for office_id, compared in comparisons.items()
    }
    return {office_id: holders for office_id, holders in new.items() if holders}


def _problems(sheet: Sheet, findings: Sequence[Finding]) -> Problems:
    """In the file's order, what concerns all of it first."""
    whole = [] if sheet.states_gender else [_no_gender(sheet)]
    ordered = sorted(
        findings, key=lambda finding: (finding.rows[0].number if finding.rows else 0, finding.problem.code)
    )
    return (*whole, *(finding.problem for finding in ordered))


def _no_gender(sheet: Sheet) -> Problem:
    return sheet.problem(
        "import-no-gender",
        "The file says nobody’s gender.",
        "New holders come without: letters then use the form that fits everybody. Add it where a source states it.",
        "warning",
    )
