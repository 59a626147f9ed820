"""What a template is made of, piece by piece: two that line up can be read side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from app.composing.markdown import top_level
from app.composing.template import PLACEHOLDERS, fill_with_marks, without_tags
from app.domain.values import Value

Kind = Literal["paragraph", "list", "quotation"]


class Piece(Value):
    """A paragraph, a list or a quotation of a template, with its items and its line, counted from 0."""

    kind: Kind
    items: int
    line: int

    def matches(self, other: Piece) -> bool:
        return (self.kind, self.items) == (other.kind, other.items)


def outline(template: str) -> tuple[Piece, ...]:
    """The pieces of a checked template, whatever its conditions say."""
    return tuple(_pieces(without_tags(template)))


def outline_without(template: str, placeholder: str) -> tuple[Piece, ...]:
    """The pieces that are left of it for a supporter or a case that has nothing for one placeholder."""
    there = {name: name != placeholder for name in PLACEHOLDERS}
    return tuple(_pieces(fill_with_marks(template, there)))


def _pieces(markdown: str) -> Iterator[Piece]:
    return (Piece(kind=kind, items=items, line=line) for kind, items, line in top_level(markdown))
