"""Processes that lay letters out: at hand, cut off when they take too long, renewed when they die.

Work is a function of this program that takes the renderer first; it and what it is given and gives
back travel by pickle.
"""

from __future__ import annotations

import threading
import time
from bisect import insort
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from app.rendering.processes import fork_server
from app.rendering.renderer import Renderer
from app.rendering.seat import CutOffError, DiedError, Seat

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

# Jobs that may wait beyond the bound, if they are urgent.
_URGENT_PLACES = 4


class BusyError(Exception):
    """As many jobs wait as may; `seconds` is when it is worth trying again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True)
class Figures:
    """How the workers fare, counted since they began."""

    done: int = 0
    cut_off: int = 0
    died: int = 0
    refused: int = 0
    waiting: int = 0
    at_work: int = 0
    seconds: float = 0.0


class Workers(Protocol):
    """Whoever lays letters out for the site."""

    def run(
        self,
        work: Callable[Concatenate[Renderer, Given], Answer],
        /,
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Answer:
        """What the work answers. Raises BusyError, CutOffError, FailedError."""

    def run_urgently(
        self, work: Callable[Concatenate[Renderer, Given], Answer], /, *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        """The same before all that waits, and with four times the time."""

    def expect_room(self) -> None:
        """Raises BusyError where work would be refused now, so that nobody prepares it in vain."""

    @property
    def figures(self) -> Figures: ...

    def close(self) -> None: ...


class NoWorkers:
    """The serving process itself, one job at a time: for tests and for a machine with little memory."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._done = 0

    def run(
        self, work: Callable[Concatenate[Renderer, Given], Answer], /, *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        self._done += 1
        return work(self._renderer, *given, **named)

    run_urgently = run

    def expect_room(self) -> None:
        pass

    @property
    def figures(self) -> Figures:
        return Figures(done=self._done)

    def close(self) -> None:
        pass


@dataclass(order=True)
class _Waiting:
    """A place in the line: the urgent first, then by turn."""

    rank: tuple[bool, int]
    seat: Future[Seat] = field(compare=False, default_factory=Future)


class WorkerProcesses:
    """`count` processes, and a line of at most `queue` jobs for each in front of them.

    `seconds` is what a job may take; `preload` the module that each process has imported when it begins.
    """

    def __init__(self, count: int, queue: int, seconds: float, preload: str) -> None:
        context = fork_server(preload)
        self._seats = [Seat(context) for _ in range(count)]
        self._idle = list(self._seats)
        self._line: list[_Waiting] = []
        self._places = count * queue
        self._seconds = seconds
        self._lock = threading.Lock()
        self._turn = 0
        self._usual = 0.1
        self._counted = {"done": 0, "cut_off": 0, "died": 0, "refused": 0}
        self._spent = 0.0

    def run(
        self, work: Callable[Concatenate[Renderer, Given], Answer], /, *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        with self._seat(urgent=False) as seat:
            return self._done_by(seat, lambda: seat.do(self._seconds, work, given, named))

    def run_urgently(
        self, work: Callable[Concatenate[Renderer, Given], Answer], /, *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        with self._seat(urgent=True) as seat:
            return self._done_by(seat, lambda: seat.do(4 * self._seconds, work, given, named))

    def expect_room(self) -> None:
        with self._lock:
            self._refuse_beyond(self._places)

    @property
    def figures(self) -> Figures:
        with self._lock:
            at_work = len(self._seats) - len(self._idle)
            return Figures(**self._counted, waiting=len(self._line), at_work=at_work, seconds=self._spent)

    def close(self) -> None:
        for seat in self._seats:
            seat.close()

    def _done_by(self, seat: Seat, attempt: Callable[[], Answer]) -> Answer:
        """A worker that dies costs its job a second attempt."""
        begun = time.monotonic()
        try:
            for _attempt in range(2):
                try:
                    answer = attempt()
                except DiedError:
                    self._count("died")
                    seat.renew()
                    continue
                self._count("done")
                self._usual += 0.1 * (time.monotonic() - begun - self._usual)
                return answer
        except CutOffError:
            self._count("cut_off")
            raise
        finally:
            with self._lock:
                self._spent += time.monotonic() - begun
        raise CutOffError("a worker died of it twice")

    def _count(self, what: str) -> None:
        with self._lock:
            self._counted[what] += 1

    @contextmanager
    def _seat(self, *, urgent: bool) -> Iterator[Seat]:
        seat = self._waited_for(self._join_line(urgent=urgent))
        try:
            yield seat
        finally:
            self._give_back(seat)

    def _join_line(self, *, urgent: bool) -> _Waiting:
        with self._lock:
            self._turn += 1
            place = _Waiting((not urgent, self._turn))
            if self._idle:  # then nobody waits
                place.seat.set_result(self._idle.pop())
            else:
                self._refuse_beyond(self._places + (_URGENT_PLACES if urgent else 0))
                insort(self._line, place)
            return place

    def _refuse_beyond(self, places: int) -> None:
        if len(self._line) >= places:
            self._counted["refused"] += 1
            raise BusyError(self._worth_waiting())

    def _waited_for(self, place: _Waiting) -> Seat:
        """The seat that whoever leaves it hands over."""
        try:
            return place.seat.result(2 * self._seconds)
        except TimeoutError:
            with self._lock:
                if place.seat.done():
                    return place.seat.result()
                self._line.remove(place)
                self._counted["refused"] += 1
                raise BusyError(self._worth_waiting()) from None

    def _give_back(self, seat: Seat) -> None:
        with self._lock:
            if self._line:
                self._line.pop(0).seat.set_result(seat)
            else:
                self._idle.append(seat)

    def _worth_waiting(self) -> int:
        """The seconds after which all that wait now will be done, as it goes at the moment."""
        return min(30, 2 + int(len(self._line) * self._usual / len(self._seats)))
