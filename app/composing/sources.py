"""Where a fact comes from, as short as a printed sheet has room for."""

from __future__ import annotations

import re
from collections.abc import Callable

from babel.dates import format_skeleton

from app.domain.dates import PartialDate
from app.domain.said import Told

_ASIDE = re.compile(r"\s*\([^()]*\)")
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/\s;,]+)[^\s;,]*")


def in_short(source: str) -> str:
    """A source without its asides and with no more of a page's address than its site."""
    return _ADDRESS.sub(r"\1", _ASIDE.sub("", source)).strip() or source


def as_told(day: PartialDate) -> Told:
    """A date for a sentence: of a day, of a month or of a year alone."""
    return day.earliest if day.day else in_months(day)


def in_months(day: PartialDate) -> Told:
    """No more of a date than its month."""
    return str(day.year) if day.month is None else _month(day)


def _month(day: PartialDate) -> Callable[[str], str]:
    def in_language(code: str) -> str:
        return str(format_skeleton("yMMMM", day.earliest, locale="en_GB" if code == "en" else code))

    return in_language
