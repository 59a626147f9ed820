"""Visits counted in memory: so many visitors and no more, and each is forgotten when its time has passed.

The memory that `limits` brings starts a thread after each visit, which looks through all visitors, and
grows with each new one.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from cachetools import TLRUCache
from limits.storage import Storage

# Some 20 MB. Whoever comes from more addresses within a minute makes the site forget who asked longest ago.
MOST_VISITORS = 50_000


@dataclass
class _Visits:
    times: int
    until: float


class VisitStorage(Storage):
    """A storage of `limits` for one process; a count is kept until its window of seconds ends."""

    STORAGE_SCHEME = ["visits"]  # noqa: RUF012  as limits has it

    def __init__(
        self, uri: str | None = None, wrap_exceptions: bool = False, most: int = MOST_VISITORS, **_options: str
    ) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._lock = threading.Lock()
        self._visits: TLRUCache[str, _Visits] = TLRUCache(
            most, ttu=lambda _key, visits, _now: visits.until, timer=time.time
        )

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        return ()

    @property
    def counts(self) -> dict[str, int]:
        """How often each key was counted in its window."""
        with self._lock:
            return {key: visits.times for key, visits in self._visits.items()}

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        with self._lock:
            self._visits.expire()
            visits = self._visits.get(key)
            if visits is None:
                self._visits[key] = visits = _Visits(0, time.time() + expiry)
            visits.times += amount
            return visits.times

    def get(self, key: str) -> int:
        with self._lock:
            visits = self._visits.get(key)
            return visits.times if visits else 0

    def get_expiry(self, key: str) -> float:
        """When its window ends, in seconds of the clock; now for one that is unknown."""
        with self._lock:
            visits = self._visits.get(key)
            return visits.until if visits else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            known = len(self._visits)
            self._visits.clear()
            return known

    def clear(self, key: str) -> None:
        with self._lock:
            self._visits.pop(key, None)
