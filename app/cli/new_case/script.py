"""Takes all answers from a file and the command line, and asks nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.cli.new_case.conversation import about_the_answer
from app.cli.new_case.questions import Interview, Question
from app.cli.new_case.readers import RefusedError
from app.content.answers import ANOTHER, Flat, Key


class Outcome(NamedTuple):
    """The answers taken; what was refused and why, and the options that are missing."""

    settled: Flat
    refused: list[str]
    missing: list[str]


def settle(
    questions: Callable[[], Interview], faults: Callable[[Flat, Flat], list[str]], known: Mapping[Key, str]
) -> Outcome:
    """Goes through all questions; what no answer fits stays empty, so that every fault is told at once."""
    taken = Outcome({}, [], [])
    walk = questions()
    question, asked = next(walk), set()
    try:
        while True:
            asked.add(question.key)
            answer = _settled(question, faults, known, taken)
            if answer:
                taken.settled[question.key] = answer
            question = walk.send(answer)
    except StopIteration:
        taken.refused.extend(_unwanted(key) for key in known if key not in asked and key[-1] != ANOTHER)
        return taken


def _settled(
    question: Question, faults: Callable[[Flat, Flat], list[str]], known: Mapping[Key, str], taken: Outcome
) -> str:
    if question.key not in known and not question.proposes and not question.optional:
        taken.missing.append(question.option)
        return ""
    try:
        answer = question.answer(known.get(question.key, question.proposes))
    except RefusedError as refusal:
        taken.refused.append(f"{question.option}: {refusal}")
        return ""
    found = faults(taken.settled, {**taken.settled, question.key: answer})
    taken.refused.extend(f"{question.option}: {about_the_answer(fault)}" for fault in found)
    return "" if found else answer


def _unwanted(key: Key) -> str:
    if key[0] == "asks":
        return f"--ask {key[1]}: Nobody is asked this. Name it in a --to, or take it out."
    place = " → ".join(str(step + 1) if isinstance(step, int) else step for step in key)
    return f"{place}: There is no place for this. Take it out."
