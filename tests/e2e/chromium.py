"""Debian's Chromium, a server for it to visit, and an eye on what a page must never do."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

_ARGUMENTS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# Chromium tells every answer above 399 and every broken line on its console, also those that are meant.
_NO_FAULT = ("Failed to load resource:",)


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), chromium_sandbox=os.geteuid() != 0, args=_ARGUMENTS
        )
        yield chromium
        chromium.close()


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Hundreds of pages are asked for."""


@contextmanager
def served(app: Callable[..., Iterable[bytes]], faults: list[str] | None = None) -> Iterator[str]:
    """The address at which `app` answers; what no answer may hold is told in `faults`."""
    server = make_server(
        "127.0.0.1", 0, _Watched(app, faults if faults is not None else []), threaded=True, request_handler=_Quiet
    )  # type: ignore[arg-type]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


class _Watched:
    """Looks at the headers of every answer."""

    def __init__(self, app: Callable[..., Iterable[bytes]], faults: list[str]) -> None:
        self._app = app
        self._faults = faults

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            self._faults.extend(f"{environ['PATH_INFO']}: {fault}" for fault in _faults_of(headers))
            return start_response(status, headers, *more)

        return self._app(environ, start)


def _faults_of(headers: list[tuple[str, str]]) -> Iterator[str]:
    given = {name.lower(): value for name, value in headers}
    if "set-cookie" in given:
        yield "sets a cookie"
    policy = given.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"the policy is not strict: {policy!r}"


def watch(page: Page, faults: list[str]) -> None:
    """Tell errors of scripts and breaches of the policy."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_NO_FAULT):
            faults.append(f"{page.url}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
