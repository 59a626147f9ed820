"""`letters serve`: the web application under gunicorn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click
from gunicorn.app.base import BaseApplication
from werkzeug.utils import import_string

from app.config import Settings

# One process answers, so that what it remembers is there for the next request; others lay out.
_SERVING = {
    "workers": 1,
    "worker_class": "app.web.gunicorn_worker.Worker",
    "logger_class": "app.web.gunicorn_log.Log",
    # Most of them wait for a letter that another process lays out.
    "threads": 96,
    "worker_connections": 1000,
    "keepalive": 5,
    # For reading the content and warming up on a small machine; then for letters under way to be finished.
    "timeout": 120,
    "graceful_timeout": 30,
    "limit_request_line": 4094,
    "limit_request_fields": 64,
    "limit_request_field_size": 8190,
    # It would be a second way in.
    "control_socket_disable": True,
}


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no type stubs
    def __init__(self, settings: Settings, bind: str) -> None:
        self._settings, self._bind = settings, bind
        super().__init__()

    def load_config(self) -> None:
        for name, value in {**_SERVING, "bind": self._bind}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        # By name, as any other server would: the command line does not know the web room.
        return import_string("app:create_app")(self._settings)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535))
@click.option("--workers", type=click.IntRange(1, 64), help="How many processes lay letters out; one a core.")
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int | None) -> None:
    """Serve the supporters' pages."""
    click.echo(f"Urgent Letters on http://{host}:{port}/ (stop with Ctrl-C)")
    _Server(replace(settings, workers=workers) if workers else settings, f"{host}:{port}").run()
