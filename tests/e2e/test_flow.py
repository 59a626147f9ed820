"""A supporter's five minutes: from the list of cases to the files, in English and Persian, with and without scripts."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.builders import NAME
from tests.e2e.conftest import Visit
from tests.e2e.places import CASE
from tests.rendering.pdf import page_count, text_of

WORDS = "I *once* met {{ someone }}.\n<b>Truly</b>."


def saved(page: Page, file: str, folder: Path) -> Path:
    """The download that a button of the page leads to."""
    with page.expect_download() as waiting:
        page.locator(f'#sheets [formaction$="/{file}"]').click()
    waiting.value.save_as(folder / waiting.value.suggested_filename)
    return folder / waiting.value.suggested_filename


def fill(page: Page) -> None:
    page.fill("#name", NAME)
    page.fill("#address", "خیابان ولیعصر\nتهران")
    page.select_option("#country", "IR")
    page.fill("#own_words", WORDS)
    page.select_option("#language-be-minister-asylum-migration", "nl")


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_from_the_list_of_cases_to_all_the_files(
    visit: Visit, language: str, width: int, scripts: bool, tmp_path: Path
) -> None:
    page = visit(width, scripts=scripts, locale=language)
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == language
    page.click(f'a[href="/cases/{CASE}"]')
    page.click(f'main a[href="/cases/{CASE}/write"]')
    fill(page)
    with page.expect_navigation():
        page.click("#write .actions .button:not([formaction])")

    assert page.locator("img.sheet").count() == 3
    pack = saved(page, "pack.pdf", tmp_path)
    letters = saved(page, "letters.pdf", tmp_path)
    files = saved(page, "pack.zip", tmp_path)

    assert [one.name for one in (pack, letters, files)] == [
        f"pack-{CASE}.pdf",
        f"letters-{CASE}.pdf",
        f"pack-{CASE}.zip",
    ]
    assert page_count(letters.read_bytes()) == 3
    assert "Mevrouw de minister," in text_of(letters.read_bytes(), 1)
    assert "{{ someone }}" in text_of(letters.read_bytes())
    assert page_count(pack.read_bytes()) > 3
    with zipfile.ZipFile(files) as found:
        assert found.testzip() is None
        assert len(found.namelist()) >= 4
    assert page.input_value("#own_words") == WORDS


@pytest.mark.parametrize(("accepted", "language"), [("fa-IR", "fa"), ("tr", "tr"), ("ja", "en")])
def test_a_browser_gets_the_page_in_its_language_and_an_address_wins_over_it(
    visit: Visit, accepted: str, language: str
) -> None:
    page = visit(locale=accepted)

    page.goto("/")
    assert page.locator("html").get_attribute("lang") == language

    page.goto("/de/")
    assert page.locator("html").get_attribute("lang") == "de"
    page.click(f'a[href="/de/cases/{CASE}"]')
    assert page.locator("html").get_attribute("lang") == "de"


def test_the_list_is_narrowed_by_country_and_language(page: Page) -> None:
    page.goto("/")
    everything = page.locator(".card").count()

    page.select_option("#country", "BE")
    page.select_option("#language", "nl")
    page.click(".filter .button")

    assert 0 < page.locator(".card").count() < everything
    assert page.input_value("#country") == "BE"
