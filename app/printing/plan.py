"""Letters → the order in which they are printed, in bundles that are handled together, cut into parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from app.composing.wording import Signed
from app.domain.office import Office
from app.domain.stationery import Stationery
from app.printing.letters import RunLetter, RunLetters
from app.printing.part import LettersPart
from app.printing.store import part_name

Sort = Literal["office", "postcode", "table"]
SORTS: tuple[Sort, ...] = get_args(Sort)

# What one process prints in one go, in letters: some two seconds' work, and in a small run so much
# less that all have something to do. A letter that is laid out whole takes as long as this many others.
_MOST, _LEAST, _SHARES, _WHOLE = 250, 100, 8, 12


@dataclass(frozen=True)
class PlannedPart:
    """A part and the letters in it, in the same order."""

    name: str
    part: LettersPart
    letters: tuple[RunLetter, ...]


@dataclass(frozen=True)
class Bundle:
    """Letters that come out of the printer together and go into the same envelopes: to one office, unless None."""

    office: Office | None
    stationery: Stationery
    parts: tuple[PlannedPart, ...]

    @property
    def letters(self) -> tuple[RunLetter, ...]:
        return tuple(letter for part in self.parts for letter in part.letters)


def bundles_of(run: RunLetters, stationery: Sequence[Stationery], sort: Sort) -> tuple[Bundle, ...]:
    """All bundles in their order; `stationery` is by wording.

    By office, a bundle holds the letters to one office on one stationery. By postcode, all letters
    on one stationery, those of one supporter together. By table, everything as the table has it.
    """
    sheet = dict(enumerate(stationery))
    letters = list(run.letters)
    if sort != "office":
        letters.sort(key=lambda letter: letter.row)
    if sort == "postcode":
        letters.sort(key=lambda letter: (sheet[letter.wording].id, letter.area, letter.row))
    if sort == "office":
        places = {letter.office.id: place for place, letter in reversed(list(enumerate(letters)))}
        letters.sort(key=lambda letter: (places[letter.office.id], sheet[letter.wording].id))

    def bundle(letter: RunLetter) -> tuple[str, str]:
        by_office = letter.office.id if sort == "office" else ""
        return by_office, sheet[letter.wording].id if sort != "table" else ""

    return tuple(
        _bundle(run, list(together), sheet[first.wording], sort)
        for together in (tuple(group) for _key, group in groupby(letters, bundle))
        for first in together[:1]
    )


def _bundle(run: RunLetters, letters: Sequence[RunLetter], stationery: Stationery, sort: Sort) -> Bundle:
    parts = tuple(_planned(run, part) for part in _cut(run, letters))
    return Bundle(letters[0].office if sort == "office" else None, stationery, parts)


def _cut(run: RunLetters, letters: Sequence[RunLetter]) -> Iterator[list[RunLetter]]:
    work = [1 if run.wordings[letter.wording].shared else _WHOLE for letter in letters]
    most = min(_MOST, max(_LEAST, -(-sum(work) // _SHARES)))
    part: list[RunLetter] = []
    filled = 0
    for letter, more in zip(letters, work, strict=True):
        if part and filled + more > most:
            yield part
            part, filled = [], 0
        part.append(letter)
        filled += more
    if part:
        yield part


def _planned(run: RunLetters, letters: Sequence[RunLetter]) -> PlannedPart:
    numbers = {wording: number for number, wording in enumerate(dict.fromkeys(letter.wording for letter in letters))}
    part = LettersPart(
        wordings=tuple(run.wordings[wording] for wording in numbers),
        signed=tuple(Signed(wording=numbers[letter.wording], own=letter.own) for letter in letters),
    )
    return PlannedPart(part_name(part), part, tuple(letters))
