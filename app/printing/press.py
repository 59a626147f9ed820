"""Has parts printed by a crew, as they come; what is finished is kept at once."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait

from app.printing.crew import CrewError
from app.printing.edition import edition
from app.printing.part import OtherEditionError, Part, Printed, print_part
from app.printing.shop import Shop

# A part whose worker dies is tried again, then alone; what dies as often as this is at fault itself.
_MOST_LOSSES = 3
# Seconds: how often one looks whether workers have come, and how long parts under way may take to end.
_LOOK, _LAST_PARTS = 1.0, 20.0


class PartError(Exception):
    """A part cannot be printed; `name` is which."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name


def print_parts(parts: Mapping[str, Part], shop: Shop, finished: Callable[[str], None] = lambda _name: None) -> None:
    """Print each part that is not there yet; `finished` hears the name of each.

    When it is interrupted, the parts under way are waited for and kept.
    """
    for name in parts:
        if shop.store.has(name):
            finished(name)
    press = _Press(parts, shop, finished)
    try:
        while press.at_work:
            press.give_out()
            shop.watch.idle(shop.crew.width == 0)
            press.take_in(_LOOK)
    except KeyboardInterrupt:
        shop.watch.stopping()
        press.end()
        raise
    except BaseException:
        press.cancel()
        raise


class _Press:
    def __init__(self, parts: Mapping[str, Part], shop: Shop, finished: Callable[[str], None]) -> None:
        self._parts, self._crew, self._store, self._finished = parts, shop.crew, shop.store, finished
        self._waiting = deque(name for name in parts if not self._store.has(name))
        self._running: dict[Future[Printed], str] = {}
        self._losses: Counter[str] = Counter()

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
        done, _running = wait(self._running, timeout=seconds, return_when=FIRST_COMPLETED)
        for future in done:
            # What was given out together may be lost together.
            if future in self._running:
                self._take(future)

    def _take(self, future: Future[Printed]) -> None:
        name = self._running.pop(future)
        try:
            printed = future.result()
        except self._crew.losses:
            self._lose(name)
        except (CrewError, OtherEditionError):
            raise
        except Exception as error:
            # Its text may quote a letter.
            raise PartError(name, type(error).__name__) from None
        else:
            self._store.keep(name, printed)
            self._finished(name)

    def _lose(self, name: str) -> None:
        self._losses[name] += 1
        if self._losses[name] >= _MOST_LOSSES:
            raise PartError(name, "each worker that prints them dies; perhaps it has too little memory")
        if self._crew.renew():
            self._waiting.extendleft(self._running.values())
            self._running.clear()
        self._waiting.appendleft(name)

    def end(self) -> None:
        """Nothing new is begun; what is under way is waited for and kept."""
        under_way = [future for future in self._running if not future.cancel()]
        done, _late = wait(under_way, timeout=_LAST_PARTS)
        for future in done:
            if future.exception() is None:
                self._store.keep(self._running[future], future.result())

    def cancel(self) -> None:
        for future in self._running:
            future.cancel()
