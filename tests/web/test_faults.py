"""The site under load while things around it break: workers die, the disk is full, Redis and the content go."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import psutil
import pytest

from tests.conftest import PROJECT
from tests.outside import LETTERS, fetched, free_port

ADDRESS = "/cases/asylum-in-belgium/letters.pdf"
SECRET = "w9XkT2mVbQ7rLzYc4HnJ8sPdFgA1eUoI"  # noqa: S105  made for this test
SUPPORTERS = 6


@contextmanager
def running(*command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)


def workers_of(site: psutil.Process) -> list[psutil.Process]:
    """The processes that lay letters out: grandchildren of the one that answers, by the fork server."""
    made_by_fork = [one for one in site.children(recursive=True) if "forkserver" in " ".join(one.cmdline())]
    return made_by_fork[1:]


class Crowd:
    """Supporters who download letters until they are told to stop, and what they were answered."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.answers: Counter[str] = Counter()
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(one,)) for one in range(SUPPORTERS)]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    @property
    def letters(self) -> int:
        return self.answers["a letter"]

    def gets_more(self, letters: int = 6) -> bool:
        """Whether so many more come within a minute."""
        target, end = self.letters + letters, time.monotonic() + 60
        while self.letters < target and time.monotonic() < end:
            time.sleep(0.05)
        return self.letters >= target

    def _write(self, supporter: int) -> None:
        number = 0
        while not self._stopped.is_set():
            number += 1
            self.answers[
                self._answer(f"Supporter {supporter}-{number}", f"10.{supporter}.{number // 256}.{number % 256}")
            ] += 1

    def _answer(self, name: str, address: str) -> str:
        form = urlencode({"to": "be-cgrs", "name": name, "country": "BE"}).encode()
        asked = Request(self.address + ADDRESS, form, {"X-Forwarded-For": address})  # noqa: S310  our own server
        try:
            with urlopen(asked, timeout=60) as answer:  # noqa: S310
                return "a letter" if answer.read().startswith(b"%PDF") else "something else"
        except HTTPError as refused:
            later = refused.headers.get("Retry-After")
            return "later" if refused.code in {429, 503} and later else f"status {refused.code}"
        except OSError as error:
            return type(error).__name__


@pytest.fixture
def content(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    root.mkdir()
    shutil.copy(PROJECT / "recipients.yaml", root)
    shutil.copytree(PROJECT / "letter_templates", root / "letter_templates")
    return root


@pytest.mark.slow
def test_whatever_breaks_around_it_the_site_goes_on(content: Path) -> None:
    redis_port, port = free_port(), free_port()
    settings = {
        "LETTERS_CONTENT": str(content),
        "LETTERS_WORKERS": "2",
        "LETTERS_PROXIES": "1",
        "LETTERS_REDIS": f"redis://127.0.0.1:{redis_port}/0",
        "LETTERS_SECRET": SECRET,
    }
    memory_only = ("--save", "", "--appendonly", "no", "--bind", "127.0.0.1", "--port", str(redis_port))
    with (
        running("redis-server", *memory_only) as redis,
        running(*LETTERS, "serve", "--port", str(port), **settings) as site,
    ):
        fetched(f"http://127.0.0.1:{port}/healthz", site)
        with Crowd(port) as crowd:
            assert crowd.gets_more(), "all is well"

            processes = psutil.Process(site.pid)
            for worker in workers_of(processes):
                worker.kill()
                assert crowd.gets_more(), "a worker was killed"

            for process in (processes, *processes.children(recursive=True)):
                process.rlimit(psutil.RLIMIT_FSIZE, (0, 0))
            assert crowd.gets_more(), "no file can be written any more, as on a full disk"

            redis.kill()
            assert crowd.gets_more(), "Redis is gone"

            content.rename(content.with_name("elsewhere"))
            assert crowd.gets_more(), "the content is gone"

        assert set(crowd.answers) <= {"a letter", "later"}, crowd.answers
        assert "letters are printed" in fetched(f"http://127.0.0.1:{port}/readyz", site)
    assert site.returncode == 0
