"""A trial of every letter there is: composed and laid out for each sample supporter."""

from __future__ import annotations

import datetime
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.checking.reading import Reading, words_of
from app.checking.samples import samples
from app.composing import compose, languages_for
from app.content import load_stationery
from app.domain.case import Case
from app.domain.letter import Letter, Proof
from app.domain.problem import Problem, Problems

if TYPE_CHECKING:
    from app.rendering import Renderer

# Characters that take three pages in any size: not worth the time to lay out.
_NEVER_TWO_PAGES = 14_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Trial:
    """The letter to one office in one language, for each sample supporter."""

    case: Case
    office_id: str
    language: str
    letters: tuple[Letter | Proof, ...]

    @property
    def longest(self) -> int:
        return max(letter.length for letter in self.letters)

    @property
    def endless(self) -> Outcome | None:
        """The outcome of a letter that is not worth the time to lay out."""
        return Outcome(self.longest // 4_000, ()) if self.longest > _NEVER_TWO_PAGES else None


@dataclass(frozen=True)
class Outcome:
    """How many pages the longest sample took, and which characters no font could draw."""

    pages: int
    missing: tuple[str, ...]


def trials(reading: Reading, cases: Sequence[Case]) -> tuple[tuple[Trial, ...], Problems]:
    """Every letter of the cases, and whatever kept one from being composed."""
    found: list[Trial] = []
    problems: list[Problem] = []
    for case in cases:
        for office in reading.library.offices_of(case):
            for language in languages_for(case, office):
                composed = [
                    compose(
                        case,
                        office,
                        supporter,
                        language=language,
                        on=day_of_trial(case, reading.today),
                        copied=reading.library.copied(case, office),
                    )
                    for supporter in samples(case, language).values()
                ]
                letters = tuple(one for one in composed if isinstance(one, Letter))
                problems.extend(
                    problem.model_copy(update={"where": words_of(case, language), "line": 1})
                    for one in composed
                    if not isinstance(one, Letter)
                    for problem in one
                )
                found.extend([Trial(case, office.id, language, letters)] if letters else [])
    return tuple(found), tuple(problems)


def day_of_trial(case: Case, today: datetime.date) -> datetime.date:
    """The last day on which the case takes letters: then they tell all its facts."""
    return max(case.opened, min(today, case.closed or today))


def lay_out(trials: Sequence[Trial], executor: Executor, progress: Progress) -> Iterator[tuple[Trial, Outcome]]:
    """Each trial with its outcome, as they come; endless letters are not laid out at all."""
    yield from ((trial, outcome) for trial in trials if (outcome := trial.endless))
    waiting = {executor.submit(_outcome, trial.letters): trial for trial in trials if not trial.endless}
    for done, future in enumerate(as_completed(waiting), start=1):
        progress(done, len(waiting))
        yield waiting[future], future.result()


def workers(jobs: int | None = None) -> ProcessPoolExecutor:
    """One process a core, each with a renderer of its own; started afresh, since Pango forbids forks."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs or len(os.sched_getaffinity(0)), mp_context=context, initializer=_renderer)


@cache
def _renderer() -> Renderer:
    # Imported late: the other rules serve a machine without Pango too.
    from app.rendering import Renderer

    return Renderer()


def _outcome(letters: Sequence[Letter | Proof]) -> Outcome:
    rendering = _renderer().render(letters, [load_stationery().plain("A4")])
    pages = max(rendering.letter_of_page.count(index) for index in range(len(letters)))
    return Outcome(pages, rendering.missing)


def judge(reading: Reading, trial: Trial, outcome: Outcome) -> Iterator[Problem]:
    yield from too_long(reading, trial, outcome.pages)
    yield from no_glyph(reading, trial, outcome.missing)


def too_long(reading: Reading, trial: Trial, pages: int) -> Iterator[Problem]:
    """The letter has one page, two at the most, with the longest own words that are allowed."""
    if pages > 1:
        yield reading.problem(
            "too-long-letter",
            "error" if pages > 2 else "warning",
            (words_of(trial.case, trial.language), "facts"),
            f"The letter to «{trial.office_id}» takes {pages} pages when a supporter writes as much as is allowed.",
            "Shorten the facts and the asks: a letter that is read has one page.",
        )


def no_glyph(reading: Reading, trial: Trial, missing: Sequence[str]) -> Iterator[Problem]:
    """Our fonts can draw every sign of our own."""
    texts = [text for letter in trial.letters for text in letter.texts]
    for sign in missing:
        line = next((text for text in texts if sign in text), "")
        yield reading.problem(
            "no-glyph",
            "error",
            (words_of(trial.case, trial.language), *_place_of(sign, reading, trial)),
            f"No font has a sign for «{sign}» (U+{ord(sign[0]):04X}), in «{line.strip()[:40]}».",
            "Take it out, or write it in another way.",
        )


def _place_of(sign: str, reading: Reading, trial: Trial) -> tuple[str, ...]:
    """The key of the language file that holds a sign, if it does."""
    for key, value in reading.yaml(words_of(trial.case, trial.language)).data.items():
        if isinstance(value, str) and sign in value:
            return (key,)
        if isinstance(value, dict):
            for name, text in value.items():
                if sign in str(text):
                    return (key, name)
    return ()
