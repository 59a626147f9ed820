"""Gentle advice on what a supporter has typed: it says how officials may read it, and never blocks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from babel import Locale

from app.domain.counsel import PREFIXES, WORD, Counsel, Counsels, WordLine, any_of, is_spaceless, pattern_of
from app.domain.said import Sentence, said
from app.domain.typed import Typed
from app.domain.values import Value

# The fields in which a supporter's own words stand.
FIELDS = ("introduction", "own_words")
# Four times as much as the form takes; what comes behind it is refused anyway.
READ_AT_MOST = 4_000
_SHOWN_AT_MOST = 3
_EXCLAMATIONS = re.compile(r"[!！]\s?[!！]")
_MANY_EXCLAMATIONS = 4
_SHOUTED_WORDS = 3
_SHORTEST_SHOUT = 4
# A number as it is dialled begins with + or a nought; years, amounts and articles do not.
_TELEPHONE = re.compile(r"(?<![\w+])(?:\+|[0٠۰])\d?(?:[ ()/.-]{0,2}\d){7,14}(?!\w)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# Months have other names in Iraq and the Levant than on the Nile.
_LOCALES = {"ar": ("ar", "ar_IQ"), "fa": ("fa",)}


class Hint(Value):
    """One piece of advice: a stable code, the field it is about, what to think of, and the words it is about."""

    code: str
    where: str
    message: Sentence
    words: tuple[str, ...] = ()


Finder = Callable[[str, str, Counsel], Iterable[str]]


def advice(typed: Typed, counsels: Counsels, languages: Iterable[str], *, on: datetime.date) -> tuple[Hint, ...]:
    """What to think of before this is sent; nothing is not praise.

    `typed` holds the form's fields, `languages` are those the supporter may be writing in: the
    letters' and the page's own. `on` is the letter's date.
    """
    spoken = [code for code in dict.fromkeys(languages) if code in counsels]
    texts = {name: value[:READ_AT_MOST] for name in FIELDS if isinstance(value := typed.get(name), str)}
    return tuple(hint for where, text in texts.items() for hint in _hints(where, text, counsels, spoken, on))


def _hints(where: str, text: str, counsels: Counsels, spoken: list[str], on: datetime.date) -> Iterator[Hint]:
    def found(finder: Finder) -> tuple[str, ...]:
        each = (word for code in spoken for word in finder(text, code, counsels[code]))
        return tuple(dict.fromkeys(each))

    each = (
        ("insult", found(lambda words, code, counsel: _listed(words, code, counsel.insults)), _of_insults),
        ("threat", found(lambda words, code, counsel: _listed(words, code, counsel.threats)), _of_threats),
        ("label", found(lambda words, code, counsel: _listed(words, code, counsel.labels)), _of_labels),
        (
            "past-deadline",
            found(lambda words, code, counsel: _past_deadlines(words, code, counsel, on)),
            partial(_of_past_days, day=on),
        ),
        ("personal-details", tuple(dict.fromkeys((*_numbers(text), *found(_addresses)))), _of_dangers),
        ("capitals", tuple(_shouted(text)), _of_shouting),
    )
    for code, words, told in each:
        if words:
            yield Hint(code=code, where=where, message=told(_few(words)), words=words)
    yield from _exclaiming(where, text)


def _of_insults(words: str) -> Sentence:
    return said("{words} may be read as an insult. A courteous letter is harder to put aside.", words=words)


def _of_threats(words: str) -> Sentence:
    return said(
        "{words} may be read as a threat, and then nothing else is read. Say what you ask for instead.", words=words
    )


def _of_labels(words: str) -> Sentence:
    return said(
        "Labels take sides: {words}. Say what was done, and to whom, so that officials of any party can act on it.",
        words=words,
    )


def _of_past_days(words: str, day: datetime.date) -> Sentence:
    return said(
        "Before the day of this letter, {day}: {words}. If you mean a deadline, give a later one.", words=words, day=day
    )


def _of_dangers(words: str) -> Sentence:
    return said(
        "Officials may pass letters on. Leave out {words} if that could lead somebody to a person at risk.", words=words
    )


def _of_shouting(words: str) -> Sentence:
    return said("Words in capitals read as shouting: {words}. Small letters are heard better.", words=words)


def _exclaiming(where: str, text: str) -> Iterator[Hint]:
    if _EXCLAMATIONS.search(text) or sum(map(text.count, "!！")) >= _MANY_EXCLAMATIONS:
        message = said("Exclamation marks read as shouting. A full stop is stronger.")
        yield Hint(code="exclamation-marks", where=where, message=message)


def _few(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words[:_SHOWN_AT_MOST])


def _listed(text: str, language: str, entries: tuple[str, ...]) -> Iterator[str]:
    line = WordLine(text, language)
    return (typed for typed, _match in line.find(any_of(entries, language)))


def _past_deadlines(text: str, language: str, counsel: Counsel, on: datetime.date) -> Iterator[str]:
    for typed, match in WordLine(text, language).find(_deadline(counsel, language)):
        day = _day_of(match, language)
        if day is not None and day < on:
            yield typed


@lru_cache(maxsize=64)
def _deadline(counsel: Counsel, language: str) -> re.Pattern[str]:
    """A date with a year beside a word that makes it a deadline."""
    before = "|".join(pattern_of(words, language) for words in counsel.deadlines.before) or "(?!)"
    after = "|".join(pattern_of(words, language) for words in counsel.deadlines.after) or "(?!)"
    if is_spaceless(language):
        return re.compile(rf"(?P<year>\d{{4}})年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日(?:{after})")
    month = "|".join(sorted(_months(language), key=len, reverse=True))
    names = (
        rf"(?P<day{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th|er|e)?(?: of)? (?P<month{{0}}>{month})(?: (?:{month}))? "
        rf"(?P<year{{0}}>\d{{{{4}}}})"
    )
    american = rf"(?P<month{{0}}>{month}) (?P<day{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)? (?P<year{{0}}>\d{{{{4}}}})"
    iso = r"(?P<year{0}>\d{{4}}) (?P<month{0}>\d{{2}}) (?P<day{0}>\d{{2}})"
    forms = [f"(?:{before}) (?:{form.format(number)})" for number, form in enumerate((names, american, iso))]
    forms += [f"(?:{form.format(number)}) (?:{after})" for number, form in enumerate((names, iso), start=3)]
    return re.compile(f"(?<= ){PREFIXES.get(language, '')}(?:{'|'.join(forms)})(?= )")


@lru_cache(maxsize=16)
def _months(language: str) -> dict[str, int]:
    """The months by their names, as they stand in a `WordLine`."""
    locales = [Locale.parse(name) for name in _LOCALES.get(language, (language,))]
    return {
        pattern_of(name, language): number
        for locale in locales
        for form in ("format", "stand-alone")
        for number, name in locale.months[form]["wide"].items()
    }


def _day_of(match: re.Match[str], language: str) -> datetime.date | None:
    parts = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}
    month = _months(language).get(parts["month"])
    try:
        return datetime.date(int(parts["year"]), month or int(parts["month"]), int(parts["day"]))
    except ValueError:
        return None


def _numbers(text: str) -> Iterator[str]:
    for pattern in (_TELEPHONE, _EMAIL):
        yield from (match.group() for match in pattern.finditer(text))


def _addresses(text: str, _language: str, counsel: Counsel) -> Iterator[str]:
    return (match.group() for pattern in counsel.addresses for match in re.finditer(pattern, text))


def _shouted(text: str) -> Iterator[str]:
    """Each row of words in capitals: initials and one or two names are none."""
    row: list[str] = []
    for match in [*WORD.finditer(text), None]:
        word = match.group() if match else ""
        if len(word) > 1 and word.isupper():
            row.append(word)
            continue
        if len(row) >= _SHOUTED_WORDS and max(map(len, row)) >= _SHORTEST_SHOUT:
            yield " ".join(row)
        row = []
