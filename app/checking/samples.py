"""Sample supporters: what a letter must bear before a real one ever sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle

from app.domain.address import PostalAddress
from app.domain.case import Case, Words
from app.domain.supporter import LIMITS, Supporter
from app.domain.text import length


def samples(case: Case, language: str) -> Mapping[str, Supporter]:
    """The sample supporters for a letter in one language, by what is special about them.

    `short` gives a name alone. `longest` writes own words to the limit, in the letter's language.
    `Arabic` has a name and an address that run from right to left.
    """
    words = case.words[language]
    return {
        "short": Supporter(name="Bo Li"),
        "longest": Supporter(
            name="Maria Alexandra van den Berghe",
            address=PostalAddress(lines=("Flat 12, Orchard House", "128A Long Acre", "London AB1 2CD"), country="GB"),
            email="maria@example.org",
            own_words=_filled(_passages(words), LIMITS["own_words"]),
        ),
        "Arabic": Supporter(
            name="شيرين عبد الرحمن الحسيني",
            introduction="ممرضة من مدينة غنت",
            address=PostalAddress(lines=("شارع فلسطين ١٢", "حي المنصور", "بغداد 10013"), country="IQ"),
            own_words="أكتب إليكم لأنني أعرف ما يعنيه الانتظار.",
        ),
    }


def _passages(words: Words) -> list[str]:
    return [" ".join(passage.split()) for passage in (words.summary, *words.facts.values())]


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
