"""What each answer forbids the browser, whatever was asked and however it went."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from app.web.preview import build_preview
from tests.builders import write_content
from tests.conftest import PROJECT, TODAY

BELGIUM = "/cases/asylum-in-belgium"
LETTER = {"name": "Ann Lee", "to": "be-cgrs", "on": "2026-11-21"}
ALWAYS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/fr/cases/asylum-in-belgium", 200),
    ("GET", "/static/site.css", 200),
    ("GET", f"{BELGIUM}/sheet.pdf", 200),
    ("GET", f"{BELGIUM}/qr.svg", 200),
    ("GET", "/feed.atom", 200),
    ("GET", f"{BELGIUM}/preview", 303),
    ("GET", "/nowhere", 404),
    ("GET", "/static/nowhere.css", 404),
    ("POST", "/", 405),
    ("POST", f"{BELGIUM}/letters.pdf", 200),
    ("POST", f"{BELGIUM}/letters.docx", 200),
    ("POST", "/rule-39", 422),
    ("PUT", "/rule-39", 405),
]


@pytest.fixture
def broken() -> Flask:
    """A site of which one page fails in a way that nobody foresaw."""
    made = create_app(Settings(content=PROJECT, today=lambda: TODAY, rate_limits=False))
    made.view_functions["pages.preview"] = lambda slug: 1 // 0
    return made


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_answer_is_closed(method: str, path: str, status: int, client: FlaskClient) -> None:
    data = LETTER if method == "POST" else None

    with client.open(path, method=method, data=data, buffered=True) as answer:
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
        assert "camera=()" in answer.headers["Permissions-Policy"]


def test_so_is_the_answer_to_what_nobody_foresaw(broken: Flask) -> None:
    answer = broken.test_client().post(f"{BELGIUM}/preview", data=LETTER)

    assert answer.status_code == 500
    assert "Go back and try again in a moment." in answer.text
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "feature", ["browsing-topics", "camera", "geolocation", "interest-cohort", "microphone", "payment", "usb"]
)
def test_a_page_may_use_nothing_of_the_machine(feature: str, client: FlaskClient) -> None:
    assert f"{feature}=()" in client.get("/").headers["Permissions-Policy"].split(", ")


def test_a_page_may_copy_text_for_the_visitor(client: FlaskClient) -> None:
    assert "clipboard-write" not in client.get("/").headers["Permissions-Policy"]


def test_the_browser_is_held_to_tls_only_where_it_came_by_tls(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers
    assert client.get("/", base_url="https://localhost").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_the_answer_to_a_form_is_kept_by_nobody(app: Flask, client: FlaskClient) -> None:
    """On each address that takes one, whether it is filled in or not, and on those that take none."""
    paths = {str(rule) for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert len(paths) >= 9

    for path in (*(path.replace("<slug>", "asylum-in-belgium") for path in sorted(paths)), "/", "/nowhere", "/safety"):
        for data in (LETTER, {}):
            answer = client.post(path, data=data)
            assert answer.headers["Cache-Control"] == "no-store", path


def test_the_answer_about_a_closed_case_is_kept_by_nobody(client: FlaskClient) -> None:
    answer = client.post("/cases/release-the-seven/preview", data=LETTER)

    assert (answer.status_code, answer.headers["Cache-Control"]) == (409, "no-store")


@pytest.mark.parametrize("path", ["/nowhere", "/cases/nowhere/sheet.pdf", "/static/nowhere.css", "/w/nowhere"])
def test_a_fault_is_kept_by_nobody(path: str, client: FlaskClient) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_organisers_previews_are_closed_in_the_same_way(tmp_path: Path) -> None:
    client = build_preview("the-ship", Settings(content=write_content(tmp_path), today=lambda: TODAY)).test_client()
    none_goes_anywhere = ALWAYS["Content-Security-Policy"].replace("form-action 'self'", "form-action 'none'")

    for path in ("/cases/the-ship", "/nowhere", "/static/site.css"):
        with client.get(path, buffered=True) as answer:
            expected = {**ALWAYS, "Content-Security-Policy": none_goes_anywhere, "Cache-Control": "no-store"}
            assert {name: answer.headers.get(name) for name in expected} == expected
