"""Supporters' pages: the cases, one case, and the letter."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.composing import caveats, on_the_way
from app.content import load_stationery
from app.domain.case import Case
from app.domain.letter import Letter
from app.domain.office import Office
from app.domain.stationery import Stationery
from app.rendering import Rendering, pack, pack_files, page_images, plain_text, zipped
from app.web.desk import desk
from app.web.forms import language_field
from app.web.sitting import Sitting

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def index() -> str:
    cases = desk().library.by_urgency
    return render_template("index.html", cases=cases, today=desk().today())


@blueprint.get("/cases/<slug>")
def case(slug: str) -> str:
    chosen = desk().case_or_404(slug)
    return render_template("case.html", case=chosen, offices=desk().library.offices_of(chosen), today=desk().today())


@blueprint.get("/cases/<slug>/write")
def write(slug: str) -> str:
    chosen = desk().case_or_404(slug)
    if chosen.status == "closed":
        return render_template("closed.html", case=chosen)
    return _form_page(Sitting.with_blank_form(chosen, desk().library, desk().today()))


@blueprint.post("/cases/<slug>/preview")
def preview(slug: str) -> Response:
    sitting = _typed(_open_case(slug))
    letters = sitting.compose()
    return _form_answer(sitting, letters, _render(sitting, letters))


@blueprint.post("/cases/<slug>/letters.pdf")
def letters_pdf(slug: str) -> Response:
    sitting = _typed(_open_case(slug))
    rendering = _render(sitting, sitting.compose())
    return _form_answer(sitting) if rendering is None else _download(rendering.pdf, f"letters-{slug}.pdf")


@blueprint.post("/cases/<slug>/pack.pdf")
def pack_pdf(slug: str) -> Response:
    """Everything there is to print, in the order of doing."""
    sitting = _typed(_open_case(slug))
    letters = sitting.compose()
    if letters:
        rendering = pack(desk().renderer, sitting.mailing(letters), sitting.choices)
        sitting.refuse(rendering)
        if not sitting.errors:
            return _download(rendering.pdf, f"pack-{slug}.pdf")
    return _form_answer(sitting)


@blueprint.post("/cases/<slug>/pack.zip")
def pack_zip(slug: str) -> Response:
    """The same as single files; faxes as TIFF too."""
    sitting = _typed(_open_case(slug))
    letters = sitting.compose()
    if letters:
        found = pack_files(desk().renderer, sitting.mailing(letters), sitting.choices)
        sitting.refuse(found)
        if not sitting.errors:
            return _download(zipped(found.files), f"pack-{slug}.zip")
    return _form_answer(sitting)


@blueprint.get("/cases/<slug>/preview")
@blueprint.get("/cases/<slug>/letters.pdf")
@blueprint.get("/cases/<slug>/pack.pdf")
@blueprint.get("/cases/<slug>/pack.zip")
def back_to_the_form(slug: str) -> BaseResponse:
    """For whoever reloads or shares the address of a page that only a form leads to."""
    return redirect(url_for("pages.write", slug=slug), 303)


def _open_case(slug: str) -> Case:
    """A case that still takes letters; a closed one answers for itself."""
    chosen = desk().case_or_404(slug)
    if chosen.status == "closed":
        abort(_private(make_response(render_template("closed.html", case=chosen), 409)))
    return chosen


def _typed(chosen: Case) -> Sitting:
    if sum(1 for _field in request.form.items(multi=True)) > current_app.config["MAX_FORM_PARTS"]:
        abort(413)
    return Sitting.with_typed_form(chosen, desk().library, desk().today(), request.form)


def _render(sitting: Sitting, letters: tuple[Letter, ...]) -> Rendering | None:
    """The PDF, unless there are errors; a character without a glyph is one."""
    if not letters:
        return None
    rendering = desk().renderer.render(letters, sitting.choices)
    sitting.refuse(rendering)
    return None if sitting.errors else rendering


def _form_page(sitting: Sitting, letters: tuple[Letter, ...] = (), rendering: Rendering | None = None) -> str:
    return render_template(
        "write.html",
        sitting=sitting,
        case=sitting.case,
        form=sitting.form,
        offices=sitting.library.offices_of(sitting.case),
        sheets=_sheets(sitting, letters, rendering) if rendering else [],
        embassies=_embassies(sitting),
        caveats_of=lambda office: _caveats(sitting, office),
        language_field=language_field,
    )


def _caveats(sitting: Sitting, office: Office) -> tuple[str, ...]:
    language = sitting.form[language_field(office)].data
    words = sitting.case.words.get(language)
    if not words:
        return ()
    delivery, embassy = sitting.delivery_to(office), sitting.embassy(office)
    return caveats(office, words, language, sitting.letter_day, delivery=delivery, embassy=embassy)


def _sheets(sitting: Sitting, letters: tuple[Letter, ...], rendering: Rendering) -> list[dict[str, object]]:
    """For each letter its page images and its text."""
    images = page_images(rendering.pdf)
    return [
        {
            "letter": letter,
            "office": desk().library.offices[letter.office_id],
            "text": plain_text(letter),
            "way": _way(letter, rendering.stationery[index]),
            "sureness": _sureness(sitting, letter),
            "images": [image for page, image in enumerate(images) if rendering.letter_of_page[page] == index],
        }
        for index, letter in enumerate(letters)
    ]


def _way(letter: Letter, stationery: Stationery) -> str:
    """How a letter travels, in a line."""
    if letter.fax_header:
        return f"By fax to {letter.fax_header.fax.value}."
    envelope = load_stationery().envelopes[stationery.envelope].name
    if stationery.window:
        return f"For a {envelope} envelope with a window ({stationery.name}): fold at the marks."
    return f"On plain {stationery.paper} paper: the envelope, {envelope} or larger, needs the address too."


def _sureness(sitting: Sitting, letter: Letter) -> str:
    """How old the address or the number is, where it is old."""
    office = desk().library.offices[letter.office_id]
    contacts = (sitting.embassy(office) or office).contacts
    return " ".join(on_the_way(contacts, letter.delivery, sitting.letter_day))


def _embassies(sitting: Sitting) -> list[str]:
    """The embassies by whose way letters of this case can go, each with its country."""
    offices = sitting.library.offices_of(sitting.case)
    known = {embassy.id: embassy for office in offices for embassy in sitting.library.embassies_of(office)}
    return [embassy.organisation_in("en") for embassy in known.values()]


def _form_answer(sitting: Sitting, letters: tuple[Letter, ...] = (), rendering: Rendering | None = None) -> Response:
    status = 422 if rendering is None else 200
    return _private(make_response(_form_page(sitting, letters, rendering), status))


def _download(content: bytes, name: str) -> Response:
    """A file, named for the case and never for the person."""
    response = make_response(content)
    response.mimetype = "application/zip" if name.endswith(".zip") else "application/pdf"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return _private(response)


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
