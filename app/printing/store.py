"""Where the finished parts of a run wait until all are there: a folder that nobody else can read."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.printing.edition import edition
from app.printing.part import Part, Printed

_PRIVATE = 0o700


class StoreError(Exception):
    """The folder cannot be used; the text says why and how to mend it."""


def part_name(part: Part) -> str:
    """A name that says all that its pages depend on: the same part is never printed twice."""
    return hashlib.sha256(f"{edition()}\n{part.model_dump_json()}".encode()).hexdigest()


class Store:
    """The parts of the run that writes one output file."""

    def __init__(self, output: Path) -> None:
        mark = hashlib.sha256(str(output.resolve()).encode()).hexdigest()[:24]
        self._folder = own_folder() / mark

    @contextlib.contextmanager
    def opened(self) -> Iterator[Store]:
        """For this run alone; what is left of an earlier one is there."""
        _make_private(own_folder())
        _make_private(self._folder)
        with (self._folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StoreError("The same run is at work already. Wait for it, or stop it.") from None
            for unfinished in self._folder.glob("*.new"):
                unfinished.unlink()
            try:
                yield self
            finally:
                self._remove_if_empty()

    def has(self, name: str) -> bool:
        return self._path(name).exists()

    def keep(self, name: str, printed: Printed) -> None:
        """The part is there as a whole or not at all."""
        new = self._path(name).with_suffix(".new")
        told = printed.model_copy(update={"pdf": b""}).model_dump_json()
        try:
            new.write_bytes(told.encode() + b"\n" + printed.pdf)
            new.replace(self._path(name))
        except OSError:
            new.unlink(missing_ok=True)
            raise

    def printed(self, name: str) -> Printed:
        told, _end, pdf = self._path(name).read_bytes().partition(b"\n")
        return Printed.model_validate_json(told).model_copy(update={"pdf": pdf})

    def _remove_if_empty(self) -> None:
        if not any(self._folder.glob("*.part")):
            self.remove()

    def remove(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            own_folder().rmdir()

    @property
    def is_there(self) -> bool:
        return self._folder.exists()

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.part"


def own_folder() -> Path:
    return Path(tempfile.gettempdir()) / f"urgent-letters-{os.getuid()}"


def remove_all() -> None:
    """Everything that stopped runs have left."""
    if not own_folder().is_symlink():
        shutil.rmtree(own_folder(), ignore_errors=True)


def _make_private(folder: Path) -> None:
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=_PRIVATE)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise StoreError(
            f"«{folder}» is there already, and others can read it. Remove it, or set TMPDIR to another folder."
        )
