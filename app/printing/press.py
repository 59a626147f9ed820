"""Has parts printed by a crew, as they come; what is finished is kept at once."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait

from app.printing.crew import CrewError
from app.printing.ctrl_c import BLINK, CtrlC
from app.printing.edition import edition
from app.printing.part import Part, Printed, print_part
from app.printing.sealed import kind_of
from app.printing.shop import Shop

# A part whose worker dies is tried again alone; what dies as often as this is at fault itself.
_MOST_LOSSES = 3
# Where so many parts fail, the rest is not tried.
_MOST_FAILURES = 3
# Seconds: how often one looks for workers and Ctrl-C, and how long parts under way may take to end.
_LOOK, _LAST_PARTS = 1.0, 20.0


class PartError(Exception):
    """A part cannot be printed; `name` is which."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name


def print_parts(parts: Mapping[str, Part], shop: Shop, finished: Callable[[str], None] = lambda _name: None) -> None:
    """Print each part that is not there yet; `finished` hears the name of each.

    A part that cannot be printed is told when the others are finished. When it is interrupted, the
    parts under way are waited for and kept.
    """
    for name in parts:
        if shop.store.has(name):
            finished(name)
    press = _Press(parts, shop, finished)
    with CtrlC() as ctrl_c:
        try:
            while press.at_work:
                press.give_out()
                shop.watch.idle(shop.crew.width == 0)
                press.take_in(_LOOK)
                ctrl_c.heed()
        except KeyboardInterrupt:
            shop.watch.stopping()
            press.end(ctrl_c)
            raise
        except BaseException:
            press.cancel()
            raise
    if press.failures:
        raise press.failures[0]


class _Press:
    def __init__(self, parts: Mapping[str, Part], shop: Shop, finished: Callable[[str], None]) -> None:
        self._parts, self._crew, self._store, self._finished = parts, shop.crew, shop.store, finished
        self._waiting = deque(name for name in parts if not self._store.has(name))
        self._running: dict[Future[Printed], str] = {}
        self._losses: Counter[str] = Counter()
        self.failures: list[PartError] = []

    @property
    def at_work(self) -> bool:
        return bool(self._waiting or self._running)

    def give_out(self) -> None:
        while self._waiting and len(self._running) < self._room:
            name = self._waiting.popleft()
            try:
                future = self._crew.executor.submit(print_part, self._parts[name], edition())
            except self._crew.losses:
                self._lose(name)
                return
            self._running[future] = name

    @property
    def _room(self) -> int:
        """A part that was lost is printed alone, so that no other suffers from it."""
        suspect = self._losses[self._waiting[0]] or any(self._losses[name] for name in self._running.values())
        return min(1 if suspect else self._crew.width, self._crew.width)

    def take_in(self, seconds: float) -> None:
        if not self._running:
            time.sleep(seconds)
        done, _running = wait(self._running, timeout=seconds, return_when=FIRST_COMPLETED)
        # What is finished comes before what is lost, which takes along all that was given out with it.
        for future in sorted(done, key=_is_lost):
            if future in self._running:
                self._take(future)

    def _take(self, future: Future[Printed]) -> None:
        name = self._running[future]
        try:
            printed = future.result()
        except self._crew.losses:
            del self._running[future]
            self._lose(name)
        except CrewError:
            raise
        except Exception as error:
            del self._running[future]
            # Its text may quote a letter.
            self._set_aside(PartError(name, kind_of(error)))
        else:
            self._store.keep(name, printed)
            del self._running[future]
            self._finished(name)

    def _lose(self, name: str) -> None:
        self._losses[name] += 1
        if self._crew.renew():
            self._waiting.extendleft(self._running.values())
            self._running.clear()
        if self._losses[name] < _MOST_LOSSES:
            self._waiting.appendleft(name)
        else:
            self._set_aside(PartError(name, "each worker that prints them dies; perhaps it has too little memory"))

    def _set_aside(self, failure: PartError) -> None:
        self.failures.append(failure)
        if len(self.failures) >= _MOST_FAILURES:
            raise self.failures[0] from None

    def end(self, ctrl_c: CtrlC) -> None:
        """Nothing new is begun; what is under way is waited for and kept, unless Ctrl-C is pressed again."""
        under_way = {future for future in self._running if not future.cancel()}
        latest = time.monotonic() + _LAST_PARTS
        while under_way and ctrl_c.presses < 2 and time.monotonic() < latest:
            done, under_way = wait(under_way, timeout=BLINK, return_when=FIRST_COMPLETED)
            for future in done:
                if not _is_lost(future):
                    self._store.keep(self._running[future], future.result())

    def cancel(self) -> None:
        for future in self._running:
            future.cancel()


def _is_lost(done: Future[Printed]) -> bool:
    return done.cancelled() or done.exception() is not None
