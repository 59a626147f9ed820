"""Style sheets and scripts, each under an address that changes with its content and may be kept for long."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request

from app.web.languages import root

_STATIC = Path(__file__).parent / "static"
_YEAR = 365 * 24 * 3600


def address_of_asset(name: str) -> str:
    """The same in every language, so that a reader who changes languages loads nothing twice."""
    return f"{root()}static/{name}?{_mark(name)}"


@cache
def _mark(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:12]


def serve_assets_for_long(app: Flask) -> None:
    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code == 200 and request.query_string:
            response.cache_control.public = True
            response.cache_control.no_cache = None
            response.cache_control.max_age = _YEAR
            response.cache_control.immutable = True
        return response
