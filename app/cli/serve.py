"""`letters serve`: the web application under gunicorn."""

from __future__ import annotations

import os
from typing import Any

import click
from gunicorn import util
from gunicorn.app.base import BaseApplication

from app.config import Settings


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no type stubs
    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        # By name, as any other server would: the command line does not know the web room.
        return util.import_app("app:create_app()")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, envvar="LETTERS_WORKERS", type=click.IntRange(1, 64))
@click.pass_obj
def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve the supporters' pages."""
    click.echo(f"Urgent Letters on http://{host}:{port}/ (stop with Ctrl-C)")
    os.environ["LETTERS_CONTENT"] = str(settings.content)
    # No access log, and no warnings about requests: their lines hold a visitor's address and words.
    _Server({"bind": f"{host}:{port}", "workers": workers, "accesslog": None, "loglevel": "error"}).run()
