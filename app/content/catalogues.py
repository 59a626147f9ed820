"""What the pages and the printed sheets say themselves, in the site's languages: translators' catalogues."""

from __future__ import annotations

import io
from functools import cache, partial
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from app.domain.language import LANGUAGES
from app.domain.said import Reader

CATALOGUES = Path(__file__).parent.parent / "web" / "translations"


@cache
def catalogue(code: str) -> NullTranslations:
    """A language's catalogue; of English, which needs none, an empty one.

    Read as translators write it: there is no compiled copy to grow stale.
    """
    path = CATALOGUES / code / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)


@cache
def reader_in(code: str) -> Reader:
    return Reader(LANGUAGES[code], partial(_translated, code), partial(_translated_many, code))


# By the name of the language, so that a reader travels to a worker without the catalogue.
def _translated(code: str, pattern: str) -> str:
    return catalogue(code).gettext(pattern)


def _translated_many(code: str, one: str, many: str, n: int) -> str:
    return catalogue(code).ngettext(one, many, n)
