"""What is wrong with an organiser's file or a supporter's input, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

from app.domain.said import Reader, Sentence, said
from app.domain.values import Value

Severity = Literal["error", "warning", "hint"]


class Problem(Value):
    """One fault: a stable code, its place, the fact and the remedy.

    `where` is a file's path (with `line`, counted from 1) or the name of a form field. An error
    keeps a thing from being used; a warning wants mending; a hint is for whoever has time.
    """

    code: str
    where: str
    message: Sentence
    hint: Sentence = ""
    line: int | None = None
    severity: Severity = "error"

    @property
    def place(self) -> str:
        return self.where if self.line is None else f"{self.where}:{self.line}"

    @property
    def words(self) -> str:
        """The fact and its remedy, as one English text."""
        return f"{self.message} {self.hint}".strip()

    def words_for(self, reader: Reader) -> str:
        """The same in the reader's language, as far as it is `said`: what organisers alone read is not."""
        return " ".join(reader.value(part) for part in (self.message, self.hint) if part)

    def __str__(self) -> str:
        return f"{self.place}: {self.words} [{self.code}]"


Problems = tuple[Problem, ...]


def in_order(problems: Iterable[Problem]) -> Problems:
    """The problems by file, line and code, each once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.where, p.line or 0, p.code, p.message)))


def did_you_mean(word: str, known: Iterable[str]) -> Sentence:
    """The remedy for a word that nobody knows: the nearest one, or all there are."""
    choices = sorted(known)
    near = nearest(word, choices)
    if near:
        return said("Did you mean {word}?", word=near)
    return said("There is: {choices}.", choices=", ".join(choices)) if choices else said("There is none.")


def nearest(word: str, known: Iterable[str]) -> str:
    """The word that was probably meant; empty where none is near."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.6)), "")
