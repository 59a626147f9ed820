"""Tells when a file of the content changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchfiles import watch


class Watcher:
    """Calls back after each change, from threads of its own."""

    def __init__(self, root: Path, changed: Callable[[], object]) -> None:
        self._root, self._changed = root, changed
        self._stop = threading.Event()

    def start(self) -> None:
        # The root may be a whole project: of it only its own files, not all that is below.
        for path, recursive in ((self._root, False), (self._root / "letter_templates", True)):
            threading.Thread(target=self._watch, args=(path, recursive), daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _watch(self, path: Path, recursive: bool) -> None:
        # Where the system has no more watches to give, look by ourselves; where that fails as
        # well, a page that is loaded by hand still shows the files as they are.
        for polling in (None, True):
            with suppress(OSError):
                for _changes in watch(path, recursive=recursive, stop_event=self._stop, force_polling=polling):
                    self._changed()
                return
