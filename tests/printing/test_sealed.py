"""What a cluster carries, logs and quotes shows no letter."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NoReturn

import pytest

from app.printing.crew import CrewError
from app.printing.part import OtherEditionError
from app.printing.sealed import Sealed, SealingExecutor, UntoldError, work_sealed

CANARY = "Sheila O’Neil"


def greet(name: str, *, greeting: str = "Dear") -> str:
    return f"{greeting} {name}"


def fail(name: str) -> NoReturn:
    raise ValueError(f"no room for {name}")


def refuse(name: str) -> NoReturn:
    raise OtherEditionError


def explained(error: BaseException) -> BaseException:
    return CrewError(f"explained: {type(error).__name__}")


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as threads:
        yield threads


def answer_of(threads: ThreadPoolExecutor, work: Callable[..., Any], *given: Any, **named: Any) -> Future[Any]:
    answer = SealingExecutor(threads, explained).submit(work, *given, **named)
    answer.exception(timeout=10)
    return answer


@pytest.mark.parametrize("show", [repr, str, lambda sealed: f"{sealed!r:.99}", lambda sealed: repr((greet, [sealed]))])
def test_what_is_sealed_shows_nothing_of_itself(show: Callable[[object], str]) -> None:
    assert CANARY not in show(Sealed(CANARY))


def test_what_is_sealed_is_the_same_when_it_is_opened() -> None:
    travelled = pickle.loads(pickle.dumps(Sealed((CANARY, 7))))  # noqa: S301  our own

    assert travelled.opened() == (CANARY, 7)


def test_work_is_done_and_its_answer_comes_back(threads: ThreadPoolExecutor) -> None:
    assert answer_of(threads, greet, CANARY, greeting="Cher").result() == f"Cher {CANARY}"


def test_work_that_fails_raises_nothing_where_it_is_done() -> None:
    answer = work_sealed(Sealed((fail, (CANARY,), {})))

    assert repr(answer) == "Sealed()"


def test_of_an_error_that_may_quote_a_letter_there_comes_back_its_kind_alone(threads: ThreadPoolExecutor) -> None:
    error = answer_of(threads, fail, CANARY).exception()

    assert isinstance(error, UntoldError)
    assert str(error) == "ValueError"
    assert error.__context__ is None
    assert error.__cause__ is None


def test_an_error_that_quotes_no_letter_comes_back_as_it_is(threads: ThreadPoolExecutor) -> None:
    error = answer_of(threads, refuse, CANARY).exception()

    assert isinstance(error, OtherEditionError)
    assert str(error) == "A worker runs another version than this machine. Install the same version on all of them."


def test_work_that_a_worker_cannot_even_read_is_an_error_of_its_kind() -> None:
    work = Sealed(None)
    work._content = b"cno.such.module\nthing\n."

    assert str(work_sealed(work).opened()[1]) == "ModuleNotFoundError"


def test_an_error_of_the_machinery_is_explained(threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.printing.sealed.work_sealed", fail)

    error = answer_of(threads, greet, CANARY).exception()

    assert isinstance(error, CrewError)
    assert str(error) == "explained: ValueError"


def test_an_answer_that_cannot_be_read_is_explained_rather_than_waited_for(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.printing.sealed.work_sealed", greet)

    assert str(answer_of(threads, greet, CANARY).exception()) == "explained: AttributeError"


def test_what_is_given_out_cannot_be_called_back(threads: ThreadPoolExecutor) -> None:
    """When a run is stopped, what is under way is waited for and kept."""
    assert not SealingExecutor(threads, explained).submit(greet, CANARY).cancel()
