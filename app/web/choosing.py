"""The list of cases, narrowed to a country and a language of letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.composing import languages_for
from app.content import Library
from app.domain.case import Case
from app.domain.country import countries_in_order
from app.domain.language import LANGUAGES


def letters_in(library: Library, case: Case) -> tuple[str, ...]:
    """The languages in which an office of the case can be written to: it may be told in more."""
    offered = {code for office in library.offices_of(case) for code in languages_for(case, office)}
    return tuple(code for code in LANGUAGES if code in offered)


@dataclass(frozen=True)
class Choice:
    """The cases that were asked for, and what there is to ask for.

    `country` is an ISO code and `language` a code of letters; either is empty where anything will
    do. Countries are named in the reader's language, languages in their own. `written` are the
    languages of a case's letters, by its slug.
    """

    cases: tuple[Case, ...]
    countries: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    country: str
    language: str
    written: Mapping[str, tuple[str, ...]]

    @classmethod
    def among(cls, library: Library, reader: str, asked: Mapping[str, str]) -> Choice:
        """What nobody could have chosen from the lists is no wish."""
        cases = library.by_urgency
        written = {case.slug: letters_in(library, case) for case in cases}
        countries = {code for case in cases for code in case.countries.each}
        languages = {code for codes in written.values() for code in codes}
        country = asked.get("country", "") if asked.get("country") in countries else ""
        language = asked.get("language", "") if asked.get("language") in languages else ""
        return cls(
            tuple(
                case
                for case in cases
                if (not country or country in case.countries.each) and (not language or language in written[case.slug])
            ),
            tuple((code, name) for code, name in countries_in_order(reader) if code in countries),
            tuple((code, known.own_name) for code, known in LANGUAGES.items() if code in languages),
            country,
            language,
            written,
        )

    @property
    def open(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.status == "open")

    @property
    def closed(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.status == "closed")
