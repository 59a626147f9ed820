"""Puts the web application together."""

from __future__ import annotations

import base64

from flask import Flask
from jinja2 import StrictUndefined

from app.composing import without_address
from app.config import Settings
from app.content import load_library, stamps_of
from app.domain.country import country_name
from app.domain.language import LANGUAGES
from app.web import busy, deadline, errors, feeds, pages, rule39, sending, sheets, short_links
from app.web.assets import address_of_asset, send_light
from app.web.closing import close
from app.web.desk import Desk, set_up
from app.web.entrance import guard_entrance
from app.web.follower import Follower, tell_problem
from app.web.health import set_up_health
from app.web.languages import set_up_languages
from app.web.limits import set_up_limits
from app.web.logs import ExceptionInfo, tell_exception
from app.web.photographs import set_up_photographs
from app.web.press import Press, workers_for
from app.web.uploads import RequestInMemory

# A form's fields come to a few kilobytes. A book that was pasted by mistake still comes back with what to mend.
_LARGEST_BODY = 4 * 1024 * 1024
_MOST_FIELDS = 300


class Site(Flask):
    """Flask would log the path of the page and what was raised."""

    def log_exception(self, exc_info: ExceptionInfo | tuple[None, None, None]) -> None:
        if exc_info[1] is not None:
            tell_exception(exc_info[1])


def build_application(settings: Settings) -> Flask:
    # They warm up while the content is read.
    workers = workers_for(settings)
    stamps = stamps_of(settings.content)
    library = load_library(settings.content)
    for problem in library.problems:
        tell_problem(problem)
    app = Site("app.web", static_folder="static", template_folder="templates")
    app.request_class = RequestInMemory
    app.config.update(
        MAX_CONTENT_LENGTH=_LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=_LARGEST_BODY,
        MAX_FORM_PARTS=_MOST_FIELDS,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    set_up(app, Desk(library, Press(workers), settings.today, settings.now, library.problems))
    set_up_health(app, settings)
    set_up_languages(app)
    for room in (pages, sending, sheets, short_links, feeds, deadline, rule39):
        app.register_blueprint(room.blueprint)
    set_up_photographs(app, settings.content)
    errors.register(app)
    busy.register(app)
    send_light(app)
    close(app)
    guard_entrance(app, settings)
    set_up_limits(app, settings)
    app.jinja_env.globals.update(LANGUAGES=LANGUAGES, country_name=country_name, asset=address_of_asset)
    app.jinja_env.filters["without_address"] = without_address
    app.jinja_env.filters["base64"] = lambda data: base64.b64encode(data).decode("ascii")
    if settings.follow:
        Follower(app, settings.content, stamps).start()
    return app
