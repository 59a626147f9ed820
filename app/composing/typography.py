"""The fine spaces a language wants, in organisers' words only; a supporter's stay as typed."""

from __future__ import annotations

import re

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


def fine_spaces(text: str, language: str) -> str:
    if language == "fr":
        for place, space in _FRENCH:
            text = place.sub(space, text)
    return text
