"""The action sheet of a case: alike for everybody, and kept by whoever carries it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.composing.action_sheet import action_sheet
from app.composing.sheet_values import ActionSheet
from app.domain.case import Case
from app.domain.paper import Paper
from app.domain.problem import Problems
from app.domain.said import said
from app.web.desk import desk
from app.web.languages import reader
from app.web.reading import HOUR, for_everybody, link_to

blueprint = Blueprint("sheets", __name__)


@blueprint.get("/cases/<slug>/sheet.pdf")
def sheet(slug: str) -> ResponseReturnValue:
    """On A4, or with `?paper=letter` on the paper of North America."""
    chosen = desk().case_or_404(slug)
    made = _made(chosen)
    if not isinstance(made, ActionSheet):
        return _no_sheet(made)
    rendering = desk().press.sheet(made, _paper())
    if rendering.missing or rendering.problems:
        abort(500)
    response = for_everybody(rendering.pdf, "application/pdf", seconds=HOUR)
    response.headers.set("Content-Disposition", "inline", filename=f"sheet-{slug}-{made.language.code}.pdf")
    return response


def _made(case: Case) -> ActionSheet | Problems:
    library = desk().library
    return action_sheet(
        case,
        library.offices_of(case),
        on=desk().today(),
        reader=reader(),
        link=link_to(case),
        copied=library.copied_by_office(case),
        embassies=library.embassies_for(case),
    )


def _paper() -> Paper:
    return "Letter" if request.args.get("paper", "").lower() == "letter" else "A4"


def _no_sheet(problems: Problems) -> Response:
    title = said("There is no sheet for this case")
    return make_response(render_template("error.html", title=title, advice=problems[0].message, hint=""), 404)
