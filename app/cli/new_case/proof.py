"""What `letters check` would say of a new case: after each answer, and of the letters at the end."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool

import click

from app.checking import Reading, Report, breaches, examine, workers
from app.cli.check import NO_PAPER
from app.content.answers import Answers, Flat
from app.content.new_case import NewCases
from app.domain.problem import Problems


class Proof:
    """Reads answers as the case they would make, and finds its faults."""

    def __init__(self, desk: NewCases) -> None:
        self._desk = desk
        self._last: tuple[Answers, Problems] | None = None

    def new_faults(self, before: Flat, after: Flat) -> list[str]:
        """What is wrong with answers beyond what was before: fact and remedy."""
        then, now = Answers.from_flat(before), Answers.from_flat(after)
        if then == now:
            return []
        known = {(problem.code, problem.message) for problem in self._errors(then)}
        return [found.words for found in self._errors(now) if (found.code, found.message) not in known]

    def _errors(self, answers: Answers) -> Problems:
        # The answers before one question are mostly those after the last.
        if self._last is None or self._last[0] != answers:
            reading = self._reading(answers)
            found = (*reading.library.problems, *breaches(reading, (_place_of(answers),)))
            self._last = answers, tuple(problem for problem in found if problem.severity == "error")
        return self._last[1]

    def on_paper(self, answers: Answers) -> Report:
        """All that is to say of the finished case, its letters laid out for every sample supporter."""
        try:
            with workers(1) as executor:
                return examine(self._reading(answers), executor, under=(_place_of(answers),))
        except BrokenProcessPool:
            click.echo(NO_PAPER, err=True)
            return examine(self._reading(answers), None, under=(_place_of(answers),))

    def _reading(self, answers: Answers) -> Reading:
        return Reading(*self._desk.reading_of(answers), self._desk.today)


def _place_of(answers: Answers) -> str:
    return f"letter_templates/{answers.slug or NewCases.UNNAMED}"
