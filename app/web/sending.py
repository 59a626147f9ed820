"""Letters that leave as something else than printed pages: as e-mails, and as a DOCX to be changed."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.composing import email_in_use
from app.content import load_stationery
from app.domain.letter import Letter
from app.domain.problem import Problem
from app.domain.said import said
from app.rendering import Files, docx_file, email_file, zipped
from app.web.desk import desk
from app.web.pages import _download, _form_answer, _open_case, _typed
from app.web.sitting import Sitting

blueprint = Blueprint("sending", __name__)

_EML = "message/rfc822"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOBODY = Problem(
    code="no-email-address",
    where="to",
    message=said("None of those you chose has an e-mail address that is in use."),
    hint=said("Send the letters by post."),
)


@blueprint.post("/cases/<slug>/letters.docx")
def letters_docx(slug: str) -> Response:
    """All letters in one document, on the plain paper of the supporter's country."""
    sitting = _typed(_open_case(slug))
    letters = sitting.compose()
    if not letters:
        return _form_answer(sitting)
    plain = load_stationery().plain(sitting.choices[-1].paper)
    return _file(docx_file(letters, plain), f"letters-{slug}.docx", _DOCX)


@blueprint.post("/cases/<slug>/emails.zip")
def emails_zip(slug: str) -> Response:
    """A draft for each letter whose office has an e-mail address; one alone as it is."""
    sitting = _typed(_open_case(slug))
    letters = sitting.compose()
    if letters:
        emails = _emails(sitting, letters)
        if len(emails) == 1:
            name, content = emails[0]
            return _file(content, f"email-{slug}-{name}", _EML)
        if emails:
            return _download(zipped(emails), f"emails-{slug}.zip")
        sitting.problems.append(_NOBODY)
    return _form_answer(sitting)


@blueprint.get("/cases/<slug>/letters.docx")
@blueprint.get("/cases/<slug>/emails.zip")
def back_to_the_form(slug: str) -> BaseResponse:
    """For whoever reloads or shares the address of a file that only a form leads to."""
    return redirect(url_for("pages.write", slug=slug), 303)


def _emails(sitting: Sitting, letters: Sequence[Letter]) -> Files:
    """The drafts by the name of the office."""
    sender = sitting.supporter.email if sitting.supporter else ""
    written = []
    for letter in letters:
        office = desk().library.offices[letter.office_id]
        email = email_in_use(sitting.embassy(office) or office)
        if email:
            written.append((f"{office.id}.eml", email_file(letter, email.address, sender)))
    return tuple(written)


def _file(content: bytes, name: str, mimetype: str) -> Response:
    response = _download(content, name)
    response.mimetype = mimetype
    return response
