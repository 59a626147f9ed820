"""The site as it is served, as a process of its own, and supporters who write to it."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import psutil

PROJECT = Path(__file__).parent.parent
CASE = "asylum-in-belgium"
OFFICE = "be-cgrs"
DAY = "2026-11-21"


def typed(number: int, **changes: str) -> dict[str, str]:
    """The form of supporter `number`: each has another name and other words, so that no cache answers."""
    return {
        "to": OFFICE,
        f"language-{OFFICE}": "en",
        "name": f"Sheila O’Neil the {number}th",
        "address": f"{number} Lange Munt\n9000 Gent",
        "country": "BE",
        "own_words": f"I have thought of this for {number} days, and I cannot leave it at that.",
        "on": DAY,
        **changes,
    }


@dataclass(frozen=True)
class Server:
    """`port` on this machine; `process` is the first of its processes."""

    port: int
    process: subprocess.Popen[bytes]

    def memory_mb(self) -> dict[int, float]:
        """What each of its processes holds in memory now."""
        return {one.pid: _resident(one) / 1e6 for one in family(psutil.Process(self.process.pid))}


@contextmanager
def serving(**settings: str) -> Iterator[Server]:
    """`letters serve` with these settings (LETTERS_…), as soon as it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    names = {f"LETTERS_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, "-c", "from app.cli import letters; letters()", "serve", "--port", str(port)],
        env={**os.environ, **names},
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(60)


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    seconds: float
    # How many seconds the site asks to wait; 0 where it does not.
    later: int = 0


async def post(port: int, path: str, form: Mapping[str, str | list[str]], supporter: int) -> Answer:
    """A form as a browser sends it, each supporter from an address of their own."""
    body = urlencode(form, doseq=True).encode()
    address = f"10.{supporter >> 16 & 255}.{supporter >> 8 & 255}.{supporter & 255}"
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Forwarded-For: {address}\r\nConnection: close\r\n"
        f"Accept-Encoding: gzip\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.encode() + body)
    answer = await reader.read()
    seconds = time.perf_counter() - begun
    writer.close()
    status, _, _ = answer.partition(b"\r\n")
    told, _, content = answer.partition(b"\r\n\r\n")
    later = re.search(rb"\r\nRetry-After: (\d+)", told)
    return Answer(int(status.split()[1]), content, seconds, int(later[1]) if later else 0)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the site does not start")


def family(process: psutil.Process) -> list[psutil.Process]:
    """A process and all that came of it."""
    return [process, *process.children(recursive=True)]


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
