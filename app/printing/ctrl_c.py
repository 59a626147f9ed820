"""Ctrl-C, heeded between two steps of the work."""

from __future__ import annotations

import signal
import threading
from types import TracebackType

# Seconds between two looks whether it was pressed, where nothing else is waited for.
BLINK = 0.1
# Whatever is pressed as often as this is meant for something that hangs.
_AT_ONCE = 3


class CtrlC:
    """Counts how often it is pressed, instead of an error at any point of the program.

    Whoever is interrupted with a future's lock in hand keeps it for ever, and the command would never end.
    """

    def __init__(self) -> None:
        self.presses = 0
        # In another thread, or in the background, it is never heard.
        in_main = threading.current_thread() is threading.main_thread()
        self._heard = in_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def __enter__(self) -> CtrlC:
        if self._heard:
            signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._heard:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def heed(self) -> None:
        if self.presses:
            raise KeyboardInterrupt

    def _note(self, _number: int, _frame: object) -> None:
        self.presses += 1
        if self.presses >= _AT_ONCE:
            raise KeyboardInterrupt
