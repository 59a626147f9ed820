"""One question: where its answer stands, its words, its help."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from app.cli.new_case.readers import Reader, RefusedError, in_one_line
from app.content.answers import Key

# The longest answer to a question that does not say otherwise.
LONGEST = 200
# Folders' and short names stay readable in lists.
LONGEST_SLUG = 60


@dataclass(frozen=True)
class Question:
    """`key` is the answer's place, `option` gives it on the command line.

    `proposes` is what Enter takes; an `optional` answer may be left out.
    """

    key: Key
    option: str
    asks: str
    explains: str
    read: Reader = str
    example: str = ""
    proposes: str = ""
    optional: bool = False
    longest: int = LONGEST
    choices: tuple[str, ...] = ()

    def answer(self, typed: str) -> str:
        """The answer in what was typed; else RefusedError."""
        said = in_one_line(typed, self.longest)
        if self.optional and said.casefold() in {"", "none", "-"}:
            return ""
        if not said:
            raise RefusedError("Type an answer; «?» explains the question.")
        return self.read(said)


Interview = Generator[Question, str, None]
