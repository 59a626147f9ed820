"""What a person typed, kept as text: which characters stay, and which way they run."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from app.domain.language import Direction
from app.domain.values import Value

# Bidirectional controls (Unicode Annex 9) and other signs that leave no ink and could turn
# a line around. Zero width (non-)joiners stay: Persian and many Indic words need them.
_INVISIBLE = frozenset("\u200b\u200e\u200f\u061c\u2060\ufeff\u00ad") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFFF9, 0xFFFC))
}
# Controls, surrogates, private use (the composing room's marks live there) and unassigned.
_UNWANTED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn"})
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_MARKS = frozenset({"Mn", "Me"})
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


class CleanText(Value):
    """Text fit for paper, and how many unprintable characters were taken out of it."""

    text: str
    removed: int = 0


def clean(typed: str) -> CleanText:
    """`typed` with one kind of line end, no tabs, no controls and no bidirectional marks."""
    lines = _LINE_ENDS.sub("\n", typed).replace("\t", " ").strip()
    # What Python calls printable, is; thousands of rows of a table are nothing else.
    if lines.replace("\n", "").isprintable():
        return CleanText(text=lines)
    unwanted = {ord(sign): None for sign in set(lines) if not is_printable(sign)}
    kept = lines.translate(unwanted)
    return CleanText(text=kept.strip(), removed=len(lines) - len(kept))


def is_printable(sign: str) -> bool:
    if sign == "\n":
        return True
    return sign not in _INVISIBLE and unicodedata.category(sign) not in _UNWANTED_CATEGORIES


def longest_pile_of_marks(text: str) -> int:
    """The largest number of combining marks on one base character."""
    if text.isascii():
        return 0
    marks = {sign for sign in set(text) if unicodedata.category(sign) in _MARKS}
    return _longest_run(text, without=frozenset(text) - marks) if marks else 0


def _longest_run(text: str, without: frozenset[str]) -> int:
    """The largest number of characters in a row that are none of these."""
    if not without:
        return len(text)
    longest = run = 0
    for sign in text:
        run = 0 if sign in without else run + 1
        longest = max(longest, run)
    return longest


# Scripts that are written without spaces: Thai, Lao, Tibetan, Burmese, Khmer.
_SPACELESS = (range(0x0E00, 0x1000), range(0x1000, 0x10A0), range(0x1780, 0x1800))


def longest_unbroken_run(text: str) -> int:
    """The largest number of characters in a row that no line can be broken between."""
    longest = 0
    for word in sorted(text.split(), key=len, reverse=True):
        if len(word) <= longest:
            break
        breaking = frozenset() if word.isascii() else frozenset(filter(_breaks_anywhere, set(word)))
        longest = max(longest, _longest_run(word, without=breaking))
    return longest


def length(text: str) -> int:
    """The number of characters, of which a Chinese, Japanese or Korean one counts as two."""
    if text.isascii():
        return len(text)
    wide = {sign for sign in set(text) if _is_wide(sign)}
    return len(text) + sum(map(wide.__contains__, text))


def is_longer(text: str, limit: int) -> bool:
    """Whether its length is above the limit; of a short text without counting."""
    return 2 * len(text) > limit and length(text) > limit


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in {"W", "F"}


def _breaks_anywhere(sign: str) -> bool:
    return _is_wide(sign) or any(ord(sign) in script for script in _SPACELESS)


def runs_right_to_left(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT


def direction_of(text: str, default: Direction) -> Direction:
    """The direction in which most of the text's letters are written."""
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    right_to_left = sum(kind in _RIGHT_TO_LEFT for kind in kinds)
    left_to_right = kinds.count("L")
    if right_to_left == left_to_right:
        return default
    return "rtl" if right_to_left > left_to_right else "ltr"


# Letters that Unicode does not take apart into a plain one and an accent.
_PLAIN_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
# Apostrophes and the signs for hamza and ayn, which one source writes and another leaves out.
_APOSTROPHES = re.compile(r"['’‘`´ʼʾʿ′]")


@lru_cache(maxsize=10_000)
def bare_letters(text: str) -> str:
    """A name's words without case, accents and apostrophes, to know it again from another hand."""
    apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.casefold()).translate(_PLAIN_LETTERS))
    letters = "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")
    return " ".join(re.findall(r"[^\W_]+", letters))
