"""Where the site has its letters printed: by the workers, and only once for the look and the download."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Sequence
from functools import lru_cache

from cachetools import TTLCache

from app.composing.sheet_values import ActionSheet
from app.config import Settings
from app.content import load_stationery
from app.domain.letter import Letter
from app.domain.paper import Paper
from app.domain.stationery import Stationery
from app.rendering import Renderer, Rendering
from app.rendering.action_sheet import print_sheet
from app.rendering.jobs import Printed, print_letters
from app.rendering.workers import NoWorkers, WorkerProcesses, Workers

# Between the look at a letter and its download; then it is forgotten.
KEPT_SECONDS = 300
_KEPT_BYTES = 32_000_000
# Action sheets that are remembered: each is alike for everybody on its day.
_SHEETS = 64


def workers_for(settings: Settings) -> Workers:
    """As many processes as the settings want; with none, this one does the work."""
    if settings.workers:
        return WorkerProcesses(settings.workers, settings.queue, settings.seconds, preload="app.web.warmed")
    renderer = Renderer()
    renderer.warm(load_stationery().plain("A4"))
    return NoWorkers(renderer)


class Press:
    """Prints letters, and keeps those that their senders look at in memory for some minutes."""

    def __init__(self, workers: Workers) -> None:
        self.workers = workers
        self._kept = KeptLetters()
        self._sheet = lru_cache(maxsize=_SHEETS)(lambda sheet, paper: workers.run(print_sheet, sheet, paper))

    def letters(self, letters: Sequence[Letter], choices: Sequence[Stationery], *, pictured: bool = False) -> Printed:
        """The letters on the first of `choices` that each fits; `pictured` with pictures of the pages."""
        key = self._kept.key(letters, choices)
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        printed = self.workers.run(print_letters, letters, choices, pictured=pictured)
        # Whoever has downloaded a letter has it.
        if pictured:
            self._kept.put(key, printed)
        return printed

    def sheet(self, sheet: ActionSheet, paper: Paper) -> Rendering:
        """An action sheet: set once, however many ask for it."""
        return self._sheet(sheet, paper)


class KeptLetters:
    """PDFs by a fingerprint that only this process can make: in memory, for minutes, and nowhere else."""

    def __init__(self, seconds: float = KEPT_SECONDS, size: int = _KEPT_BYTES) -> None:
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._printed: TTLCache[bytes, Printed] = TTLCache(size, seconds, timer=time.monotonic, getsizeof=_size)
        self._forgetting: threading.Timer | None = None

    def key(self, letters: Sequence[Letter], choices: Sequence[Stationery]) -> bytes:
        """Everything that the PDF depends on."""
        told = [*(letter.model_dump_json() for letter in letters), *(one.model_dump_json() for one in choices)]
        return hmac.digest(self._secret, "\0".join([str(len(letters)), *told]).encode(), hashlib.sha256)

    def get(self, key: bytes) -> Printed | None:
        with self._lock:
            return self._printed.get(key)

    def put(self, key: bytes, printed: Printed) -> None:
        with self._lock:
            if _size(printed) <= self._printed.maxsize:
                self._printed[key] = printed
            self._forget_in_time()

    def _forget_in_time(self) -> None:
        """Nothing stays longer because nobody comes by."""
        if self._forgetting is None and self._printed.currsize:
            self._forgetting = threading.Timer(self._printed.ttl / 10, self._forget)
            self._forgetting.daemon = True
            self._forgetting.start()

    def _forget(self) -> None:
        with self._lock:
            self._forgetting = None
            self._printed.expire()
            self._forget_in_time()


def _size(printed: Printed) -> int:
    return len(printed.rendering.pdf) + sum(len(image.png) for image in printed.images)
