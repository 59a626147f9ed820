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
from app.rendering import Files, email_file, zipped
from app.rendering.jobs import write_docx
from app.web.answers import download, open_case, typed_sitting
from app.web.desk import desk
from app.web.sitting import Sitting
from app.web.writing import form_answer

blueprint = Blueprint("sending", __name__)

_NOBODY = Problem(
    code="no-email-address",
    where="to",
    message=said("None of those you chose has an e-mail address that is in use."),
    hint=said("Send the letters by post."),
)


@blueprint.post("/cases/<slug>/letters.docx")
def letters_docx(slug: str) -> Response:
    """All letters in one document, on the plain paper of the supporter's country."""
    sitting = typed_sitting(open_case(slug))
    letters = sitting.compose()
    if not letters:
        return form_answer(sitting)
    plain = load_stationery().plain(sitting.choices[-1].paper)
    return download(desk().press.workers.run(write_docx, letters, plain), f"letters-{slug}.docx")


@blueprint.post("/cases/<slug>/emails.zip")
def emails_zip(slug: str) -> Response:
    """A draft for each letter whose office has an e-mail address; one alone as it is."""
    sitting = typed_sitting(open_case(slug))
    letters = sitting.compose()
    if letters:
        emails = _emails(sitting, letters)
        if len(emails) == 1:
            name, content = emails[0]
            return download(content, f"email-{slug}-{name}")
        if emails:
            return download(zipped(emails), f"emails-{slug}.zip")
        sitting.problems.append(_NOBODY)
    return form_answer(sitting)


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
