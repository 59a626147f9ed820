"""One worker process at a time, which lays letters out: renewed when it dies, cut off when it takes too long.

What goes wrong in its work is told by its kind alone: an error's text may quote a letter.
"""

from __future__ import annotations

import ctypes
import resource
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.context import ForkServerContext
from multiprocessing.synchronize import Semaphore
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from app.rendering.processes import begin_work
from app.rendering.renderer import Renderer

Answer = TypeVar("Answer")

# A worker ends after so many letters, and another takes its place: what leaks somewhere, ends with it.
LETTERS_OF_A_WORKER = 2_000
# Pango, ICU and the fonts alone take some 400 MB of addresses, most of which are never touched.
_LARGEST_WORKER = 3 * 1024**3
# Seconds within which a worker that has begun takes a job up, and is dead once it was told to end.
_GRACE = 5.0
# Seconds that a worker may take to begin, and between two looks at whether it died of it.
_LONGEST_BEGINNING, _LOOK_AGAIN = 60.0, 0.2
# Flags of unshare(2).
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


class CutOffError(Exception):
    """The job took longer, or more memory, than a letter may."""


class FailedError(RuntimeError):
    """The work itself failed: a fault of ours. The text has the kind of error and its place in our files."""


class DiedError(Exception):
    """The worker ended before it had answered."""


class Seat:
    """One worker at a time, in a pool of its own: whatever becomes of it, no other worker notices."""

    def __init__(self, context: ForkServerContext) -> None:
        self._context = context
        self._begin_anew()

    def do(self, seconds: float, work: Callable[..., Answer], given: tuple[object, ...], named: object) -> Answer:
        try:
            job = self._pool.schedule(_do, args=(seconds, work, given, named), timeout=seconds)
            answer: Answer | _Failure = self._answer_to(job, seconds)
        except TimeoutError:
            self._has_begun = False  # another is on its way
            raise CutOffError("it took too long") from None
        except (ProcessExpired, RuntimeError):  # a pool that found its worker dead is broken for good
            raise DiedError from None
        if isinstance(answer, _Failure):
            raise (CutOffError if answer.kind == "MemoryError" else FailedError)(f"{answer.kind} at {answer.place}")
        return answer

    def renew(self) -> None:
        """Another worker, at once; the old one is done away with meanwhile."""
        threading.Thread(target=_end, args=(self._pool,), daemon=True).start()
        self._begin_anew()

    def close(self) -> None:
        _end(self._pool)

    def _begin_anew(self) -> None:
        self._has_begun, self._beginnings = False, self._context.Semaphore(0)
        self._pool: ProcessPool = ProcessPool(
            1,
            max_tasks=LETTERS_OF_A_WORKER,
            initializer=_begin,
            initargs=(self._beginnings,),
            context=self._context,
        )

    def _answer_to(self, job: Future[Answer | _Failure], seconds: float) -> Answer | _Failure:
        """Raises TimeoutError once the job was cut off; where nothing is heard of it, DiedError.

        A worker that is killed with the pipe's lock in hand leaves one behind that waits for it.
        """
        self._wait_for_worker(job)
        try:
            return job.result(_GRACE)
        except TimeoutError:
            if job.done():
                raise
        if not job.running():
            raise DiedError
        try:
            return job.result(seconds)
        except TimeoutError:
            if job.done():
                raise
            raise DiedError from None

    def _wait_for_worker(self, job: Future[Answer | _Failure]) -> None:
        """The first of all waits for the fork server to load its modules, each one for the machine's time."""
        end = time.monotonic() + _LONGEST_BEGINNING
        while not self._has_begun and not job.done() and time.monotonic() < end:
            self._has_begun = self._beginnings.acquire(timeout=_LOOK_AGAIN)


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    # A worker that died while it held the pool's pipe leaves it as it is.
    with suppress(Exception):
        pool.join()


@dataclass(frozen=True)
class _Failure:
    kind: str
    place: str


def _do(
    seconds: float, work: Callable[..., Answer], given: tuple[object, ...], named: dict[str, object]
) -> Answer | _Failure:
    _allow_processor_time(seconds)
    try:
        return work(shared_renderer(), *given, **named)
    except Exception as error:
        return _Failure(type(error).__name__, _place_of(error))


@cache
def shared_renderer() -> Renderer:
    """The renderer of this process; a worker has the one that the fork server made and warmed."""
    return Renderer()


def _begin(beginnings: Semaphore) -> None:
    """A worker writes no file, leaves no picture of its memory, and reaches no network."""
    begin_work()
    for kind, most in (
        (resource.RLIMIT_AS, _LARGEST_WORKER),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    _leave_the_network()
    beginnings.release()


def _leave_the_network() -> None:
    """Into a network of its own that has no way out, where the machine allows it; in any case no socket is opened."""
    libc = ctypes.CDLL(None)
    if libc.unshare(_NEW_NETWORK):
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    sys.addaudithook(_refuse_sockets)


def _refuse_sockets(event: str, _given: tuple[object, ...]) -> None:
    if event in {"socket.__new__", "socket.connect", "socket.getaddrinfo"}:
        raise PermissionError("A worker tried to reach the network; letters load nothing.")


def _allow_processor_time(seconds: float) -> None:
    """What the job may take from now on: the kernel ends a worker that nobody else can."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 2, most))


def _place_of(error: BaseException) -> str:
    """The file and line of ours, or of a library's, where it came up."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
