"""What is sent to us: kept in memory alone, so that it touches no disk, and no more than a form can hold."""

from __future__ import annotations

import time
from io import BytesIO
from typing import IO, Any

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

# A body that is too large is still read to its end, up to here, so that the browser shows the
# answer instead of a broken connection.
_LARGEST_TO_WASTE = 400 * 1_000_000
_SECONDS_TO_WASTE = 15
_CHUNK = 1 << 16


class _CountingParser(FormDataParser):
    """Werkzeug counts the fields of forms with files only; a few megabytes of empty ones take it many seconds."""

    def _parse_urlencoded(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str]
    ) -> Any:
        self._refuse_more_than(self.max_form_memory_size, content_length or 0)
        body = stream.read()
        self._refuse_more_than(self.max_form_memory_size, len(body))
        self._refuse_more_than(self.max_form_parts, body.count(b"&") + 1)
        return super()._parse_urlencoded(BytesIO(body), mimetype, content_length, options)

    @staticmethod
    def _refuse_more_than(most: int | None, found: int) -> None:
        if most is not None and found > most:
            raise RequestEntityTooLarge


class RequestInMemory(Request):
    """Werkzeug would put files of more than 500 kB into a temporary file."""

    form_data_parser_class = _CountingParser

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
