"""`letters recipients`: who holds each office, what to check again, tables from and for others."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from app.cli.listing import list_comparisons, list_due, list_recipients
from app.cli.terminal import count, day_of, fail, left_out, line_of, not_a_date, put
from app.config import Settings
from app.content import Library, load_library
from app.content.exporting import as_popolo, as_table, as_vcards
from app.content.importing import Diff, Sheet, append_holders, diff_with, read_sheet
from app.domain.dates import read_day
from app.domain.office import Office
from app.domain.problem import Problem, did_you_mean
from app.domain.recheck import rechecks

Export = Callable[[Iterable[Office], datetime.date], str]
EXPORTS: dict[str, Export] = {
    "popolo": as_popolo,
    "vcard": as_vcards,
    "csv": lambda offices, _on: as_table(offices),
}


@click.group("recipients", invoke_without_command=True)
@click.option("--on", metavar="DATE", help="As of that day, such as 2013-09-20. Else today.")
@click.option("--due", is_flag=True, help="List what to check again, the oldest and most used first.")
@click.option("--export", "form", type=click.Choice(tuple(EXPORTS)), help="Write the offices for other programs.")
@click.option("--output", metavar="FILE", help="Where the export goes; - or nothing for standard output.")
@click.option("--all", "everyone", is_flag=True, help="In vCards, offices for representatives only as well.")
@click.pass_context
def recipients(
    context: click.Context, *, on: str | None, due: bool, form: str | None, output: str | None, everyone: bool
) -> None:
    """List the offices, who holds them, and how sure we are."""
    wishes = {"--due": due, "--export": form, f"{context.invoked_subcommand}": context.invoked_subcommand}
    given = [name for name, wish in wishes.items() if wish]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} do not go together. Give one of them.")
    if form is None and (output or everyone):
        raise click.UsageError("--output and --all belong to --export. Add --export popolo, vcard or csv.")
    if context.invoked_subcommand is None:
        library, day = load_library(context.obj.content), day_of(on, context.obj)
        if form:
            put(output or "-", EXPORTS[form](_exported(library, form, everyone=everyone), day).encode())
        elif due:
            list_due(rechecks(library.offices.values(), library.cases.values(), day), day)
        else:
            list_recipients(library, day)
        _tell(left_out(library))


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def _exported(library: Library, form: str, *, everyone: bool) -> list[Office]:
    """An address book invites to write: it gets the offices that supporters may write to."""
    offices = list(library.offices.values())
    closed = [office for office in offices if office.open_to == "representatives"]
    if form != "vcard" or everyone:
        return offices
    _tell(f"{office.id} is left out: {office.why_closed} Add --all to have it." for office in closed)
    return [office for office in offices if office not in closed]


@recipients.command("import")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--office", metavar="ID", help="The office that the file is about. Else each position is looked for.")
@click.option("--snapshot", metavar="DATE", help="The day on which the file was made, such as 2022-08-03.")
@click.option("--write", is_flag=True, help="Add the new holders to recipients.yaml. Else they are only shown.")
@click.pass_obj
def import_(settings: Settings, path: Path, office: str | None, snapshot: str | None, *, write: bool) -> None:
    """Compare FILE, Popolo JSON or a CSV table of holders, with recipients.yaml.

    What recipients.yaml has stays as it is; --write adds holders that it does not have.
    """
    library = load_library(settings.content)
    only = _office(library, office) if office else None
    sheet = read_sheet(path)
    if isinstance(sheet, Problem):
        fail([str(sheet)])
    diff = diff_with(sheet, library.offices, _snapshot(snapshot, sheet, settings.today()), only)
    for office_id, comparisons in diff.comparisons.items():
        list_comparisons(office_id, comparisons)
    _tell(map(line_of, diff.problems))
    _tell(left_out(library))
    _add(diff, settings.content / "recipients.yaml", write=write)
    sys.exit(1 if any(problem.severity == "error" for problem in diff.problems) else 0)


def _office(library: Library, office_id: str) -> Office:
    if office_id not in library.offices:
        raise click.UsageError(f"There is no office «{office_id}». {did_you_mean(office_id, library.offices)}")
    return library.offices[office_id]


def _snapshot(typed: str | None, sheet: Sheet, today: datetime.date) -> datetime.date:
    """The day the file was made. When it was saved here says nothing about how old its facts are."""
    day = sheet.snapshot if typed is None else read_day(typed)
    if typed is not None and day is None:
        raise click.UsageError(not_a_date(typed))
    if day is None:
        raise click.UsageError(f"{sheet.file} does not say when it was made. Give the day: --snapshot 2022-08-03.")
    if day > today:
        raise click.UsageError(f"{sheet.file} cannot have been made on {day}, which is to come. Give --snapshot DATE.")
    return day


def _add(diff: Diff, path: Path, *, write: bool) -> None:
    number = sum(map(len, diff.new.values()))
    holders = count(number, "new holder")
    if number and write:
        _write(diff, path)
        click.echo(f"{holders} added to {path.name}; nothing else in it is changed.")
    elif number:
        click.echo(f"{holders} could be added: give --write to do so. Nothing is written.")
    else:
        click.echo("There is no holder to add. Nothing is written.")


def _write(diff: Diff, path: Path) -> None:
    try:
        problem = append_holders(path, diff.new)
    except OSError as error:
        fail([f"«{path.name}» cannot be written: {(error.strerror or 'unknown fault').lower()}."])
    if problem is not None:
        fail([str(problem)])
