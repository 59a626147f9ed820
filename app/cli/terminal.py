"""What every command does at its edges: refuse, count, read a date, put a file where it is wanted."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from app.config import Settings
from app.content import Library
from app.domain.dates import read_day
from app.domain.problem import Problem


def fail(lines: Iterable[str], code: int = 1) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    sys.exit(code)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def line_of(problem: Problem) -> str:
    """A problem in one line that says how serious it is, if it is no error."""
    kind = "" if problem.severity == "error" else f"{problem.severity}: "
    return f"{problem.place}: {kind}{problem.words} [{problem.code}]"


def left_out(library: Library) -> list[str]:
    """A word on content that is not there because of its problems."""
    if not library.problems:
        return []
    number = count(len(library.problems), "problem")
    return [f"The content has {number}, which may keep more out: run `letters check`."]


def not_a_date(typed: str) -> str:
    return f"«{typed}» is not a date. Write it as year, month and day, such as 2013-09-20."


def day_of(typed: str | None, settings: Settings) -> datetime.date:
    if typed is None:
        return settings.today()
    day = read_day(typed)
    if day is None:
        fail([not_a_date(typed)])
    return day


def put(output: str, content: bytes) -> None:
    try:
        if output == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
        else:
            Path(output).write_bytes(content)
    except OSError as error:
        fail([f"«{output}» cannot be written: {(error.strerror or 'unknown fault').lower()}."])
