"""What a reader is told: an English sentence that keeps its pattern, to be said in the reader's language."""

from __future__ import annotations

import datetime
import string
from collections.abc import Callable, Mapping
from functools import partial

from pydantic import InstanceOf

from app.domain.conventions import day_in_full, hour, joined, number, weekday_and_day
from app.domain.language import LANGUAGES, Language
from app.domain.text import direction_of

# A text, a number, a day, an hour, a moment (a datetime, said by the clock of its own zone), another sentence,
# what has a name of its own in each language (by its code), or several of these, which are said as a list.
Told = str | int | float | datetime.date | datetime.time | Callable[[str], str] | tuple["Told", ...]
# A field that keeps a sentence as one: a plain `str` field would keep its English only.
Sentence = InstanceOf[str]

_LEFT_TO_RIGHT_ISOLATE, _POP_ISOLATE = "\u2066", "\u2069"


class Said(str):
    """A finished English sentence, with the pattern and the values that it was made of.

    `pattern` has its values in braces: «There are {count}.». `plural` is the pattern for another
    number than one; the number is the value `n`.
    """

    __slots__ = ("pattern", "plural", "values")

    pattern: str
    plural: str
    values: Mapping[str, Told]

    def __new__(cls, pattern: str, plural: str = "", **values: Told) -> Said:
        chosen = plural if plural and values["n"] != 1 else pattern
        made = super().__new__(cls, _filled(chosen, values, ENGLISH))
        made.pattern, made.plural, made.values = pattern, plural, values
        return made


class Named(str):
    """An English name that stands alone, such as a country's in a list, and has one in each language."""

    __slots__ = ("name_in",)

    name_in: Callable[[str], str]

    def __new__(cls, name_in: Callable[[str], str]) -> Named:
        made = super().__new__(cls, name_in("en"))
        made.name_in = name_in
        return made


class AnyOf(tuple[Told, ...]):
    """Values that are said as a list of which one will do: a, b or c."""


def said(pattern: str, /, **values: Told) -> Said:
    """A sentence; `make messages` finds its pattern by this name."""
    return Said(pattern, "", **values)


def said_many(one: str, many: str, /, *, n: int, **values: Told) -> Said:
    """A sentence about one thing or about `n`, which stands as {n} in its pattern."""
    return Said(one, many, n=n, **values)


class Reader:
    """Whoever reads a page or a check list, in one language: what is `said` in English is told in it.

    `translate` and `translate_many` are those of a catalogue (gettext and ngettext).
    """

    def __init__(
        self,
        language: Language,
        translate: Callable[[str], str] = lambda pattern: pattern,
        translate_many: Callable[[str, str, int], str] = lambda one, many, n: one if n == 1 else many,
    ) -> None:
        self.language = language
        self._translate, self._translate_many = translate, translate_many

    def say(self, sentence: str) -> str:
        """A sentence or a name in the reader's language; any other text as it stands."""
        if isinstance(sentence, Named):
            return sentence.name_in(self.language.code)
        # To a catalogue the empty sentence is its own header.
        if not isinstance(sentence, Said) or not sentence.pattern:
            return sentence
        if sentence.plural:
            pattern = self._translate_many(sentence.pattern, sentence.plural, int(str(sentence.values["n"])))
        else:
            pattern = self._translate(sentence.pattern)
        return _filled(pattern, sentence.values, self)

    def value(self, value: Told) -> str:
        """A value as it stands in a sentence: a number or a day by the reader's locale."""
        if isinstance(value, Said):
            return self.say(value)
        if isinstance(value, str):
            return self._set_apart(self.say(value))
        if isinstance(value, tuple):
            told = [self.value(one) for one in value]
            return joined(told, self.language.code, "or" if isinstance(value, AnyOf) else "standard")
        return self._set_apart(value(self.language.code)) if callable(value) else self._by_locale(value)

    def _by_locale(self, value: float | datetime.date | datetime.time) -> str:
        if isinstance(value, datetime.datetime):
            return self.moment(value)
        if isinstance(value, datetime.date):
            return self.day(value)
        if isinstance(value, datetime.time):
            return hour(value, self.language.code)
        return number(value, self.language.code)

    def day(self, day: datetime.date) -> str:
        return day_in_full(day, self.language.code)

    def moment(self, moment: datetime.datetime) -> str:
        """Such as «Monday 23 November 2026 at 08:00»."""
        day = partial(weekday_and_day, moment.date())
        return self.say(said("{day} at {time}", day=day, time=moment.time()))

    def _set_apart(self, text: str) -> str:
        """A name may run the other way than the sentence around it.

        Numbers of telephones and days as they are typed have no strong letter, and run from left to right.
        """
        if self.language.direction == "ltr" or not text or direction_of(text, "ltr") == "rtl":
            return text
        return f"{_LEFT_TO_RIGHT_ISOLATE}{text}{_POP_ISOLATE}"


def _filled(pattern: str, values: Mapping[str, Told], reader: Reader) -> str:
    if not values:
        return pattern
    named = {name: reader.value(values[name]) for _text, name, _spec, _how in _FORMATTER.parse(pattern) if name}
    return pattern.format_map(named)


_FORMATTER = string.Formatter()
ENGLISH = Reader(LANGUAGES["en"])
