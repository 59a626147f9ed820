"""Finding an office by part of its title, its organisation or its country."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NoReturn

from app.cli.new_case.readers import RefusedError, numbered
from app.domain.country import country_name
from app.domain.language import LANGUAGES
from app.domain.office import Office
from app.domain.problem import did_you_mean
from app.domain.text import bare_letters

# As many as one looks through at a glance.
_MOST_FOUND = 10


class OfficeSearch:
    """Reads an office's id, or finds it by part of its title, organisation or country."""

    def __init__(self, offices: Mapping[str, Office], language: str, taken: Collection[str]) -> None:
        self._offices, self._language, self._taken = offices, language, taken
        self._shown: list[Office] = []

    def __call__(self, said: str) -> str:
        office = self._offices.get(said) or self._by_number(said)
        if office is None:
            self._search(said)
        if office.id in self._taken:
            raise RefusedError(f"«{office.id}» is written to already. Choose another office.")
        if not office.contacts.in_use:
            raise RefusedError(f"Nothing says how a letter reaches «{office.id}». Choose another office.")
        readable = office.letter_languages
        if office.open_to == "supporters" and self._language not in readable:
            raise RefusedError(
                f"«{office.id}» cannot be written to in {_named(self._language)}, only in "
                f"{', '.join(map(_named, readable))}. Choose another office."
            )
        return office.id

    def _by_number(self, said: str) -> Office | None:
        number = int(said) if said.isdecimal() and len(said) < 4 else 0
        return self._shown[number - 1] if 0 < number <= len(self._shown) else None

    def _search(self, said: str) -> NoReturn:
        words = bare_letters(said).split()
        found = [office for office in self._offices.values() if all(word in _searched(office) for word in words)]
        if not found:
            near = did_you_mean(said, self._offices)
            remedy = near if near.startswith("Did") else "Type a word of its title, or its country."
            raise RefusedError(f"There is no office «{said[:40]}». {remedy}")
        self._shown = found[:_MOST_FOUND]
        raise RefusedError(
            "\n".join([_several(len(found)), *numbered({one.id: described(one) for one in self._shown})])
        )


def _named(code: str) -> str:
    return LANGUAGES[code].name if code in LANGUAGES else code


def _several(count: int) -> str:
    if count == 1:
        return "One office fits. Type 1 to choose it, or other words:"
    if count > _MOST_FOUND:
        return f"{count} offices fit; here are {_MOST_FOUND}. Type a number, or more words:"
    return f"{count} offices fit. Type a number:"


def _searched(office: Office) -> str:
    titles = [form.neutral for form in office.title.values()]
    state = country_name(office.country, "en") if office.country else ""
    return bare_letters(" ".join([office.id.replace("-", " "), *titles, *office.organisation.values(), state]))


def described(office: Office) -> str:
    """An office's title, and whether supporters may write to it."""
    parts = [office.title_in("en"), office.organisation_in("en")]
    parts.append(country_name(office.country, "en") if office.country else "")
    named = ", ".join(dict.fromkeys(part for part in parts if part))
    return named if office.open_to == "supporters" else f"{named} (not open to supporters)"
