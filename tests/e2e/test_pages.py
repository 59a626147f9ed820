"""What holds for every page: it is light, asks nothing of other sites, is listed, and fits every eye and finger."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, Response

from tests.conftest import PROJECT
from tests.e2e.axe import violations
from tests.e2e.conftest import Visit
from tests.e2e.places import AT_A_DESK, CASE, CLOSED, LONG_CASE, OFFICES, PLACES, Place

MOST_BYTES = 40_000
MOST_REQUESTS = 3
# What the parts of addresses may be, so that every rule of the site can be asked.
PARTS: dict[str, str | int] = {
    "slug": CASE,
    "codes": OFFICES[0],
    "language": "nl",
    "filename": "site.css",
    "id_": "none",
    "width": 1,
}
# WCAG 1.4.12
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }"
_OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (one) => {
    for (let box = one.parentElement; box && box !== document.body; box = box.parentElement) {
      if (["auto", "scroll", "hidden"].includes(getComputedStyle(box).overflowX)) return true;
    }
    return false;
  };
  return [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.right > width + 0.5 || box.left < -0.5)
      && !one.closest(".skip") && !scrolls(one);
  }).map((one) => one.outerHTML.slice(0, 200));
}"""
# Links within running text are excepted by WCAG 2.5.8; a label's box counts for its field.
_SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((one) => {
  if (one.closest(".unseen, .skip, [hidden]") || getComputedStyle(one).visibility === "hidden") return false;
  const box = (one.closest("label") ?? one).getBoundingClientRect();
  if (box.width === 0) return false;
  const running = one.matches("a") && getComputedStyle(one).display === "inline"
    && one.parentElement.textContent.trim() !== one.textContent.trim();
  return !running && (box.width < 24 || box.height < 24);
}).map((one) => `${one.outerHTML.slice(0, 200)} ${JSON.stringify((one.closest("label") ?? one).getBoundingClientRect())}`)"""

every_place = pytest.mark.parametrize("place", PLACES, ids=str)


@pytest.fixture(scope="module")
def narrow(browser: Browser, site: str) -> Iterator[Page]:
    """A desk's screen, 1280 pixels wide, at 400 %."""
    context = browser.new_context(
        base_url=site, viewport={"width": 320, "height": 256}, reduced_motion="reduce", bypass_csp=True
    )
    yield context.new_page()
    context.close()


def test_every_page_is_among_the_places(app: Flask) -> None:
    """All that answers with HTML is looked at by these tests."""
    client, listed = app.test_client(), {place.endpoint for place in PLACES}
    found = set()
    with app.test_request_context():
        adapter = app.url_map.bind("")
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()):
                continue
            path = adapter.build(rule.endpoint, {name: PARTS[name] for name in rule.arguments}, method="GET")
            answer = client.get(path)
            if answer.mimetype == "text/html" and answer.status_code == 200:
                found.add(rule.endpoint)
            answer.close()

    assert found - listed == set()


@pytest.mark.parametrize("language", AT_A_DESK)
@every_place
def test_a_page_is_light_and_asks_only_this_site(place: Place, language: str, visit: Visit, site: str) -> None:
    page = visit(360)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  Playwright wants a function
    place.open(page, language)
    page.wait_for_load_state("networkidle")
    sizes = [answer.request.sizes() for answer in answers]

    assert {urlsplit(answer.url).netloc for answer in answers if not answer.url.startswith("data:")} == {
        urlsplit(site).netloc
    }
    if place.endpoint == "pages.case":
        assert len(answers) <= MOST_REQUESTS
    if not place.pictures:
        assert sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes) < MOST_BYTES


@pytest.mark.parametrize("language", AT_A_DESK)
@every_place
def test_at_four_times_the_size_nothing_is_cut_off(place: Place, language: str, narrow: Page) -> None:
    place.open(narrow, language)
    assert narrow.evaluate(_OVERFLOWING) == []
    assert narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")

    narrow.add_style_tag(content=SPACED)
    assert narrow.evaluate(_OVERFLOWING) == [], "with wider spaces"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", AT_A_DESK)
@every_place
def test_no_page_is_wider_than_the_screen_and_every_target_can_be_hit(
    place: Place, language: str, width: int, visit: Visit
) -> None:
    page = visit(width)
    place.open(page, language)

    assert page.evaluate(_OVERFLOWING) == []
    assert page.evaluate(_SMALL) == []


@every_place
def test_with_colours_of_the_readers_own_everything_is_still_seen(place: Place, visit: Visit) -> None:
    page = visit(360, forced_colors="active", reduced_motion="reduce", color_scheme="dark")
    place.open(page, "en")

    assert violations(page) == []
    assert len(shades(page)) > 2
    for button in page.locator(".button:visible").all()[:4]:
        assert button.evaluate("(one) => getComputedStyle(one).borderStyle !== 'none'")


def test_nothing_moves_for_whoever_wants_no_movement(visit: Visit) -> None:
    page = visit(reduced_motion="reduce")
    page.goto(f"/en/cases/{CASE}/write")
    page.wait_for_selector("#sheets .sheet")

    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("path", ["/", f"/cases/{CASE}", f"/cases/{LONG_CASE}", f"/cases/{CLOSED}", "/safety"])
def test_a_page_can_be_printed_black_on_white(path: str, visit: Visit) -> None:
    page = visit(color_scheme="dark")
    page.goto(f"/en{path}")
    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('main .lead')).color") == "rgb(0, 0, 0)"
    assert not page.locator(".exit").is_visible()


def test_no_page_has_words_about_style_or_script_in_its_markup() -> None:
    """The policy would drop them; better they are not there."""
    pages = (PROJECT / "app/web/templates").rglob("*.html")

    assert [path.name for path in pages if " style=" in path.read_text(encoding="utf-8")] == []


def shades(page: Page) -> set[object]:
    with Image.open(BytesIO(page.screenshot())) as picture:
        return {colour for _count, colour in picture.convert("RGB").resize((90, 200)).getcolors(90 * 200) or ()}
