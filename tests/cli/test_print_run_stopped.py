"""Stopped at any moment and resumed, a print run gives the same files as without an interruption."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.outside import wait_until
from tests.printing.runs import ROWS, SOON, Run, processes_of, write_table

pytestmark = pytest.mark.slow

JOBS = ("--jobs", "2")
STOPPED = """\
Stopping: what is under way is finished first. Press again to stop at once.
Stopped. What is finished is kept: the same command goes on from there, and --clean removes it.
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("t") / "supporters.csv"
    write_table(path)
    return path


@pytest.fixture(scope="module")
def uninterrupted(table: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    run = Run(tmp_path_factory.mktemp("r"), table, *JOBS)
    run.complete()
    return run.written


@pytest.fixture
def run(table: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    # The path of a socket in it may have some hundred characters.
    return Run(tmp_path_factory.mktemp("r"), table, *JOBS)


def stopped(run: Run, sent: signal.Signals, finished: int, *, all_of_them: bool = False) -> tuple[int, str]:
    """The exit code and what was said, of a run that is stopped when so many parts are finished."""
    process = run.begin()
    wait_until(lambda: run.is_open and len(run.parts) >= finished)
    (os.killpg if all_of_them else os.kill)(process.pid, sent)
    _output, said = process.communicate(timeout=60)
    wait_until(lambda: not list(processes_of(process.pid)), SOON)
    return process.returncode, said


def assert_goes_on(run: Run, uninterrupted: tuple[bytes, bytes]) -> None:
    """The same command finishes the rest, and leaves nothing but the files."""
    kept = run.parts
    process = run.begin()
    while process.poll() is None:
        seen = run.parts
        assert all(written == kept[path] for path, written in seen.items() if path in kept), "none is printed anew"
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    output, said = process.communicate()

    assert said == ""
    assert output.startswith(f"{ROWS} letters on {ROWS} sheets in ")
    assert run.written == uninterrupted
    assert run.left == ["run-manifest.csv", "run.pdf"]
    assert not list(run.folder.glob("urgent-letters-*"))
    wait_until(lambda: not list(processes_of(process.pid)), SOON)


@pytest.mark.parametrize("finished", [0, 1, 3])
def test_stopped_by_ctrl_c_it_says_so_and_goes_on_from_there(
    finished: int, run: Run, uninterrupted: tuple[bytes, bytes]
) -> None:
    code, said = stopped(run, signal.SIGINT, finished)

    assert code == 130
    # Before the first part there is nothing under way that would be waited for.
    assert said in ((STOPPED, STOPPED.partition("\n")[2]) if finished == 0 else (STOPPED,))
    assert len(run.parts) >= finished
    assert [name for name in run.left if not name.endswith((".part", "lock"))] == []
    assert_goes_on(run, uninterrupted)


@pytest.mark.parametrize("finished", [0, 1, 3])
def test_killed_it_goes_on_from_there(finished: int, run: Run, uninterrupted: tuple[bytes, bytes]) -> None:
    code, said = stopped(run, signal.SIGKILL, finished)

    assert code == -signal.SIGKILL
    assert "Traceback" not in said
    assert len(run.parts) >= finished
    assert not run.output.exists()
    assert_goes_on(run, uninterrupted)


@pytest.mark.parametrize("finished", [0, 1])
def test_ctrl_c_in_a_terminal_reaches_all_processes_and_only_the_command_answers(finished: int, run: Run) -> None:
    """Workers that are just being started do not answer with tracebacks."""
    code, said = stopped(run, signal.SIGINT, finished, all_of_them=True)

    assert code == 130
    assert said in (STOPPED, STOPPED.partition("\n")[2])


def test_a_second_ctrl_c_waits_for_nothing(run: Run) -> None:
    process = run.begin()
    wait_until(lambda: len(run.parts) >= 1)
    os.kill(process.pid, signal.SIGINT)
    assert process.stderr is not None
    said = process.stderr.readline()
    os.kill(process.pid, signal.SIGINT)
    _output, more = process.communicate(timeout=10)

    assert process.returncode == 130
    assert said + more == STOPPED
    assert run.parts, "what was finished before is there"
    wait_until(lambda: not list(processes_of(process.pid)), SOON)


def test_what_a_stopped_run_has_left_is_removed_by_clean(run: Run, table: Path) -> None:
    stopped(run, signal.SIGINT, 1)

    clean = Run(run.folder, table, "--clean")

    assert clean.complete() == "What was left of stopped runs is removed.\n"
    assert run.left == []
