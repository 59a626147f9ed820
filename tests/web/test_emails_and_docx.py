"""Letters that leave the site as e-mails and as DOCX."""

from __future__ import annotations

import io
from email import message_from_bytes
from email.policy import default

import docx
import pytest
from flask.testing import FlaskClient

from tests.web.test_pages import BELGIUM, errors_in, typed
from tests.web.test_sending import IRAN, names_in, typed_for_iran


def test_one_letter_is_one_draft_named_by_case_and_office(client: FlaskClient) -> None:
    answer = client.post(f"{IRAN}/emails.zip", data=typed_for_iran("uk-home-secretary", email="sheila@example.org"))

    message = message_from_bytes(answer.data, policy=default)
    assert (answer.status_code, answer.mimetype) == (200, "message/rfc822")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=email-no-return-to-iran-uk-home-secretary.eml"
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert message["To"] == "public.enquiries@homeoffice.gov.uk"
    assert message["From"].addresses[0].addr_spec == "sheila@example.org"


def test_several_letters_are_a_zip_of_those_that_have_an_address(client: FlaskClient) -> None:
    offices = ("uk-home-secretary", "jp-minister-justice", "de-minister-interior")

    answer = client.post(f"{IRAN}/emails.zip", data=typed_for_iran(*offices))

    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"] == "attachment; filename=emails-no-return-to-iran.zip"
    assert names_in(answer.data) == ["uk-home-secretary.eml", "de-minister-interior.eml"]


def test_nobody_with_an_address_is_told_and_nothing_typed_is_lost(client: FlaskClient) -> None:
    answer = client.post(f"{IRAN}/emails.zip", data=typed_for_iran("jp-minister-justice", own_words="I saw it."))

    assert answer.status_code == 422
    assert errors_in(answer.text) == [
        "None of those you chose has an e-mail address that is in use. Send the letters by post."
    ]
    assert "I saw it.</textarea>" in answer.text


def test_all_letters_are_one_docx_named_by_the_case(client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/letters.docx", data=typed(to=["be-cgrs", "be-fedasil"]))

    document = docx.Document(io.BytesIO(answer.data))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=letters-asylum-in-belgium.docx"
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert len(document.sections) == 2


@pytest.mark.parametrize("path", ["letters.docx", "emails.zip"])
def test_a_fault_answers_with_the_form(path: str, client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/{path}", data=typed(name="", own_words="I saw it."))

    assert answer.status_code == 422
    assert "Enter your full name." in errors_in(answer.text)
    assert "I saw it.</textarea>" in answer.text


@pytest.mark.parametrize("path", ["letters.docx", "emails.zip"])
def test_whoever_comes_to_the_address_of_a_file_is_led_to_the_form(path: str, client: FlaskClient) -> None:
    answer = client.get(f"{BELGIUM}/{path}")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{BELGIUM}/write")


@pytest.mark.parametrize("path", ["letters.docx", "emails.zip"])
def test_a_closed_case_takes_no_letters(path: str, client: FlaskClient) -> None:
    assert client.post(f"/cases/release-the-seven/{path}", data=typed()).status_code == 409
