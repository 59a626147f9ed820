"""A server that is watched from outside: what it prints, which files it writes and whom it calls."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.conftest import PROJECT
from tests.outside import LETTERS, fetched, free_port
from tests.privacy.canaries import holds

SERVE = (*LETTERS, "serve")
_CALLS = (
    "open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate,mknodat,"
    "memfd_create,execve,connect,write,writev,pwrite64,sendfile,copy_file_range"
)
_FOR_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE")
_OPENED = re.compile(r'\b(?:open|openat)\((?:[^"]*)"([^"]*)", ([A-Z_|0-9x]+)')
_CHANGED = re.compile(
    r'\b(?:creat|mkdir|mkdirat|rename|renameat2?|link|linkat|symlink|symlinkat|truncate|mknodat)\(.*?"([^"]*)"'
)
_WROTE = re.compile(r"\b(?:write|writev|pwrite64|sendfile|copy_file_range)\(\d+<([^>]*)>")
_CALLED = re.compile(r"\bconnect\(.*?sa_family=AF_INET6?,.*?(?:inet_addr\(|inet_pton\(AF_INET6, )\"([^\"]*)\"")
# What processes write to one another or to nobody: no file on a disk. Of the last two there are only names; gunicorn
# sees by their age that a worker is alive.
_NO_FILES = re.compile(
    r"(socket|pipe|anon_inode|\[):?|/dev/null$|/dev/tty$|/dev/shm/sem\.|/proc/self/|.*/wgunicorn-[^/]*$"
)


@dataclass
class Watched:
    """A running server, its folders and all that is told about it."""

    port: int
    folder: Path
    # Lines of the trace before the first visitor came: libraries are sought then, with files of their own.
    started: int = 0

    @property
    def log(self) -> bytes:
        return (self.folder / "log").read_bytes()

    @property
    def trace(self) -> list[str]:
        path = self.folder / "trace"
        return path.read_text(errors="replace").splitlines()[self.started :] if path.exists() else []

    def findings(self, word: str) -> Iterator[str]:
        """Each place, outside of its answers, in which the server left this word."""
        if holds(self.log, word):
            yield "log"
        for path in self.kept():
            if holds(path.read_bytes() + path.name.encode(), word):
                yield "file"
        for line in self.trace:
            if holds(line.encode(), word) and not self._said_elsewhere(line):
                yield "system call"

    def kept(self) -> list[Path]:
        """Whatever lies in the folders that the server could have used."""
        return [
            path for place in ("tmp", "home", "here") for path in (self.folder / place).rglob("*") if path.is_file()
        ]

    def written(self) -> set[str]:
        """Every file that was opened to be written, made or written to, by its path."""
        opened = {found[1] for line in self.trace if (found := _OPENED.search(line)) and _FOR_WRITING.search(found[2])}
        changed = {found[1] for line in self.trace if (found := _CHANGED.search(line))}
        wrote = {found[1] for line in self.trace if (found := _WROTE.search(line))}
        return {
            path for path in opened | changed | wrote if not _NO_FILES.match(path) and path != str(self.folder / "log")
        }

    def read(self) -> set[str]:
        """Every file that was opened to be read, by its path."""
        opened = (
            _OPENED.search(line) for line in self.trace if not line.rstrip().endswith("(No such file or directory)")
        )
        return {found[1] for found in opened if found and not _FOR_WRITING.search(found[2])}

    def called(self) -> set[str]:
        """Every address that was called."""
        return {found[1] for line in self.trace if (found := _CALLED.search(line))}

    def _said_elsewhere(self, line: str) -> bool:
        """Whether a call only hands on an answer, or writes to the log, which is looked through as a whole."""
        found = _WROTE.search(line)
        return bool(found and (_NO_FILES.match(found[1]) or found[1] == str(self.folder / "log")))


@contextmanager
def watched(folder: Path, command: Sequence[str] = SERVE) -> Iterator[Watched]:
    """The server in folders of its own, under strace where that works."""
    port = free_port()
    for name in ("tmp", "home", "here"):
        (folder / name).mkdir(parents=True)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*_strace(folder), *command, "--port", str(port), "--workers", "1"],
            cwd=folder / "here",
            env=_environment(folder),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        fetched(f"http://127.0.0.1:{port}/safety", server)
        _have_a_letter_made(port)
        found = Watched(port, folder)
        found.started = len(found.trace)
        yield found
    finally:
        _stop(server)


def strace_works() -> bool:
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-qq", "-e", "trace=execve", "true"], capture_output=True, check=False).returncode
        == 0
    )


def _strace(folder: Path) -> list[str]:
    if not strace_works():
        return []
    return ["strace", "-f", "-qq", "-y", "-s", "300", "-e", f"trace={_CALLS}", "-o", str(folder / "trace")]


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL"}}
    return {
        **kept,
        "PYTHONPATH": str(PROJECT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
    }


def _have_a_letter_made(port: int) -> None:
    """Whatever is started or sought for the first letter is there when the visitor comes."""
    fields = urlencode({"name": "Nobody", "to": "be-cgrs"}).encode()
    address = f"http://127.0.0.1:{port}/cases/asylum-in-belgium/letters.pdf"
    with urllib.request.urlopen(address, data=fields) as answer:
        assert answer.read().startswith(b"%PDF-")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """All of its group: strace passes no signal on."""
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(timeout=40)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
