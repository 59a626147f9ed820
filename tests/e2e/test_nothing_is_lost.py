"""Whatever goes wrong, what was typed is still there and the next step is said."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from app.web.languages import SITE_LANGUAGES
from tests.e2e.conftest import Visit
from tests.e2e.places import CASE, CLOSED, OFFICES

WRITE = f"/en/cases/{CASE}/write"
PREVIEW = "#write .actions .button:not([formaction])"
TYPED = {"name": "Ann Lee", "introduction": "a nurse", "address": "1 Street", "own_words": "My words."}


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def page(visit: Visit, request: pytest.FixtureRequest) -> Page:
    page = visit(scripts=request.param)
    page.goto(WRITE)
    return page


def type_all(page: Page) -> None:
    for name, text in TYPED.items():
        page.fill(f"#{name}", text)


def typed(page: Page) -> dict[str, str]:
    return {name: page.input_value(f"#{name}") for name in TYPED}


def send(page: Page) -> None:
    with page.expect_navigation():
        page.click(PREVIEW)


def test_going_back(page: Page) -> None:
    type_all(page)
    send(page)
    page.go_back()

    assert page.url.endswith("/write")
    assert typed(page) == TYPED


@pytest.mark.parametrize("language", [code for code in SITE_LANGUAGES if code in {"fa", "fr"}])
def test_another_language_takes_along_what_was_typed(page: Page, language: str) -> None:
    type_all(page)
    page.uncheck(f'[name="to"][value="{OFFICES[2]}"]')
    page.click(".languages summary")
    with page.expect_navigation():
        page.click(f'.languages [lang="{language}"]')

    assert page.locator("html").get_attribute("lang") == language
    assert typed(page) == TYPED
    assert page.locator('[name="to"]:checked').count() == 2
    assert page.locator("#write .error").count() == 0


def test_sending_twice_is_like_sending_once(page: Page) -> None:
    type_all(page)
    page.dblclick(PREVIEW)
    page.wait_for_url("**/preview")
    page.wait_for_load_state()

    assert page.locator("article.letter").count() == 3
    assert typed(page) == TYPED


def test_a_reloaded_page_of_letters_is_the_same_again(page: Page) -> None:
    type_all(page)
    send(page)
    page.reload()

    assert typed(page) == TYPED
    assert page.locator("article.letter").count() == 3


def test_a_case_that_was_closed_meanwhile_gives_the_words_back(page: Page) -> None:
    """The form was opened while the case was open; the site answers as for a closed one."""
    page.route(f"**/cases/{CASE}/preview", lambda route: route.continue_(url=route.request.url.replace(CASE, CLOSED)))
    type_all(page)
    send(page)

    assert all(text in page.input_value("#typed") for text in TYPED.values())
    assert page.locator("main .actions a").count() == 2


def test_a_chapter_that_was_pasted_comes_back_with_what_to_mend(page: Page) -> None:
    book = "All happy families are alike.\n" * 3_500
    type_all(page)
    page.evaluate("(book) => { document.getElementById('own_words').value = book; }", book)
    with page.expect_navigation():
        page.press("#name", "Enter")

    assert page.locator('.summary a[href="#own_words"]').count() >= 1
    assert len(page.input_value("#own_words")) == len(book)
    assert page.input_value("#name") == "Ann Lee"


def test_two_million_characters_come_back_whole(app: Flask) -> None:
    """Without Chromium, which takes minutes to lay them out."""
    book = "All happy families are alike. " * 70_000
    answer = app.test_client().post(f"/en/cases/{CASE}/preview", data={**TYPED, "to": list(OFFICES), "own_words": book})

    assert answer.status_code == 422
    assert book in answer.text
    assert 'href="#own_words"' in answer.text


def test_with_nobody_to_write_to_the_form_comes_back(page: Page) -> None:
    type_all(page)
    for office in OFFICES:
        page.uncheck(f'[name="to"][value="{office}"]')
    send(page)

    assert page.locator('.intro .summary a[href="#to"]').count() == 1
    assert page.locator('[name="to"]:checked').count() == 0
    assert typed(page) == TYPED


def test_a_language_that_was_withdrawn_meanwhile_is_to_be_chosen_anew(page: Page) -> None:
    type_all(page)
    page.evaluate(
        """(id) => { const select = document.getElementById(id);
          select.options[0].value = "sv"; select.selectedIndex = 0; }""",
        f"language-{OFFICES[1]}",
    )
    send(page)

    assert page.locator(f'.intro .summary a[href="#language-{OFFICES[1]}"]').count() == 1
    assert typed(page) == TYPED


def test_an_office_that_was_withdrawn_meanwhile_is_told(page: Page) -> None:
    type_all(page)
    page.evaluate("document.querySelector('[name=to]').value = 'be-somebody'")
    send(page)

    assert page.locator('.intro .summary a[href="#to"]').count() == 1
    assert typed(page) == TYPED


def test_without_pictures_the_letter_is_there_as_text(visit: Visit) -> None:
    page = visit(scripts=False)
    page.route("**/*.png", lambda route: route.abort())
    page.goto(WRITE)
    type_all(page)
    send(page)

    for image in page.locator("img.sheet").all():
        assert len(str(image.get_attribute("alt"))) > 20
    page.click("summary:has(+ .twin) >> nth=0")
    assert "My words." in page.locator(".twin").first.inner_text()


def outside(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<title>Elsewhere</title><h1>Elsewhere</h1>")


@pytest.mark.parametrize("how", ["link", "escape"])
@pytest.mark.parametrize("path", [WRITE, "/en/safety"])
def test_leaving_quickly_empties_the_form_and_takes_the_place_of_the_page(visit: Visit, how: str, path: str) -> None:
    page = visit()
    page.route("https://www.wikipedia.org/", outside)
    page.goto("/en/")
    page.goto(path)
    if path == WRITE:
        type_all(page)

    with page.expect_navigation(url="https://www.wikipedia.org/"):
        if how == "link":
            page.click("#exit")
        else:
            for _ in range(3):
                page.keyboard.press("Escape")

    expect(page.locator("h1")).to_have_text("Elsewhere")
    page.go_back()
    assert page.url.endswith("/en/"), "the page that was left is not in the history"


def test_leaving_quickly_is_a_plain_link_without_scripts(visit: Visit) -> None:
    page = visit(scripts=False)
    page.route("https://www.wikipedia.org/", outside)
    page.goto(WRITE)
    page.click("#exit")

    expect(page.locator("h1")).to_have_text("Elsewhere")


def test_escape_pressed_twice_or_slowly_leaves_nothing(visit: Visit) -> None:
    page = visit()
    page.goto(WRITE)
    for pause in (0, 1600, 0):
        page.keyboard.press("Escape")
        page.wait_for_timeout(pause)

    assert page.url.endswith("/write")


def test_a_form_that_is_left_quickly_holds_nothing_any_more(visit: Visit, app: Flask) -> None:
    """The page is held where it is, to look at what is left of it."""
    page = visit()
    page.route("https://www.wikipedia.org/", lambda route: route.fulfill(status=204))
    page.goto(WRITE)
    type_all(page)
    page.click("#exit")

    assert set(typed(page).values()) == {""}
    assert page.locator("html").get_attribute("hidden") is not None
