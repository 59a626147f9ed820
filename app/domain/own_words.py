"""How much room is left for a supporter's own words, and how much of a letter is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.counsel import WORD, is_spaceless
from app.domain.letter import Letter, Paragraph
from app.domain.said import Sentence, said, said_many
from app.domain.supporter import LIMITS, TEXTS, Supporter
from app.domain.text import clean, length
from app.domain.values import Value

# Characters of a word in a letter, with the space behind it.
_WORD_LENGTH = {"de": 7, "tr": 8, "fa": 5}
_USUAL_WORD_LENGTH = 6
# What is longer is far too long: it is counted roughly.
_MEASURED_AT_MOST = 20_000
# From these percentages on the letter is the supporter's to the next degree.
_DEGREES = (1, 13, 27, 42)


class Room(Value):
    """Characters used of those there are, about how many words (in Japanese: characters) are left, and a sentence."""

    used: int
    limit: int
    left: int
    sentence: Sentence


def room(own_words: str, language: str) -> Room:
    """The room for own words, in a letter of one page; `language` is the one they are likely to be in."""
    limit = LIMITS["own_words"]
    measured = clean(own_words[:_MEASURED_AT_MOST]).text
    used = length(measured) + max(0, len(own_words) - _MEASURED_AT_MOST)
    full = measured.count("\n") + 1 >= TEXTS["own_words"].lines
    # A wide character takes the room of two.
    each = 2 if is_spaceless(language) else _WORD_LENGTH.get(language, _USUAL_WORD_LENGTH)
    left = 0 if full else _about(max(0, limit - used) // each)
    return Room(used=used, limit=limit, left=left, sentence=_about_room(left, used - limit, language))


def _about(number: int) -> int:
    step = 10 if number > 20 else 5 if number > 5 else 1
    return number // step * step


def _about_room(left: int, over: int, language: str) -> Sentence:
    if over > 0:
        return said_many("Too long for one page by {n} character.", "Too long for one page by {n} characters.", n=over)
    if left == 0:
        return said("Full: one page.")
    if is_spaceless(language):
        return said_many(
            "Room for about {n} more character on one page.", "Room for about {n} more characters on one page.", n=left
        )
    return said_many("Room for about {n} more word on one page.", "Room for about {n} more words on one page.", n=left)


class Share(Value):
    """How much of a letter's body is its supporter's own, in percent; its degree, from 0 to 4; and a sentence."""

    percent: int
    degree: int
    sentence: Sentence


def own_share(supporter: Supporter, letter: Letter) -> Share:
    """Counted in words (in Japanese: characters): the introduction and the own words.

    Talking points do not count: they are ours, and many tick the same.
    """
    counted = _characters if is_spaceless(letter.language.code) else _words
    whole = sum(counted(run.text) for block in letter.body for text in block.texts for run in text)
    own = sum(map(counted, _own_texts(supporter, letter)))
    percent = round(100 * own / whole) if whole else 0
    degree = sum(percent >= least for least in _DEGREES)
    return Share(percent=percent, degree=degree, sentence=_ENCOURAGEMENTS[degree])


def _own_texts(supporter: Supporter, letter: Letter) -> Iterator[str]:
    for block in letter.body:
        typed = isinstance(block, Paragraph) and block.typed
        for run in (run for text in block.texts for run in text):
            if typed or (run.set_apart and run.text == supporter.introduction):
                yield run.text


def _words(text: str) -> int:
    return len(WORD.findall(text))


def _characters(text: str) -> int:
    return len(re.findall(r"\w", text))


_ENCOURAGEMENTS = (
    said("Every word of this letter is still ours. One sentence of your own makes it yours."),
    said("A little of this letter is yours. Say in a sentence or two why this matters to you."),
    said("About a fifth of this letter is yours. Officials notice letters that differ."),
    said("About a third of this letter is yours. Officials notice letters that differ."),
    said("About half of this letter or more is yours. Nobody else could have written it."),
)
