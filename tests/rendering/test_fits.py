"""A letter is set in the largest size that keeps it on one page, however that is found out."""

from __future__ import annotations

import pytest

from app.domain.language import LANGUAGES
from app.domain.letter import Letter, Paragraph, Run
from app.domain.stationery import Stationery
from app.rendering import Renderer
from app.rendering.shared_body import SharedBodies
from app.rendering.sheet import FITS, Setting
from tests.builders import STOCK, a_letter

SENDER = ("Sheila O’Neil", "Flat 12, Orchard House", "12 Lange Munt", "9000 Gent")
WORDS = {
    "en": "The ship is held in the harbour. ",
    "ar": "السفينة محتجزة في المرفأ منذ شهر. ",
    "ja": "船は港に抑留されている。",
}


def of_length(length: int, language: str) -> Letter:
    words = WORDS[language] * (length // len(WORDS[language]))
    paragraphs = [words[start : start + 330] for start in range(0, len(words), 330)]
    return a_letter(
        sender_address=SENDER,
        inside_address=("The Mayor", "Town Hall", "1 Quay", "2000 Antwerpen"),
        body=tuple(Paragraph(text=(Run(text=one),)) for one in paragraphs),
        language=LANGUAGES[language],
    )


def pages(renderer: Renderer, letter: Letter, stationery: Stationery, fit: str) -> int:
    return len(renderer._set(letter, Setting(stationery, fit)).pages)


@pytest.mark.slow
@pytest.mark.parametrize("stationery", ["plain-a4", "plain-letter", "din5008-b"])
@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("length", range(1_100, 3_200, 300))
def test_the_size_is_the_largest_that_keeps_to_one_page(
    length: int, language: str, stationery: str, renderer: Renderer
) -> None:
    letter, sheet = of_length(length, language), STOCK.stationery[stationery]
    largest = next((fit for fit in FITS if pages(renderer, letter, sheet, fit) == 1), "regular")

    chosen = renderer._lay_out(letter, sheet, "", SharedBodies())

    assert fit_of(chosen) == largest


def fit_of(document: object) -> str:
    """The class of the size on the body of a laid out letter."""
    boxes = document.pages[0]._page_box.descendants()  # type: ignore[attr-defined]
    return str(next(box.element.get("class").split()[1] for box in boxes if box.element_tag == "body"))
