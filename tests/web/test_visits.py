"""Counts of visits: within their window, of so many visitors, without a thread, and with Redis or alone."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from app.web import visits
from app.web.visits import ASK_AGAIN, SharedVisitStorage, VisitStorage
from tests.outside import free_port, wait_until


class Clock:
    """Seconds that pass when they are told to."""

    now = 1_000.0

    def time(self) -> float:
        return self.now

    monotonic = time


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(visits, "time", clock)
    return clock


def test_a_window_begins_with_the_first_visit_and_ends_for_all_in_it(clock: Clock) -> None:
    storage = VisitStorage()
    assert [storage.incr("ann", 60) for _visit in range(3)] == [1, 2, 3]
    assert storage.get_expiry("ann") == 1_060

    clock.now = 1_059
    assert storage.incr("ann", 60) == 4
    assert storage.get_expiry("ann") == 1_060

    clock.now = 1_060
    assert storage.get("ann") == 0
    assert storage.incr("ann", 60) == 1


def test_what_has_passed_is_forgotten_without_being_asked_for(clock: Clock) -> None:
    storage = VisitStorage()
    for visitor in range(100):
        storage.incr(f"{visitor}", 60)
    storage.incr("an hour", 3600)

    clock.now = 1_061
    storage.incr("an hour", 3600)

    assert storage.counts == {"an hour": 2}
    assert len(storage._visits) == 1


@pytest.mark.usefixtures("clock")
def test_of_too_many_visitors_those_who_asked_last_are_known() -> None:
    storage = VisitStorage(most=3)
    for visitor in "abcad":
        storage.incr(visitor, 60)

    assert storage.counts == {"a": 2, "c": 1, "d": 1}


def test_one_who_is_unknown_has_not_been_here(clock: Clock) -> None:
    storage = VisitStorage()

    assert storage.get("ann") == 0
    assert storage.get_expiry("ann") == clock.now
    storage.clear("ann")
    assert storage.counts == {}


def test_one_or_all_can_be_forgotten() -> None:
    storage = VisitStorage()
    for visitor in "abc":
        storage.incr(visitor, 60, 5)

    storage.clear("a")
    assert storage.counts == {"b": 5, "c": 5}
    assert storage.reset() == 2
    assert storage.counts == {}


def test_it_counts_as_the_limiter_does() -> None:
    limiter, rate = FixedWindowRateLimiter(VisitStorage()), parse("2 per minute")

    assert [limiter.hit(rate, "ann") for _visit in range(3)] == [True, True, False]
    assert limiter.hit(rate, "bob")
    assert limiter.get_window_stats(rate, "ann").remaining == 0


def test_many_at_once_lose_no_count_and_no_thread_is_begun() -> None:
    storage = VisitStorage()
    before = threading.active_count()
    working = [threading.Thread(target=lambda: [storage.incr("ann", 60) for _ in range(500)]) for _one in range(8)]
    for one in working:
        one.start()
    for one in working:
        one.join()

    assert storage.get("ann") == 4_000
    assert threading.active_count() == before


@contextmanager
def redis_at(port: int) -> Iterator[None]:
    quiet = ("--save", "", "--appendonly", "no", "--bind", "127.0.0.1", "--port", f"{port}")
    process = subprocess.Popen(["redis-server", *quiet], stdout=subprocess.DEVNULL)
    storage = SharedVisitStorage(redis=f"redis://127.0.0.1:{port}/0")
    try:
        wait_until(storage._shared.check)
        yield
    finally:
        process.kill()
        process.wait()


def test_several_processes_count_together_in_redis() -> None:
    port = free_port()
    with redis_at(port):
        one, other = (SharedVisitStorage(redis=f"redis://127.0.0.1:{port}/0") for _process in range(2))

        assert [one.incr("ann", 60), other.incr("ann", 60), one.get("ann")] == [1, 2, 2]
        assert one.get_expiry("ann") == pytest.approx(other.get_expiry("ann"), abs=5)


def test_all_who_lose_redis_at_once_are_counted_here(capfd: pytest.CaptureFixture[str]) -> None:
    port = free_port()
    storage, start = SharedVisitStorage(redis=f"redis://127.0.0.1:{port}/0"), threading.Barrier(8)
    counted: list[int] = []

    def visit() -> None:
        start.wait()
        counted.extend(storage.incr("ann", 60) for _time in range(5))

    with redis_at(port):
        storage.incr("ann", 60)
    working = [threading.Thread(target=visit) for _one in range(8)]
    for one in working:
        one.start()
    for one in working:
        one.join()

    assert sorted(counted) == list(range(1, 41))
    assert "Traceback" not in capfd.readouterr().err


def test_redis_is_asked_again_after_a_while(clock: Clock) -> None:
    port = free_port()
    storage = SharedVisitStorage(redis=f"redis://127.0.0.1:{port}/0")
    assert [storage.incr("ann", 60), storage.incr("ann", 60)] == [1, 2]

    with redis_at(port):
        clock.now += ASK_AGAIN - 1
        assert storage.incr("ann", 60) == 3
        clock.now += 1
        assert [storage.incr("ann", 60), storage.incr("ann", 60)] == [1, 2]

    assert storage.incr("ann", 60) == 4, "here it is known how often"
