"""Printed letters → files: which page is which sheet of which file, with a separator before each bundle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.printing.letters import RunLetter
from app.printing.plan import Bundle


@dataclass(frozen=True)
class Pages:
    """Some pages of a part, counted from 0."""

    part: str
    first: int
    count: int


@dataclass
class Stack:
    """The letters of one bundle, or the envelopes, that lie in one file behind one separator.

    `number` counts the bundles from 0; `continued` says that the bundle began in another file, and
    `separators`, 1 or 0, whether a separator lies on top.
    """

    number: int
    separators: int
    continued: bool = False
    pages: list[Pages] = field(default_factory=list)
    sheets: int = 0
    letters: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, pages: Pages) -> None:
        """Pages that follow one another in their part are one stretch."""
        last = self.pages[-1] if self.pages else None
        if last and last.part == pages.part and last.first + last.count == pages.first:
            self.pages[-1] = Pages(last.part, last.first, last.count + pages.count)
        else:
            self.pages.append(pages)
        self.sheets += pages.count


@dataclass
class File:
    """One PDF: its stacks in their order."""

    stacks: list[Stack] = field(default_factory=list)

    @property
    def sheets(self) -> int:
        return sum(stack.separators + stack.sheets for stack in self.stacks)


@dataclass(frozen=True)
class Placed:
    """Where a letter lies: in which file (counted from 0), from which sheet on (from 1), and on how many."""

    letter: RunLetter
    file: int
    sheet: int
    pages: int


class Imposition:
    """Fills file after file; with `most` no more than that many sheets into each.

    A run of one bundle in one file has nothing to be `separated`.
    """

    def __init__(self, most: int | None, *, separated: bool) -> None:
        self.files: list[File] = []
        self._most, self._separators = most, int(separated)

    @property
    def separated(self) -> list[Stack]:
        """The stacks with a separator, in the order of the files."""
        return [stack for file in self.files for stack in file.stacks if stack.separators]

    def begin_file(self) -> None:
        """The next stack is in a file of its own."""
        self.files.append(File())

    def begin(self, number: int) -> None:
        """A new stack, behind the last or in a new file if there is no room for it and a letter."""
        if not self.files or (self._most and self.files[-1].sheets and self.files[-1].sheets + 2 > self._most):
            self.begin_file()
        self.files[-1].stacks.append(Stack(number, self._separators))

    def add(self, part: str, first: int, count: int, letters: int, rows: Iterable[int]) -> tuple[int, int]:
        """Pages that lie together; the file (from 0) and the sheet (from 1) on which they begin."""
        stack = self.files[-1].stacks[-1]
        if self._most and stack.pages and self.files[-1].sheets + count > self._most:
            self.begin_file()
            self.files[-1].stacks.append(Stack(stack.number, self._separators, continued=True))
            stack = self.files[-1].stacks[-1]
        sheet = self.files[-1].sheets + 1
        stack.add(Pages(part, first, count))
        stack.letters += letters
        stack.rows.extend(rows)
        return len(self.files) - 1, sheet


def lay_letters(
    imposition: Imposition,
    bundles: Sequence[Bundle],
    pages: Mapping[str, Sequence[int]],
    left_out: Collection[tuple[int, str]],
) -> Iterator[Placed]:
    """Each letter in its place. `pages` are by part and letter; `left_out` are by row and office."""
    for number, bundle in enumerate(bundles):
        kept = [letter for letter in bundle.letters if (letter.row, letter.office.id) not in left_out]
        if kept:
            imposition.begin(number)
        for planned in bundle.parts:
            first = 0
            for letter, count in zip(planned.letters, pages[planned.name], strict=True):
                if (letter.row, letter.office.id) not in left_out:
                    file, sheet = imposition.add(planned.name, first, count, 1, (letter.row,))
                    yield Placed(letter, file, sheet, count)
                first += count
