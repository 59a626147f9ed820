"""What views of one case share: the case that is still open, the form as typed, and files to download."""

from __future__ import annotations

from flask import Response, abort, make_response, render_template, request

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
        abort(make_response(render_template("closed.html", case=chosen, typed=_texts()), 409))
    return chosen


def typed_sitting(chosen: Case) -> Sitting:
    if not only_the_form_is_asked_for():
        desk().press.workers.expect_room()
    return Sitting.with_typed_form(chosen, desk().library, desk().today(), reader(), request.form)


def only_the_form_is_asked_for() -> bool:
    """As it is filled in: in another language, or with its talking points in another order."""
    return bool(request.form.keys() & {"look", "move"})


def download(content: bytes, name: str) -> Response:
    """A file, named for what it is and never for a person."""
    response = make_response(content)
    response.mimetype = _MIMETYPES[name.rsplit(".", 1)[1]]
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _texts() -> str:
    """What was typed by hand, so that nobody has to type it again."""
    typed = [request.form.get(name, "") for name in ("own_words", "introduction", "name", "address")]
    return "\n\n".join(text for text in typed if text.strip())
