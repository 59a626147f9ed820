"""The Rule 39 kit: for applicants and their representatives; supporters are led elsewhere."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Mapping

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from app.composing.rule39 import RULE39_OFFICE, fax_numbers, recipient_of
from app.composing.rule39_steps import (
    NO_EMAIL,
    NOT_LEGAL_ADVICE,
    OWN_HOLIDAYS,
    latest_line,
    read_me_first,
    sources,
)
from app.composing.strasbourg import clock_line, now_line
from app.domain.country import country_names, find_country
from app.domain.office import Office
from app.domain.removal import zone_names
from app.domain.said import said
from app.domain.strasbourg import registry_clock
from app.rendering import page_images
from app.rendering.enclosures import LARGEST, MOST_PAGES
from app.rendering.rule39 import PAGES_OF_A_PART, Kit, make_kit
from app.web.desk import desk
from app.web.languages import reader
from app.web.rule39_form import Rule39Form, Rule39Sitting
from app.web.uploads import waste_body

blueprint = Blueprint("rule39", __name__)

# The texts of a form, beside its files.
_LARGEST_TEXTS = 1_000_000
# Kits are made one at a time: each may hold a few hundred megabytes while it is made.
_AT_WORK = threading.Lock()


@blueprint.before_request
def allow_enclosures() -> None:
    request.max_content_length = LARGEST + _LARGEST_TEXTS
    request.max_form_memory_size = _LARGEST_TEXTS


@blueprint.after_request
def keep_nothing(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/rule-39")
def page() -> str:
    return _page(Rule39Sitting(Rule39Form()))


@blueprint.post("/rule-39")
def check() -> Response:
    sitting = _typed()
    kit = _kit(sitting)
    return make_response(_page(sitting, kit), 200 if kit else 422)


@blueprint.post("/rule-39/fax")
def fax() -> Response:
    sitting = _typed()
    kit = _kit(sitting)
    return make_response(_page(sitting), 422) if kit is None else _download(sitting, kit)


@blueprint.get("/rule-39/fax")
def back_to_the_form() -> BaseResponse:
    return redirect(url_for("rule39.page"), 303)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> Response:
    waste_body(request)
    return make_response(
        render_template(
            "error.html",
            title=said("That is more than {size} MB", size=LARGEST // 1_000_000),
            advice=said(
                "Go back, leave out enclosures or scan them in black and white at 200 dots an inch, and send the "
                "form again. Your texts are still there."
            ),
            hint="",
        ),
        413,
    )


def _office() -> Office:
    office = desk().library.offices.get(RULE39_OFFICE)
    return office or abort(404)


def _typed() -> Rule39Sitting:
    return Rule39Sitting.with_typed_form(request.form, request.files)


def _kit(sitting: Rule39Sitting) -> Kit | None:
    """The kit, unless there are errors; a character without a glyph is one."""
    with _AT_WORK:
        filing = sitting.compose(_office(), desk().now(), desk().today())
        if filing is None:
            return None
        kit = make_kit(filing, sitting.enclosures, desk().renderer)
    sitting.refuse_missing(kit.missing)
    return None if sitting.errors else kit


def _page(sitting: Rule39Sitting, kit: Kit | None = None) -> str:
    office, now = _office(), desk().now()
    clock = registry_clock(now)
    country = find_country(request.args.get("from", ""))
    removal = sitting.removal
    return render_template(
        "rule39.html",
        sitting=sitting,
        form=sitting.form,
        office=office,
        country=country,
        countries=sorted(country_names(reader().language.code).items(), key=lambda one: one[1]),
        numbers=fax_numbers(office, country),
        post=recipient_of(office),
        sources=sources(office),
        clock=clock,
        clock_line=clock_line(clock),
        now_line=now_line(clock),
        latest=latest_line(removal.at, now) if removal and removal.at else "",
        words={"no_email": NO_EMAIL, "no_advice": NOT_LEGAL_ADVICE, "own_holidays": OWN_HOLIDAYS},
        limits={"megabytes": LARGEST // 1_000_000, "pages": MOST_PAGES, "part": PAGES_OF_A_PART},
        zones=zone_names(),
        kit=kit,
        images=page_images(kit.request) if kit else (),
    )


def _download(sitting: Rule39Sitting, kit: Kit) -> Response:
    country = find_country(request.args.get("from", "") or sitting.form.respondent_state.data)
    steps = read_me_first(_office(), kit.files, sitting.removal, now=desk().now(), country=country, reader=reader())
    response = make_response(_zipped({"read-me-first.txt": steps.encode(), **kit.fax_files, **kit.site}))
    response.mimetype = "application/zip"
    # Named for what it is, never for a person.
    response.headers.set("Content-Disposition", "attachment", filename="rule-39-kit.zip")
    return response


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """One ZIP, without dates and without packing: PDFs are packed already."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()
