"""Finds a person's name, however it is written, in what must not hold it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

_BETWEEN = r"[\W_]+"


def places_of(name: str, data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of each text within plain data that holds the full name, in either order."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from places_of(name, value, (*at, key))
    elif isinstance(data, tuple):
        for index, value in enumerate(data):
            yield from places_of(name, value, (*at, index))
    elif isinstance(data, str) and _pattern(name).search(_folded(data)):
        yield at


def _pattern(name: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in _folded(name).split()]
    last_first = [*parts[-1:], *parts[:-1]]
    return re.compile("|".join(rf"(?<!\w){_BETWEEN.join(order)}(?!\w)" for order in (parts, last_first)))


def _folded(text: str) -> str:
    """Without accents and capitals, so that «Álvaro» is found in «ALVARO»."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
