"""One site and one browser for all these tests; whatever a page does that it must not is a failure of its test."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from app import create_app
from app.config import Settings
from tests.conftest import NOW, PROJECT, TODAY
from tests.e2e.chromium import launched, served, watch
from tests.e2e.places import CASE

HERE = Path(__file__).parent
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def heard() -> list[str]:
    """All that the site and its pages did that they must not."""
    return []


@pytest.fixture
def faults(heard: list[str]) -> Iterator[list[str]]:
    """The same since the test began. None may be left when it ends."""
    heard.clear()
    yield heard
    assert heard == []


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content, but for one open case that is urgent."""
    folder = tmp_path_factory.mktemp("content")
    shutil.copy(PROJECT / "recipients.yaml", folder)
    shutil.copytree(PROJECT / "letter_templates", folder / "letter_templates")
    facts = folder / "letter_templates" / CASE / "case.yaml"
    text = facts.read_text(encoding="utf-8")
    assert "send_by" not in text
    facts.write_text(f"{text}\nsend_by: {TODAY + datetime.timedelta(days=5)}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def app(content: Path) -> Flask:
    made = create_app(Settings(content=content, today=lambda: TODAY, now=lambda: NOW, rate_limits=False))
    made.testing = True
    return made


@pytest.fixture(scope="session")
def site(app: Flask, heard: list[str]) -> Iterator[str]:
    """The address of the running site."""
    with served(app, heard) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, site: str, faults: list[str]) -> Iterator[Visit]:
    """Opens a page of a new visitor, 1280 pixels wide and with scripts, if nothing else is said."""
    contexts: list[BrowserContext] = []

    def open_page(width: int = 1280, height: int = 800, scripts: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            **{"locale": "en", **options},
        )
        contexts.append(context)
        page = context.new_page()
        watch(page, faults)
        return page

    yield open_page
    for context in contexts:
        assert context.cookies() == []
        context.close()


@pytest.fixture(params=[360, 1280])
def page(visit: Visit, request: pytest.FixtureRequest) -> Page:
    """On a phone and on a desk, without scripts."""
    return visit(request.param, scripts=False)
