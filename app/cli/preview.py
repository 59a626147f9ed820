"""`letters preview`: the letters of one case, for whoever is writing it."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import click
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.utils import import_string

from app.config import Settings
from app.content import case_names
from app.domain.problem import did_you_mean

# Another site can have a name of its own lead to this machine, and would read drafts by it.
_OWN_NAMES = ("127.0.0.1", "localhost")


class _Quiet(WSGIRequestHandler):
    """An open page asks twice a second: nobody wants that on the terminal."""

    def log_request(self, *_args: Any) -> None:
        pass


@click.command()
@click.argument("case_name", metavar="CASE")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535))
@click.pass_obj
def preview(settings: Settings, case_name: str, host: str, port: int) -> None:
    """Show the letters of CASE while you write it; the page follows each change of its files."""
    known = case_names(settings.content)
    if case_name not in known:
        click.echo(f"There is no case «{case_name}». {did_you_mean(case_name, known)}", err=True)
        sys.exit(1)
    try:
        # By name, as any other server would: the command line does not know the web room.
        app = import_string("app:create_preview")(case_name, _as_reached(settings, host))
    except (ImportError, OSError, RuntimeError):
        click.echo("This machine cannot set letters. Run `letters doctor` to see what it lacks.", err=True)
        sys.exit(1)
    server = make_server(host, port, app, threaded=True, request_handler=_Quiet)
    click.echo(f"Preview of {case_name} on http://{host}:{port}/ (stop with Ctrl-C)")
    server.serve_forever()


def _as_reached(settings: Settings, host: str) -> Settings:
    """By this machine's own names while it listens to itself alone; the public site's names and proxies are not its."""
    return replace(settings, hosts=_OWN_NAMES if host in _OWN_NAMES else (), proxies=0)
