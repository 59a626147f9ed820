"""A file → the table of supporters in it, or why there is none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from app.domain.problem import Problem, Problems, nearest
from app.printing.cells import Row, Table
from app.printing.file_kind import SAVE_ANEW, kind_of, not_a_table
from app.printing.records import NoTableError
from app.printing.separated import read_separated

__all__ = ["Row", "Table", "read_table"]

# 50,000 rows with an address and a thousand characters of own words in each.
LARGEST_FILE = 64_000_000
_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"))


def read_table(path: Path) -> Table | Problems:
    """The table in a CSV or an .xlsx, whatever the file is called."""
    data = _bytes_of(path)
    if isinstance(data, Problem):
        return (data,)
    kind = kind_of(path.name, data)
    if isinstance(kind, Problem):
        return (kind,)
    try:
        return _read_workbook(path.name, data) if kind == "zip" else read_separated(path.name, data)
    except NoTableError as error:
        return (error.problem,)


def _read_workbook(name: str, data: bytes) -> Table | Problems:
    # Imported late: whoever prints from a CSV does not wait for openpyxl.
    from app.printing.workbook import read_workbook

    return read_workbook(name, data)


def _bytes_of(path: Path) -> bytes | Problem:
    try:
        obstacle = _obstacle(path.name, path.stat())
        data = b"" if obstacle else _read_up_to(path, LARGEST_FILE + 1)
    except FileNotFoundError:
        return _missing(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be one"
        return _unreadable(path.name, f"The file cannot be read: {reason.lower()}.", "Check its name and permissions.")
    return obstacle or _too_large(path.name, len(data)) or _nothing(path.name, data) or data


def _obstacle(name: str, found: os.stat_result) -> Problem | None:
    """Size and kind are asked for before it is opened: a pipe has no end, and a huge file is not for the memory."""
    if stat.S_ISDIR(found.st_mode):
        return not_a_table(name, "This is a folder.", "Name the table in it.")
    if not stat.S_ISREG(found.st_mode):
        return not_a_table(name, "This is not a file.", SAVE_ANEW)
    return _too_large(name, found.st_size)


def _read_up_to(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _nothing(name: str, data: bytes) -> Problem | None:
    if data.strip():
        return None
    return Problem(code="table-empty", where=name, message="The file is empty.", hint="Save the table again.")


def _missing(path: Path) -> Problem:
    near = nearest(path.name, _neighbours(path))
    hint = f"Did you mean {near}?" if near else "Check its name and its folder."
    return _unreadable(path.name, "There is no such file.", hint)


def _neighbours(path: Path) -> list[str]:
    try:
        return [one.name for one in path.parent.iterdir()]
    except OSError:
        return []


def _unreadable(name: str, message: str, hint: str) -> Problem:
    return Problem(code="table-unreadable", where=name, message=message, hint=hint)


def _too_large(name: str, size: int) -> Problem | None:
    if size <= LARGEST_FILE:
        return None
    divisor, unit = next((one for one in _UNITS if size >= one[0]), _UNITS[-1])
    most = LARGEST_FILE // 1_000_000
    return Problem(
        code="table-too-large",
        where=name,
        message=f"A table may have {most} MB; this file has {size / divisor:.1f} {unit}.",
        hint="Split it into several tables, and delete the columns that are no part of a letter.",
    )
