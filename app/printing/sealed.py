"""What goes to the workers of a cluster and comes back is sealed: its machinery logs what it carries and what fails."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class TellableError(Exception):
    """Its text quotes no letter: it may travel, and be told."""


class UntoldError(Exception):
    """Something failed, and what it says may quote a letter: only the kind of error is told."""


class Sealed:
    """Something that shows nothing of itself until it is opened."""

    def __init__(self, content: object) -> None:
        self._content = pickle.dumps(content)

    def opened(self) -> Any:
        return pickle.loads(self._content)  # noqa: S301  of our own make, as all that goes through the cluster

    def __repr__(self) -> str:
        return "Sealed()"


def kind_of(error: BaseException) -> str:
    return str(error) if isinstance(error, UntoldError) else type(error).__name__


def work_sealed(work: Sealed) -> Sealed:
    """On the worker: the answer, or what failed. Nothing is raised, for that would be logged with all it quotes."""
    try:
        do, given, named = work.opened()
        return Sealed((do(*given, **named), None))
    except TellableError as error:
        return Sealed((None, error))
    except Exception as error:
        return Sealed((None, UntoldError(kind_of(error))))


class SealingExecutor(Executor):
    """Gives work out sealed, and opens the answers.

    `explained` makes an error of the machinery one for the reader. What is given out counts as
    begun: it is not known who has taken it.
    """

    def __init__(self, executor: Executor, explained: Callable[[BaseException], BaseException]) -> None:
        self._executor, self._explained = executor, explained

    def submit(self, work: Callable[..., Answer], /, *given: Any, **named: Any) -> Future[Answer]:
        answer: Future[Answer] = Future()
        answer.set_running_or_notify_cancel()
        sealed = self._executor.submit(work_sealed, Sealed((work, given, named)))
        sealed.add_done_callback(lambda done: self._open(done, answer))
        return answer

    def shutdown(self, wait: bool = True, **_options: bool) -> None:
        self._executor.shutdown(wait)

    def _open(self, sealed: Future[Sealed], answer: Future[Answer]) -> None:
        try:
            said, error = sealed.result().opened()
        except BaseException as fault:
            answer.set_exception(self._explained(fault))
            return
        if error is None:
            answer.set_result(said)
        else:
            answer.set_exception(error)
