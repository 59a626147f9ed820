"""Short links to the writing page, for paper: typed by hand, in capitals or not."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.links import read_wish
from app.web.desk import desk
from app.web.reading import HOUR, for_everybody, qr_of

blueprint = Blueprint("short_links", __name__)


@blueprint.get("/w/<slug>")
@blueprint.get("/w/<slug>/<codes>")
@blueprint.get("/w/<slug>/<codes>/<language>")
@blueprint.get("/W/<slug>", endpoint="in_capitals")
@blueprint.get("/W/<slug>/<codes>", endpoint="in_capitals")
@blueprint.get("/W/<slug>/<codes>/<language>", endpoint="in_capitals")
def write(slug: str, codes: str = "", language: str = "") -> BaseResponse:
    """What nobody knows in the link is left out; the form is there all the same."""
    chosen = desk().case_or_404(slug.lower())
    wish = read_wish(chosen, codes, language)
    asked: dict[str, Any] = {"to": list(wish.to) or None, "in": wish.language}
    return redirect(url_for("pages.write", slug=chosen.slug, **asked), 303)


@blueprint.get("/cases/<slug>/qr.svg")
def qr(slug: str) -> Response:
    return for_everybody(qr_of(desk().case_or_404(slug)), "image/svg+xml", seconds=24 * HOUR)
