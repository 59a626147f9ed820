"""Text of one direction inside text of the other (Unicode Annex 9)."""

from __future__ import annotations

import re

from app.domain.language import Direction
from app.domain.text import direction_of, runs_right_to_left

_ISOLATE = {"ltr": "\u2066", "rtl": "\u2067"}
_END = "\u2069"
_WORDS = re.compile(r"\S+")


def set_apart(value: str, around: Direction) -> str:
    """`value` so marked that the sentence around it keeps its order, and it keeps its own.

    A value mostly in the other direction stands apart as a whole; one in the sentence's own
    direction has only its foreign words set apart, so that signs and figures beside them stay.
    """
    apart = set_apart_whole(value, around)
    if apart != value or around == "rtl":
        return apart
    return isolate_right_to_left_words(value)


def set_apart_whole(value: str, around: Direction) -> str:
    """`value` set apart if it is mostly in the other direction, else as it is."""
    own = direction_of(value, around)
    return value if own == around else f"{_ISOLATE[own]}{value}{_END}"


def isolate_right_to_left_words(text: str) -> str:
    """Each run of right-to-left words set apart within left-to-right text."""
    pieces: list[str] = []
    end = 0
    run: list[re.Match[str]] = []
    for word in _WORDS.finditer(text):
        if any(map(runs_right_to_left, word.group())):
            run.append(word)
            continue
        end = _close_run(text, run, pieces, end)
        run = []
    end = _close_run(text, run, pieces, end)
    return "".join(pieces) + text[end:]


def _close_run(text: str, run: list[re.Match[str]], pieces: list[str], end: int) -> int:
    if not run:
        return end
    start, stop = run[0].start(), run[-1].end()
    pieces.append(text[end:start] + _ISOLATE["rtl"] + text[start:stop] + _END)
    return stop
