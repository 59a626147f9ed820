"""Work that only a few may do at once: some wait for their turn, and the rest are asked to come again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.rendering.workers import BusyError


class Turns:
    """`at_once` are at work, `waiting` wait for at most `seconds`, nobody else is let in."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        self._doors = threading.BoundedSemaphore(at_once + waiting)
        self._places = threading.BoundedSemaphore(at_once)
        self._seconds = seconds

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Raises BusyError where there is none."""
        if not self._doors.acquire(blocking=False):
            raise BusyError(self._when_again)
        try:
            if not self._places.acquire(timeout=self._seconds):
                raise BusyError(self._when_again)
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._doors.release()

    @property
    def _when_again(self) -> int:
        return max(5, round(self._seconds / 2))
