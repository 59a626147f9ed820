"""Short links to the writing page, for paper: typed by hand, in capitals or not."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.links import as_printed, read_wish
from app.domain.said import said
from app.rendering.qr import qr_svg
from app.web.desk import desk
from app.web.languages import reader
from app.web.public import HOUR, for_everybody, link_to

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
    chosen = desk().case_or_404(slug)
    link = link_to(chosen)
    title = reader().say(said("QR code that leads to {link}", link=as_printed(link)))
    return for_everybody(qr_svg(link, title), "image/svg+xml", seconds=24 * HOUR)
