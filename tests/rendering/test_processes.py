"""What work gets of its process: room for its frames."""

from __future__ import annotations

import pickle
import resource
from collections.abc import Callable

from app.printing.part import print_part
from app.rendering.pack import pack
from app.rendering.processes import roomy


def recurse(depth: int) -> int:
    return recurse(depth - 1) + 1 if depth else 0


def recurse_often() -> int:
    """At some of these depths a call stands at the end of a chunk."""
    return sum(recurse(depth) for depth in range(100, 300) for _time in range(20))


def pages_taken(work: Callable[[], object]) -> int:
    """How often the system gave a page of memory for it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_with_room_for_its_frames_work_does_not_take_and_give_back_memory_at_each_call() -> None:
    work = roomy(recurse_often)

    assert work() == recurse_often()
    assert pages_taken(work) < pages_taken(recurse_often) / 4


def test_what_is_roomy_is_as_it_was_otherwise() -> None:
    @roomy
    def divided(dividend: int, by: int = 2) -> float:
        """By something."""
        return dividend / by

    assert divided(3, by=4) == 0.75
    assert (divided.__name__, divided.__doc__) == ("divided", "By something.")
    assert pickle.loads(pickle.dumps((pack, print_part))) == (pack, print_part)  # noqa: S301  our own
