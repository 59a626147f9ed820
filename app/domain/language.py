"""The languages a letter can be written in."""

from __future__ import annotations

from typing import Literal

from babel import Locale

from app.domain.values import Value

Direction = Literal["ltr", "rtl"]


class Language(Value):
    """A language of letters: its ISO 639-1 code, its names and its direction of writing."""

    code: str
    name: str
    own_name: str
    direction: Direction = "ltr"


LANGUAGES = {
    language.code: language
    for language in (
        Language(code="en", name="English", own_name="English"),
        Language(code="fr", name="French", own_name="français"),
        Language(code="nl", name="Dutch", own_name="Nederlands"),
        Language(code="de", name="German", own_name="Deutsch"),
        Language(code="sv", name="Swedish", own_name="svenska"),
        Language(code="tr", name="Turkish", own_name="Türkçe"),
        Language(code="ar", name="Arabic", own_name="العربية", direction="rtl"),
        Language(code="fa", name="Persian", own_name="فارسی", direction="rtl"),
        Language(code="ja", name="Japanese", own_name="日本語"),
    )
}

# Those that every sorting office can read.
LATIN_LETTERS = frozenset(LANGUAGES) - {"ar", "fa", "ja"}


def language_name(code: str, language: str) -> str:
    """A language of letters, as it is called in a language."""
    return Locale.parse(language).languages.get(code) or LANGUAGES[code].name


def find_language(typed: str) -> Language | None:
    """A language of letters that is given by its code or by its name."""
    wanted = typed.casefold()
    return next(
        (one for one in LANGUAGES.values() if wanted in {one.code, one.name.casefold(), one.own_name.casefold()}), None
    )
