"""What travels: style sheets and scripts under addresses that change with their content, and all text packed."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache, lru_cache
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.wsgi import FileWrapper

from app.web.languages import root

_STATIC = Path(__file__).parent / "static"
_PACKED = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml", "application/atom+xml"})
_YEAR = 365 * 24 * 3600
# A page is packed for each answer: beyond 4 its size falls by half a percent and the time grows by a third.
_LIGHTLY, _TIGHTLY = 4, 9


def address_of_asset(name: str) -> str:
    """The same in every language, so that a reader who changes languages loads nothing twice."""
    return f"{root()}static/{name}?{_mark(name)}"


@cache
def _mark(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:12]


def _packed(response: Response) -> bytes:
    is_file = request.endpoint == "static" and response.status_code == 200
    content = response.get_data()
    return _packed_once(content) if is_file else gzip.compress(content, _LIGHTLY, mtime=0)


@lru_cache(64)
def _packed_once(content: bytes) -> bytes:
    """A file of ours, which is the same for everybody; by its content, so that another one is packed anew."""
    return gzip.compress(content, _TIGHTLY, mtime=0)


def send_light(app: Flask) -> None:
    @app.after_request
    def pack(response: Response) -> Response:
        """There is no secret on any page that its size could tell."""
        if response.mimetype in _PACKED and response.status_code != 304:
            response.vary.add("Accept-Encoding")
            if request.accept_encodings["gzip"] and not response.content_encoding:
                response.direct_passthrough = False
                sent = response.response
                response.set_data(_packed(response))
                if isinstance(sent, FileWrapper):
                    sent.close()
                response.content_encoding = "gzip"
        return response

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code == 200 and request.query_string:
            response.cache_control.public = True
            response.cache_control.no_cache = None
            response.cache_control.max_age = _YEAR
            response.cache_control.immutable = True
        return response
