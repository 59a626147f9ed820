"""A supporter's walk through the site in Chromium, without JavaScript."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app.rendering import page_images
from tests.builders import NAME
from tests.rendering.pdf import page_count, text_of


def test_form_preview_and_pdf_for_three_people_at_once(page: Page, tmp_path: Path) -> None:
    """The page images are made of the very bytes that are downloaded."""
    page.goto("/")
    page.click("text=Shelter, safety and a decision")
    page.click("text=Write your letter")
    page.fill("#name", NAME)
    page.fill("#address", "خیابان ولیعصر\nتهران")
    page.select_option("#country", "IR")
    page.fill("#own_words", "I *once* met {{ someone }}.\n<b>Truly</b>.")
    page.select_option("#language-be-minister-asylum-migration", "nl")
    page.click("text=Preview my letters")
    shown = [
        base64.b64decode(str(image.get_attribute("src")).removeprefix("data:image/png;base64,"))
        for image in page.locator("img.sheet").all()
    ]
    with page.expect_download() as waiting:
        page.click("text=The letters alone (PDF)")
    target = tmp_path / "letters.pdf"
    waiting.value.save_as(target)

    assert waiting.value.suggested_filename == "letters-asylum-in-belgium.pdf"
    pdf = target.read_bytes()
    assert page_count(pdf) == 3
    assert [image.png for image in page_images(pdf)] == shown
    assert text_of(pdf).count(NAME) == 6
    assert "Mevrouw de minister," in text_of(pdf, 1)


def test_a_hurried_supporter_is_led_from_the_summary_to_the_field(page: Page) -> None:
    page.goto("/cases/asylum-in-belgium/write")
    page.fill("#own_words", "Kept.")
    page.click("text=Preview my letters")
    page.click("text=Enter your full name. >> nth=0")

    assert page.url.endswith("#name")
    assert page.input_value("#own_words") == "Kept."


def test_enter_in_a_field_previews_and_never_downloads(page: Page) -> None:
    page.goto("/cases/asylum-in-belgium/write")
    page.fill("#name", "Ann Lee")
    page.click("text=Preview my letters")
    page.fill("#name", "Bo Lind")
    page.press("#name", "Enter")

    assert page.url.endswith("/preview")
    assert page.input_value("#name") == "Bo Lind"
    assert page.locator("img.sheet").count() == 3


def test_the_back_button_loses_nothing_that_was_typed(page: Page) -> None:
    typed = {"name": "Ann Lee", "introduction": "a nurse", "address": "1 Street", "own_words": "My words."}
    page.goto("/cases/asylum-in-belgium/write")
    for name, text in typed.items():
        page.fill(f"#{name}", text)
    with page.expect_navigation():
        page.click("text=Preview my letters")
    page.go_back()

    assert page.url.endswith("/write")
    assert {name: page.input_value(f"#{name}") for name in typed} == typed


@pytest.mark.parametrize(
    "path", ["/", "/cases/asylum-in-belgium", "/cases/release-the-seven", "/cases/asylum-in-belgium/write", "/nowhere"]
)
def test_no_page_is_wider_than_the_screen(path: str, page: Page) -> None:
    page.goto(path)

    box = page.locator("html").bounding_box()
    widest = max(
        part["width"] + part["x"] for part in (one.bounding_box() for one in page.locator("body *").all()) if part
    )

    assert box is not None
    assert widest <= box["width"] + 0.5
