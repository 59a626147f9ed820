"""The action sheet on paper: one leaf, tagged, legible without colour, its code readable."""

from __future__ import annotations

import datetime
import re
import unicodedata

import pikepdf
import pypdfium2
import pytest
import segno
from PIL import Image

from app.composing.action_sheet import action_sheet
from app.composing.sheet_values import ActionSheet
from app.content import Library
from app.domain.language import LANGUAGES
from app.domain.paper import Paper
from app.domain.said import Reader
from app.rendering import Renderer
from app.rendering.action_sheet import MOST_PAGES, print_sheet, sheet_html
from app.rendering.qr import QUIET_ZONE, qr_svg
from tests.conftest import PROJECT, TODAY
from tests.rendering.accessible import faults, read_aloud
from tests.rendering.pdf import glyphs_mm, ink_mm, opened, page_count, page_size_mm, text_of

SITE_LANGUAGES = ("en", "fr", "de", "nl", "fa", "ar", "tr")
SLUGS = sorted(path.parent.name for path in PROJECT.glob("letter_templates/*/case.yaml"))
LINK = "https://letters.example.org/w/"


def shipped(library: Library, slug: str, language: str = "en", *, link: bool = True) -> ActionSheet:
    """The sheet of a case for today, of a closed one for the day before its end."""
    case = library.cases[slug]
    made = action_sheet(
        case,
        library.offices_of(case),
        on=case.closed - datetime.timedelta(days=1) if case.closed else TODAY,
        reader=Reader(LANGUAGES[language]),
        link=LINK + slug if link else None,
        copied=library.copied_by_office(case),
        embassies=library.embassies_for(case),
    )
    assert isinstance(made, ActionSheet)
    return made


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_sheet_is_one_leaf(slug: str, paper: Paper, library: Library, renderer: Renderer) -> None:
    rendering = print_sheet(renderer, shipped(library, slug), paper)

    assert page_count(rendering.pdf) <= MOST_PAGES
    assert rendering.missing == ()
    assert page_size_mm(rendering.pdf) == {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}[paper]


@pytest.mark.slow
@pytest.mark.parametrize("language", SITE_LANGUAGES)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_sheet_is_one_leaf_in_every_language(
    slug: str, language: str, library: Library, renderer: Renderer
) -> None:
    rendering = print_sheet(renderer, shipped(library, slug, language), "Letter")

    assert page_count(rendering.pdf) <= MOST_PAGES
    assert rendering.missing == ()


@pytest.mark.parametrize(("slug", "language"), [("asylum-in-belgium", "en"), ("no-return-to-iran", "ar")])
def test_a_sheet_is_pdf_ua(slug: str, language: str, library: Library, renderer: Renderer) -> None:
    pdf = print_sheet(renderer, shipped(library, slug, language)).pdf

    assert faults(pdf) == []
    assert str(opened(pdf).Root.Lang) == language


def test_a_sheet_is_read_aloud_in_its_order(library: Library, renderer: Renderer) -> None:
    heard = read_aloud(print_sheet(renderer, shipped(library, "asylum-in-belgium")).pdf)

    parts = ["Letter-writing sheet", "Shelter, safety", "Who is at risk", "What happened", "Send now", "A good letter",
             "What we ask", "\nWrite to\n", "Mr Pieter Spinnewijn", "A letter to begin with", "I am a supporter"]  # fmt: skip
    assert [part for part in parts if part not in heard] == []
    assert [heard.index(part) for part in parts] == sorted(heard.index(part) for part in parts)


def test_nothing_runs_off_the_sheet(library: Library, renderer: Renderer) -> None:
    for language in ("en", "ar"):
        pdf = print_sheet(renderer, shipped(library, "no-return-to-iran", language)).pdf
        for page in range(page_count(pdf)):
            left, top, right, bottom = ink_mm(pdf, page)

            assert (left >= 16.5, top >= 11.5, right <= 193.6, bottom <= 293) == (True, True, True, True)


def test_an_arabic_sheet_runs_from_right_to_left(library: Library, renderer: Renderer) -> None:
    sheet = shipped(library, "no-return-to-iran", "ar")

    assert '<html lang="ar" dir="rtl">' in sheet_html(sheet)
    glyphs = glyphs_mm(print_sheet(renderer, sheet).pdf)[0]
    title = [box for sign, box in glyphs if box.height > 3.5 and unicodedata.bidirectional(sign) == "AL" and box.y < 36]
    assert max(box.x + box.width for box in title) == pytest.approx(193, abs=1)
    assert min(box.x for box in title) > 100


def test_words_in_another_language_than_the_sheet_say_so(library: Library) -> None:
    html = sheet_html(shipped(library, "asylum-in-belgium", "de"))

    assert '<h1 lang="en" dir="ltr">Shelter, safety and a decision' in html


def test_the_code_stands_on_paper_as_it_is_made(library: Library, renderer: Renderer) -> None:
    """Each module is looked at on the printed page, where the tag of the picture says that it is."""
    pdf = print_sheet(renderer, shipped(library, "asylum-in-belgium")).pdf
    file = opened(pdf)
    tags = [thing for thing in file.objects if isinstance(thing, pikepdf.Dictionary)]
    figure = next(tag for tag in tags if tag.get("/S") == "/Figure")
    left, top, right, _bottom = (float(edge) for edge in figure["/A"]["/BBox"])
    # WeasyPrint gives the box in CSS pixels from the top left.
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=96 / 72 * 3).to_pil().convert("L")
    code = segno.make(LINK + "asylum-in-belgium", error="m", micro=False)
    module = (right - left) * 3 / (len(code.matrix) + 2 * QUIET_ZONE)

    seen = [
        [
            page.getpixel((left * 3 + (x + QUIET_ZONE + 0.5) * module, top * 3 + (y + QUIET_ZONE + 0.5) * module)) < 128
            for x in range(len(code.matrix))
        ]
        for y in range(len(code.matrix))
    ]

    assert str(figure["/Alt"]) == "QR code that leads to letters.example.org/w/asylum-in-belgium"
    assert seen == [[bool(one) for one in row] for row in code.matrix]


def test_a_sheet_without_a_link_has_no_code(library: Library, renderer: Renderer) -> None:
    sheet = shipped(library, "asylum-in-belgium", link=False)

    assert "<svg" not in sheet_html(sheet)
    assert "five minutes" not in text_of(print_sheet(renderer, sheet).pdf)


def test_the_edge_is_not_the_page(library: Library, renderer: Renderer) -> None:
    """Most of a page is white, so that a printer's ink goes into words."""
    pdf = print_sheet(renderer, shipped(library, "asylum-in-belgium")).pdf
    page: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L")

    assert sum(page.histogram()[240:]) > 0.8 * page.width * page.height


def test_the_same_sheet_gives_the_same_bytes(library: Library) -> None:
    sheet = shipped(library, "release-the-seven")

    assert print_sheet(Renderer(), sheet).pdf == print_sheet(Renderer(), sheet).pdf


def test_a_code_is_dark_on_white_with_its_quiet_zone() -> None:
    svg = qr_svg("https://letters.example.org/w/the-ship", "To <the> ship")
    size = len(segno.make("https://letters.example.org/w/the-ship", error="m", micro=False).matrix) + 8

    assert f'viewBox="0 0 {size} {size}"' in svg
    assert "<title>To &lt;the&gt; ship</title>" in svg
    assert re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', svg) == ["#fff", "#1d2430"]
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
