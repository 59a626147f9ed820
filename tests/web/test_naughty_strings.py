"""Some 500 strings that have broken programs elsewhere, typed into each field of both forms.

What is taken arrives as it was typed, but for what no paper can show; what is not taken is told
beside its field, and everything typed is in the form again.
"""

from __future__ import annotations

import datetime
import email
import io
import zipfile
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.composing import compose
from app.domain.letter import Letter
from app.domain.rule39_fields import FIELDS
from app.domain.rule39_reading import read_rule39
from app.domain.supporter import TEXTS, Supporter, read_supporter
from app.rendering import docx_file, plain_text
from tests import rule39
from tests.builders import STOCK, a_case, an_office
from tests.naughty import NAUGHTY, as_printed, batches, beside, every, filled_in, in_one_line, with_plain_ends
from tests.rendering.pdf import text_of
from tests.web.test_rule39 import send

BELGIUM = "/cases/asylum-in-belgium"
WRITE_TO = {"to": "be-cgrs", "on": "2026-11-21", "country": "BE", "language-be-cgrs": "en"}
CHOICES = (
    ("to", "on", "country", "stationery", "outer", "delivery", "shown"),
    ("language-be-cgrs", "points", "via_embassy", "copy_embassies", "unknown"),
)
# Of what a browser can send: a lone half of a pair is none of it.
SENDABLE = tuple(
    string for string in NAUGHTY if string.isascii() or string.encode("utf-8", "ignore").decode() == string
)
SOME = (*every(40, SENDABLE), "a\r\nBcc: everybody@example.org\r\n\r\nb", "{{ own_words }}", "\x00\x1b[31m\x7f")


def accepted(string: str) -> dict[str, str]:
    """The text fields of a supporter that take this string, each with it."""
    return {name: string for name in TEXTS if read_supporter({"name": "Sheila", name: string})[0] is not None}


def write(**typed: Any) -> dict[str, Any]:
    return {**WRITE_TO, "name": "Sheila O’Neil", **typed}


def squeezed(text: str) -> str:
    return "".join(text.split())


def arrives(supporter_typed: dict[str, str], text: str) -> bool:
    """Whether each of these texts stands in a letter, line for line."""
    return all(line.strip() in text for string in supporter_typed.values() for line in as_printed(string).split("\n"))


def the_letter(typed: dict[str, str]) -> Letter:
    supporter, _told = read_supporter({"name": "Sheila", "country": "BE", **typed})
    assert isinstance(supporter, Supporter)
    letter = compose(a_case(), an_office(), supporter, language="en", on=datetime.date(2026, 11, 21))
    assert isinstance(letter, Letter)
    return letter


def test_strings_that_are_taken_stand_in_the_text_of_the_letter() -> None:
    for string in SENDABLE:
        taken = accepted(string)
        letter = the_letter(taken)
        text = plain_text(letter)

        assert arrives(taken, text), string
        assert "name" not in taken or letter.signature_block == (in_one_line(string),), string
        assert "let the ship go." in text, string


@pytest.mark.slow
def test_strings_that_are_taken_stand_in_a_document_to_be_changed() -> None:
    typed = [accepted(string) for string in SENDABLE]

    for part in (typed[start : start + 20] for start in range(0, len(typed), 20)):
        document = docx.Document(io.BytesIO(docx_file([the_letter(one) for one in part], STOCK.plain("A4"))))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        # Marks of direction stand around what runs the other way, and the text has none of its own.
        text = text.replace("\u200e", "").replace("\u200f", "")
        assert all(arrives(one, text) for one in part)


def check_an_email(string: str, client: FlaskClient) -> None:
    taken = accepted(string)

    answer = client.post(f"{BELGIUM}/emails.zip", data=write(**taken))

    assert answer.status_code == 200, answer.status_code
    draft = email.message_from_bytes(answer.data)
    assert set(draft.keys()) <= {
        *("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Language"),
        *("From", "To", "Subject", "X-Unsent"),
    }
    body = draft.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert arrives(taken, with_plain_ends(body.decode()))


def check_what_is_refused(string: str, client: FlaskClient) -> None:
    typed = dict.fromkeys(TEXTS, string)
    refused = set(TEXTS) - set(accepted(string))

    answer = client.post(f"{BELGIUM}/preview", data=write(**typed, look="again"))
    wrong = client.post(f"{BELGIUM}/letters.docx", data=write(**typed, to=[]))

    assert (answer.status_code, wrong.status_code) == (200, 422)
    assert beside(wrong.text, TEXTS) == refused
    for page in (answer.text, wrong.text):
        shown = filled_in(page)
        assert {name: shown[name] for name in TEXTS} == dict.fromkeys(TEXTS, with_plain_ends(string))


def check_what_is_chosen(string: str, client: FlaskClient) -> None:
    for names in CHOICES:
        answer = client.post(f"{BELGIUM}/emails.zip", data=write(**dict.fromkeys(names, string)))

        assert answer.status_code in {200, 422}
        if answer.status_code == 422:
            assert 'class="error"' in answer.text
            assert filled_in(answer.text)["name"] == "Sheila O’Neil"
    assert client.post(f"{BELGIUM}/preview", data=write(move=string)).status_code == 200


def check_on_paper(string: str, client: FlaskClient, delivery: str = "post") -> None:
    """The PDF holds it, or the page says which sign no font has."""
    taken = accepted(string)

    answer = client.post(f"{BELGIUM}/letters.pdf", data=write(**taken, delivery=delivery))

    if answer.status_code == 422:
        assert "Our fonts have no sign for" in answer.text or "points." in answer.text
        assert {name: filled_in(answer.text)[name] for name in taken} == dict.fromkeys(taken, with_plain_ends(string))
    else:
        assert answer.status_code == 200
        # Signs of other scripts come back from a PDF in the order in which they are drawn.
        if string.isascii():
            assert arrives(
                {name: squeezed(as_printed(one)) for name, one in taken.items()}, squeezed(text_of(answer.data))
            )


def rule39_fields_that_take(string: str) -> list[str]:
    return [
        name
        for name in FIELDS
        if read_rule39(rule39.typed(**{name: string}), rule39.NOW, rule39.the_office())[0] is not None
    ]


def check_rule39(string: str, client: FlaskClient) -> None:
    """Too many accents, so that nothing is ever laid out: each field is told of, and keeps what was typed."""
    texts = {name: string for name in FIELDS if name not in {"capacity", "removal"}}

    answer = send(client, **{**texts, "applicant_name": "e" + "\u0301" * 9})

    assert answer.status_code == 422
    shown = filled_in(answer.text)
    for name, value in texts.items():
        if name in shown and name != "applicant_name":
            assert shown[name] == with_plain_ends(value)


CHECKS = [check_an_email, check_what_is_refused, check_what_is_chosen, check_on_paper, check_rule39]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("string", SOME, ids=range(len(SOME)))
def test_a_string_of_each_kind_is_taken_whole_or_refused_in_words(string: str, check: Any, client: FlaskClient) -> None:
    check(string, client)


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_string_is_taken_whole_or_refused_in_words(check: Any, client: FlaskClient) -> None:
    for string in every(2 if check is check_on_paper else 1, SENDABLE):
        check(string, client)


@pytest.mark.slow
def test_faxes_hold_what_was_typed(client: FlaskClient) -> None:
    for string in every(10, SENDABLE):
        check_on_paper(string, client, "fax")


@pytest.mark.slow
def test_every_field_of_a_rule_39_request_takes_a_string_or_says_why_not() -> None:
    for string in NAUGHTY:
        for name in FIELDS:
            request, told = read_rule39(rule39.typed(**{name: string}), rule39.NOW, rule39.the_office())
            assert request is not None or all(problem.message for problem in told)
            assert request is not None or {problem.severity for problem in told} & {"error"}


@pytest.mark.slow
def test_a_rule_39_request_holds_what_was_typed(client: FlaskClient) -> None:
    fit = [string for string in SENDABLE if string.isascii() and "facts" in rule39_fields_that_take(string)]
    for batch in batches((in_one_line(string) for string in fit), limit=20_000, lines=100):
        answer = send(client, to="/rule-39/fax", facts=batch)

        assert answer.status_code == 200
        # A page ends with a line of its own, which would stand in the middle of the whole.
        printed = squeezed(_request_of(answer))
        assert [line for line in batch.split("\n") if squeezed(line) not in printed] == []


def _request_of(answer: TestResponse) -> str:
    with zipfile.ZipFile(io.BytesIO(answer.data)) as kit:
        return "".join(text_of(kit.read(name)) for name in kit.namelist() if name.endswith(".pdf"))
