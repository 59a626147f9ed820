"""The site with worker processes says and prints what it does without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from app.web.desk import Desk
from tests.conftest import NOW, PROJECT, TODAY
from tests.rule39 import typed as typed_request

BELGIUM = "/cases/asylum-in-belgium"
FORM = {
    "to": ["be-cgrs", "be-fedasil"],
    "name": "Sheila O’Neil",
    "address": "12 Lange Munt\n9000 Gent",
    "country": "BE",
    "own_words": "I have thought of this for days.",
    "on": "2026-11-21",
    "outer": "dl",
    "language-be-cgrs": "fr",
}


@pytest.fixture(scope="module")
def other() -> Iterator[FlaskClient]:
    site = create_app(Settings(PROJECT, lambda: TODAY, lambda: NOW, workers=1, seconds=60, rate_limits=False))
    yield site.test_client()
    desk: Desk = site.extensions["urgent-letters"]
    desk.press.workers.close()


@pytest.mark.parametrize("language", ["en", "fr", "fa"])
@pytest.mark.parametrize(
    "file", ["preview", "live", "letters.pdf", "pack.pdf", "pack.zip", "letters.docx", "emails.zip"]
)
def test_each_file_is_the_same(language: str, file: str, client: FlaskClient, other: FlaskClient) -> None:
    address = f"/{language}{BELGIUM}/{file}"

    answer = other.post(address, data=FORM)

    assert answer.status_code == 200
    assert answer.data == client.post(address, data=FORM).data


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Dragon 🐉"},
        {"delivery": "fax", "own_words": "word\n\n" * 19},
        {"name": ""},
        {"outer": "letter"},
    ],
)
@pytest.mark.parametrize("file", ["preview", "pack.pdf", "pack.zip"])
def test_what_is_to_mend_is_told_the_same(
    changes: dict[str, Any], file: str, client: FlaskClient, other: FlaskClient
) -> None:
    address, form = f"/fa{BELGIUM}/{file}", {**FORM, **changes}

    answer, expected = other.post(address, data=form), client.post(address, data=form)

    assert answer.status_code == expected.status_code
    assert answer.data == expected.data


def test_an_action_sheet_is_the_same(client: FlaskClient, other: FlaskClient) -> None:
    assert other.get(f"/de{BELGIUM}/sheet.pdf").data == client.get(f"/de{BELGIUM}/sheet.pdf").data


@pytest.mark.parametrize("address", ["/rule-39", "/rule-39/fax"])
def test_a_rule_39_kit_is_the_same(address: str, client: FlaskClient, other: FlaskClient) -> None:
    form = typed_request()

    answer = other.post(address, data=form)

    assert answer.status_code == 200
    assert answer.data == client.post(address, data=form).data
