"""Who prints the parts: the processes of this machine, or the workers of a cluster."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from app.printing.ctrl_c import BLINK, CtrlC
from app.printing.sealed import SealingExecutor, TellableError, kind_of
from app.rendering.processes import begin_work, fork_server

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_ATTEMPTS = 3
# How long a scheduler may take to answer.
_ANSWER = "8s"
_DASKS_LOGS = ("distributed", "tornado", "asyncio")
# Until then (python/cpython#94777) an executor of which all processes are dead waits for what they have not read.
_NOBODY_WRITES_TO_THE_DEAD = sys.version_info >= (3, 11, 5)


class CrewError(TellableError):
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
    """What one worker answers; a worker that dies is asked for again.

    Ctrl-C is heeded once the worker has begun: one that is still unknown could not be ended.
    """
    with CtrlC() as ctrl_c:
        for _attempt in range(_ATTEMPTS):
            try:
                return _answer(crew.executor.submit(work, *given, **named), ctrl_c)
            except crew.losses:
                crew.renew()
            except CrewError:
                raise
            except Exception as error:
                # Its text may quote a letter.
                raise CrewError(f"A worker fails at what it is asked ({kind_of(error)}).") from None
    raise CrewError("Each worker dies as soon as it is asked something; perhaps there is too little memory.")


def _answer(asked: Future[Answer], ctrl_c: CtrlC) -> Answer:
    waiting = {asked}
    while waiting:
        _done, waiting = wait(waiting, timeout=BLINK)
        ctrl_c.heed()
    return asked.result()


class LocalCrew:
    """Processes on this machine: threads gain nothing, since laying out holds Python's lock."""

    losses: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    @property
    def executor(self) -> Executor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self._jobs, _context(), initializer=begin_work)
        return self._executor

    @property
    def width(self) -> int:
        return 2 * self._jobs

    def renew(self) -> bool:
        self.close()
        return True

    def close(self) -> None:
        if self._executor is not None:
            _end(self._executor)
            self._executor = None


def _end(executor: ProcessPoolExecutor) -> None:
    """What is still being printed is wanted no more: nobody waits for it."""
    for worker in (executor._processes or {}).values():
        worker.terminate()
    # The rest of half an answer would be waited for as long as anybody could write it.
    executor._result_queue._writer.close()  # type: ignore[attr-defined]
    if not _NOBODY_WRITES_TO_THE_DEAD:
        _stop_reading(executor._call_queue._reader)  # type: ignore[attr-defined]
    executor.shutdown(cancel_futures=True)


def _stop_reading(pipe: Connection) -> None:
    """Whoever still writes into the pipe hears that it has no reader. It stays open for its keeper to close."""
    with contextlib.suppress(OSError), Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), pipe.fileno(), inheritable=False)


def _context() -> ForkServerContext:
    try:
        return fork_server("app.rendering.stretch")
    except OSError as error:
        # Its socket lies in that folder, and a socket's path may have some hundred characters.
        raise CrewError(f"No worker can be started ({error}). Set TMPDIR to a folder with a short path.") from None


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
        _silence_dask()
        _refuse_address(address)
        self.losses: tuple[type[BaseException], ...] = (KilledWorker,)
        self._address = address
        try:
            self._client = Client(address, timeout=_ANSWER, set_as_default=False)
        except (OSError, ImportError, TimeoutError) as error:
            raise CrewError(f"No scheduler answers at «{address}» ({type(error).__name__}).") from None
        self._executor = SealingExecutor(self._client.get_executor(pure=False), self._explained)

    @property
    def executor(self) -> Executor:
        return self._executor

    @property
    def width(self) -> int:
        try:
            return 2 * int(sum(self._client.nthreads().values()))
        except (OSError, ValueError, TimeoutError):
            raise self._lost from None

    def renew(self) -> bool:
        """The scheduler gives a lost worker's parts to others by itself."""
        return False

    def close(self) -> None:
        self._executor.shutdown(wait=False)
        self._client.close()

    def _explained(self, error: BaseException) -> BaseException:
        """What the cluster's own machinery meets with: workers catch what their work does."""
        if isinstance(error, self.losses):
            return error
        if isinstance(error, CancelledError | OSError | TimeoutError):
            return self._lost
        return CrewError(
            f"The scheduler or a worker cannot take what it is given ({kind_of(error)}). "
            "Install the same version of this program on all of them."
        )

    @property
    def _lost(self) -> CrewError:
        return CrewError(
            f"The scheduler at «{self._address}» is lost. What is finished is kept: once it is back, "
            "the same command goes on from there."
        )


def _refuse_address(address: str) -> None:
    """Dask goes on with an address of another kind for a long time, and then fails."""
    from distributed import Security

    kind, _mark, _place = address.partition("://")
    if not re.fullmatch(r"(tcp|tls)://.+:\d{1,5}", address):
        raise CrewError(f"«{address}» is no scheduler's address. Such an address is tcp://192.0.2.7:8786.")
    if kind == "tls" and not Security().get_connection_args("client").get("ssl_context"):
        raise CrewError("For a tls:// address, Dask's configuration has to name certificates (distributed.comm.tls).")


def _silence_dask() -> None:
    """Whatever of its troubles matters is told in our words."""
    warnings.filterwarnings("ignore", module=r"distributed\.")
    for name in logging.root.manager.loggerDict:
        if name.partition(".")[0] in _DASKS_LOGS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
