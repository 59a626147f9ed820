"""How a case reaches a visitor: in which words, under which short link, and for how long it may be kept."""

from __future__ import annotations

from flask import Response, abort, make_response, request
from markupsafe import Markup

from app.domain.case import Case, Words
from app.domain.language import LANGUAGES, Language
from app.domain.links import as_printed, is_link, short_link
from app.domain.said import said
from app.rendering.qr import qr_svg
from app.web.languages import reader

HOUR = 3600


def for_everybody(content: str | bytes, kind: str, *, seconds: int) -> Response:
    """What is alike for all who read one language; `kind` is its media type."""
    response = make_response(content)
    response.mimetype = kind
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return response


def link_to(case: Case) -> str:
    """The short link to the form, by the visitor's own way here."""
    link = short_link(request.url_root, case)
    return link if is_link(link) else abort(400)


def words_for(case: Case, language: Language) -> tuple[Words, Language]:
    """The case's words for a reader, and the language they are in."""
    return case.words_in(language.code), LANGUAGES[case.told_in(language.code)]


def qr_of(case: Case) -> Markup:
    """The short link as a drawing within a page."""
    link = link_to(case)
    title = reader().say(said("QR code that leads to {link}", link=as_printed(link)))
    return Markup(qr_svg(link, title))  # noqa: S704  drawn by us
