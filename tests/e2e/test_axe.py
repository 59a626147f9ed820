"""No page breaks a rule of axe-core: in no language, neither light nor dark, on a phone or at a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from app.web.languages import SITE_LANGUAGES
from tests.e2e.axe import faint, violations
from tests.e2e.chromium import watch
from tests.e2e.places import AT_A_DESK, PLACES, Place

# So tall that nothing is scrolled and no button that stays in sight lies on anything else.
TALL = 16_000


@pytest.fixture(scope="module")
def shared_page(browser: Browser, site: str, heard: list[str]) -> Iterator[Page]:
    """One page for all: a new one for each would take longer than axe does."""
    context = browser.new_context(base_url=site, reduced_motion="reduce", locale="en")
    page = context.new_page()
    watch(page, heard)
    yield page
    context.close()


@pytest.mark.parametrize("language", SITE_LANGUAGES)
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_axe_finds_nothing(place: Place, language: str, shared_page: Page, faults: list[str]) -> None:
    for width in (360, 1280) if language in AT_A_DESK else (360,):
        shared_page.set_viewport_size({"width": width, "height": TALL})
        shared_page.emulate_media(color_scheme="light")
        place.open(shared_page, language)
        assert violations(shared_page) == [], f"light, {width} pixels wide"

        shared_page.emulate_media(color_scheme="dark")
        assert faint(shared_page) == [], f"dark, {width} pixels wide"
