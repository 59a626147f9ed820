"""What is known in one language of words that help a letter and words that harm it, and how they are found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pydantic import Field

from app.domain.language import LANGUAGES
from app.domain.values import Line, Value


class Deadlines(Value):
    """The words before or behind a date that make it a deadline."""

    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()


class Counsel(Value):
    """One language's examples of “who I am” and its lists of words that advice points at."""

    reviewed: bool
    who_i_am: tuple[Line, ...] = Field(min_length=1)
    insults: tuple[Line, ...]
    threats: tuple[Line, ...]
    labels: tuple[Line, ...]
    deadlines: Deadlines
    addresses: tuple[Line, ...]


# By the code of the language.
Counsels = Mapping[str, Counsel]

# Letters, figures and the marks that stand on them.
WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670])+")
# Small words that Arabic writes as one with the next: and, then; with, for, as; the.
PREFIXES = {"ar": "[وف]?[بلك]?(?:ال|ل)?"}
# Forms of alif and yeh, of which writers take one for another.
_ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None})
_TURKISH_CAPITALS = str.maketrans({"İ": "i", "I": "ı"})


def is_spaceless(language: str) -> bool:
    """Whether the language is written without spaces between its words."""
    return language == "ja"


class WordLine:
    """A text as a row of its words in one language's plain form, each with its place in the text."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        words = list(WORD.finditer(text))
        self._spans = [word.span() for word in words]
        self.line = text if is_spaceless(language) else " " + " ".join(_plain(w.group(), language) for w in words) + " "

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
        """What a pattern finds in the row, as it was typed. A pattern begins and ends with whole words."""
        for match in pattern.finditer(self.line):
            yield match.group() if is_spaceless(self.language) else self._as_typed(match), match

    def _as_typed(self, match: re.Match[str]) -> str:
        first = self.line.count(" ", 0, match.start()) - 1
        last = first + match.group().count(" ")
        return self.text[self._spans[first][0] : self._spans[last][1]]


@lru_cache(maxsize=128)
def any_of(entries: tuple[str, ...], language: str) -> re.Pattern[str]:
    """Finds each of a list's words and phrases in a `WordLine`; nothing where the list is empty."""
    if not entries:
        return re.compile(r"(?!)")
    longest_first = sorted({pattern_of(entry, language) for entry in entries}, key=len, reverse=True)
    found = "|".join(longest_first)
    return re.compile(found if is_spaceless(language) else f"(?<= ){PREFIXES.get(language, '')}(?:{found})(?= )")


def pattern_of(entry: str, language: str) -> str:
    """An entry of a list as it stands in a `WordLine`; * is any ending of its last word."""
    if is_spaceless(language):
        return re.escape(entry)
    words = " ".join(re.escape(_plain(word.group(), language)) for word in WORD.finditer(entry))
    return words + (r"\S*" if entry.endswith("*") else "")


def _plain(word: str, language: str) -> str:
    """A word without case, and in Arabic letters without signs for vowels."""
    if language == "tr":
        return unicodedata.normalize("NFC", word).translate(_TURKISH_CAPITALS).lower()
    if LANGUAGES[language].direction == "rtl":
        bare = word.translate(_ARABIC_FORMS)
        return "".join(sign for sign in bare if unicodedata.category(sign) != "Mn").casefold()
    return unicodedata.normalize("NFC", word).casefold()
