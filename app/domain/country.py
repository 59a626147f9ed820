"""Countries by their ISO 3166-1 alpha-2 code, named in the languages of letters."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Annotated

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from pydantic import AfterValidator, WithJsonSchema

from app.domain.alphabet import place_in_alphabet

# Codes that CLDR lists beside countries: unions, outlying parts, tests.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})
# Names on envelopes (Universal Postal Union, list of member countries) where CLDR's are made for maps and menus.
_POSTAL_NAMES = {
    "en": {
        "CD": "Democratic Republic of the Congo",
        "CG": "Republic of the Congo",
        "CI": "Côte d’Ivoire",
        "HK": "Hong Kong",
        "KP": "Democratic People’s Republic of Korea",
        "KR": "Republic of Korea",
        "MM": "Myanmar",
        "MO": "Macao",
        "PS": "Palestine",
        "TR": "Türkiye",
        "US": "United States of America",
        "VA": "Vatican City",
    },
    "fr": {
        "CD": "République démocratique du Congo",
        "CG": "République du Congo",
        "HK": "Hong Kong",
        "KP": "République populaire démocratique de Corée",
        "KR": "République de Corée",
        "MM": "Myanmar",
        "MO": "Macao",
        "PS": "Palestine",
        "US": "États-Unis d’Amérique",
        "VA": "Cité du Vatican",
    },
    "de": {"HK": "Hongkong", "MO": "Macau", "PS": "Palästina", "US": "Vereinigte Staaten von Amerika"},
}
_AND = {"en": "and", "fr": "et", "de": "und", "nl": "en", "sv": "och", "tr": "ve", "es": "y", "it": "e", "pt": "e"}
# CLDR supplemental data, measurementData/paperSize "US-Letter".
LETTER_PAPER_COUNTRIES = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})


@cache
def country_names(language: str) -> dict[str, str]:
    """Every country's name in a language, by code."""
    territories = Locale.parse(language).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


@cache
def countries_in_order(language: str) -> tuple[tuple[str, str], ...]:
    """The code and the name of every country, in the order of the language's alphabet."""
    return tuple(sorted(country_names(language).items(), key=lambda one: place_in_alphabet(one[1], language)))


def _is_country(code: str) -> str:
    if code not in country_names("en"):
        raise ValueError("must be a country's two-letter ISO code in capitals, such as BE")
    return code


CountryCode = Annotated[str, AfterValidator(_is_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})]


def country_name(code: str, language: str) -> str:
    return country_names(language).get(code) or country_names("en")[code]


def find_country(typed: str) -> str | None:
    """The code of a country that is given by its code or its English name."""
    return _codes_by_word().get(typed.casefold())


@cache
def _codes_by_word() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, name in country_names("en").items():
        codes.setdefault(code.casefold(), code)
        codes.setdefault(name.casefold(), code)
    return codes


def country_line(destination: str, posted_in: str | None, language: str) -> str:
    """The last line of an address, for the sorting office of the country of posting.

    In capitals and Latin letters. In the letter's language where that is French or a language of
    the country of posting; else in that country's own, if it has but one; else in English. Empty
    for domestic post (Universal Postal Union, addressing guidelines).
    """
    if destination == posted_in:
        return ""
    return _in_capitals(*_readable_name(destination, posted_in, language))


def own_country_line(country: str, destination: str | None, language: str) -> str:
    """The last line of a sender's address: in the letter's language, or English where that has no Latin letters."""
    if country == destination:
        return ""
    name = postal_name(country, language)
    return _in_capitals(name, language) if _has_latin_letters(name) else postal_name(country, "en").upper()


def _readable_name(destination: str, posted_in: str | None, language: str) -> tuple[str, str]:
    """A country's name, and the language it is in."""
    spoken = get_official_languages(posted_in, de_facto=True) if posted_in else ()
    own = language if language == "fr" or language in spoken else spoken[0] if len(spoken) == 1 else "en"
    name = postal_name(destination, own)
    return (name, own) if _has_latin_letters(name) else (postal_name(destination, "en"), "en")


def postal_name(code: str, language: str) -> str:
    """A country's name as it stands on an envelope: whole, and without signs that a sorter does not know."""
    try:
        name = _POSTAL_NAMES.get(language, {}).get(code) or country_names(language).get(code)
    except UnknownLocaleError:
        name = None
    name = name or country_name(code, "en")
    return name.replace("&", _AND.get(language, "&")).replace("St.", "Saint")


def _has_latin_letters(name: str) -> bool:
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in name if sign.isalpha())


def _in_capitals(name: str, language: str) -> str:
    # Turkish keeps the dot of its small i.
    return name.replace("i", "İ").upper() if language == "tr" else name.upper()
