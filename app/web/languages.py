"""The languages of the pages: by the first part of the address, else by what the browser asks for. No cookie."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_skeleton
from babel.support import NullTranslations
from flask import Flask, Response, request
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup, escape

from app.content.catalogues import catalogue, reader_in
from app.domain.dates import PartialDate
from app.domain.problem import Problem
from app.domain.said import Named, Reader, Said, Told

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# English first: it is what the pages are written in. The others as their speakers would list them.
SITE_LANGUAGES = ("en", "fr", "de", "nl", "fa", "ar", "tr")
# Catalogues that a native speaker has checked.
REVIEWED = frozenset({"en"})

_PREFIX = re.compile(rf"/({'|'.join(SITE_LANGUAGES)})(?=/|$)")
_KEY = "letters.language"


class LanguagePrefix:
    """Takes `/fr` off an address and makes it part of the site's root, so that links on the page keep it."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        found = _PREFIX.match(environ.get("PATH_INFO", ""))
        if found:
            environ[_KEY] = found[1]
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + found[0]
            environ["PATH_INFO"] = environ["PATH_INFO"][found.end() :] or "/"
        return self._application(environ, start_response)


class _Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel has no type stubs
    """Ours, instead of those that Flask-Babel looks for."""

    def get_translations(self) -> NullTranslations:
        return catalogue(get_locale().language)


def set_up_languages(app: Flask) -> None:
    Babel(app, locale_selector=_language_of_request, default_domain=_Catalogues())
    app.wsgi_app = LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]
    app.after_request(_vary)
    app.context_processor(lambda: {"reader": reader()})
    app.jinja_env.globals.update(
        say=say,
        say_many=say_many,
        here_in=here_in,
        root=root,
        language_name=language_name,
        SITE_LANGUAGES=SITE_LANGUAGES,
        REVIEWED=REVIEWED,
    )
    app.jinja_env.filters.update(say=say, told=told, when=when)


def reader() -> Reader:
    """Whoever asked for this page."""
    return reader_in(get_locale().language)


def say(sentence: str, /, **values: Told) -> str:
    """A sentence or a name in the reader's language; markup among its values stays markup, and nothing else is."""
    if isinstance(sentence, Named):
        return reader().say(sentence)
    told = sentence if isinstance(sentence, Said) else Said(sentence, "", **values)
    marked = {name: value for name, value in told.values.items() if isinstance(value, Markup)}
    if not marked:
        return reader().say(told)
    # One private character for each markup, so that all the rest can be made safe first.
    signs = {name: chr(0xE000 + place) for place, name in enumerate(marked)}
    safe = str(escape(reader().say(Said(told.pattern, told.plural, **{**told.values, **signs}))))
    for name, sign in signs.items():
        safe = safe.replace(sign, marked[name])
    return Markup(safe)  # noqa: S704  escaped above, but for our own markup


def say_many(one: str, many: str, /, *, n: int, **values: Told) -> str:
    """The same for a sentence about one thing or `n`."""
    return say(Said(one, many, n=n, **values))


def told(problem: Problem) -> str:
    """A problem's fact and remedy."""
    return problem.words_for(reader())


def when(day: datetime.date | PartialDate) -> str:
    """A day, or the month or the year that is known, by the reader's locale."""
    if isinstance(day, datetime.date) or day.day:
        return reader().day(day if isinstance(day, datetime.date) else day.earliest)
    return format_skeleton("yMMMM" if day.month else "y", day.earliest, locale=get_locale())


def language_name(code: str) -> str:
    """A language's name in the reader's own."""
    return str(Locale.parse(code).get_language_name(reader().language.code))


def root() -> str:
    """The site's address without a language, such as `/` or `/letters/`."""
    prefix = request.environ.get(_KEY)
    return (request.script_root.removesuffix(f"/{prefix}") if prefix else request.script_root) + "/"


def here_in(code: str, path: str = "") -> str:
    """The address of this page, or of `path`, in another language."""
    query = f"?{request.query_string.decode('ascii', 'ignore')}" if request.query_string else ""
    return f"{root()}{code}{path or request.path + query}"


def _language_of_request() -> str:
    named: str | None = request.environ.get(_KEY)
    # Werkzeug's own choice takes "en" before "fr-BE", whatever their order.
    wished = (code.partition("-")[0].lower() for code, quality in request.accept_languages if quality > 0)
    return named or next((code for code in wished if code in SITE_LANGUAGES), "en")


def _vary(response: Response) -> Response:
    """Without a language in the address, another browser may get another page."""
    if _KEY not in request.environ and request.endpoint != "static":
        response.vary.add("Accept-Language")
    return response
