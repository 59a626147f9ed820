"""The page for whoever comes while too many write: it keeps what was typed, and tries again by itself."""

from __future__ import annotations

from flask import Flask, Response, make_response, render_template, request

from app.domain.said import Sentence, said
from app.rendering.seat import CutOffError
from app.rendering.workers import BusyError

_MANY = {
    429: said("Too much was asked of us from your network"),
    503: said("Many people are writing at this moment"),
}
_TOO_LONG = said("This letter took too long")


def register(app: Flask) -> None:
    app.register_error_handler(BusyError, lambda busy: busy_page(503, busy.seconds))
    app.register_error_handler(CutOffError, lambda _cut_off: _cut_off_page())


def busy_page(status: int, seconds: int) -> Response:
    """Come again in `seconds`: with the same form, where there is one."""
    response = _page(status, _MANY[status], seconds)
    response.headers["Retry-After"] = str(seconds)
    return response


def _cut_off_page() -> Response:
    return _page(503, _TOO_LONG, None)


def _page(status: int, title: Sentence, seconds: int | None) -> Response:
    page = render_template(
        "busy.html", title=title, seconds=seconds, again=_can_be_sent_again(), typed=_typed(), way_back=_way_back()
    )
    return make_response(page, status)


def _can_be_sent_again() -> bool:
    """A page cannot hold the files of a form; and what is only read is simply asked for again."""
    return request.method == "POST" and request.mimetype == "application/x-www-form-urlencoded"


def _typed() -> list[tuple[str, str]]:
    return list(request.form.items(multi=True)) if _can_be_sent_again() else []


def _way_back() -> str:
    """Where the form of a letter can be had again, as it is filled in."""
    slug = (request.view_args or {}).get("slug")
    return f"/cases/{slug}/preview" if slug and _can_be_sent_again() else ""
