"""Visits counted in memory: so many visitors and no more, and each is forgotten when its time has passed.

The memory that `limits` brings starts a thread after each visit, which looks through all visitors, and
grows with each new one. Where several processes count in Redis, each counts here while Redis is away.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from cachetools import TLRUCache
from limits.storage import RedisStorage, Storage

from app.web.logs import tell

Answer = TypeVar("Answer")

# Some 20 MB. Whoever comes from more addresses within a minute makes the site forget who asked longest ago.
MOST_VISITORS = 50_000
# Seconds after which Redis is asked again, by one visitor for all.
ASK_AGAIN = 5.0
# Seconds that such a visitor may wait for it.
_PATIENCE = 0.5


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


class SharedVisitStorage(Storage):
    """Counts in Redis for several processes; while it does not answer, alone, and nobody is refused for that.

    flask-limiter has such a fallback too: of several requests that lose Redis at once it lets all but one fail.
    """

    STORAGE_SCHEME = ["shared-visits"]  # noqa: RUF012  as limits has it

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, *, redis: str) -> None:
        from redis.backoff import NoBackoff
        from redis.exceptions import RedisError
        from redis.retry import Retry

        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        once = Retry(NoBackoff(), 0)
        patience = {"socket_connect_timeout": _PATIENCE, "socket_timeout": _PATIENCE}
        self._shared = RedisStorage(redis, retry=once, **patience)  # type: ignore[arg-type]
        self._alone = VisitStorage()
        self._away = (RedisError, OSError)
        self._lost = False
        self._ask_again = 0.0

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        return self._asked(lambda storage: storage.incr(key, expiry, amount))

    def get(self, key: str) -> int:
        return self._asked(lambda storage: storage.get(key))

    def get_expiry(self, key: str) -> float:
        return self._asked(lambda storage: storage.get_expiry(key))

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        return self._asked(lambda storage: storage.reset())

    def clear(self, key: str) -> None:
        self._asked(lambda storage: storage.clear(key))

    def _asked(self, ask: Callable[[Storage], Answer]) -> Answer:
        now = time.monotonic()
        if self._lost and now < self._ask_again:
            return ask(self._alone)
        # Others do not wait with this one.
        self._ask_again = now + ASK_AGAIN
        try:
            answer = ask(self._shared)
        except self._away:
            self._note(lost=True)
            return ask(self._alone)
        self._note(lost=False)
        return answer

    def _note(self, *, lost: bool) -> None:
        if lost is not self._lost:
            self._lost = lost
            tell(logging.WARNING if lost else logging.INFO, "Redis is away" if lost else "Redis is back")
