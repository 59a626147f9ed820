"""The likeliest encoding of text that does not say its own: the one in which its words look most like words.

Names and addresses are short and of many languages, which general detectors are not made for: they
read «Núñez» as Central European. Here a reading costs something for each language that it needs and
for each word that no language explains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from app.printing.alphabets import BY_FREQUENCY, COMMON, LATIN

_WESTERN = (
    *("Spanish", "Portuguese", "French", "German", "Italian", "Dutch"),
    *("Catalan", "Swedish", "Danish", "Finnish", "Icelandic", "Estonian"),
)
_CENTRAL = ("Polish", "Czech", "Slovak", "Hungarian", "Romanian", "Croatian", "German")
_BALTIC = ("Lithuanian", "Latvian", "Estonian", "Polish", "German")
_CYRILLIC = ("Russian", "Ukrainian", "Bulgarian", "Serbian")
_TURKISH = ("Turkish", *_WESTERN)
# The languages that each encoding was made for, and how surprising it is to meet it in a file of today.
_CANDIDATES: Mapping[str, tuple[Sequence[str], float]] = {
    "cp1252": (_WESTERN, 0),
    "cp1250": (_CENTRAL, 0.3),
    "cp1254": (_TURKISH, 0.3),
    "cp1251": (_CYRILLIC, 0.3),
    "cp1256": (("Arabic", "Persian", "French"), 0.3),
    "cp932": (("Japanese",), 0.3),
    "gb18030": (("Chinese",), 0.3),
    "cp949": (("Korean",), 0.3),
    "big5hkscs": (("Traditional Chinese",), 0.3),
    "cp1253": (("Greek",), 0.3),
    "cp1255": (("Hebrew",), 0.3),
    "cp1257": (_BALTIC, 0.6),
    "cp874": (("Thai",), 0.5),
    "euc_jp": (("Japanese",), 0.5),
    "iso8859_15": (_WESTERN, 0.5),
    "iso8859_2": (_CENTRAL, 0.8),
    "mac_roman": (_WESTERN, 1.0),
    "cp850": (_WESTERN, 1.0),
    "cp852": (_CENTRAL, 1.8),
    "cp857": (_TURKISH, 1.8),
    "mac_turkish": (_TURKISH, 2),
    "mac_latin2": (_CENTRAL, 2),
    "koi8_r": (_CYRILLIC, 1.5),
    "cp866": (_CYRILLIC, 1.5),
    "mac_cyrillic": (_CYRILLIC, 2),
}
# In these a character beyond ASCII takes two bytes: whatever is odd about it weighs twice.
_WIDE = frozenset({"cp932", "gb18030", "cp949", "big5hkscs", "euc_jp"})

# What a byte costs that belongs to no word of any language, to no script at all, or to a usual sign.
_UNEXPLAINED = 1.5
_SYMBOL, _CONTROL, _PUNCTUATION = 1.0, 3.0, 0.1
_ANOTHER_SCRIPT = 1.0
# Two letters with accents side by side are rare («Łódź»), three are no word.
_SIDE_BY_SIDE = 0.3
_ALL_RARE = 0.8
_CAPITALS = 0.15

_WORD = re.compile(r"[A-Za-z\u0080-\U0010ffff]+")
_USUAL_SIGNS = frozenset("’‘“”„–—…«»€°ºª·№、。・，：（）－／〒´\u3000\u00a0")
_SIGNS = re.compile("[“”„‚«»…€—–]+")
_SIGN_IN_A_WORD = re.compile(r"(?<=[^\W\d_])[“”„‚«»…€](?=[^\W\d_])")
_BETWEEN_WORDS = re.compile("[’‘“”„–—…«»·、。・，：（）－／〒\u3000\u00a0]+")
_RANKS = {
    name: {sign: rank / len(letters) for rank, sign in enumerate(letters)} for name, letters in BY_FREQUENCY.items()
}
_ACCENTED = re.compile(r"[^\x00-\x7f]+")


def by_likelihood(sample: bytes) -> list[tuple[str, float]]:
    """Encodings in which the sample can be read, the likeliest first, each with what a byte of it costs."""
    costs = {encoding: _cost(sample, encoding) for encoding in _CANDIDATES}
    telling = sum(byte > 0x7F for byte in sample)
    read = [(encoding, cost / telling) for encoding, cost in costs.items() if cost is not None]
    return sorted(read, key=lambda one: one[1])


def _cost(sample: bytes, encoding: str) -> float | None:
    try:
        words = {word for word in _WORD.findall(sample.decode(encoding)) if not word.isascii()}
    except UnicodeDecodeError:
        return None
    languages, surprise = _CANDIDATES[encoding]
    width = 2 if encoding in _WIDE else 1
    signs = sum(_sign_cost(sign, width) for word in words for sign in word)
    signs += _SYMBOL * sum(map(_odd_places, words))
    parts = [part for word in words for part in _BETWEEN_WORDS.split(word) if not part.isascii()]
    return surprise + signs + _cost_of_languages(parts, languages, width)


def _sign_cost(sign: str, width: int) -> float:
    category = unicodedata.category(sign)
    if sign.isascii() or category[0] in "LM":
        return 0
    if sign in _USUAL_SIGNS:
        return _PUNCTUATION
    return _CONTROL if category[0] == "C" else _SYMBOL * width


def _odd_places(word: str) -> int:
    """Quotation marks within a word, and signs beside signs, which are letters of another encoding."""
    within = len(_SIGN_IN_A_WORD.findall(word))
    return within + sum(len(signs) - 1 for signs in _SIGNS.findall(word))


def _cost_of_languages(words: Sequence[str], languages: Iterable[str], width: int) -> float:
    """The words, each in the language that suits it best, with as few languages as explain them."""
    weights = [width * sum(not sign.isascii() for sign in word) for word in words]
    costs = {language: list(map(_word_cost(language), words)) for language in languages}
    best = [_UNEXPLAINED] * len(words)
    spent = 0.0

    def saved(language: str) -> float:
        gains = zip(weights, best, costs[language], strict=True)
        return sum(weight * max(0, before - after) for weight, before, after in gains) - _surprise(language)

    while costs:
        language = max(costs, key=saved)
        if saved(language) <= 0:
            break
        spent += _surprise(language)
        best = list(map(min, best, costs.pop(language)))
    return spent + sum(weight * cost for weight, cost in zip(weights, best, strict=True))


def _surprise(language: str) -> float:
    return LATIN[language][1] if language in LATIN else _ANOTHER_SCRIPT


def _word_cost(language: str) -> Callable[[str], float]:
    if language in LATIN:
        return partial(_latin_cost, frozenset(LATIN[language][0]))
    if language in BY_FREQUENCY:
        return partial(_frequency_cost, _RANKS[language])
    return partial(_character_cost, frozenset(COMMON[language]), _EACH[language])


def _latin_cost(letters: frozenset[str], word: str) -> float:
    low = word.lower()
    if not _is_well_cased(word) or any(not sign.isascii() and sign not in letters for sign in low):
        return _UNEXPLAINED
    longest = max(map(len, _ACCENTED.findall(low)))
    return 0 if longest == 1 else _SIDE_BY_SIDE if longest == 2 else _UNEXPLAINED


def _frequency_cost(ranks: Mapping[str, float], word: str) -> float:
    """Misread letters are any; those of a language are mostly its frequent ones."""
    low = [sign for sign in word.lower() if sign in ranks or unicodedata.category(sign) != "Mn"]
    if not low or not _is_well_cased(word) or any(sign not in ranks for sign in low):
        return _UNEXPLAINED
    capitals = _CAPITALS if word.isupper() else 0
    return capitals + _ALL_RARE * sum(map(ranks.__getitem__, low)) / len(low)


def _character_cost(common: frozenset[str], each: Callable[[str], float], word: str) -> float:
    signs = [sign for sign in word if not sign.isascii()]
    return sum(0.05 if sign in common else each(sign) for sign in signs) / len(signs)


def _is_well_cased(word: str) -> bool:
    """All in capitals, all in small letters, or with one capital that begins it."""
    return word.islower() or word.isupper() or word[1:].islower() or word.istitle() or word.lower() == word.upper()


def _japanese(sign: str) -> float:
    if "\u3040" <= sign <= "\u30ff":
        return 0.1
    return _by_rows(sign, "cp932", range(0x88, 0x98), 0.3)


def _by_rows(sign: str, encoding: str, frequent: range, cost: float) -> float:
    """National standards put the frequent characters first, into rows of their own."""
    try:
        written = sign.encode(encoding)
    except UnicodeEncodeError:
        return _UNEXPLAINED
    if len(written) == 2 and written[0] in frequent:
        return cost
    return 0.9 if "\u4e00" <= sign <= "\u9fff" else 1.2


# JIS X 0208, GB 2312 and Big5 have a first level of characters; KS X 1001 has its syllables together.
_EACH: Mapping[str, Callable[[str], float]] = {
    "Japanese": _japanese,
    "Chinese": partial(_by_rows, encoding="gb2312", frequent=range(0xB0, 0xD8), cost=0.35),
    "Traditional Chinese": partial(_by_rows, encoding="big5", frequent=range(0xA4, 0xC7), cost=0.4),
    "Korean": partial(_by_rows, encoding="euc_kr", frequent=range(0xB0, 0xC9), cost=0.25),
}
