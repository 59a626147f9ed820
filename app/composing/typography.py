"""The fine spaces and lists a language wants, in organisers' words only; a supporter's stay as typed."""

from __future__ import annotations

import re

from app.domain.conventions import joined

__all__ = ["fine_spaces", "joined"]

_NARROW = "\u202f"
_NO_BREAK = "\u00a0"

# French: a narrow space that never breaks before ; : ! ? », after « and within a number, and
# 1er kept by its month (Imprimerie nationale, Lexique des règles typographiques).
_FRENCH = (
    (re.compile(r" (?=[;:!?»])"), _NARROW),
    (re.compile(r"(?<=«) "), _NARROW),
    (re.compile(r"(?<=\b\d) (?=\d{3}\b)|(?<=\b\d\d) (?=\d{3}\b)|(?<=\b\d\d\d) (?=\d{3}\b)"), _NARROW),
    (re.compile(r"(?<=\b1er) (?=\w)"), _NO_BREAK),
)


# Japanese: none where a file breaks its line, or one passage follows another.
_WIDE = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
_JAPANESE = ((re.compile(rf"(?<=[。、])[ \n](?!\n)|(?<={_WIDE})[ \n](?={_WIDE})"), ""),)

_RULES = {"fr": _FRENCH, "ja": _JAPANESE}


def fine_spaces(text: str, language: str) -> str:
    for place, space in _RULES.get(language, ()):
        text = place.sub(space, text)
    return text
