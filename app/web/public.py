"""What is alike for everybody who reads one language: it may be kept by whoever carries it."""

from __future__ import annotations

from flask import Response, abort, make_response, request

from app.domain.case import Case
from app.domain.links import is_link, short_link

HOUR = 3600


def link_to(case: Case) -> str:
    """The short link to the form, by the visitor's own way here and in the language of the address, if it has one."""
    link = short_link(request.url_root, case)
    return link if is_link(link) else abort(400)


def for_everybody(content: str | bytes, kind: str, *, seconds: int) -> Response:
    """`kind` is its media type. Without a language in the address, another browser gets another one."""
    response = make_response(content)
    response.mimetype = kind
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.vary.add("Accept-Language")
    return response
