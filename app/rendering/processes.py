"""Worker processes that start at once: forked off a server that has loaded the renderer already."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from multiprocessing import connection, forkserver, parent_process, resource_tracker
from multiprocessing.context import ForkServerContext
from pathlib import Path

# New objects until rings are looked for among the young, and how many times as often as among the older.
_RARELY = (100_000, 20, 50)


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
