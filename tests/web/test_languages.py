"""Pages in the reader's language: by address or browser, without a cookie, from complete catalogues."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import Markup

from app.domain.said import Named, said
from app.web.languages import SITE_LANGUAGES, reader_in, say
from tests.conftest import PROJECT

CASE = "/cases/asylum-in-belgium"


def _tool() -> ModuleType:
    specification = importlib.util.spec_from_file_location("messages", PROJECT / "tools/messages.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


MESSAGES = _tool()


@pytest.fixture(scope="module")
def sentences() -> Catalog:
    catalogue: Catalog = MESSAGES.sentences()
    return catalogue


def html_tag(page: str) -> str:
    found = re.search(r"<html[^>]*>", page)
    assert found is not None
    return found.group()


@pytest.mark.parametrize("code", SITE_LANGUAGES)
def test_the_first_part_of_the_address_chooses_the_language_and_links_keep_it(code: str, client: FlaskClient) -> None:
    page = client.get(f"/{code}/").text

    direction = "rtl" if code in {"fa", "ar"} else "ltr"
    assert html_tag(page) == f'<html lang="{code}" dir="{direction}">'
    assert f'href="/{code}{CASE}"' in page
    assert f'action="/{code}{CASE}/preview"' in client.get(f"/{code}{CASE}/write").text


@pytest.mark.parametrize(
    ("wished", "given"),
    [("fr-BE, en;q=0.5", "fr"), ("ja, de-AT;q=0.7", "de"), ("ckb", "en"), ("", "en"), ("fa-IR", "fa"), ("*", "en")],
)
def test_without_a_language_in_the_address_the_browser_is_asked(wished: str, given: str, client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Language": wished})

    assert f'lang="{given}"' in html_tag(answer.text)
    assert "Accept-Language" in answer.headers["Vary"]
    assert "Set-Cookie" not in answer.headers


def test_an_address_that_only_begins_like_a_language_is_none(client: FlaskClient) -> None:
    assert client.get("/france").status_code == 404
    assert client.get("/xx/").status_code == 404
    assert client.get("/fr").status_code == 200


def test_every_page_can_be_had_in_every_other_language_and_what_is_asked_stays(client: FlaskClient) -> None:
    page = client.get("/fr/?country=IQ&language=ar").text

    for code in SITE_LANGUAGES:
        assert f'href="/{code}/?country=IQ&amp;language=ar"' in page


def test_another_language_takes_along_what_was_typed_and_tells_of_no_error(client: FlaskClient) -> None:
    answer = client.post(f"/fr{CASE}/preview", data={"look": "again", "own_words": "I was there.", "to": "be-cgrs"})

    assert answer.status_code == 200
    assert "I was there.</textarea>" in answer.text
    assert 'class="summary"' not in answer.text
    assert 'value="be-fedasil" checked' not in answer.text


def test_what_the_case_does_not_say_in_the_readers_language_is_marked_as_another(client: FlaskClient) -> None:
    page = client.get(f"/tr{CASE}").text

    assert re.search(r'<div lang="en" dir="ltr">\s*<h1>Shelter, safety and a decision', page)


def test_a_name_that_stands_alone_is_said_in_the_readers_language(app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "fr"}):
        assert say(Named(lambda language: {"en": "Greece", "fr": "Grèce"}[language])) == "Grèce"


def test_markup_in_a_sentence_stays_and_everything_else_is_made_safe(app: Flask) -> None:
    with app.test_request_context("/en/"):
        told = say("{who} wrote {what}", who="<b>{what}</b>", what=Markup("<i>it</i>"))

    assert told == "&lt;b&gt;{what}&lt;/b&gt; wrote <i>it</i>"


@pytest.mark.parametrize("code", SITE_LANGUAGES)
def test_nothing_is_said_of_nothing(code: str, app: Flask) -> None:
    """The empty sentence of a catalogue is its header."""
    with app.test_request_context(f"/{code}/"):
        assert say("") == ""
        assert reader_in(code).say(said("")) == ""


@pytest.mark.parametrize("code", [code for code in SITE_LANGUAGES if code != "en"])
def test_a_warning_without_a_remedy_is_told_alone(code: str, client: FlaskClient) -> None:
    page = client.post(f"/{code}{CASE}/preview", data={"to": "be-cgrs", "name": "Ana", "delivery": "fax"}).text

    assert 'class="note"' in page
    assert "charset" not in page.replace('<meta charset="utf-8">', "")


@pytest.mark.parametrize("code", [code for code in SITE_LANGUAGES if code != "en"])
def test_a_catalogue_holds_every_sentence_and_nothing_else(code: str, sentences: Catalog) -> None:
    catalogue = MESSAGES.read(code)

    wanted = {message.id for message in sentences if message.id}
    assert {message.id for message in catalogue if message.id} == wanted
    assert not catalogue.obsolete
    assert [message.id for message in catalogue if message.id and not all(_texts(message))] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("code", [code for code in SITE_LANGUAGES if code != "en"])
def test_a_translation_has_the_placeholders_of_its_sentence(code: str) -> None:
    wrong = []
    for message in MESSAGES.read(code):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set().union(*map(_placeholders, ids))
        for text in _texts(message) if message.id else ():
            # A number may be left out of a form that stands for one or two of a thing.
            if not wanted - {"n"} <= _placeholders(text) <= wanted:
                wrong.append((message.id, text))

    assert wrong == []


@pytest.mark.parametrize("code", [code for code in SITE_LANGUAGES if code != "en"])
def test_every_sentence_can_be_said_whatever_the_number(code: str) -> None:
    """Values as hostile as they come: braces and percent signs in them are text."""
    reader = reader_in(code)
    for message in MESSAGES.read(code):
        if not message.id:
            continue
        one, many = message.id if isinstance(message.id, tuple) else (message.id, "")
        values = dict.fromkeys(_placeholders(one) | _placeholders(many), "{0} %s {x}")
        for n in (0, 1, 2, 5, 11, 100):
            numbered = {**values, "n": n} if many else values
            sentence = said(one, **numbered) if not many else type(said(""))(one, many, **numbered)
            assert reader.say(sentence)


def _texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string),)


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))
