"""Asks the questions one at a time: a step back, a rest and a reason for each refusal."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

import click

from app.cli.new_case.questions import Interview, Question
from app.cli.new_case.readers import RefusedError
from app.content.answers import ANOTHER, Flat, Key

_COMMANDS = "back: the question before. quit: stop, and keep all answers. ?: what is meant."
WELCOME = """\
A new case, one question at a time. Press Enter for the answer that is proposed.
At every question you can also type
  back  for the question before; nothing that you typed is lost
  quit  to stop; your answers are kept, and `letters new-case --resume` goes on
  ?     for what is meant"""


class StoppedError(Exception):
    """The organiser rests; `wished` says whether they typed so, or the input came to its end."""

    def __init__(self, wished: bool) -> None:
        super().__init__()
        self.wished = wished


class _OneBackError(Exception):
    """The question before is wanted."""


class Conversation:
    """`known` are answers from a file or the command line; they are taken silently up to `until`.

    `faults` tells what is wrong with the second answers beyond the first; `keep` is given all
    answers, and the place of the question to come, before each question.
    """

    def __init__(
        self,
        questions: Callable[[], Interview],
        faults: Callable[[Flat, Flat], list[str]],
        keep: Callable[[Flat, Key], None],
        known: Mapping[Key, str],
        until: Key | None = None,
    ) -> None:
        self._questions, self._faults, self._keep = questions, faults, keep
        self._typed = dict(known)
        self._silent = set(known)
        self._until = until
        self._resuming = until is not None
        self._settled: Flat = {}

    def hold(self) -> Flat:
        """All answers; StoppedError where the organiser leaves before the end."""
        while True:
            with suppress(_OneBackError):
                return self._walk()
            # Here only after «back»: the last answer is asked for again.
            last, _answer = self._settled.popitem()
            self._silent.discard(last)

    def _walk(self) -> Flat:
        walk = self._questions()
        question = next(walk)
        with suppress(StopIteration):
            for answer in self._settled.values():
                question = walk.send(answer)
            while True:
                self._settled[question.key] = self._typed[question.key] = answer = self._settle(question)
                question = walk.send(answer)
        return self._settled

    def _settle(self, question: Question) -> str:
        if question.key == self._until:
            self._resuming = False
            self._silent.clear()
        if question.key in self._silent:
            try:
                return self._read(question, self._typed[question.key])
            except RefusedError as refusal:
                del self._typed[question.key]
                self._silent.discard(question.key)
                click.echo(f"\nAn answer that was given beforehand cannot be taken. {refusal}")
        elif self._resuming and (question.optional or question.key[-1] == ANOTHER):
            return question.answer(question.proposes)  # left empty before the rest
        self._keep(self._to_keep(), question.key)
        return self._ask(question)

    def _to_keep(self) -> Flat:
        """All that was typed, but for entries of a list that was ended before them."""
        ended = [key[:-1] for key, answer in self._settled.items() if key[-1] == ANOTHER and answer == "no"]
        return {key: answer for key, answer in self._typed.items() if not any(_is_past(key, end) for end in ended)}

    def _ask(self, question: Question) -> str:
        proposed = self._typed.get(question.key) or question.proposes
        click.echo("\n" + "\n".join(_lines(question, proposed)))
        while True:
            typed = _typed_line()
            command = typed.strip().casefold()
            if command == "back" and not self._settled:
                click.echo("This is the first question.")
            elif command == "back":
                raise _OneBackError
            elif command == "quit":
                raise StoppedError(wished=True)
            elif command == "?":
                click.echo(f"{question.explains}\n{_COMMANDS}")
            else:
                try:
                    return self._read(question, typed if command else proposed)
                except RefusedError as refusal:
                    click.echo(str(refusal))

    def _read(self, question: Question, typed: str) -> str:
        answer = question.answer(typed)
        found = self._faults(self._settled, {**self._settled, question.key: answer})
        if found:
            raise RefusedError("\n".join(about_the_answer(fault) for fault in found))
        return answer


def about_the_answer(fault: str) -> str:
    """What the library says of a file's key, said of the answer."""
    return re.sub(r"^«[^»]*» must be ", "The answer must be ", fault)


def _is_past(key: Key, end: Key) -> bool:
    """Whether a place is in a list's entry at its end, or after it."""
    *section, index = end
    depth = len(section)
    return key[:depth] == tuple(section) and len(key) > depth and int(key[depth]) >= int(index) and key[-1] != ANOTHER


def _lines(question: Question, proposed: str) -> list[str]:
    lines = [question.asks, *question.choices]
    if question.example and proposed == question.proposes and not question.choices:
        lines.append(f"  For example: {question.example}")
    if proposed:
        lines.append(f"  Enter for: {proposed}" + ("; «none» for none" if question.optional else ""))
    elif question.optional:
        lines.append("  Enter for none")
    return lines


def _typed_line() -> str:
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  with it, arrows move within the line
    while True:
        try:
            return str(click.prompt(">", prompt_suffix=" ", default="", show_default=False))
        except UnicodeDecodeError:
            click.echo("The answer holds signs that are not UTF-8 text. Type it again.")
        except (click.Abort, KeyboardInterrupt):
            raise StoppedError(wished=False) from None
