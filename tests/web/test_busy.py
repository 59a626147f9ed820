"""Too many at once: the page that keeps what was typed; and one printing for the look and the download."""

from __future__ import annotations

import gc
import re
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from app.content import load_stationery
from app.rendering import Renderer, Rendering
from app.rendering.jobs import Printed
from app.rendering.seat import CutOffError
from app.rendering.workers import BusyError, Figures, NoWorkers, Workers
from app.web.desk import Desk
from app.web.press import KeptLetters, Press
from app.web.turns import Turns
from tests.builders import a_letter
from tests.conftest import NOW, PROJECT, TODAY

BELGIUM = "/cases/asylum-in-belgium"
FORM = {
    "to": ["be-cgrs", "be-fedasil"],
    "name": "شیرین <b>O’Neil</b>",
    "own_words": "\nFirst line\r\n  second & last",
    "country": "BE",
    "on": "2026-11-21",
}
PLAIN = load_stationery().plain("A4")


class OverloadedWorkers:
    """Refuse everybody, in one way or the other."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def run(self, _work: Callable[..., Any], /, *_given: Any, **_named: Any) -> Any:
        raise self._error

    run_urgently = run
    figures = Figures()

    def expect_room(self) -> None:
        pass

    def close(self) -> None:
        pass


class CountingWorkers(NoWorkers):
    """Tell what they did."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__(renderer)
        self.jobs: list[str] = []

    def run(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        self.jobs.append(work.__name__)
        return super().run(work, *given, **named)


@pytest.fixture(scope="module")
def site() -> Flask:
    return create_app(Settings(content=PROJECT, today=lambda: TODAY, now=lambda: NOW, rate_limits=False))


def client_with(site: Flask, workers: Workers) -> FlaskClient:
    desk: Desk = site.extensions["urgent-letters"]
    site.extensions["urgent-letters"] = replace(desk, press=Press(workers))
    return site.test_client()


@pytest.fixture
def busy(site: Flask) -> FlaskClient:
    return client_with(site, OverloadedWorkers(BusyError(7)))


@pytest.fixture
def counting(renderer: Renderer) -> CountingWorkers:
    return CountingWorkers(renderer)


@pytest.fixture
def client(site: Flask, counting: CountingWorkers) -> FlaskClient:
    return client_with(site, counting)


def kept_in(page: str) -> list[tuple[str, str]]:
    """The fields as a browser sends them again: it drops the line end behind the tag."""
    found = re.findall(r'<textarea name="([^"]*)" hidden>\n(.*?)</textarea>', page, flags=re.S)
    return [(unescape(name), unescape(text)) for name, text in found]


@pytest.mark.parametrize("file", ["preview", "letters.pdf", "pack.pdf", "pack.zip", "letters.docx"])
def test_a_full_line_keeps_what_was_typed_and_says_when_to_come_again(file: str, busy: FlaskClient) -> None:
    answer = busy.post(f"/fr{BELGIUM}/{file}", data=FORM)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "7"
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'action="/fr{BELGIUM}/{file}"' in answer.text
    assert 'data-seconds="7"' in answer.text
    assert kept_in(answer.text) == [
        ("to", "be-cgrs"),
        ("to", "be-fedasil"),
        ("name", FORM["name"]),
        ("own_words", FORM["own_words"]),
        ("country", "BE"),
        ("on", "2026-11-21"),
    ]


def test_from_the_page_of_a_full_line_the_form_can_be_had_again(busy: FlaskClient) -> None:
    page = busy.post(f"{BELGIUM}/letters.pdf", data=FORM).text

    assert f'formaction="{BELGIUM}/preview" name="look" value="again"' in page
    assert f'formaction="/fa{BELGIUM}/preview" name="look" value="again" lang="fa"' in page
    again = busy.post(f"{BELGIUM}/preview", data={**FORM, "look": "again"})
    assert again.status_code == 200
    assert "second &amp; last" in again.text


def test_an_action_sheet_is_simply_asked_for_again(busy: FlaskClient) -> None:
    answer = busy.get(f"{BELGIUM}/sheet.pdf")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "7"
    assert "<form id=" not in answer.text


def test_enclosures_stay_in_the_form_of_the_browser(busy: FlaskClient) -> None:
    fields = {"measure": "stop it", "file-1": (BytesIO(b"%PDF"), "a.pdf")}

    with ThreadPoolExecutor(1) as other, _all_turns_taken():
        answer = other.submit(busy.post, "/rule-39", data=fields, content_type="multipart/form-data").result()

    assert answer.status_code == 503
    assert "Go back: your texts are still there. Then send the form again." in answer.text
    assert kept_in(answer.text) == []


def _all_turns_taken() -> Any:
    from contextlib import ExitStack

    from app.web import rule39

    taken = ExitStack()
    for _turn in range(6):
        taken.enter_context(rule39._UPLOADS.turn())
    return taken


def test_a_letter_that_was_cut_off_comes_back_with_what_to_do(site: Flask) -> None:
    answer = client_with(site, OverloadedWorkers(CutOffError("it took too long"))).post(f"{BELGIUM}/preview", data=FORM)

    assert answer.status_code == 503
    assert "Retry-After" not in answer.headers
    assert "This letter took too long" in answer.text
    assert "shorten your own words" in answer.text
    assert dict(kept_in(answer.text))["name"] == FORM["name"]
    assert "again.js" not in answer.text, "it would stall again"


def test_a_look_and_a_download_are_one_printing(client: FlaskClient, counting: CountingWorkers) -> None:
    look = client.post(f"{BELGIUM}/preview", data=FORM)
    file = client.post(f"{BELGIUM}/letters.pdf", data=FORM)

    assert look.status_code == file.status_code == 200
    assert counting.jobs == ["print_letters"]


def test_of_a_download_nothing_is_kept(client: FlaskClient, counting: CountingWorkers) -> None:
    client.post(f"{BELGIUM}/letters.pdf", data=FORM)
    look = client.post(f"{BELGIUM}/preview", data=FORM)

    assert look.text.count('<img class="sheet"') == 2
    assert counting.jobs == ["print_letters", "print_letters"]


@pytest.mark.parametrize("change", [{"name": "Sheila"}, {"to": ["be-cgrs"]}, {"stationery": "din5008-b"}])
def test_another_letter_is_another_printing(
    change: dict[str, Any], client: FlaskClient, counting: CountingWorkers
) -> None:
    first = client.post(f"{BELGIUM}/letters.pdf", data=FORM).data
    other = client.post(f"{BELGIUM}/letters.pdf", data={**FORM, **change}).data

    assert first != other
    assert counting.jobs == ["print_letters", "print_letters"]


def test_what_was_typed_is_no_key(renderer: Renderer) -> None:
    letters = [a_letter(body=())]

    assert KeptLetters().key(letters, [PLAIN]) != KeptLetters().key(letters, [PLAIN]), "only this process can make it"


def test_a_letter_is_forgotten_though_nobody_comes_by() -> None:
    kept = KeptLetters(seconds=0.2)
    printed = Printed(Rendering(b"%PDF", (0,), ()))
    memory = weakref.ref(printed)
    kept.put(b"key", printed)
    assert kept.get(b"key") is printed

    del printed
    end = time.monotonic() + 10
    while memory() is not None and time.monotonic() < end:
        time.sleep(0.05)
        gc.collect()

    assert memory() is None


def test_more_than_there_is_room_for_drives_the_oldest_out() -> None:
    kept = KeptLetters(size=100)
    for name in (b"a", b"b", b"c"):
        kept.put(name, Printed(Rendering(bytes(40), (0,), ())))
    kept.put(b"large", Printed(Rendering(bytes(101), (0,), ())))

    assert [name for name in (b"a", b"b", b"c", b"large") if kept.get(name)] == [b"b", b"c"]


@pytest.fixture
def turns() -> Turns:
    return Turns(at_once=1, waiting=1, seconds=0.2)


def test_some_wait_for_their_turn_and_the_rest_come_again(turns: Turns) -> None:
    told: list[str] = []

    def wait() -> None:
        try:
            with turns.turn():
                told.append("let in")
        except BusyError:
            told.append("waited in vain")

    with turns.turn():
        waiting = threading.Thread(target=wait)
        waiting.start()
        while turns._doors._value != 0:
            time.sleep(0.01)
        with pytest.raises(BusyError), turns.turn():
            pass
        waiting.join()
    with turns.turn():
        told.append("let in again")

    assert told == ["waited in vain", "let in again"]
