"""In which language a visitor reads, and under which address they reach the site."""

from __future__ import annotations

from flask import request

from app.domain.case import Case, Words
from app.domain.language import LANGUAGES, Language
from app.domain.said import Reader


def reader() -> Reader:
    return Reader(LANGUAGES["en"])


def site_root() -> str:
    """The visitor's own way here, such as https://letters.example.org."""
    return request.url_root.rstrip("/")


def words_for(case: Case, language: Language) -> tuple[Words, Language]:
    """The case's words for a reader, and the language they are in."""
    words = case.words_in(language.code)
    return words, LANGUAGES[next(code for code, one in case.words.items() if one is words)]
