"""An organiser writes a case and looks at it in Chromium: the page follows the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app import create_preview
from app.config import Settings
from tests.builders import EN_MD, KIND_MD, write_content
from tests.conftest import TODAY
from tests.e2e.chromium import served, watch

EN = "letter_templates/the-ship/en.md"
SOUND = EN_MD + KIND_MD.split("---\n")[2]
FAULTY = SOUND.replace("{{ people }}", "{{ peopel }}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_content(tmp_path, **{EN: SOUND})


@pytest.fixture
def site(folder: Path) -> Iterator[str]:
    """The address of a running preview of the folder's case."""
    app = create_preview("the-ship", Settings(content=folder, today=lambda: TODAY))
    with served(app) as address:
        yield address


@pytest.fixture(params=[360, 1280])
def page(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport={"width": request.param, "height": 800})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    faults: list[str] = []
    watch(opened, faults)
    yield opened
    assert faults == []
    context.close()


def test_the_open_page_shows_each_change_of_the_file(page: Page, folder: Path) -> None:
    """A slip, broken front matter, and both mended, without a hand on the browser."""
    page.goto("/")
    page.click("text=English")
    problem, old = (
        page.get_by_text("«{{ peopel }}» is not a placeholder."),
        page.get_by_text("These are the last letters"),
    )
    expect(page.locator("img.sheet")).to_have_count(3)
    assert not problem.is_visible()

    (folder / EN).write_text(FAULTY, encoding="utf-8")
    expect(problem).to_be_visible(timeout=60_000)
    expect(page.locator(".twin").first).to_contain_text("I write about [To mend: {{ peopel }}].")

    (folder / EN).write_text(FAULTY.replace("title:", "title: :"), encoding="utf-8")
    expect(old).to_be_visible(timeout=60_000)
    expect(page.locator("img.sheet")).to_have_count(3)

    (folder / EN).write_text(SOUND, encoding="utf-8")
    expect(old).to_be_hidden(timeout=60_000)
    expect(problem).to_be_hidden(timeout=60_000)


def test_an_open_page_says_when_the_preview_has_stopped_and_goes_on_after_it(page: Page) -> None:
    page.goto("/")
    stopped = page.get_by_text("The preview has stopped. Run letters preview the-ship again")
    assert not stopped.is_visible()

    page.route("**/state", lambda route: route.abort())
    expect(stopped).to_be_visible(timeout=60_000)

    page.unroute("**/state")
    expect(stopped).to_be_hidden(timeout=60_000)


def test_no_page_of_the_preview_is_wider_than_the_screen(page: Page, folder: Path) -> None:
    (folder / EN).write_text(FAULTY, encoding="utf-8")

    for path in ("/cases/the-ship", "/cases/the-ship/harbour-master/en", "/nowhere"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("window.innerWidth")
