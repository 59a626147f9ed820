"""The processes of this machine that print: they begin anywhere, end with their run, and are deaf to Ctrl-C."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from app.printing.crew import ClusterCrew, CrewError, LocalCrew, ask
from app.printing.edition import edition
from app.printing.part import OtherEditionError, print_part, stationery_of, unprintable
from tests.conftest import PROJECT
from tests.outside import wait_until
from tests.printing.runs import ThreadCrew, WorkerDiedError, a_part, processes_of

CANARY = "Sheila O’Neil"
OTHER_EDITION = "A worker runs another version than this machine. Install the same version on all of them."


@pytest.fixture
def crew() -> Iterator[LocalCrew]:
    crew = LocalCrew(1)
    yield crew
    crew.close()


@pytest.fixture
def threads() -> Iterator[ThreadCrew]:
    crew = ThreadCrew()
    yield crew
    crew.close()


def test_a_worker_that_dies_is_asked_again(threads: ThreadCrew) -> None:
    asked: list[str] = []

    def answer(name: str) -> str:
        asked.append(name)
        if len(asked) < 3:
            raise WorkerDiedError
        return "it is there"

    assert ask(threads, answer, "anna") == "it is there"


def test_after_three_deaths_nobody_is_asked_again(threads: ThreadCrew) -> None:
    asked: list[str] = []

    def die(name: str) -> NoReturn:
        asked.append(name)
        raise WorkerDiedError

    with pytest.raises(CrewError) as told:
        ask(threads, die, "anna")

    assert str(told.value) == ("Each worker dies as soon as it is asked something; perhaps there is too little memory.")
    assert len(asked) == 3


def test_ctrl_c_waits_until_a_worker_has_begun(threads: ThreadCrew, monkeypatch: pytest.MonkeyPatch) -> None:
    """One whose beginning is interrupted is known to nobody, and lives on."""
    begun = []
    submit = threads.executor.submit

    def interrupted(*given: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        begun.append(submit(*given))
        return begun[-1]

    monkeypatch.setattr(threads.executor, "submit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ask(threads, time.sleep, 0.5)

    assert len(begun) == 1
    assert not begun[0].done()


def test_of_what_fails_on_a_worker_the_kind_alone_is_told(threads: ThreadCrew) -> None:
    def fail(name: str) -> NoReturn:
        raise ValueError(f"no room for {name}")

    with pytest.raises(CrewError) as told:
        ask(threads, fail, CANARY)

    assert str(told.value) == "A worker fails at what it is asked (ValueError)."
    assert told.value.__suppress_context__


@pytest.mark.parametrize(
    ("work", "given"),
    [(print_part, (a_part("anna"),)), (stationery_of, ((),)), (unprintable, ("a", ("en",)))],
    ids=["print_part", "stationery_of", "unprintable"],
)
def test_a_worker_of_another_edition_does_nothing(work: Any, given: Any, threads: ThreadCrew) -> None:
    with pytest.raises(OtherEditionError) as told:
        ask(threads, work, *given, "an older one")

    assert str(told.value) == OTHER_EDITION


def test_another_edition_is_told_from_one_process_to_another() -> None:
    """An error that cannot be read back breaks the pool of processes."""
    travelled = pickle.loads(pickle.dumps(OtherEditionError()))  # noqa: S301  our own

    assert str(travelled) == OTHER_EDITION


def test_a_process_prints_until_its_run_ends(crew: LocalCrew) -> None:
    assert ask(crew, print_part, a_part("anna"), edition()).pdf.startswith(b"%PDF")
    worker = ask(crew, os.getpid)

    crew.close()

    wait_until(lambda: not is_there(worker), 15)


def test_the_end_of_a_run_waits_for_nobody(crew: LocalCrew) -> None:
    worker = ask(crew, os.getpid)
    crew.executor.submit(time.sleep, 600)
    begun = time.monotonic()

    crew.close()
    wait_until(lambda: not is_there(worker), 15)

    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("by_python", [True, False], ids=["as this Python does", "as older ones need it"])
def test_what_nobody_takes_any_more_holds_no_process_back(
    by_python: bool, crew: LocalCrew, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More is given out than a pipe holds; whoever writes to it would wait for ever."""
    if not by_python:
        monkeypatch.setattr("app.printing.crew._NOBODY_WRITES_TO_THE_DEAD", False)
    worker = ask(crew, os.getpid)
    crew.executor.submit(time.sleep, 600)
    for _part in range(4):
        crew.executor.submit(len, bytes(1_000_000))
    time.sleep(0.2)

    crew.close()

    wait_until(lambda: not any(thread.name.startswith("QueueFeeder") for thread in threading.enumerate()), 15)
    wait_until(lambda: not is_there(worker), 15)


@pytest.mark.parametrize("seconds", [0.01, 0.03, 0.1])
def test_half_an_answer_holds_nobody_back(seconds: float, crew: LocalCrew) -> None:
    """A worker that is killed while it hands over what it has printed has said half of it."""
    worker = ask(crew, os.getpid)
    crew.executor.submit(bytes, 100_000_000)
    time.sleep(seconds)
    os.kill(worker, signal.SIGKILL)

    crew.close()

    assert ask(crew, os.getpid) != worker


def test_a_crew_whose_worker_is_killed_is_fit_again_when_it_is_renewed(crew: LocalCrew) -> None:
    worker = ask(crew, os.getpid)
    future = crew.executor.submit(time.sleep, 600)
    os.kill(worker, signal.SIGKILL)

    with pytest.raises(crew.losses):
        future.result(timeout=30)

    assert crew.renew(), "all that it held is lost"
    assert ask(crew, os.getpid) != worker


def test_a_worker_is_deaf_to_ctrl_c(crew: LocalCrew) -> None:
    worker = ask(crew, os.getpid)

    os.kill(worker, signal.SIGINT)
    time.sleep(0.2)

    assert ask(crew, os.getpid) == worker


def test_starting_workers_leaves_ctrl_c_and_the_environment_as_they_were(crew: LocalCrew) -> None:
    before = dict(os.environ)

    ask(crew, os.getpid)

    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert dict(os.environ) == before


SCRIPT = f"""
import sys
sys.path.insert(0, {str(PROJECT)!r})
from app.printing.crew import CrewError, LocalCrew, ask
if __name__ == "__main__":
    crew = LocalCrew(1)
    try:
        print(ask(crew, eval, "__import__('app').__file__"))
    except CrewError as error:
        print(error)
    crew.close()
"""


def said_by_a_script(folder: Path, **environment: str) -> tuple[str, int]:
    """What a program says that asks a worker which `app` it has; and its session."""
    (folder / "script.py").write_text(SCRIPT, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "script.py"],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said, _nothing = process.communicate(timeout=60)
    return said.strip(), process.pid


def test_a_folder_app_where_the_command_is_typed_is_none_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").touch()

    said, session = said_by_a_script(tmp_path)

    assert said == str(PROJECT / "app" / "__init__.py")
    wait_until(lambda: not list(processes_of(session)), 15)


def test_a_temporary_folder_with_too_long_a_path_is_told(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30)
    folder.mkdir()

    said, _session = said_by_a_script(tmp_path, TMPDIR=str(folder))

    assert said == "No worker can be started (AF_UNIX path too long). Set TMPDIR to a folder with a short path."


@pytest.mark.parametrize("address", ["192.0.2.7", "192.0.2.7:8786", "http://192.0.2.7:8786", "tcp://192.0.2.7", ""])
def test_what_is_no_schedulers_address_is_told_at_once(address: str) -> None:
    with pytest.raises(CrewError) as told:
        ClusterCrew(address)

    assert str(told.value) == (f"«{address}» is no scheduler's address. Such an address is tcp://192.0.2.7:8786.")


def test_an_address_for_which_there_are_no_certificates_is_told_at_once() -> None:
    with pytest.raises(CrewError) as told:
        ClusterCrew("tls://192.0.2.7:8786")

    assert str(told.value) == (
        "For a tls:// address, Dask's configuration has to name certificates (distributed.comm.tls)."
    )


def test_without_dask_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(CrewError) as told:
        ClusterCrew("tcp://192.0.2.7:8786")

    assert str(told.value) == "For --scheduler install Dask: type «.venv/bin/pip install --editable '.[cluster]'»."


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
