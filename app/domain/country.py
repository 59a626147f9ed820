"""Countries by their ISO 3166-1 alpha-2 code, named in the languages of letters."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from babel import Locale
from babel.languages import get_official_languages
from pydantic import AfterValidator, WithJsonSchema

# Codes that CLDR lists beside countries: unions, outlying parts, tests.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})
# Languages of letters that every sorting office can read.
_LATIN = frozenset({"en", "fr", "nl", "de", "sv", "tr"})
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


def _is_country(code: str) -> str:
    if code not in country_names("en"):
        raise ValueError("must be a country's two-letter ISO code in capitals, such as BE")
    return code


CountryCode = Annotated[str, AfterValidator(_is_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})]


def country_name(code: str, language: str) -> str:
    return country_names(language).get(code) or country_names("en")[code]


def find_country(typed: str) -> str | None:
    """The code of a country that is given by its code or its English name."""
    names = country_names("en")
    wanted = typed.casefold()
    return next((code for code, name in names.items() if wanted in {code.casefold(), name.casefold()}), None)


def country_line(destination: str, posted_in: str | None, language: str) -> str:
    """The last line of an address, for the sorting office of the country of posting.

    In capitals and Latin letters: in the letter's language where that is French or a language
    of the country of posting, else in English; empty for domestic post (Universal Postal
    Union, addressing guidelines).
    """
    if destination == posted_in:
        return ""
    spoken = get_official_languages(posted_in, de_facto=True) if posted_in else ()
    readable = language == "fr" or (language in spoken and language in _LATIN)
    return _in_capitals(country_name(destination, language if readable else "en"), language)


def _in_capitals(name: str, language: str) -> str:
    # Turkish keeps the dot of its small i.
    return name.replace("i", "İ").upper() if language == "tr" else name.upper()
