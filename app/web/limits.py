"""How often one address may ask: enough for a room full of supporters behind one router, too little for a flood."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import secrets
import time
from functools import partial
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import Flask, Response, g, request
from flask_limiter import ApplicationLimit, Limiter, RateLimitExceeded, RequestLimit
from werkzeug.exceptions import RequestEntityTooLarge

from app.config import Settings
from app.web.busy import busy_page
from app.web.entrance import PROBES
from app.web.errors import explain
from app.web.visits import SharedVisitStorage, VisitStorage

# Each request counts against one of these, whichever language its page is in.
_ALLOWANCES = {
    "pages": "600 per minute",
    "letters": "120 per minute",
    # The script of the form asks after each pause in typing.
    "live": "240 per minute",
    # A kit takes seconds to make, and they are made one at a time.
    "rule-39": "20 per minute; 120 per hour",
}
_SIGNS = 16


def set_up_limits(app: Flask, settings: Settings) -> None:
    if not settings.rate_limits:
        return
    secret = (settings.secret or secrets.token_urlsafe(32)).encode()
    limiter = Limiter(
        lambda: visitor(request.remote_addr or "", settings.today(), secret),
        application_limits=[
            ApplicationLimit(rates, scope=name, exempt_when=partial(_counts_elsewhere, name))
            for name, rates in _ALLOWANCES.items()
        ],
        request_identifier=lambda: request.endpoint or "nowhere",
        on_breach=_note_the_wait,
        **_storage(settings.redis),
    )
    # Static files are not counted either: the limiter passes over them by itself.
    limiter.request_filter(lambda: request.path in PROBES)
    limiter.init_app(app)
    app.register_error_handler(RateLimitExceeded, _answer)


def visitor(address: str, day: datetime.date, secret: bytes) -> str:
    """Whoever is at an address, by a name that is good for that day; without the secret it leads back to nobody."""
    told = f"{day.isoformat()} {_network(address)}".encode()
    return hmac.new(secret, told, hashlib.sha256).hexdigest()[:_SIGNS]


def _network(address: str) -> str:
    """One household: of IPv6 the first 64 bits, within which anybody has as many addresses as they like."""
    try:
        known = ip_address(address)
    except ValueError:
        # Whatever stands in front of us tells no address: all who come by it count together.
        return ""
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or int(known) >> 64)
    return str(known)


def _counts_elsewhere(name: str) -> bool:
    return name != _allowance()


def _allowance() -> str:
    if request.method != "POST":
        return "pages"
    if request.blueprint == "rule39":
        return "rule-39"
    return "live" if request.endpoint == "pages.live" else "letters"


def _storage(redis: str | None) -> dict[str, Any]:
    """Where visits are counted. While Redis does not answer each process counts for itself, and nobody waits long."""
    if redis is None:
        return {"storage_uri": f"{VisitStorage.STORAGE_SCHEME[0]}://"}
    url = redis.replace("unix://", "redis+unix://", 1) if redis.startswith("unix://") else redis
    return {"storage_uri": f"{SharedVisitStorage.STORAGE_SCHEME[0]}://", "storage_options": {"redis": url}}


def _note_the_wait(breached: RequestLimit) -> None:
    """While the limiter still minds whether its storage answers."""
    g.wait = max(1, breached.reset_at - int(time.time()))


def _answer(_error: RateLimitExceeded) -> Response:
    try:
        return busy_page(429, g.wait)
    except RequestEntityTooLarge as error:
        # That page holds all that was typed, and only here it shows that this is more than a form takes.
        return explain(error)
