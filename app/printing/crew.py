"""Who prints the parts: the processes of this machine, or the workers of a cluster."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from typing import ParamSpec, Protocol, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_ATTEMPTS = 3
# New objects until rings are looked for among the young, and how many times as often as among the older.
_RARELY = (100_000, 20, 50)


class CrewError(Exception):
    """The crew cannot be had; the text says why and how to mend it."""


class Crew(Protocol):
    """Any executor, with what print runs ask of it beyond one.

    `width` is how many parts it holds at a time: as many as are printed and as many again, so that
    nobody waits. `losses` are the errors of a part whose worker died.
    """

    losses: tuple[type[BaseException], ...]

    @property
    def executor(self) -> Executor: ...

    @property
    def width(self) -> int: ...

    def renew(self) -> bool:
        """Make it fit for work again after a loss; whether all that it held is lost too."""

    def close(self) -> None: ...


def ask(crew: Crew, work: Callable[Given, Answer], /, *given: Given.args, **named: Given.kwargs) -> Answer:
    """What one worker answers; a worker that dies is asked for again."""
    for _attempt in range(_ATTEMPTS):
        try:
            return crew.executor.submit(work, *given, **named).result()
        except crew.losses:
            crew.renew()
    raise CrewError("Each worker dies as soon as it is asked something; perhaps there is too little memory.")


class LocalCrew:
    """Processes on this machine: threads gain nothing, since laying out holds Python's lock."""

    losses: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    @property
    def executor(self) -> Executor:
        if self._executor is None:
            # A server that has loaded the renderer makes the workers: they start at once and share its memory.
            context = get_context("forkserver")
            context.set_forkserver_preload(["app.rendering"])
            self._executor = ProcessPoolExecutor(self._jobs, context, initializer=_begin_work)
        return self._executor

    @property
    def width(self) -> int:
        return 2 * self._jobs

    def renew(self) -> bool:
        self.close()
        return True

    def close(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None


def _begin_work() -> None:
    """Ctrl-C is for the one who gives out the work, whose end is the worker's end too."""
    # A page is many small things: looking for rings among them as often as Python does takes an eighth of the time.
    gc.set_threshold(*_RARELY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


class ClusterCrew:
    """The workers of a Dask scheduler, however many there are at a moment."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
            from distributed.scheduler import KilledWorker
        except ImportError:
            raise CrewError(
                "For --scheduler install Dask: type «.venv/bin/pip install --editable '.[cluster]'»."
            ) from None
        self.losses: tuple[type[BaseException], ...] = (KilledWorker,)
        try:
            self._client = Client(address, timeout="10s", set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise CrewError(f"No scheduler answers at «{address}» ({type(error).__name__}).") from None
        self._executor: Executor = self._client.get_executor(pure=False)

    @property
    def executor(self) -> Executor:
        return self._executor

    @property
    def width(self) -> int:
        return 2 * int(sum(self._client.nthreads().values()))

    def renew(self) -> bool:
        """The scheduler gives a lost worker's parts to others by itself."""
        return False

    def close(self) -> None:
        self._executor.shutdown(wait=False)
        self._client.close()
