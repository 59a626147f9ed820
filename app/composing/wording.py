"""A letter as many people may send it, and each one's own parts in it."""

from __future__ import annotations

from app.domain.letter import Letter, OwnParts
from app.domain.stationery import Stationery
from app.domain.values import Value


class Wording(Value):
    """A letter whose own parts are left open, set on the first of `choices` whose window its address fits.

    `shared` says that so many send it that its pieces are worth laying out once for all of them.
    """

    letter: Letter
    choices: tuple[Stationery, ...]
    shared: bool


class Signed(Value):
    """One sender's letter: a wording, by its number, and the own parts."""

    wording: int
    own: OwnParts

    def letter_of(self, wordings: tuple[Wording, ...]) -> Letter:
        return wordings[self.wording].letter.signed(self.own)
