"""The log tells what happened and how long it took, and of no visitor."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import Any

import pytest
from flask import Flask, request

from app import create_app
from app.config import Settings
from app.web.logs import OURS, Lines, tell
from tests.builders import NAME
from tests.conftest import PROJECT, TODAY


class Kept(logging.Handler):
    """What the log would have told, line by line."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(Lines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]


@pytest.fixture
def kept() -> Any:
    """Everything, of whatever library, that is logged during a test."""
    handler, root, ours = Kept(), logging.getLogger(), logging.getLogger(OURS)
    levels = root.level, ours.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    ours.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


@pytest.fixture(scope="module")
def faulty() -> Flask:
    """A site with a page that fails with what was typed, as code may by mistake."""
    made = create_app(Settings(content=PROJECT, today=lambda: TODAY))

    @made.post("/fails")
    def fails() -> str:
        try:
            raise KeyError(request.form["name"])
        except KeyError:
            raise ValueError(request.form["name"]) from None

    @made.post("/fails-twice")
    def fails_twice() -> str:
        try:
            raise KeyError(request.form["name"])
        except KeyError as error:
            logging.getLogger("somebody.else").warning("cannot take %s", request.form["name"])
            raise ValueError(request.form["name"]) from error

    return made


def test_a_request_is_told_by_the_rule_that_it_met_its_status_and_its_time(faulty: Flask, kept: Kept) -> None:
    faulty.test_client().get("/fr/cases/asylum-in-belgium/write?to=be-cgrs")

    (told,) = [line for line in kept.told if line["event"] == "request"]
    assert told.pop("milliseconds") >= 0
    assert told.pop("time").endswith("Z")
    assert told == {
        "level": "info",
        "event": "request",
        "method": "GET",
        "route": "/cases/<slug>/write",
        "status": 200,
    }


@pytest.mark.parametrize("path", ["/fails", "/fails-twice", "/cases/asylum-in-belgium/preview", f"/{NAME}"])
def test_nothing_of_a_visitor_is_told(path: str, faulty: Flask, kept: Kept) -> None:
    form = {
        "name": "Sheila Geheim",
        "address": "12 Lange Munt\n9000 Gent",
        "country": "BE",
        "email": "s@geheim.example",
    }

    faulty.test_client().post(
        f"{path}?q=geheim", data=form, headers={"User-Agent": "geheim", "Referer": "http://geheim.example/"}
    )

    log = "\n".join(kept.lines)
    assert kept.lines
    assert [word for word in ("eheim", "Sheila", "Munt", "127.0.0.1", "شیرین") if word in log] == []


def test_an_exception_is_told_by_its_kind_and_its_frames(faulty: Flask, kept: Kept) -> None:
    answer = faulty.test_client().post("/fails-twice", data={"name": "Sheila"})

    told = next(line for line in kept.told if line["event"] == "exception")
    assert answer.status_code == 500
    assert told["level"] == "error"
    assert [one["type"] for one in told["exceptions"]] == ["ValueError", "KeyError"]
    assert told["exceptions"][1]["frames"][0].endswith(" fails_twice")


def test_what_hides_the_exception_before_hides_it_here_too(faulty: Flask, kept: Kept) -> None:
    faulty.test_client().post("/fails", data={"name": "Sheila"})

    told = next(line for line in kept.told if line["event"] == "exception")
    assert [one["type"] for one in told["exceptions"]] == ["ValueError"]


def test_of_what_libraries_log_only_the_place_is_told(kept: Kept) -> None:
    logging.getLogger("some.library").error("no such font for %s", "Sheila")

    (told,) = kept.told
    assert (told["logger"], told["level"], told["event"]) == ("some.library", "error", "log")
    assert told["at"].split("/")[-1].startswith("test_logs.py:")


def test_facts_stand_beside_the_event(kept: Kept) -> None:
    tell(logging.WARNING, "queue full", waiting=16)

    assert (kept.told[0]["event"], kept.told[0]["waiting"], kept.told[0]["level"]) == ("queue full", 16, "warning")


def test_in_another_server_organisers_still_read_what_is_wrong(caplog: pytest.LogCaptureFixture) -> None:
    tell(logging.ERROR, "content problem", place="recipients.yaml:3", code="missing-key")

    assert caplog.messages == ["content problem place=recipients.yaml:3 code=missing-key"]


def test_in_a_process_that_has_begun_to_log_nothing_is_told_in_any_other_way() -> None:
    """Threads that fail, warnings, and what nobody catches."""
    script = (
        "import threading, warnings\n"
        "from app.web import logs\n"
        "logs.start()\n"
        "def fails(): raise ValueError('Sheila')\n"
        "thread = threading.Thread(target=fails); thread.start(); thread.join()\n"
        "warnings.warn('Sheila')\n"
        "class Bad:\n"
        "    def __del__(self): raise ValueError('Sheila')\n"
        "Bad()\n"
        "raise KeyError('Sheila')\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=PROJECT)

    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["event"] for line in told] == ["exception", "log", "exception", "exception"]
    assert "Sheila" not in done.stderr
