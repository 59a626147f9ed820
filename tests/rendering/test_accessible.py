"""Every PDF of ours is PDF/UA-1 as far as a program can tell, and read in the letter's order."""

from __future__ import annotations

import pytest
from weasyprint import HTML

from app.domain.language import LANGUAGES
from app.domain.letter import Letter, ListBlock, Paragraph, Run
from app.domain.stationery import Stationery
from app.rendering import Renderer, calibration_sheet
from tests.builders import PLAIN, STOCK, a_letter
from tests.rendering.accessible import faults, read_aloud

PARTS = [
    "Sheila O’Neil",
    "12 Lange Munt",
    "1 January 2020",
    "The Mayor",
    "Town Hall",
    "The crew of the ship",
    "Dear Mayor,",
    "The ship is held.",
    "let the crew go;",
    "let the ship go.",
    "Yours sincerely,",
    "Copies to:",
]


def a_whole_letter(language: str = "en") -> Letter:
    return a_letter(
        sender_address=("Sheila O’Neil", "12 Lange Munt"),
        return_address=("Sheila O’Neil", "12 Lange Munt"),
        inside_address=("The Mayor", "Town Hall"),
        salutation="Dear Mayor,",
        body=(
            Paragraph(text=(Run(text="The ship is held."),)),
            ListBlock(items=((Run(text="let the crew go;"),), (Run(text="let the ship go."),))),
        ),
        copies=("Copies to:", "The King"),
        language=LANGUAGES[language],
    )


@pytest.mark.parametrize("stationery", STOCK.stationery.values(), ids=lambda one: one.id)
def test_a_letter_on_any_stationery_is_pdf_ua(stationery: Stationery, renderer: Renderer) -> None:
    assert faults(renderer.render([a_whole_letter()], [stationery]).pdf) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_in_any_language_is_pdf_ua(language: str, renderer: Renderer) -> None:
    assert faults(renderer.render([a_whole_letter(language)], PLAIN).pdf) == []


@pytest.mark.parametrize("stationery", STOCK.stationery.values(), ids=lambda one: one.id)
def test_a_letter_is_read_aloud_in_its_order(stationery: Stationery, renderer: Renderer) -> None:
    heard = read_aloud(renderer.render([a_whole_letter()], [stationery]).pdf)

    assert [heard.index(part) for part in PARTS] == sorted(heard.index(part) for part in PARTS)


def test_a_calibration_sheet_is_pdf_ua(renderer: Renderer) -> None:
    sheet = calibration_sheet(STOCK.stationery["din5008-b"])

    assert faults(renderer.print([sheet], "calibration.css").pdf) == []


def test_a_pdf_that_is_not_tagged_is_found_out() -> None:
    html = "<html><body><p>Dear Mayor,</p></body></html>"

    found = faults(HTML(string=html).write_pdf())

    assert {"no language", "no title", "not tagged", "no heading"} <= set(found)
    assert "page 1: «TJ» paints what is neither tagged nor an artifact" in found
