"""Worker processes that start at once: forked off a server that has loaded the renderer already."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import update_wrapper
from multiprocessing import connection, forkserver, parent_process, resource_tracker
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

# New objects until rings are looked for among the young, and how many times as often as among the older.
_RARELY = (100_000, 20, 50)
# Values of 8 bytes that a frame claims: just over 128 KB, so that its chunk has 256. What nobody uses takes no memory.
_CLAIM = 128 * 1024 // 8 + 100


def fork_server(*preload: str) -> ForkServerContext:
    """A context whose processes have imported these modules; whichever asks first in a process has its wish.

    Raises OSError where the server cannot be started.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    with _ctrl_c_for_us_alone(), _modules_as_here():
        forkserver.ensure_running()
    return context


def begin_work() -> None:
    """The first thing that a worker does. The end of whoever gives out the work is the worker's end too."""
    # A page is many small things: looking for rings among them as often as Python does takes an eighth of the time.
    gc.set_threshold(*_RARELY)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def roomy(work: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The same work, with room for the frames of all that it calls.

    Python keeps frames in chunks of 16 KB, which it takes from the system as calls begin and gives back as they end.
    Laying a letter out stands at the end of a chunk for long, and does both some hundred times: a twelfth of what it
    takes. One frame that claims much makes a chunk, of the next power of two, that has room for the rest.
    """

    def call(*given: Given.args, **named: Given.kwargs) -> Answer:
        return work(*given, **named)

    call.__code__ = call.__code__.replace(co_stacksize=_CLAIM)
    return update_wrapper(call, work)


@contextlib.contextmanager
def _ctrl_c_for_us_alone() -> Iterator[None]:
    """Whatever is started meanwhile is deaf to Ctrl-C, which is for the one who gives out the work."""
    # It would hear the signals again itself if it were started within.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _modules_as_here() -> Iterator[None]:
    """Whatever is started meanwhile finds the same modules: else it would first look in the folder where we are."""
    before = dict(os.environ)
    os.environ |= {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
