"""Print runs for the tests: crews that lose workers, cheap parts, tables of invented people, the command itself."""

from __future__ import annotations

import contextlib
import csv
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
from faker import Faker

from app.composing.mailing import Face
from app.domain.language import LANGUAGES
from app.printing.part import FacesPart, Printed
from tests.builders import STOCK
from tests.conftest import PROJECT
from tests.outside import LETTERS

CASE, OFFICE, DAY = "asylum-in-belgium", "be-cgrs", "2026-11-21"
ROWS = 800
# How long a process may take to notice that it is not needed, in seconds.
SOON = 15


class WorkerDiedError(Exception):
    """What a crew of threads has for the death of a worker."""


class ThreadCrew:
    """Threads of this process; whether the loss of one is the loss of all is as it likes."""

    losses: tuple[type[BaseException], ...] = (WorkerDiedError,)

    def __init__(self, width: int = 2, *, all_are_lost: bool = False) -> None:
        self.executor = ThreadPoolExecutor(4)
        self.width = width
        self._all_are_lost = all_are_lost

    def renew(self) -> bool:
        return self._all_are_lost

    def close(self) -> None:
        self.executor.shutdown()


def a_part(name: str) -> FacesPart:
    """Nothing but an envelope to somebody of this name."""
    face = Face(recipient=(name, "1 Quay"), sender=(), language=LANGUAGES["en"])
    return FacesPart(outer=STOCK.envelopes["dl"], faces=(face,))


def name_of(part: FacesPart) -> str:
    return part.faces[0].recipient[0]


def a_print(pdf: bytes = b"%PDF", **changes: Any) -> Printed:
    return Printed(**{"pdf": pdf, "pages": (1,), "problems": ((),), "missing": (), **changes})


def write_table(path: Path, rows: int = ROWS) -> list[str]:
    """The names of the supporters in the table."""
    fake = Faker("nl_NL")
    fake.seed_instance(7)
    names = [fake.name() for _row in range(rows)]
    with path.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow(("name", "address", "country"))
        for number, name in enumerate(names, 1):
            writer.writerow((name, f"{fake.street_name()[:40]} {number}\n{fake.postcode()} {fake.city()[:30]}", "NL"))
    return names


class Run:
    """`letters print-run` as a process of its own, with a folder of its own for finished parts."""

    def __init__(self, folder: Path, table: Path, *options: str) -> None:
        self.folder, self.output = folder, folder / "run.pdf"
        self._arguments = (CASE, str(table), "--to", OFFICE, "--on", DAY, "--output", str(self.output), *options)

    @property
    def manifest(self) -> Path:
        return self.folder / "run-manifest.csv"

    @property
    def written(self) -> tuple[bytes, bytes]:
        return self.output.read_bytes(), self.manifest.read_bytes()

    @property
    def parts(self) -> dict[Path, int]:
        """The finished parts, and when each was written."""
        found = {}
        # The last to leave removes them, folder and all.
        with contextlib.suppress(FileNotFoundError):
            for path in self.folder.glob("urgent-letters-*/*/*.part"):
                found[path] = path.stat().st_mtime_ns
        return found

    @property
    def is_open(self) -> bool:
        with contextlib.suppress(FileNotFoundError):
            return any(self.folder.glob("urgent-letters-*/*/lock"))
        return False

    @property
    def left(self) -> list[str]:
        """All files that are there, but for sockets of processes."""
        return sorted(path.name for path in self.folder.rglob("*") if path.is_file())

    def begin(self) -> subprocess.Popen[str]:
        """In a session of its own, as it has in a terminal."""
        return subprocess.Popen(
            [*LETTERS, "print-run", *self._arguments],
            env={**os.environ, "TMPDIR": str(self.folder)},
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def complete(self) -> str:
        """What it says on the terminal."""
        output, said = self.begin().communicate(timeout=300)
        return said + output


def processes_of(session: int) -> Iterator[psutil.Process]:
    """Those that a command has begun and that still run."""
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE:
                yield process
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue
