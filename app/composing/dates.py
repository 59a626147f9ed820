"""The date line, as the letter's language and the office's country write it."""

from __future__ import annotations

import datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

# English follows the British order, 1 September 2013, but in North America.
_NORTH_AMERICA = frozenset({"US", "CA"})
# CLDR writes Persian dates in Persian figures; Babel leaves them European.
_PERSIAN_FIGURES = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def date_line(day: datetime.date, language: str, country: str | None) -> str:
    text: str = format_date(day, format="long", locale=_locale(language, country))
    if language == "fr" and day.day == 1:
        return text.replace("1 ", "1er ", 1)
    return text.translate(_PERSIAN_FIGURES) if language == "fa" else text


def _locale(language: str, country: str | None) -> Locale:
    if language == "en" and country not in _NORTH_AMERICA:
        country = "GB"
    try:
        return Locale.parse(f"{language}_{country}" if country else language)
    except UnknownLocaleError:
        return Locale.parse(language)
