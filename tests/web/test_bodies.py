"""How much may be sent: what is more than any form holds is refused in words, and before it costs anything."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.content import Library

BELGIUM = "/cases/asylum-in-belgium"
LETTERS = [
    f"{BELGIUM}/{page}"
    for page in ("preview", "live", "letters.pdf", "pack.pdf", "pack.zip", "letters.docx", "emails.zip")
]
REQUESTS = ["/rule-39", "/rule-39/fax"]
TYPED = "application/x-www-form-urlencoded"
BOUNDARY = "multipart/form-data; boundary=edge"
MANY_FIELDS = b"a=&" * 300_000
MANY_PARTS = b'--edge\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n' * 301 + b"--edge--\r\n"


def sent(client: FlaskClient, to: str, body: bytes, kind: str, **more: Any) -> tuple[int, str]:
    answer = client.post(to, input_stream=io.BytesIO(body), content_type=kind, **more)
    return answer.status_code, answer.text


@pytest.mark.parametrize(("body", "kind"), [(MANY_FIELDS, TYPED), (MANY_PARTS, BOUNDARY)], ids=["typed", "with files"])
@pytest.mark.parametrize("to", LETTERS)
def test_more_fields_than_a_form_has_are_refused(to: str, body: bytes, kind: str, client: FlaskClient) -> None:
    status, page = sent(client, to, body, kind, content_length=len(body))

    assert status == 413
    assert "That is more than a letter holds" in page


@pytest.mark.parametrize(("body", "kind"), [(MANY_FIELDS, TYPED), (MANY_PARTS, BOUNDARY)], ids=["typed", "with files"])
@pytest.mark.parametrize("to", REQUESTS)
def test_so_are_those_of_a_request_to_the_court(to: str, body: bytes, kind: str, client: FlaskClient) -> None:
    status, page = sent(client, to, body, kind, content_length=len(body))

    assert status == 413
    assert "Go back, leave out enclosures" in page


@pytest.mark.parametrize("to", LETTERS)
def test_a_form_of_more_than_four_megabytes_is_refused(to: str, client: FlaskClient) -> None:
    body = b"own_words=" + b"x" * (4 * 1024 * 1024)

    assert sent(client, to, body, TYPED, content_length=len(body))[0] == 413


@pytest.mark.parametrize("to", REQUESTS)
def test_the_texts_of_a_request_come_to_a_megabyte_at_the_most(to: str, client: FlaskClient) -> None:
    """However they are sent; only its files may be larger."""
    typed = b"facts=" + b"x" * 1_000_000
    part = b'--edge\r\nContent-Disposition: form-data; name="facts"\r\n\r\n' + b"x" * 1_000_001 + b"\r\n--edge--\r\n"

    assert sent(client, to, typed, TYPED, content_length=len(typed))[0] == 413
    assert sent(client, to, part, BOUNDARY, content_length=len(part))[0] == 413


@pytest.mark.parametrize("to", [LETTERS[0], REQUESTS[0]])
def test_a_body_that_does_not_say_its_length_is_read_no_further(to: str, client: FlaskClient) -> None:
    """Such a body comes in chunks, and the server ends it."""
    chunks = {"Transfer-Encoding": "chunked"}
    ended = {"wsgi.input_terminated": True}

    status, page = sent(client, to, MANY_FIELDS, TYPED, headers=chunks, environ_overrides=ended)

    assert status == 413
    assert "<h1>" in page


@pytest.mark.parametrize("field", ["name", "introduction", "address", "country", "email", "on", "to", "stationery"])
def test_no_field_takes_a_book(field: str, client: FlaskClient) -> None:
    answer = client.post(LETTERS[0], data={"to": "be-cgrs", "name": "Ann Lee", field: "x" * 500_000})

    assert answer.status_code == 422
    assert 'class="error"' in answer.text


def test_a_form_that_is_full_has_room(library: Library) -> None:
    """As many fields as the largest case has, each with its language."""

    offices = max(len(library.offices_of(case)) for case in library.cases.values())

    assert offices * 2 + 40 < 300
