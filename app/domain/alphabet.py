"""The order of names in a language: where its readers look for them in a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Alphabets in which a letter with a mark is one of its own, or whose order is not that of Unicode.
_ALPHABETS = {
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
}
# The two letters that Turkish has where others have one.
_SMALL = {"tr": str.maketrans("Iİ", "ıi")}
# Each alphabet begins where those of other languages do: behind space and hyphen.
_FIRST = ord("a")


def place_in_alphabet(name: str, language: str) -> tuple[int, ...]:
    """A key to sort by. Letters with a mark stand with those without, where the language does not part them.

    >>> sorted(["Zypern", "Ägypten", "Albanien"], key=lambda name: place_in_alphabet(name, "de"))
    ['Ägypten', 'Albanien', 'Zypern']
    """
    small = name.translate(_SMALL.get(language, {})).casefold()
    return tuple(_places(small, _ALPHABETS.get(language, "")))


def _places(small: str, alphabet: str) -> Iterator[int]:
    for sign in small:
        for letter in sign if sign in alphabet else _without_marks(sign):
            place = alphabet.find(letter)
            yield _FIRST + place if place >= 0 else ord(letter)


def _without_marks(sign: str) -> str:
    apart = unicodedata.normalize("NFKD", sign)
    return "".join(part for part in apart if unicodedata.category(part) not in {"Mn", "Cf"})
