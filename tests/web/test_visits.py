"""Counts of visits: within their window, of so many visitors, and without a thread."""

from __future__ import annotations

import threading

import pytest
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from app.web import visits
from app.web.visits import VisitStorage


class Clock:
    """Seconds that pass when they are told to."""

    now = 1_000.0

    def time(self) -> float:
        return self.now


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
