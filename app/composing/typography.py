"""The fine spaces a language wants, in organisers' words only; a supporter's stay as typed."""

from __future__ import annotations

import re

NARROW_NO_BREAK_SPACE = "\u202f"
_BEFORE = re.compile(r" (?=[;:!?»])")
_AFTER = re.compile(r"(?<=«) ")
_FIRST_OF_MONTH = re.compile(r"\b1er (?=\w)")


def fine_spaces(text: str, language: str) -> str:
    """French sets a narrow space that never breaks before ; : ! ? » and after «, and keeps 1er by its month."""
    if language != "fr":
        return text
    spaced = _AFTER.sub(NARROW_NO_BREAK_SPACE, _BEFORE.sub(NARROW_NO_BREAK_SPACE, text))
    return _FIRST_OF_MONTH.sub("1er\u00a0", spaced)
