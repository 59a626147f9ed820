"""Workers lay letters out, are cut off, die and are renewed, and nobody else notices."""

from __future__ import annotations

import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.synchronize import Semaphore
from pathlib import Path

import pytest

from app.config import Settings
from app.content import load_stationery
from app.rendering import Renderer, seat
from app.rendering.seat import CutOffError, FailedError
from app.rendering.workers import BusyError, NoWorkers, WorkerProcesses
from tests.builders import a_letter
from tests.outside import wait_until

PLAIN = load_stationery().plain("A4")
WARMED = "app.web.warmed"


def pid(_renderer: Renderer) -> int:
    return os.getpid()


def rest(_renderer: Renderer, seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def stall(_renderer: Renderer) -> None:
    while True:
        pass


def stall_deaf(_renderer: Renderer) -> None:
    """As something in a library does that returns to Python never."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    stall(_renderer)


def die_once(_renderer: Renderer, dead: int) -> int:
    if os.getpid() == dead:
        os.kill(dead, signal.SIGKILL)
    return os.getpid()


def die(_renderer: Renderer) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hoard(_renderer: Renderer) -> int:
    return len(bytearray(8 * 1024**3))


def fail(_renderer: Renderer, secret: str) -> None:
    raise ValueError(f"cannot read {secret}")


def write_file(_renderer: Renderer, path: str) -> None:
    with Path(path).open("w") as file:
        file.write("x" * 10_000)


def connect(_renderer: Renderer, port: int) -> None:
    socket.create_connection(("127.0.0.1", port), timeout=1)


def begin_late(beginnings: Semaphore) -> None:
    time.sleep(2)
    seat._begin(beginnings)


def most_core(_renderer: Renderer) -> tuple[int, int]:
    return resource.getrlimit(resource.RLIMIT_CORE)


@pytest.fixture(scope="module")
def workers() -> Iterator[WorkerProcesses]:
    workers = WorkerProcesses(count=2, queue=16, seconds=3, preload=WARMED)
    yield workers
    workers.close()


def test_a_worker_prints_the_same_bytes_as_the_serving_process(workers: WorkerProcesses, renderer: Renderer) -> None:
    letters = [a_letter()]

    printed = workers.run(Renderer.render, letters, [PLAIN])

    assert printed == NoWorkers(renderer).run(Renderer.render, letters, [PLAIN])


def test_a_stalled_letter_is_cut_off_and_the_others_go_through(workers: WorkerProcesses) -> None:
    with ThreadPoolExecutor(21) as supporters:
        stalled = supporters.submit(workers.run, stall)
        others = [supporters.submit(workers.run, Renderer.render, [a_letter()], [PLAIN]) for _number in range(20)]

        assert all(other.result().pdf.startswith(b"%PDF") for other in others)
        with pytest.raises(CutOffError):
            stalled.result()

    assert workers.run(pid) > 0


def test_a_worker_that_hears_nothing_is_cut_off_too(workers: WorkerProcesses) -> None:
    with pytest.raises(CutOffError):
        workers.run(stall_deaf)

    assert workers.run(pid)


def test_a_killed_worker_costs_its_letter_a_second_attempt(workers: WorkerProcesses) -> None:
    dead = workers.run(pid)
    died = workers.figures.died

    assert workers.run(die_once, dead) != dead
    assert workers.figures.died == died + 1


def test_what_kills_every_worker_is_given_up(workers: WorkerProcesses) -> None:
    with pytest.raises(CutOffError, match="a worker died of it twice"):
        workers.run(die)

    assert workers.run(pid)


def test_a_worker_killed_while_it_rests_is_not_missed(workers: WorkerProcesses) -> None:
    for _time in range(2):
        os.kill(workers.run(pid), signal.SIGKILL)
        time.sleep(0.3)

    assert workers.run(pid)


def test_no_accepted_letter_is_lost_when_each_worker_is_killed_in_turn() -> None:
    workers = WorkerProcesses(2, Settings().queue, Settings().seconds, WARMED)
    accepted: list[Future[int]] = []
    with ThreadPoolExecutor(12) as supporters:
        for _round in range(6):
            accepted += [supporters.submit(workers.run, rest, 0.1) for _number in range(10)]
            wait_until(lambda: workers.figures.at_work == 2)
            os.kill(workers.run_urgently(pid), signal.SIGKILL)

    assert all(letter.result() for letter in accepted)
    assert workers.figures.waiting == workers.figures.at_work == 0
    workers.close()


def test_more_memory_than_a_letter_may_have_is_refused(workers: WorkerProcesses) -> None:
    with pytest.raises(CutOffError, match="MemoryError"):
        workers.run(hoard)


def test_an_error_is_told_by_its_kind_and_place_alone(workers: WorkerProcesses) -> None:
    with pytest.raises(FailedError) as failed:
        workers.run(fail, "Shirin")

    assert str(failed.value).startswith("ValueError at test_workers.py:")
    assert "Shirin" not in str(failed.value)
    assert failed.value.__cause__ is failed.value.__context__ is None


def test_a_worker_writes_no_file_and_leaves_no_picture_of_its_memory(workers: WorkerProcesses, tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="OSError"):
        workers.run(write_file, str(tmp_path / "letter"))

    assert not (tmp_path / "letter").exists() or (tmp_path / "letter").read_bytes() == b""
    assert workers.run(most_core) == (0, 0)


def test_a_worker_reaches_no_network(workers: WorkerProcesses) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(FailedError, match="PermissionError"):
        workers.run(connect, listening.getsockname()[1])


def test_a_full_line_is_told_with_when_to_come_again() -> None:
    workers = WorkerProcesses(count=1, queue=2, seconds=10, preload=WARMED)
    with ThreadPoolExecutor(4) as supporters:
        accepted = [supporters.submit(workers.run, rest, 1) for _number in range(3)]
        wait_until(lambda: workers.figures.waiting == 2)

        with pytest.raises(BusyError) as busy:
            workers.run(pid)
        with pytest.raises(BusyError):
            workers.expect_room()
        urgent = supporters.submit(workers.run_urgently, pid)

        assert 2 <= busy.value.seconds <= 30
        assert urgent.result() in {letter.result() for letter in accepted}

    assert workers.figures.refused == 2
    workers.expect_room()
    workers.close()


def test_the_urgent_go_first_and_the_others_by_turn() -> None:
    workers = WorkerProcesses(count=1, queue=8, seconds=10, preload=WARMED)
    done: list[str] = []

    def want(name: str, run: Callable[..., int]) -> None:
        run(rest, 0.05)
        done.append(name)

    with ThreadPoolExecutor(8) as supporters:
        first = supporters.submit(workers.run, rest, 1)
        wait_until(lambda: workers.figures.at_work == 1)
        for waiting, (name, run) in enumerate(
            [("anna", workers.run), ("berta", workers.run), ("court", workers.run_urgently)], start=1
        ):
            supporters.submit(want, name, run)
            wait_until(lambda waiting=waiting: workers.figures.waiting == waiting)  # type: ignore[misc]
        assert first.result()

    assert done == ["court", "anna", "berta"]
    workers.close()


def test_a_worker_ends_after_so_many_letters_and_another_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.rendering.seat.LETTERS_OF_A_WORKER", 3)
    workers = WorkerProcesses(count=1, queue=2, seconds=10, preload=WARMED)

    seen = [workers.run(pid) for _letter in range(9)]

    assert [seen.count(worker) for worker in dict.fromkeys(seen)] == [3, 3, 3]
    assert workers.figures.done == 9
    workers.close()


def test_a_worker_that_begins_late_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.rendering.seat._GRACE", 1)
    monkeypatch.setattr("app.rendering.seat._begin", begin_late)
    workers = WorkerProcesses(count=1, queue=2, seconds=10, preload=WARMED)

    assert workers.run(pid)
    assert workers.figures.died == 0
    workers.close()


def test_closed_workers_leave_no_process() -> None:
    workers = WorkerProcesses(count=2, queue=2, seconds=10, preload=WARMED)
    there = {workers.run(pid) for _time in range(4)}

    workers.close()

    wait_until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in there))
    assert threading.active_count() < 50
