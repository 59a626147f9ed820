"""The sheet between two bundles of a print run."""

from __future__ import annotations

from app.domain.paper import Paper
from app.domain.values import Value


class Separator(Value):
    """What it says to whoever stands at the printer; `facts` are labels and what belongs to each.

    `level`, from 0 to 1, is how far down the edge its black mark stands, so that bundles can be
    told apart in a pile.
    """

    paper: Paper
    number: str
    heading: str
    subheading: str = ""
    facts: tuple[tuple[str, str], ...]
    level: float = 0.0
