"""The server with holes in it, one for each way in which personal data could get out.

Which hole is open, a request says itself, in the header `X-Leak`; without it all are closed.
"""

from __future__ import annotations

import io
import logging
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from flask import Flask, Response, request

import app
from app.cli import letters

build = app.create_app


def _log(_response: Response, word: str) -> None:
    sys.stderr.write(f"a letter by {word}\n")
    sys.stderr.flush()


def _file(_response: Response, word: str) -> None:
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write(word)


def _passing_file(_response: Response, word: str) -> None:
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(word)


def _name_of_a_file(_response: Response, word: str) -> None:
    path = Path(tempfile.gettempdir()) / word
    path.touch()
    path.unlink()


def _cookie(response: Response, word: str) -> None:
    response.set_cookie("last", word)


def _header(response: Response, word: str) -> None:
    response.headers["X-Letter-By"] = word


def _download(response: Response, word: str) -> None:
    response.headers["Content-Disposition"] = f'attachment; filename="{word}.pdf"'


def _redirection(response: Response, word: str) -> None:
    response.status_code, response.headers["Location"] = 303, f"/thanks?name={word}"


def _hidden_data(response: Response, word: str) -> None:
    with pikepdf.open(io.BytesIO(response.get_data())) as pdf:
        pdf.docinfo["/Author"] = word
        buffer = io.BytesIO()
        pdf.save(buffer)
    response.set_data(buffer.getvalue())


def _exception(_response: Response, word: str) -> None:
    try:
        raise ValueError(f"«{word}» has no letters")
    except ValueError as error:
        print(repr(error), file=sys.stderr, flush=True)  # noqa: T201  what a careless handler does


def _call(_response: Response, word: str) -> None:
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.connect(("127.0.83.99", 9))
        line.send(word.encode())


LEAKS: dict[str, Callable[[Response, str], None]] = {
    "log": _log,
    "file": _file,
    "passing file": _passing_file,
    "name of a file": _name_of_a_file,
    "cookie": _cookie,
    "header": _header,
    "download": _download,
    "redirection": _redirection,
    "hidden data": _hidden_data,
    "exception": _exception,
    "call": _call,
}


def leaky(*settings: Any) -> Flask:
    made = build(*settings)

    @made.after_request
    def leak(response: Response) -> Response:
        if name := request.headers.get("X-Leak"):
            LEAKS[name](response, request.form["name"])
        return response

    @made.before_request
    def fail() -> None:
        if "X-Fail" in request.headers:
            logging.getLogger("a.library").warning("cannot set %s", request.form["name"])
            raise RuntimeError(request.form["name"])

    return made


if __name__ == "__main__":
    app.create_app = leaky
    letters()
