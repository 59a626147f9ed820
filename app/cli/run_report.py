"""What a print run tells on the terminal: how far it has come, what is wrong, what came of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from app.cli.terminal import count, line_of
from app.printing.cells import Table
from app.printing.entries import Checked
from app.printing.fault import Fault
from app.printing.problem_copy import problem_copy_path, write_problem_copy
from app.printing.run import LayoutFault, Outcome
from app.printing.shop import Watch


class Told:
    """What is wrong with a table, on the terminal and in a copy of it; then the command ends, unless it may go on."""

    def __init__(self, table: Table, path: Path, skip_faulty: bool) -> None:
        self._table, self._path, self._skip = table, path, skip_faulty
        self._copy = problem_copy_path(path, table)
        self._faults: tuple[Fault, ...] = ()

    def of_rows(self, checked: Checked) -> None:
        """Every fault of every row; without a sound one nothing is printed in any case."""
        for problem in self._table.warnings:
            click.echo(line_of(problem), err=True)
        self._tell((*checked.faults, *checked.warnings))
        self._stop_on(checked.faults, len(checked.entries))

    def of_letters(self, outcome: Outcome) -> None:
        """What showed only when letters were laid out."""
        faults = tuple(map(self._fault, outcome.faults))
        self._tell(faults)
        self._stop_on(faults, outcome.letters)

    def _tell(self, faults: Sequence[Fault]) -> None:
        self._faults += tuple(faults)
        for fault in faults:
            click.echo(str(fault), err=True)

    def _stop_on(self, faults: Sequence[Fault], left: int) -> None:
        if not faults:
            return
        rows = len({fault.row for fault in faults})
        found = f"{count(len(faults), 'fault')} in {count(rows, 'row')}"
        if self._skip and left:
            click.echo(f"{found}: {'it is' if rows == 1 else 'they are'} left out.", err=True)
            self._write_copy()
            return
        click.echo(f"{found}; nothing was printed.", err=True)
        self._write_copy()
        if left:
            click.echo("--skip-faulty prints the other rows.", err=True)
        sys.exit(1)

    def _write_copy(self) -> None:
        problem = write_problem_copy(self._copy, self._table, self._faults)
        told = line_of(problem) if problem else f"{self._copy} has each fault beside its row."
        click.echo(told, err=True)

    def _fault(self, fault: LayoutFault) -> Fault:
        row = next(row for row in self._table.rows if row.number == fault.row)
        message = f"{fault.problem.message} (The letter to {fault.office}.)"
        return self._table.fault(row, None, fault.problem.model_copy(update={"message": message}))


class _Speed(ProgressColumn):
    """Letters a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f} letters a second" if task.speed else "")


class Bar:
    """A bar with speed and time left while letters are printed; a line elsewhere than on a terminal."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Speed(), TimeRemainingColumn())
        self._progress = Progress(
            *columns, console=self._console, transient=True, disable=not self._console.is_terminal
        )
        self._task = self._progress.add_task("Checking the table", total=None)
        self._begun = time.monotonic()
        self.watch = Watch(self._planned, self._printed, self._idle, self._stopping)

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def summary(self, outcome: Outcome) -> str:
        seconds = time.monotonic() - self._begun
        sheets = sum(sheets for _path, sheets in outcome.files)
        written = ", ".join(f"{path} ({_size(path)})" for path, _sheets in outcome.files)
        return (
            f"{count(outcome.letters, 'letter')} on {count(sheets, 'sheet')} in {seconds:.0f} s: {written}.\n"
            f"{outcome.manifest} says which row is on which sheet."
        )

    def _planned(self, letters: int) -> None:
        self._progress.reset(self._task, total=letters, description="Printing")

    def _printed(self, letters: int) -> None:
        self._progress.advance(self._task, letters)

    def _idle(self, idle: bool) -> None:
        self._progress.update(self._task, description="Waiting for a worker" if idle else "Printing")

    def _stopping(self) -> None:
        self._console.print("Stopping: what is under way is finished first. Press again to stop at once.")


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"
