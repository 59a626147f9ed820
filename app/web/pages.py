"""Supporters' pages: the cases, one case, and the letter."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.domain.letter import Letter
from app.rendering import pack, pack_files, zipped
from app.rendering.jobs import Printed
from app.web.answers import download, only_the_form_is_asked_for, open_case, typed_sitting
from app.web.choosing import Choice
from app.web.desk import desk
from app.web.languages import reader
from app.web.reading import link_to, qr_of
from app.web.sitting import Sitting
from app.web.writing import filled_page, form_answer, form_page

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def index() -> str:
    choice = Choice.among(desk().library, reader().language.code, request.args)
    return render_template("index.html", choice=choice, today=desk().today())


@blueprint.get("/cases/<slug>")
def case(slug: str) -> str:
    chosen = desk().case_or_404(slug)
    return render_template(
        "case.html",
        case=chosen,
        groups=desk().library.offices_by_asks(chosen),
        today=desk().today(),
        link=link_to(chosen),
        qr=qr_of(chosen),
    )


@blueprint.get("/safety")
def safety() -> str:
    return render_template("safety.html")


@blueprint.get("/cases/<slug>/write")
def write(slug: str) -> str:
    """The blank form. A link may preselect offices (`to`, once for each) and a language of letters (`in`)."""
    chosen = desk().case_or_404(slug)
    if chosen.status == "closed":
        return render_template("closed.html", case=chosen, typed="")
    to, wish = request.args.getlist("to"), request.args.get("in", "")
    return form_page(Sitting.with_blank_form(chosen, desk().library, desk().today(), reader(), to=to, wish=wish))


@blueprint.post("/cases/<slug>/preview")
def preview(slug: str) -> Response:
    """The letters, or what to mend; with `look` or `move` just the form again, as it is filled in."""
    sitting = typed_sitting(open_case(slug))
    if only_the_form_is_asked_for():
        return make_response(form_page(sitting))
    letters = sitting.compose()
    return form_answer(sitting, letters, _printed(sitting, letters, pictured=True))


@blueprint.post("/cases/<slug>/live")
def live(slug: str) -> Response:
    """One letter while it is being typed: what the page's script puts in place of what stands there."""
    sitting = typed_sitting(open_case(slug))
    letters = sitting.compose(shown=request.form.get("shown", ""))
    return make_response(filled_page("live.html", sitting, letters, _printed(sitting, letters, pictured=True)))


@blueprint.post("/cases/<slug>/letters.pdf")
def letters_pdf(slug: str) -> Response:
    sitting = typed_sitting(open_case(slug))
    printed = _printed(sitting, sitting.compose())
    return form_answer(sitting) if printed is None else download(printed.rendering.pdf, f"letters-{slug}.pdf")


@blueprint.post("/cases/<slug>/pack.pdf")
def pack_pdf(slug: str) -> Response:
    """Everything there is to print, in the order of doing."""
    sitting = typed_sitting(open_case(slug))
    letters = sitting.compose()
    if letters:
        rendering = desk().press.workers.run(pack, sitting.mailing(letters), sitting.choices, sitting.reader)
        sitting.refuse(rendering)
        if not sitting.errors:
            return download(rendering.pdf, f"pack-{slug}.pdf")
    return form_answer(sitting)


@blueprint.post("/cases/<slug>/pack.zip")
def pack_zip(slug: str) -> Response:
    """The same as single files; faxes as TIFF too."""
    sitting = typed_sitting(open_case(slug))
    letters = sitting.compose()
    if letters:
        found = desk().press.workers.run(pack_files, sitting.mailing(letters), sitting.choices, sitting.reader)
        sitting.refuse(found)
        if not sitting.errors:
            return download(zipped(found.files), f"pack-{slug}.zip")
    return form_answer(sitting)


@blueprint.get("/cases/<slug>/preview")
@blueprint.get("/cases/<slug>/live")
@blueprint.get("/cases/<slug>/letters.pdf")
@blueprint.get("/cases/<slug>/pack.pdf")
@blueprint.get("/cases/<slug>/pack.zip")
def back_to_the_form(slug: str) -> BaseResponse:
    """For whoever reloads or shares the address of a page that only a form leads to."""
    return redirect(url_for("pages.write", slug=slug), 303)


def _printed(sitting: Sitting, letters: tuple[Letter, ...], *, pictured: bool = False) -> Printed | None:
    """The PDF, unless there are errors; a character without a glyph is one."""
    if not letters:
        return None
    printed = desk().press.letters(letters, sitting.choices, pictured=pictured)
    sitting.refuse(printed.rendering)
    return None if sitting.errors else printed
