"""What the columns of a table are: known by their headers, kept from last time, or asked for, once."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import click

from app.cli.terminal import count, fail, line_of
from app.content.column_file import column_file_path, column_text, read_column_file, write_column_file
from app.domain.problem import Problem, Problems
from app.printing.cells import Table
from app.printing.columns import TARGETS, ColumnMap, Columns, Target, column_problems, match, suggestion

_EXPLAINED: Mapping[Target, str] = {
    "name": "the full name, or a part of it",
    "introduction": "completes “I am …”",
    "address": "begins a new line of the address",
    "same-line": "goes on in that line, as a town does after its postcode",
    "country": "ISO code or English name",
    "email": "stands on the letter",
    "own_words": "the supporter’s own words",
    "points": "talking points, by their short names",
    "leave-out": "is not read",
}


def columns_of(table: Table, table_path: Path) -> Columns:
    """The columns, unless something is to be mended first: then that is told, and the command ends."""
    path = column_file_path(table_path)
    chosen = _kept(path)
    found = match(table.headers, chosen)
    if isinstance(found, Columns):
        _stop_on(column_problems(table.name, found))
        return found
    if not _somebody_is_there():
        fail(_what_to_write(table, path, found, chosen))
    return _asked(table, path, found, chosen)


def _kept(path: Path) -> ColumnMap:
    kept = read_column_file(path, TARGETS)
    if isinstance(kept, tuple):
        fail(map(line_of, kept))
    return cast(ColumnMap, kept)


def _stop_on(problems: Problems) -> None:
    if problems:
        fail(map(line_of, problems))


def _somebody_is_there() -> bool:
    return sys.stdin.isatty()


def _what_to_write(table: Table, path: Path, unknown: Sequence[str], chosen: ColumnMap) -> list[str]:
    suggested = {header: suggestion(header) for header in unknown}
    meant = "; ".join(f"«{header}»: did you mean {to}?" for header, to in suggested.items() if to != "leave-out")
    problem = Problem(
        code="unknown-column",
        where=table.name,
        message=f"{_of_columns(unknown)}: {', '.join(f'«{header}»' for header in unknown)}.",
        hint=f"{meant[:1].upper()}{meant[1:]} Write into {path.name} what each is ({', '.join(TARGETS)}):".strip(),
    )
    return [str(problem), "", column_text({**chosen, **suggested}).rstrip("\n")]


def _of_columns(unknown: Sequence[str]) -> str:
    verb = "is no field" if len(unknown) == 1 else "are no fields"
    return f"{count(len(unknown), 'column')} {verb} of the form"


def _asked(table: Table, path: Path, unknown: Sequence[str], chosen: ColumnMap) -> Columns:
    click.echo(
        f"{table.name}: {_of_columns(unknown)}. Say what each is; the answers are kept in {path.name}.", err=True
    )
    answers = {**chosen, **{header: _ask(header) for header in unknown}}
    columns = cast(Columns, match(table.headers, answers))
    _stop_on(column_problems(table.name, columns))
    problem = write_column_file(path, table.name, answers, TARGETS)
    if problem:
        click.echo(line_of(problem), err=True)
    return columns


def _ask(header: str) -> Target:
    click.echo(f"\n«{header}»", err=True)
    for number, target in enumerate(TARGETS, start=1):
        click.echo(f"  {number} {target:<12} {_EXPLAINED[target]}", err=True)
    suggested = TARGETS.index(suggestion(header)) + 1
    number = click.prompt("What is it?", type=click.IntRange(1, len(TARGETS)), default=suggested, err=True)
    return TARGETS[number - 1]
