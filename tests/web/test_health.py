"""Whether the site answers, whether it prints letters, and figures for whoever has the token."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.content import load_stationery
from app.domain.problem import Problem
from app.rendering import Renderer
from app.web import health
from app.web.desk import desk_of, set_up
from tests.builders import write_content
from tests.conftest import TODAY

TOKEN = "w9XkT2mVbQ7rLzYc4HnJ8sPdFgA1eUoI"  # noqa: S105  made for this test
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def site(tmp_path: Path) -> Flask:
    return create_app(Settings(content=write_content(tmp_path), today=lambda: TODAY, metrics_token=TOKEN, seconds=0.2))


def with_problem(site: Flask) -> None:
    fault = Problem(code="yaml-syntax", where="letter_templates/the-ship/case.yaml", message="This is not YAML.")
    set_up(site, replace(desk_of(site), content_problems=(fault,)))


def test_a_process_that_answers_is_alive(site: Flask) -> None:
    answer = site.test_client().get("/healthz")

    assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")


def test_a_site_that_prints_a_letter_is_ready(tmp_path: Path) -> None:
    site = create_app(Settings(content=write_content(tmp_path), today=lambda: TODAY, seconds=60))

    answer = site.test_client().get("/readyz")

    assert (answer.status_code, answer.text) == (200, "letters are printed\ncontent: 1 cases, no problems\n")


def test_a_site_that_prints_no_letter_in_time_is_not(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    hangs = threading.Event()
    monkeypatch.setattr(health, "letter_renders", lambda _desk: hangs.wait(20))

    answer = site.test_client().get("/readyz")
    hangs.set()

    assert (answer.status_code, answer.text.splitlines()[0]) == (503, "no letter can be printed")


def test_a_site_that_fails_to_print_is_not_ready(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_desk: object) -> None:
        raise OSError("no fonts")

    monkeypatch.setattr(health, "letter_renders", fails)

    assert site.test_client().get("/readyz").status_code == 503


def test_a_letter_of_a_moment_ago_stands_for_one_now(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[object] = []
    monkeypatch.setattr(health, "letter_renders", printed.append)

    for _ in range(3):
        assert site.test_client().get("/readyz").status_code == 200

    assert len(printed) == 1


def test_letters_of_supporters_stand_for_a_trial(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "letter_renders", lambda _desk: None)
    client = site.test_client()
    client.get("/readyz")
    monkeypatch.setattr(health, "letter_renders", lambda _desk: pytest.fail("a trial"))
    monkeypatch.setattr(health.health(site), "_printed_at", float("-inf"))

    desk_of(site).press.workers.run(Renderer.warm, load_stationery().plain("A4"))

    assert client.get("/readyz").status_code == 200


def test_problems_of_the_content_are_told_and_are_no_reason_to_stop(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "letter_renders", lambda _desk: None)
    with_problem(site)

    answer = site.test_client().get("/readyz")

    assert answer.status_code == 200
    assert answer.text.endswith("content: 1 problem, the last sound version is served\n")


@pytest.mark.parametrize(
    "header", ["", TOKEN, f"Bearer {TOKEN}x", "Bearer ", f"Basic {TOKEN}", f"bearer {TOKEN}", "Bearer é"]
)
def test_without_the_token_there_are_no_figures(header: str, site: Flask) -> None:
    answer = site.test_client().get("/metrics", headers={"Authorization": header})

    assert answer.status_code == 404
    assert "letters_requests" not in answer.text


def test_where_no_token_is_set_nothing_opens(tmp_path: Path) -> None:
    site = create_app(Settings(content=write_content(tmp_path), today=lambda: TODAY))

    assert [
        site.test_client().get("/metrics", headers={"Authorization": f"Bearer {word}"}).status_code
        for word in ("", "None")
    ] == [404, 404]


def test_figures_are_counted_by_rule_and_not_by_path(site: Flask) -> None:
    client = site.test_client()
    client.get("/fr/cases/the-ship")
    client.get("/cases/sheila@example.org")
    client.get("/sheila@example.org")
    client.open("/", method="SHEILA")
    with_problem(site)

    text = client.get("/metrics", headers=BEARER).text

    figures = dict(re.findall(r"^(letters_requests_total{.*?}) (\S+)$", text, re.MULTILINE))
    assert figures == {
        'letters_requests_total{method="GET",route="/cases/<slug>",status="2xx"}': "1.0",
        'letters_requests_total{method="GET",route="/cases/<slug>",status="4xx"}': "1.0",
        'letters_requests_total{method="GET",route="none",status="4xx"}': "1.0",
        'letters_requests_total{method="other",route="none",status="4xx"}': "1.0",
    }
    assert "letters_cases 1.0" in text
    assert 'letters_jobs_total{end="done"} 0.0' in text
    assert "letters_offices 1.0" in text
    assert "letters_content_problems 1.0" in text
    assert 'letters_request_seconds_bucket{le="0.5",route="/cases/<slug>"}' in text
    assert "heila" not in text


def test_two_sites_in_one_process_count_apart(site: Flask, tmp_path: Path) -> None:
    other = create_app(Settings(content=write_content(tmp_path / "other"), today=lambda: TODAY, metrics_token=TOKEN))
    site.test_client().get("/healthz")

    assert "healthz" not in other.test_client().get("/metrics", headers=BEARER).text


def test_a_check_from_inside_needs_no_name_of_the_site(tmp_path: Path) -> None:
    settings = Settings(
        content=write_content(tmp_path), today=lambda: TODAY, metrics_token=TOKEN, hosts=(".letters.example",)
    )
    client = create_app(settings).test_client()

    assert client.get("/healthz", headers={"Host": "127.0.0.1:8000"}).status_code == 200
    assert client.get("/metrics", headers={"Host": "web1:8000", **BEARER}).status_code == 200
    assert client.get("/", headers={"Host": "127.0.0.1:8000"}).status_code == 400
