"""A print run on a cluster: the same files, whatever becomes of workers, and nobody's log names a supporter."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.cluster import Cluster, killed
from tests.outside import free_port, wait_until
from tests.printing.runs import ROWS, Run, write_table

pytestmark = pytest.mark.slow

OTHER_EDITION = """
import app.printing.part
app.printing.part.edition = lambda: "an older one"
"""
# A letter is quoted by whatever goes wrong with it.
FAILING = """
from app.rendering.stretch import RunPrinter
def fail(printer, wordings, signed):
    raise ValueError("cannot set " + repr(signed))
RunPrinter.print = fail
"""
DYING = """
import os
from app.rendering.stretch import RunPrinter
RunPrinter.print = lambda printer, wordings, signed: os._exit(9)
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("t") / "supporters.csv"
    write_table(path)
    return path


@pytest.fixture(scope="module")
def names(table: Path) -> list[str]:
    return [line.partition(",")[0] for line in table.read_text(encoding="utf-8").splitlines() if line.endswith("NL")]


@pytest.fixture(scope="module")
def local(table: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """What the same run gives on this machine."""
    run = Run(tmp_path_factory.mktemp("r"), table, "--jobs", "2")
    run.complete()
    return run.written


@pytest.fixture
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Cluster]]:
    """Begins a cluster that ends with the test."""
    clusters: list[Cluster] = []

    def begin() -> Cluster:
        clusters.append(Cluster(tmp_path_factory.mktemp("c")))
        return clusters[-1]

    yield begin
    for cluster in clusters:
        cluster.close()


@pytest.fixture
def cluster(begun: Callable[[], Cluster]) -> Cluster:
    return begun()


@pytest.fixture
def run(cluster: Cluster, table: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("r"), table, "--scheduler", cluster.address)


def assert_complete(said: str, run: Run, local: tuple[bytes, bytes]) -> None:
    assert said.startswith(f"{ROWS} letters on {ROWS} sheets in ")
    assert said.count("\n") == 2, "Dask adds nothing of its own"
    assert run.written == local
    assert run.left == ["run-manifest.csv", "run.pdf"]


def assert_names_nobody(logs: str, names: list[str]) -> None:
    assert logs
    assert [name for name in names if name in logs] == []


def said_by(process: subprocess.Popen[str]) -> str:
    output, said = process.communicate(timeout=120)
    return said + output


def test_two_workers_give_the_same_files_as_this_machine(
    cluster: Cluster, run: Run, local: tuple[bytes, bytes], names: list[str]
) -> None:
    cluster.add_worker()
    cluster.add_worker()

    said = run.complete()

    assert_complete(said, run, local)
    assert_names_nobody(cluster.logs, names)


def test_a_worker_that_is_killed_costs_nothing_but_its_parts(
    cluster: Cluster, run: Run, local: tuple[bytes, bytes], names: list[str]
) -> None:
    first, _second = cluster.add_worker(), cluster.add_worker()
    process = run.begin()
    wait_until(lambda: len(run.parts) >= 1)
    killed(first)

    said = said_by(process)

    assert_complete(said, run, local)
    assert_names_nobody(cluster.logs, names)


def test_workers_that_join_later_help(cluster: Cluster, run: Run, local: tuple[bytes, bytes]) -> None:
    """The first of all may come after the run has begun; and when the last has died, another takes its place."""
    process = run.begin()
    wait_until(lambda: run.is_open)
    first = cluster.add_worker()
    wait_until(lambda: len(run.parts) >= 1)
    killed(first)
    time.sleep(2)
    cluster.add_worker()

    assert_complete(said_by(process), run, local)


def test_a_scheduler_that_is_lost_is_told_and_what_is_finished_is_kept(
    begun: Callable[[], Cluster], cluster: Cluster, run: Run, table: Path, local: tuple[bytes, bytes]
) -> None:
    cluster.add_worker()
    process = run.begin()
    wait_until(lambda: len(run.parts) >= 1)
    killed(cluster.scheduler)

    assert said_by(process) == (
        f"The scheduler at «{cluster.address}» is lost. What is finished is kept: once it is back, the same command "
        "goes on from there.\n"
    )
    assert process.returncode == 1
    kept = run.parts
    assert kept
    other = begun()
    other.add_worker()
    assert_complete(Run(run.folder, table, "--scheduler", other.address).complete(), run, local)


def test_where_no_scheduler_answers_that_is_told_soon(table: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    run = Run(tmp_path_factory.mktemp("r"), table, "--scheduler", address)
    process = run.begin()
    begun = time.monotonic()

    assert said_by(process) == f"No scheduler answers at «{address}» (OSError).\n"
    assert process.returncode == 1
    assert time.monotonic() - begun < 25, "with a slow start of the command"


def test_a_worker_of_another_edition_is_refused(cluster: Cluster, run: Run, names: list[str]) -> None:
    cluster.add_worker(OTHER_EDITION)
    process = run.begin()

    assert said_by(process) == (
        "A worker runs another version than this machine. Install the same version on all of them.\n"
    )
    assert process.returncode == 1
    assert run.left == []
    assert_names_nobody(cluster.logs, names)


def test_a_letter_that_fails_is_quoted_in_nobodys_log(cluster: Cluster, run: Run, names: list[str]) -> None:
    """Dask logs what fails with all that it was given, unless that is sealed."""
    cluster.add_worker(FAILING)
    process = run.begin()
    said = said_by(process)

    assert said == (
        "Some letters cannot be printed: ValueError. What is finished is kept: the same command goes on from there, "
        "and --clean removes it.\n"
    )
    assert process.returncode == 1
    assert_names_nobody(cluster.logs, names)


def test_letters_that_kill_their_workers_are_told(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One part alone, since each takes a dozen workers with it."""
    folder = tmp_path_factory.mktemp("r")
    names = write_table(folder / "few.csv", rows=100)
    run = Run(folder, folder / "few.csv", "--scheduler", cluster.address)
    process = run.begin()
    wait_until(lambda: run.is_open)
    while process.poll() is None:
        if all(worker.poll() is not None for worker in cluster.workers):
            cluster.add_worker(DYING)
        time.sleep(0.1)

    assert said_by(process) == (
        "Some letters cannot be printed: each worker that prints them dies; perhaps it has too little memory. "
        "What is finished is kept: the same command goes on from there, and --clean removes it.\n"
    )
    assert process.returncode == 1
    assert_names_nobody(cluster.logs, names)


def test_ctrl_c_keeps_what_the_workers_have_under_way(cluster: Cluster, run: Run, local: tuple[bytes, bytes]) -> None:
    cluster.add_worker()
    process = run.begin()
    wait_until(lambda: len(run.parts) >= 1)
    process.send_signal(2)

    assert said_by(process) == (
        "Stopping: what is under way is finished first. Press again to stop at once.\n"
        "Stopped. What is finished is kept: the same command goes on from there, and --clean removes it.\n"
    )
    assert process.returncode == 130
    assert len(run.parts) >= 2
    assert_complete(run.complete(), run, local)
