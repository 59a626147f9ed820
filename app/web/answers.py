"""What views of one case share: the case that is still open, the form as typed, and private answers."""

from __future__ import annotations

from flask import Response, abort, current_app, make_response, render_template, request

from app.domain.case import Case
from app.web.desk import desk
from app.web.languages import reader
from app.web.sitting import Sitting

_MIMETYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def open_case(slug: str) -> Case:
    """A case that still takes letters; a closed one answers for itself, with what was typed."""
    chosen = desk().case_or_404(slug)
    if chosen.status == "closed":
        abort(private(make_response(render_template("closed.html", case=chosen, typed=_texts()), 409)))
    return chosen


def typed_sitting(chosen: Case) -> Sitting:
    if sum(1 for _field in request.form.items(multi=True)) > current_app.config["MAX_FORM_PARTS"]:
        abort(413)
    return Sitting.with_typed_form(chosen, desk().library, desk().today(), reader(), request.form)


def download(content: bytes, name: str) -> Response:
    """A file, named for the case and never for the person."""
    response = make_response(content)
    response.mimetype = _MIMETYPES[name.rsplit(".", 1)[1]]
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return private(response)


def private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _texts() -> str:
    """What was typed by hand, so that nobody has to type it again."""
    typed = [request.form.get(name, "") for name in ("own_words", "introduction", "name", "address")]
    return "\n\n".join(text for text in typed if text.strip())
