"""Puts the web application together."""

from __future__ import annotations

import base64

import click
from flask import Flask, Response
from jinja2 import StrictUndefined

from app.composing import without_address
from app.config import Settings
from app.content import load_library, load_stationery
from app.domain.country import country_name
from app.domain.language import LANGUAGES
from app.rendering import Renderer
from app.web import deadline, errors, feeds, pages, rule39, sending, sheets, short_links
from app.web.assets import address_of_asset, send_light
from app.web.desk import Desk, set_up
from app.web.languages import set_up_languages
from app.web.photographs import set_up_photographs
from app.web.uploads import RequestInMemory

# A form's fields come to a few kilobytes. A book that was pasted by mistake still comes back with what to mend.
_LARGEST_BODY = 4 * 1024 * 1024
_MOST_FIELDS = 300

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def build_application(settings: Settings) -> Flask:
    library = load_library(settings.content)
    for problem in library.problems:
        click.echo(str(problem), err=True)
    app = Flask("app.web", static_folder="static", template_folder="templates")
    app.request_class = RequestInMemory
    app.config.update(
        MAX_CONTENT_LENGTH=_LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=_LARGEST_BODY,
        MAX_FORM_PARTS=_MOST_FIELDS,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    renderer = Renderer()
    renderer.warm(load_stationery().plain("A4"))
    set_up(app, Desk(library, renderer, settings.today, settings.now))
    set_up_languages(app)
    for room in (pages, sending, sheets, short_links, feeds, deadline, rule39):
        app.register_blueprint(room.blueprint)
    set_up_photographs(app, settings.content)
    errors.register(app)
    send_light(app)
    app.after_request(_close)
    app.jinja_env.globals.update(LANGUAGES=LANGUAGES, country_name=country_name, asset=address_of_asset)
    app.jinja_env.filters["without_address"] = without_address
    app.jinja_env.filters["base64"] = lambda data: base64.b64encode(data).decode("ascii")
    return app


def _close(response: Response) -> Response:
    """Nothing from elsewhere, no referrer, and no copy of anything personal."""
    response.headers.update(_HEADERS)
    return response
