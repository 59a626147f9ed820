"""How what is typed becomes an answer, or is refused with the reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping

from app.domain.country import country_names, find_country
from app.domain.language import LANGUAGES, find_language
from app.domain.problem import did_you_mean
from app.domain.text import bare_letters, clean
from app.domain.values import SLUG_FORM

Reader = Callable[[str], str]
# As much of an answer as is worth repeating in its refusal.
_QUOTED = 60


class RefusedError(Exception):
    """Why an answer cannot be taken, and what to do."""


def in_one_line(typed: str, longest: int) -> str:
    """What was typed, without what cannot be seen; keys that are no letters are refused."""
    control = next((sign for sign in typed if unicodedata.category(sign) == "Cc" and not sign.isspace()), None)
    if control is not None:
        raise RefusedError(
            f"The answer holds a character that cannot be printed (U+{ord(control):04X}). Type it again."
        )
    said = " ".join(clean(typed).text.split("\n")).strip()
    if len(said) > longest:
        raise RefusedError(f"The answer must be {longest:,} characters or fewer; it has {len(said):,}.")
    return said


def as_short_name(typed: str) -> str:
    """The nearest name of small letters, figures and hyphens; empty where no letter has one."""
    words = "".join(sign if sign.isascii() else " " for sign in bare_letters(typed)).split()
    name = ""
    for word in words:
        if name and len(name) + len(word) >= 40:
            break
        name = f"{name}-{word[:40]}".strip("-")
    return name


def short_name(taken: Collection[str]) -> Reader:
    def read(said: str) -> str:
        if re.fullmatch(SLUG_FORM, said) is None:
            near = as_short_name(said) or "crew"
            raise RefusedError(
                f"«{said[:_QUOTED]}» is not a name of small letters, figures and hyphens. Write one such as {near}."
            )
        if said in taken:
            raise RefusedError(f"There is already «{said}». Choose another name.")
        return said

    return read


def one_of(choices: Mapping[str, str]) -> Reader:
    """Reads one of some names, given as such, by its number or in the words beside it."""
    names = list(choices)
    by_words = {words.casefold(): name for name, words in choices.items()}

    def read(said: str) -> str:
        if said.isdecimal() and 1 <= int(said) <= len(names):
            return names[int(said) - 1]
        found = said.casefold() if said.casefold() in choices else by_words.get(said.casefold())
        if found is None:
            raise RefusedError(f"«{said[:_QUOTED]}» is not one of them. {did_you_mean(said, names)}")
        return found

    return read


def numbered(choices: Mapping[str, str]) -> tuple[str, ...]:
    """The choices as lines, each with its number."""
    width = max(map(len, choices), default=0)
    return tuple(f"{number:>3}  {name:{width}}  {words}" for number, (name, words) in enumerate(choices.items(), 1))


def some_of(choices: Mapping[str, str]) -> Reader:
    """Reads several names or numbers, with commas between them."""
    single = one_of(choices)

    def read(said: str) -> str:
        return ", ".join(dict.fromkeys(single(part) for part in said.replace(",", " ").split()))

    return read


def language(said: str) -> str:
    found = find_language(said)
    if found is None:
        raise RefusedError(f"«{said[:_QUOTED]}» is not a language of letters. {did_you_mean(said, LANGUAGES)}")
    return found.code


def country(said: str) -> str:
    found = find_country(said)
    if found is None:
        near = did_you_mean(said.title(), country_names("en").values())
        remedy = near if near.startswith("Did") else "Write its English name, or its two-letter code such as BE."
        raise RefusedError(f"There is no country «{said[:_QUOTED]}». {remedy}")
    return found


def yes_or_no(said: str) -> str:
    if said.casefold() not in {"yes", "y", "no", "n"}:
        raise RefusedError("Type yes or no.")
    return "yes" if said.casefold().startswith("y") else "no"
