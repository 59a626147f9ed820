"""Every letter we ship, case × office × language, as a supporter with an address signs it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from typing import Any

from app.composing import compose, languages_for
from app.content import Library, load_library
from app.domain.letter import Letter
from tests.builders import a_supporter
from tests.conftest import PROJECT, TODAY


@cache
def _library() -> Library:
    return load_library(PROJECT)


def shipped(**supporter: Any) -> Iterator[tuple[str, Letter]]:
    """Each letter with its name, dated on the last day on which its case takes letters."""
    for slug, case in _library().cases.items():
        for office in _library().offices_of(case):
            for language in languages_for(case, office):
                yield (
                    f"{slug}.{office.id}.{language}",
                    _letter(slug, office.id, language, case.closed or TODAY, supporter),
                )


def _letter(slug: str, office_id: str, language: str, on: datetime.date, supporter: dict[str, Any]) -> Letter:
    case, office = _library().cases[slug], _library().offices[office_id]
    signed = a_supporter(email="sheila@example.org", **supporter)
    composed = compose(case, office, signed, language=language, on=on, copied=_library().copied(case, office))
    assert isinstance(composed, Letter), composed
    return composed
