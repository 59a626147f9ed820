"""Sample supporters: what a letter must bear before a real one ever sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle

from app.domain.address import PostalAddress
from app.domain.case import Case, Words
from app.domain.supporter import ADDRESS_LINE_LENGTH, ADDRESS_LINES, LIMITS, Supporter
from app.domain.text import length

_NAME = "Maria Alexandra van den Berghe"
_LINES = ("Flat 12, Orchard House", "128A Long Acre", "London AB1 2CD")
_EMAIL = "maria@example.org"


def samples(case: Case, language: str) -> Mapping[str, Supporter]:
    """The sample supporters for a letter in one language, by what is special about them.

    `short` gives a name alone. `own words` writes as many as may be, and is otherwise like most.
    `longest` fills every field to its limit and ticks every point. `Arabic` has a name and an
    address that run from right to left. Own words are the case's own, in the letter's language.
    """
    words = case.words[language]
    return {
        "short": Supporter(name="Bo Li"),
        "own words": Supporter(
            name=_NAME,
            address=PostalAddress(lines=_LINES, country="GB"),
            email=_EMAIL,
            own_words=_filled(_passages(words), LIMITS["own_words"]),
        ),
        "longest": _longest(words),
        "Arabic": Supporter(
            name="شيرين عبد الرحمن الحسيني",
            introduction="ممرضة من مدينة غنت",
            address=PostalAddress(lines=("شارع فلسطين ١٢", "حي المنصور", "بغداد 10013"), country="IQ"),
            own_words="أكتب إليكم لأنني أعرف ما يعنيه الانتظار.",
        ),
    }


def _longest(words: Words) -> Supporter:
    line = _filled(["Upper Whitchurch Orchard House Estate"], ADDRESS_LINE_LENGTH)
    return Supporter(
        name=_filled(["Maria Alexandra Wilhelmina van den Berghe-Montgomery"], LIMITS["name"]),
        introduction=_filled(_passages(words), LIMITS["introduction"]),
        address=PostalAddress(lines=(line,) * ADDRESS_LINES, country="GB"),
        email=f"{'maria-alexandra' * 4}@{'long-name.' * 4}example.org",
        own_words=_filled(_passages(words), LIMITS["own_words"]),
        points=tuple(words.points),
    )


def _passages(words: Words) -> list[str]:
    """What there is, each in one line; a summary may be blank while it is being written."""
    passages = (" ".join(passage.split()) for passage in (words.summary, *words.facts.values()))
    return [passage for passage in passages if passage]


def _filled(passages: Iterable[str], limit: int) -> str:
    """The passages over and over, cut to just so many characters."""
    text = ""
    for passage in cycle(passages):
        text = f"{text} {passage}".strip()
        if length(text) >= limit:
            break
    while length(text) > limit:
        text = text[:-1]
    # A cut that falls on a space would be shorter by it.
    return text.rstrip() + "x" * (limit - length(text.rstrip()))
