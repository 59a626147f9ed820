"""A representative's walk through the Rule 39 kit in Chromium, without JavaScript, on a phone and on a desk."""

from __future__ import annotations

import zipfile
from pathlib import Path

from playwright.sync_api import Page

from tests.rule39 import a_pdf, typed

CHOSEN = {"capacity", "removal", "respondent_state", "articles", "enclosures"}


def fill(page: Page, folder: Path, **changes: str) -> None:
    fields = typed(**changes)
    for name in ("capacity", "removal"):
        page.check(f'input[name="{name}"][value="{fields[name]}"]')
    for article in fields["articles"]:
        page.check(f'input[name="articles"][value="{article}"]')
    page.select_option("#respondent_state", fields["respondent_state"])
    for name in fields.keys() - CHOSEN:
        page.fill(f"#{name}", fields[name])
    page.fill("#enclosure-1", "Decision of 19 November 2026")
    enclose(page, folder)


def enclose(page: Page, folder: Path) -> None:
    (folder / "decision.pdf").write_bytes(a_pdf(21))
    page.set_input_files("#file-1", folder / "decision.pdf")


def test_from_the_foot_of_the_site_to_the_kit(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.click("text=For applicants and their representatives")
    fill(page, tmp_path, telephone="12")
    page.click("text=Check and look at it")
    assert page.inner_text(".summary h2") == "One thing to mend"
    assert page.evaluate_handle("document.activeElement.className").json_value() == "summary"

    page.fill("#telephone", "+32 2 555 01 23")
    enclose(page, tmp_path)
    page.click("text=Check and look at it")
    assert "Pages of the fax: 23. Parts: 3." in page.inner_text(".sheets")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    enclose(page, tmp_path)
    with page.expect_download() as download:
        page.click("text=Make the fax (ZIP)")
    download.value.save_as(tmp_path / "kit.zip")

    with zipfile.ZipFile(tmp_path / "kit.zip") as kit:
        assert len(kit.namelist()) == 6
