"""Programs as processes of their own, for tests that look at them from outside: the command, ports, and waiting."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable

# `letters`, as this environment has it.
LETTERS = (sys.executable, "-c", "from app.cli import letters; letters()")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def wait_until(is_so: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


def fetched(url: str, server: subprocess.Popen[bytes]) -> str:
    """The page, as soon as the server is there."""
    end = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310  our own server on this machine
                return str(answer.read().decode())
        except OSError:
            assert server.poll() is None, "the server ended before it answered"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.1)
