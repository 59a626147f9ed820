"""How each language writes numbers, days, hours and lists."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

# CLDR writes Persian numbers and dates in Persian figures; Babel leaves them European.
_PERSIAN_FIGURES = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def locale_of(language: str) -> str:
    """English is British: 1 September 2013."""
    return "en_GB" if language == "en" else language


def figures(text: str, language: str) -> str:
    """The text with its figures as the language writes them."""
    return text.translate(_PERSIAN_FIGURES) if language == "fa" else text


def number(value: float, language: str) -> str:
    separators = "arabext" if language == "fa" else "latn"
    return figures(format_decimal(value, locale=locale_of(language), numbering_system=separators), language)


def day_in_full(
    day: datetime.date, language: str, locale: Locale | None = None, form: Literal["long", "full"] = "long"
) -> str:
    """Such as 1 September 2013; the full form begins, or ends, with the day of the week."""
    text: str = format_date(day, form, locale=locale or locale_of(language))
    if language == "fr" and day.day == 1:
        return text.replace("1 ", "1er ", 1)
    return figures(text, language)


def weekday_and_day(day: datetime.date, language: str) -> str:
    """Such as Monday 23 November 2026."""
    text = day_in_full(day, language, form="full")
    return text.replace(",", "") if language == "en" else text


def hour(time: datetime.time, language: str) -> str:
    """By the 24-hour clock, which every language of ours has."""
    return figures(f"{time:%H:%M}", language)


def joined(names: Sequence[str], language: str, style: Literal["standard", "or"] = "standard") -> str:
    """The names as a list within a sentence: a, b and c."""
    if language == "ja" and style == "standard" and len(names) == 2:
        return "および".join(names)
    text: str = format_list(names, style=style, locale=locale_of(language))
    # CLDR's Persian list brings a mark of direction and a comma before its «and».
    return text.replace("\u200f", "").replace("، و ", " و ").replace("، یا ", " یا ") if language == "fa" else text
