"""The way in: which proxies are believed, which names the site answers to, and how long an address may be."""

from __future__ import annotations

from flask import Flask, abort, current_app, request
from flask.globals import request_ctx
from werkzeug.exceptions import BadHost, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Settings

# A link that chooses twenty offices has some 800 characters; gunicorn itself reads no line of more than 4,094.
_LONGEST_ADDRESS = 4000
# What monitors ask: often, and of a machine by its number. The answers hold no address that a name could spoil.
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})


def guard_entrance(app: Flask, settings: Settings) -> None:
    """Goes around whatever else reads an address: those that proxies tell are in place before."""
    app.config["TRUSTED_HOSTS"] = list(settings.hosts) or None
    app.before_request(_refuse_other_names)
    app.before_request(_refuse_long_addresses)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def _refuse_other_names() -> None:
    refused = request.routing_exception
    if not isinstance(refused, SecurityError | BadHost):
        return
    _take_for_localhost()
    if request.path not in PROBES:
        raise SecurityError
    request.routing_exception = None
    request_ctx.match_request()


def _take_for_localhost() -> None:
    """The page that refuses has links of its own, which Flask makes for no name that it does not trust."""
    request.host = "localhost"
    request_ctx.url_adapter = current_app.url_map.bind(
        "localhost", script_name=request.root_path, path_info=request.path, default_method=request.method
    )


def _refuse_long_addresses() -> None:
    if len(request.path) + len(request.query_string) > _LONGEST_ADDRESS:
        abort(414)
