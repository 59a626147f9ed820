"""Parts are printed by whoever is there; what is finished is kept, and no death of a worker stops the run."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from app.printing import press
from app.printing.crew import CrewError
from app.printing.edition import edition
from app.printing.part import FacesPart, OtherEditionError, Printed
from app.printing.press import PartError, print_parts
from app.printing.shop import Shop, Watch
from app.printing.store import Store
from tests.printing.runs import ThreadCrew, WorkerDiedError, a_part, a_print, name_of

NAMES = ("anna", "berta", "cora", "dora", "emma", "fanny")
PARTS = {name: a_part(name) for name in NAMES}
CANARY = "Sheila O’Neil"
Fate = Callable[[str], None]


class Workshop:
    """Prints names for parts, a few hundredths of a second each; `fate` is what happens to each before."""

    def __init__(self) -> None:
        self.begun: Counter[str] = Counter()
        self.most = 0
        self._at_work: set[str] = set()
        self.together: dict[str, set[str]] = {}
        self.fate: Fate = lambda _name: None

    def print(self, part: FacesPart, ours: str) -> Printed:
        assert ours == edition()
        name = name_of(part)
        self.begun[name] += 1
        self._at_work.add(name)
        self.together[name] = set(self._at_work)
        self.most = max(self.most, len(self._at_work))
        try:
            time.sleep(0.02)
            self.fate(name)
            return a_print(name.encode())
        finally:
            self._at_work.discard(name)

    def dies_at(self, fatal: str, times: int) -> None:
        def fate(name: str) -> None:
            if name == fatal and self.begun[name] <= times:
                raise WorkerDiedError

        self.fate = fate

    def fails_at(self, *names: str, error: Exception) -> None:
        def fate(name: str) -> None:
            if name in names:
                raise error

        self.fate = fate

    def waits_at(self, slow: str) -> threading.Event:
        """Until the event is set."""
        enough = threading.Event()

        def fate(name: str) -> None:
            if name == slow:
                enough.wait(10)

        self.fate = fate
        return enough


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> Workshop:
    workshop = Workshop()
    monkeypatch.setattr(press, "print_part", workshop.print)
    monkeypatch.setattr(press, "_LOOK", 0.05)
    return workshop


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Store(tmp_path / "run.pdf").opened() as store:
        yield store


@pytest.fixture
def crew() -> Iterator[ThreadCrew]:
    crew = ThreadCrew()
    yield crew
    crew.close()


def ctrl_c() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def kept(store: Store) -> set[str]:
    return {name for name in NAMES if store.has(name)}


def test_each_part_is_printed_once_kept_and_told(workshop: Workshop, store: Store, crew: ThreadCrew) -> None:
    told: list[str] = []

    print_parts(PARTS, Shop(crew, store), told.append)

    assert workshop.begun == dict.fromkeys(NAMES, 1)
    assert sorted(told) == sorted(NAMES)
    assert {name: store.printed(name).pdf for name in NAMES} == {name: name.encode() for name in NAMES}


def test_what_is_finished_is_not_printed_again_but_told(workshop: Workshop, store: Store, crew: ThreadCrew) -> None:
    store.keep("anna", a_print())
    store.keep("emma", a_print())
    told: list[str] = []

    print_parts(PARTS, Shop(crew, store), told.append)

    assert set(workshop.begun) == {"berta", "cora", "dora", "fanny"}
    assert told[:2] == ["anna", "emma"]
    assert sorted(told) == sorted(NAMES)


@pytest.mark.parametrize("width", [1, 2, 3])
def test_no_more_parts_are_given_out_than_the_crew_is_wide(width: int, workshop: Workshop, store: Store) -> None:
    crew = ThreadCrew(width)

    print_parts(PARTS, Shop(crew, store))
    crew.close()

    assert workshop.most == width


def test_a_worker_that_dies_costs_its_part_alone(workshop: Workshop, store: Store, crew: ThreadCrew) -> None:
    workshop.dies_at("cora", times=1)

    print_parts(PARTS, Shop(crew, store))

    assert kept(store) == set(NAMES)
    assert workshop.begun == {**dict.fromkeys(NAMES, 1), "cora": 2}


def test_where_all_that_was_given_out_is_lost_with_a_worker_it_is_printed_again(
    workshop: Workshop, store: Store
) -> None:
    crew = ThreadCrew(3, all_are_lost=True)
    workshop.dies_at("cora", times=1)

    print_parts(PARTS, Shop(crew, store))
    crew.close()

    assert kept(store) == set(NAMES)
    assert all(workshop.begun[name] <= 2 for name in NAMES)


def test_what_is_finished_when_a_worker_dies_is_kept(
    workshop: Workshop, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One part is done and one lost when the press looks: the order in which it takes them does not matter."""
    crew = ThreadCrew(2, all_are_lost=True)
    workshop.dies_at("anna", times=1)
    wait = press.wait
    monkeypatch.setattr(press, "wait", lambda futures, **_options: wait(futures, timeout=5))

    print_parts(PARTS, Shop(crew, store))
    crew.close()

    assert workshop.begun == {**dict.fromkeys(NAMES, 1), "anna": 2}


def test_a_part_that_was_lost_is_printed_alone(workshop: Workshop, store: Store, crew: ThreadCrew) -> None:
    workshop.dies_at("cora", times=2)

    print_parts(PARTS, Shop(crew, store))

    assert workshop.begun["cora"] == 3
    assert workshop.together["cora"] == {"cora"}


def test_a_part_that_kills_its_worker_three_times_is_named_when_the_others_are_finished(
    workshop: Workshop, store: Store, crew: ThreadCrew
) -> None:
    workshop.dies_at("berta", times=99)

    with pytest.raises(
        PartError, match=r"^each worker that prints them dies; perhaps it has too little memory$"
    ) as told:
        print_parts(PARTS, Shop(crew, store))

    assert told.value.name == "berta"
    assert workshop.begun["berta"] == 3
    assert kept(store) == set(NAMES) - {"berta"}


def test_an_error_is_told_by_its_kind_alone_since_its_text_may_quote_a_letter(
    workshop: Workshop, store: Store, crew: ThreadCrew
) -> None:
    workshop.fails_at("berta", error=ValueError(f"cannot draw {CANARY}"))

    with pytest.raises(PartError, match=r"^ValueError$") as told:
        print_parts(PARTS, Shop(crew, store))

    assert told.value.name == "berta"
    assert told.value.__suppress_context__ or told.value.__context__ is None, "nor does a traceback quote it"
    assert kept(store) == set(NAMES) - {"berta"}
    assert workshop.begun["berta"] == 1


def test_where_three_parts_fail_the_rest_is_not_tried(workshop: Workshop, store: Store) -> None:
    crew = ThreadCrew(1)
    workshop.fails_at(*NAMES, error=RecursionError(CANARY))

    with pytest.raises(PartError, match=r"^RecursionError$") as told:
        print_parts(PARTS, Shop(crew, store))
    crew.close()

    assert told.value.name == "anna"
    assert told.value.__suppress_context__
    assert set(workshop.begun) == {"anna", "berta", "cora"}


@pytest.mark.parametrize("error", [OtherEditionError(), CrewError("No scheduler answers.")])
def test_what_is_wrong_with_the_crew_ends_the_run_at_once(error: CrewError, workshop: Workshop, store: Store) -> None:
    crew = ThreadCrew(1)
    workshop.fails_at("berta", error=error)

    with pytest.raises(CrewError) as told:
        print_parts(PARTS, Shop(crew, store))
    crew.close()

    assert told.value is error
    assert set(workshop.begun) == {"anna", "berta"}
    assert kept(store) == {"anna"}


def test_a_crew_of_nobody_is_waited_for_and_told(
    workshop: Workshop, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    crew = ThreadCrew(0)
    told: list[bool] = []
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            crew.width = 2

    monkeypatch.setattr(press, "time", type("Clock", (), {"sleep": staticmethod(sleep)}))

    print_parts(PARTS, Shop(crew, store, Watch(idle=told.append)))
    crew.close()

    assert kept(store) == set(NAMES)
    assert told[:4] == [True, True, True, False]
    assert slept == [0.05] * 3, "it looks again from time to time, and not all the time"


def test_an_interrupt_keeps_what_is_finished_and_what_is_under_way(
    workshop: Workshop, store: Store, crew: ThreadCrew
) -> None:
    told: list[str] = []

    def interrupt(name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        print_parts(PARTS, Shop(crew, store, Watch(stopping=lambda: told.append("stopping"))), interrupt)

    assert told == ["stopping"]
    assert {"anna", "berta"} & kept(store)
    assert kept(store) == set(workshop.begun), "what was begun is kept"
    assert len(kept(store)) == 2, "and nothing else is begun"


def test_an_interrupt_while_parts_are_given_out_keeps_those_that_are(
    workshop: Workshop, store: Store, crew: ThreadCrew, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit = crew.executor.submit

    def interrupted(work: Any, part: FacesPart, ours: str) -> Any:
        if name_of(part) == "berta":
            raise KeyboardInterrupt
        return submit(work, part, ours)

    monkeypatch.setattr(crew.executor, "submit", interrupted)

    with pytest.raises(KeyboardInterrupt):
        print_parts(PARTS, Shop(crew, store))

    assert kept(store) == {"anna"}


def test_an_interrupt_does_not_wait_for_ever(
    workshop: Workshop, store: Store, crew: ThreadCrew, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "_LAST_PARTS", 0.2)
    enough = workshop.waits_at("berta")

    def interrupt(name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        print_parts(PARTS, Shop(crew, store), interrupt)
    enough.set()

    assert kept(store) == {"anna"}


def test_ctrl_c_is_heeded_when_a_step_is_done(workshop: Workshop, store: Store, crew: ThreadCrew) -> None:
    told: list[str] = []

    def press_it(name: str) -> None:
        if name == "cora":
            ctrl_c()

    workshop.fate = press_it

    with pytest.raises(KeyboardInterrupt):
        print_parts(PARTS, Shop(crew, store, Watch(stopping=lambda: told.append("stopping"))))

    assert told == ["stopping"]
    assert kept(store) == set(workshop.begun)
    assert len(kept(store)) < len(NAMES)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_ctrl_c_waits_for_nothing(workshop: Workshop, store: Store) -> None:
    crew = ThreadCrew(3)
    late = workshop.waits_at("cora")
    begun = time.monotonic()
    again = threading.Timer(0.5, ctrl_c)
    # One press for the first part that is told, whatever comes after it.
    presses = iter([ctrl_c])

    with pytest.raises(KeyboardInterrupt):
        print_parts(PARTS, Shop(crew, store, Watch(stopping=again.start)), lambda _name: next(presses, int)())
    seconds = time.monotonic() - begun
    late.set()
    crew.close()

    assert seconds < 5
    assert "cora" not in kept(store)
    assert kept(store), "what was finished before is kept"


def test_what_hangs_is_left_by_a_third_ctrl_c(workshop: Workshop, store: Store, crew: ThreadCrew) -> None:
    def hang(_name: str) -> None:
        for _press in range(3):
            ctrl_c()
            time.sleep(0.05)
        raise AssertionError("it goes on")

    with pytest.raises(KeyboardInterrupt):
        print_parts(PARTS, Shop(crew, store), hang)


def test_where_nobody_can_press_ctrl_c_a_run_goes_on_as_well(
    workshop: Workshop, store: Store, crew: ThreadCrew
) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(print_parts, PARTS, Shop(crew, store)).result(timeout=30)

    assert kept(store) == set(NAMES)


def test_a_full_disk_ends_the_run(workshop: Workshop, store: Store, crew: ThreadCrew, monkeypatch: Any) -> None:
    def full(name: str, printed: Printed) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "keep", full)

    with pytest.raises(OSError, match="No space left"):
        print_parts(PARTS, Shop(crew, store))

    assert kept(store) == set()
