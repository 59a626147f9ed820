"""The date line, as the letter's language and the office's country write it."""

from __future__ import annotations

import datetime

from babel import Locale, UnknownLocaleError

from app.domain.conventions import day_in_full

# English follows the British order, 1 September 2013, but in North America.
_NORTH_AMERICA = frozenset({"US", "CA"})


def date_line(day: datetime.date, language: str, country: str | None) -> str:
    return day_in_full(day, language, _locale(language, country))


def _locale(language: str, country: str | None) -> Locale:
    if language == "en" and country not in _NORTH_AMERICA:
        country = "GB"
    try:
        return Locale.parse(f"{language}_{country}" if country else language)
    except UnknownLocaleError:
        return Locale.parse(language)
