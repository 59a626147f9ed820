"""The letter follows what is typed: the last state wins, typing is never held up, and no fault loses a word."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.conftest import Visit
from tests.e2e.places import CASE, CLOSED

LIVE = f"**/cases/{CASE}/live"
WRITE = f"/en/cases/{CASE}/write"


@pytest.fixture
def page(visit: Visit) -> Page:
    """The writing page at a desk, the first letter set."""
    page = visit()
    page.goto(WRITE)
    expect(sheet(page)).to_have_count(1)
    return page


def sheet(page: Page) -> Locator:
    return page.locator("#sheets .twin")


def own_words_of(route: Route) -> str:
    return parse_qs(route.request.post_data or "").get("own_words", [""])[0]


def test_the_sheet_bears_what_is_typed_its_picture_too(page: Page) -> None:
    before = page.locator("img.sheet").first.get_attribute("src")

    page.fill("#name", "Ann Lee")
    page.fill("#own_words", "It has to end.")

    expect(sheet(page)).to_contain_text("It has to end.")
    expect(sheet(page)).to_contain_text("Ann Lee")
    assert page.locator("img.sheet").first.get_attribute("src") != before


def test_another_letter_is_looked_at_by_its_tab_and_stays_in_sight_while_typing(page: Page) -> None:
    page.click(".tab >> nth=1")
    expect(page.locator("#letter-be-cgrs")).to_be_visible()

    page.fill("#own_words", "To you too.")

    expect(sheet(page)).to_contain_text("To you too.")
    expect(page.locator("#letter-be-cgrs")).to_be_visible()
    expect(page.locator(".tab[aria-current]")).to_have_attribute("id", "tab-be-cgrs")


def test_an_older_answer_that_comes_later_is_dropped(page: Page) -> None:
    """Even if the browser could not take back its question: the answer is held until the newer one is there."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if own_words_of(route) == "First.":
            held.append(route)
        else:
            route.continue_()

    page.evaluate("AbortController.prototype.abort = function () {}")
    page.route(LIVE, hold)
    with page.expect_request(LIVE):
        page.fill("#own_words", "First.")
    page.fill("#own_words", "Second.")
    expect(sheet(page)).to_contain_text("Second.")

    with page.expect_response(LIVE):
        held[0].continue_()
    page.wait_for_timeout(500)

    expect(sheet(page)).to_contain_text("Second.")
    expect(sheet(page)).not_to_contain_text("First.")


def test_the_last_of_many_edits_wins(page: Page) -> None:
    for number in range(12):
        page.fill("#own_words", f"Edit {number}.")
        page.wait_for_timeout((number % 4) * 200)

    expect(sheet(page)).to_contain_text("Edit 11.")
    expect(page.locator("#sheets[aria-busy]")).to_have_count(0)


def test_nothing_that_is_typed_waits_for_an_answer(page: Page) -> None:
    page.route(LIVE, lambda route: None)
    page.focus("#own_words")
    page.keyboard.type("First ")
    page.wait_for_timeout(600)

    begun = time.monotonic()
    page.keyboard.type("and then some more")

    assert page.input_value("#own_words") == "First and then some more"
    assert time.monotonic() - begun < 5
    page.unroute(LIVE)


@pytest.mark.parametrize(
    "fail",
    [
        lambda route: route.abort(),
        lambda route: route.fulfill(status=502, body="Bad gateway"),
        lambda route: route.fulfill(status=200, body="<h1>Sign in to this network</h1>", content_type="text/html"),
    ],
    ids=["no line", "fault of the site", "another page"],
)
def test_without_an_answer_the_page_says_so_and_keeps_every_word(page: Page, fail: Callable[[Route], None]) -> None:
    page.route(LIVE, fail)
    page.fill("#own_words", "Not lost.")

    expect(page.locator("#sheets .told")).to_have_text(str(page.locator("#sheets").get_attribute("data-failed")))
    assert page.url.endswith("/write")
    assert page.input_value("#own_words") == "Not lost."
    expect(page.locator("img.sheet").first).to_be_visible()

    page.unroute(LIVE)
    page.fill("#own_words", "Not lost at all.")
    expect(sheet(page)).to_contain_text("Not lost at all.")
    expect(page.locator("#sheets .told")).to_have_count(0)


def test_the_letter_comes_by_itself_when_the_line_is_back(page: Page) -> None:
    page.context.set_offline(True)
    page.fill("#own_words", "Typed in a tunnel.")
    expect(page.locator("#sheets .told")).to_be_visible()

    page.context.set_offline(False)

    expect(sheet(page)).to_contain_text("Typed in a tunnel.")


def test_a_fault_is_told_above_the_last_letter_that_could_be_set(page: Page) -> None:
    page.fill("#email", "nobody")

    expect(page.locator("#sheets .summary")).to_be_visible()
    expect(page.locator("img.sheet").first).to_be_visible()
    expect(page.locator("#email")).to_be_focused()

    page.fill("#email", "ann@example.org")
    expect(page.locator("#sheets .summary")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_arrows_put_the_sentences_in_order(visit: Visit, scripts: bool) -> None:
    page = visit(scripts=scripts)
    page.goto(WRITE)
    boxes = page.locator('[name="points"]')
    first, second = (boxes.nth(place).get_attribute("value") for place in (0, 1))
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.fill("#own_words", "Kept.")

    page.click(f'.arrow[value="up:{second}"]')

    expect(boxes.nth(0)).to_have_value(str(second))
    expect(boxes.nth(1)).to_have_value(str(first))
    assert page.input_value("#own_words") == "Kept."
    if scripts:
        expect(page.locator(f'.arrow[value="up:{second}"]')).to_be_focused()
        one, other = (text.strip() for text in page.locator(".points .choice span").all_inner_texts()[:2])
        expect(sheet(page)).to_have_text(re.compile(f"{re.escape(one)}.*{re.escape(other)}", re.DOTALL))


def test_on_a_phone_nothing_is_asked_until_the_letter_is_looked_at(visit: Visit) -> None:
    page = visit(360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(WRITE)
    page.fill("#own_words", "On the bus.")
    page.wait_for_timeout(900)
    assert [url for url in asked if url.endswith("/live")] == []

    page.click(".see")

    expect(sheet(page)).to_contain_text("On the bus.")


def test_a_case_that_is_closed_while_somebody_types_says_so_with_all_that_was_typed(page: Page) -> None:
    """The site answers as it does for a case that is closed."""

    def to_the_closed_case(route: Route) -> None:
        route.continue_(url=route.request.url.replace(CASE, CLOSED))

    page.route(f"**/cases/{CASE}/live", to_the_closed_case)
    page.route(f"**/cases/{CASE}/preview", to_the_closed_case)
    with page.expect_navigation():
        page.fill("#own_words", "Hours of work.")

    assert "Hours of work." in page.input_value("#typed")


def test_whoever_saves_data_gets_no_letter_unasked(visit: Visit) -> None:
    page = visit()
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) })"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(WRITE)
    page.fill("#own_words", "Every byte is paid for.")
    page.wait_for_timeout(900)

    assert [url for url in asked if url.endswith("/live")] == []
