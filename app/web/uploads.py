"""Uploaded files, kept in memory alone: what somebody encloses touches no disk."""

from __future__ import annotations

import time
from io import BytesIO
from typing import IO

from flask import Request

# A body that is too large is still read to its end, up to here, so that the browser shows the
# answer instead of a broken connection.
_LARGEST_TO_WASTE = 400 * 1_000_000
_SECONDS_TO_WASTE = 15
_CHUNK = 1 << 16


class RequestInMemory(Request):
    """Werkzeug would put files of more than 500 kB into a temporary file."""

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002  Werkzeug's signature
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        return BytesIO()


def waste_body(request: Request) -> None:
    """Read what is left of a body and keep nothing of it."""
    if not request.content_length or request.content_length > _LARGEST_TO_WASTE:
        return
    body, left = request.environ["wsgi.input"], request.content_length
    deadline = time.monotonic() + _SECONDS_TO_WASTE
    while left > 0 and time.monotonic() < deadline:
        chunk = body.read(min(_CHUNK, left))
        if not chunk:
            return
        left -= len(chunk)
