"""`letters check`: everything that is wrong with the content, before a supporter sees it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.checking import Report, workers
from app.checking import check as check_content
from app.checking.trial import Progress as Told
from app.cli.terminal import count, line_of
from app.config import Settings

NO_PAPER = "Letters were not tried on paper: this machine cannot lay them out. `letters doctor` says what is missing."


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Fail on warnings too, but for those that wait for other people.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_obj
def check(settings: Settings, paths: tuple[Path, ...], strict: bool, format_: str) -> None:
    """Say what is wrong with the content, all at once, and try every letter on paper.

    PATH keeps to a file or a folder, such as letter_templates/release-the-seven. The exit code is
    0 when all is well, 1 when there is an error, 2 when the command itself cannot be understood.
    """
    root, under = _places(settings.content, paths)
    report = _report(settings, root, under)
    click.echo(_as_json(report) if format_ == "json" else _as_text(report))
    sys.exit(1 if report.fails(strict) else 0)


def _report(settings: Settings, root: Path, under: tuple[str, ...]) -> Report:
    """Everything, or on a machine that cannot lay letters out all but that."""
    try:
        with workers() as executor, _progress() as progress:
            return check_content(root, settings.today(), executor, under=under, progress=progress)
    except BrokenProcessPool:
        click.echo(NO_PAPER, err=True)
        return check_content(root, settings.today(), None, under=under)


def _places(content: Path, paths: tuple[Path, ...]) -> tuple[Path, tuple[str, ...]]:
    """The folder of the content, and the wanted places within it."""
    if len(paths) == 1 and (paths[0] / "letter_templates").is_dir():
        return paths[0], ()
    return content, tuple(_place_in(content, path) for path in paths)


def _place_in(content: Path, path: Path) -> str:
    """A path within the content, given from here or from there."""
    for candidate in (path, content / path):
        if candidate.exists() and candidate.resolve().is_relative_to(content.resolve()):
            return candidate.resolve().relative_to(content.resolve()).as_posix()
    raise click.UsageError(
        f"«{path}» is neither a file nor a folder of the content in {content}. "
        "Name one, such as letter_templates/release-the-seven, or leave it out."
    )


@contextmanager
def _progress() -> Iterator[Told]:
    """A bar on the terminal; elsewhere one line, so that nobody wonders."""
    console = Console(stderr=True)
    columns = (TextColumn("Laying letters out"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("letters", total=None)

        def told(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)
            if not console.is_terminal and (done == of or done % 25 == 0):
                click.echo(f"Laid out {done} of {of} letters, each for every sample supporter.", err=True)

        yield told


def _as_text(report: Report) -> str:
    return "\n".join((*map(line_of, report.problems), _summary(report)))


def _summary(report: Report) -> str:
    counted = [
        f"{number} {code}" for code, number in sorted(Counter(problem.code for problem in report.problems).items())
    ]
    found = ", ".join(count(report.count(severity), severity) for severity in ("error", "warning", "hint"))
    looked_at = (
        f"{count(report.cases, 'case')}, {count(report.offices, 'office')} "
        f"and {count(report.letters, 'letter')} looked at"
    )
    by_code = f" ({', '.join(counted)})" if counted else ""
    return f"{found}{by_code}; {looked_at}."


def _as_json(report: Report) -> str:
    counts = {f"{severity}s": report.count(severity) for severity in ("error", "warning", "hint")}
    looked_at = {"cases": report.cases, "offices": report.offices, "letters": report.letters}
    problems = [problem.model_dump() for problem in report.problems]
    return json.dumps({"problems": problems, **counts, **looked_at}, ensure_ascii=False, indent=2)
