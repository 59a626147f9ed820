"""Checks what organisers have written: as files, by the rules, and as letters on paper."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from app.checking import cases, offices, translations
from app.checking.reading import Reading, Rule
from app.checking.trial import Progress, judge, lay_out, trials
from app.domain.problem import Problems, Severity, in_order

RULES: tuple[Rule, ...] = (*offices.RULES, *cases.RULES, *translations.RULES)
# What only time and other people can mend: never a reason for --strict to fail.
PATIENT = frozenset({"stale-contact", "unreviewed-translation"})


@dataclass(frozen=True)
class Report:
    """Everything that was found, and how much was looked at."""

    problems: Problems
    cases: int
    offices: int
    letters: int

    def count(self, severity: Severity) -> int:
        return sum(problem.severity == severity for problem in self.problems)

    def fails(self, strict: bool) -> bool:
        """Whether there is an error; with `strict`, or a warning that its author could mend today."""
        return any(
            problem.severity == "error" or (strict and problem.severity == "warning" and problem.code not in PATIENT)
            for problem in self.problems
        )


def check(
    root: Path,
    today: datetime.date,
    executor: Executor | None,
    *,
    under: Sequence[str] = (),
    progress: Progress = lambda _done, _of: None,
) -> Report:
    """Check the content in a folder; `under` keeps to files and folders within it, such as a case's.

    `executor` lays the letters out (see `trial.workers`), without it they are only composed;
    `progress` is told how many are done.
    """
    return examine(Reading.of(root, today), executor, under=under, progress=progress)


def examine(
    reading: Reading,
    executor: Executor | None,
    *,
    under: Sequence[str] = (),
    progress: Progress = lambda _done, _of: None,
) -> Report:
    """Check what has been read already."""
    wanted = [case for slug, case in reading.library.cases.items() if _is_under(f"letter_templates/{slug}/", under)]
    letters, hindrances = trials(reading, wanted)
    problems = [*reading.library.problems, *hindrances, *breaches(reading, under)]
    for trial, outcome in lay_out(letters, executor, progress) if executor else ():
        problems.extend(judge(reading, trial, outcome))
    kept = [problem for problem in problems if _is_under(problem.where, under)]
    return Report(in_order(kept), len(wanted), len(reading.library.offices), sum(len(one.letters) for one in letters))


def breaches(reading: Reading, under: Sequence[str]) -> Problems:
    """What the rules say of the files within some places; no letter is tried."""
    found = (problem for rule in RULES for problem in rule(reading))
    return in_order(problem for problem in found if _is_under(problem.where, under))


def _is_under(where: str, under: Sequence[str]) -> bool:
    """Whether a path is one of those wanted, or within one of them."""
    return not under or any(f"{where}/".startswith(f"{path.rstrip('/')}/") for path in under)
