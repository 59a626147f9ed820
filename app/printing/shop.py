"""Where a run is printed: by whom, where finished parts wait, and who watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.printing.crew import Crew
from app.printing.store import Store


def _unwatched(*_what: object) -> None:
    """Nobody is told."""


@dataclass(frozen=True)
class Watch:
    """Who is told how far it has come.

    `planned` hears how many letters there are, `printed` how many more are finished, `idle` whether
    nobody is there to print them, `stopping` that parts under way are waited for.
    """

    planned: Callable[[int], None] = _unwatched
    printed: Callable[[int], None] = _unwatched
    idle: Callable[[bool], None] = _unwatched
    stopping: Callable[[], None] = _unwatched


@dataclass(frozen=True)
class Shop:
    crew: Crew
    store: Store
    watch: Watch = Watch()
