"""The Rule 39 kit: for applicants and their representatives; supporters are led elsewhere."""

from __future__ import annotations

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
from app.domain.council_of_europe import MEMBERS
from app.domain.country import countries_in_order, find_country
from app.domain.office import Office
from app.domain.removal import zone_names
from app.domain.said import said
from app.domain.strasbourg import registry_clock
from app.rendering import PageImage, zipped
from app.rendering.enclosures import LARGEST, MOST_PAGES
from app.rendering.jobs import make_pictured_kit
from app.rendering.rule39 import PAGES_OF_A_PART, Kit
from app.web.answers import download
from app.web.desk import desk
from app.web.forms import country_choices
from app.web.languages import reader
from app.web.rule39_form import Rule39Form, Rule39Sitting
from app.web.turns import Turns
from app.web.uploads import waste_body

blueprint = Blueprint("rule39", __name__)

# The texts of a form, beside its files.
_LARGEST_TEXTS = 1_000_000
# Kits are made one at a time: each may hold a few hundred megabytes while it is made.
_AT_WORK = Turns(at_once=1, waiting=8, seconds=30)
# Requests whose enclosures are in memory, or on their way there.
_UPLOADS = Turns(at_once=6, waiting=0, seconds=0)


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
    with _UPLOADS.turn():
        sitting = _typed()
        kit, images = _kit(sitting, pictured=True)
        return make_response(_page(sitting, kit, images), 200 if kit else 422)


@blueprint.post("/rule-39/fax")
def fax() -> Response:
    with _UPLOADS.turn():
        sitting = _typed()
        kit, _images = _kit(sitting)
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


def _kit(sitting: Rule39Sitting, *, pictured: bool = False) -> tuple[Kit | None, tuple[PageImage, ...]]:
    """The kit, unless there are errors, and pictures of its request; a character without a glyph is an error."""
    with _AT_WORK.turn():
        filing = sitting.compose(_office(), desk().now(), desk().today())
        if filing is None:
            return None, ()
        make = desk().press.workers.run_urgently
        kit, images = make(make_pictured_kit, filing, sitting.enclosures, pictured=pictured)
    sitting.refuse_missing(kit.missing)
    return (None, ()) if sitting.errors else (kit, images)


def _page(sitting: Rule39Sitting, kit: Kit | None = None, images: tuple[PageImage, ...] = ()) -> str:
    office, now = _office(), desk().now()
    clock = registry_clock(now)
    country = find_country(request.args.get("from", ""))
    removal = sitting.removal
    language = reader().language.code
    sitting.form.respondent_state.choices = country_choices(language, said("Choose a State"), MEMBERS)
    return render_template(
        "rule39.html",
        sitting=sitting,
        form=sitting.form,
        office=office,
        country=country,
        countries=countries_in_order(language),
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
        images=images,
    )


def _download(sitting: Rule39Sitting, kit: Kit) -> Response:
    country = find_country(request.args.get("from", "") or sitting.form.respondent_state.data)
    steps = read_me_first(_office(), kit.files, sitting.removal, now=desk().now(), country=country, reader=reader())
    files = {"read-me-first.txt": steps.encode(), **kit.fax_files, **kit.site}
    return download(zipped(tuple(files.items()), packed=False), "rule-39-kit.zip")
