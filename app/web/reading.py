"""In which language a visitor reads, and under which address they reach the site."""

from __future__ import annotations

from flask import abort, request

from app.domain.case import Case, Words
from app.domain.language import LANGUAGES, Language
from app.domain.links import is_link, short_link
from app.domain.said import Reader


def reader() -> Reader:
    return Reader(LANGUAGES["en"])


def link_to(case: Case) -> str:
    """The short link to the form, by the visitor's own way here."""
    link = short_link(request.url_root, case)
    return link if is_link(link) else abort(400)


def words_for(case: Case, language: Language) -> tuple[Words, Language]:
    """The case's words for a reader, and the language they are in."""
    words = case.words_in(language.code)
    return words, LANGUAGES[next(code for code, one in case.words.items() if one is words)]
