"""Rules for case.yaml and the words of a case, beyond what makes it a case at all."""

from __future__ import annotations

from collections.abc import Iterator

from app.checking.reading import Reading, Rule, facts_of, words_of
from app.domain.language import LANGUAGES
from app.domain.problem import Problem


def send_by_past(reading: Reading) -> Iterator[Problem]:
    """An open case still has time: after the day to send by, somebody decides what becomes of it."""
    for case in reading.library.cases.values():
        if case.status == "open" and case.send_by and case.send_by < reading.today:
            yield reading.problem(
                "send-by-past",
                "warning",
                (facts_of(case), "send_by"),
                f"The case is open, and the day to send by, {case.send_by}, has passed.",
                "Close the case with its outcome, or give it a new day.",
            )


def unreviewed_translation(reading: Reading) -> Iterator[Problem]:
    """A native speaker has checked each text; until then the site says that nobody has."""
    for where, language in _texts(reading):
        if not reading.yaml(where).data.get("reviewed", False):
            yield reading.problem(
                "unreviewed-translation",
                "warning",
                (where, "reviewed"),
                f"No native speaker has checked this {LANGUAGES[language].name} text.",
                "Ask one to read it, then write «reviewed: true».",
            )


def _texts(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each language file of a sound case or kind, with its language."""
    for case in reading.library.cases.values():
        yield from ((words_of(case, language), language) for language in case.languages)
    for kind in reading.library.kinds.values():
        yield from ((f"letter_templates/_kinds/{kind.slug}/{language}.md", language) for language in kind.letters)


RULES: tuple[Rule, ...] = (send_by_past, unreviewed_translation)
