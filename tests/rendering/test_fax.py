"""A letter by fax, as it leaves: its header on every page, black alone, large enough to be read."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from app.composing import compose
from app.composing.fax import sent_by_fax
from app.content import Library
from app.domain.language import LANGUAGES
from app.domain.letter import Letter, ListBlock, Paragraph, Run
from app.domain.office import FaxContact
from app.domain.problem import Problem
from app.rendering import Renderer, fax_tiff, html_page
from app.rendering.fax_tiff import Resolution
from tests.builders import PLAIN, STOCK, a_letter, a_supporter
from tests.rendering.accessible import faults, read_aloud
from tests.rendering.pdf import fonts_of, ink_mm, opened, page_count, page_size_mm, text_of
from tests.rendering.reading import comparable, share_right, text_on_paper

FAX = FaxContact(number="+41229179006", source="a page", status="live")
ON = datetime.date(2026, 11, 21)
# What chooses a colour or draws a picture (ISO 32000-1, annex A).
PAINT = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "Do", "BI"}


def a_fax(cover: bool = False, **changes: Any) -> Letter:
    return sent_by_fax(a_letter(**changes), FAX, "BE", cover)


def of_paragraphs(count: int, text: str = "The ship is held in the harbour. ") -> Letter:
    return a_fax(body=(Paragraph(text=(Run(text=text * 12),)),) * count)


def words_on(pdf: bytes, page: int) -> list[str]:
    """The lines of a page without those that are empty."""
    return [line for line in text_of(pdf, page).split("\n") if line.strip("\f ")]


def test_every_page_has_its_header_and_knows_how_many_there_are(renderer: Renderer) -> None:
    pdf = renderer.render([of_paragraphs(8)], PLAIN).pdf

    assert page_count(pdf) == 2
    for page in (1, 2):
        text = " ".join(words_on(pdf, page))
        for item in ("To: Harbour Master, Port of Antwerp", "Fax: 00 41 22 917 90 06", "From: Sheila O’Neil"):
            assert item in text
        assert "Date: 1 January 2020" in text
        assert f"Page {page} of 2" in text


def test_letters_in_one_file_count_their_own_pages(renderer: Renderer) -> None:
    pdf = renderer.render([a_fax(), of_paragraphs(8)], PLAIN).pdf

    numbers = [re.findall(r"Page \d of \d", text_of(pdf, page)) for page in (1, 2, 3)]

    assert numbers == [["Page 1 of 1"], ["Page 1 of 2"], ["Page 2 of 2"]]


def test_the_delivery_line_stands_between_the_addresses_and_the_subject(renderer: Renderer) -> None:
    text = text_of(renderer.render([a_fax()], PLAIN).pdf)

    assert "Port of Antwerp\nBy fax: 00 41 22 917 90 06\nThe crew of the ship\n" in text


@pytest.mark.parametrize(
    ("language", "number"), [("fr", "Page 2 sur 2"), ("ja", "ページ 2／2"), ("ar", "2 من 2"), ("fa", "۲ از ۲")]
)
def test_pages_are_counted_in_the_letters_language(language: str, number: str, renderer: Renderer) -> None:
    letter = a_letter(language=LANGUAGES[language], body=of_paragraphs(7).body)

    pdf = renderer.render([sent_by_fax(letter, FAX, "BE", cover=False)], PLAIN).pdf

    assert number in " ".join(words_on(pdf, 2))


def test_a_cover_sheet_that_was_asked_for_is_the_first_page(renderer: Renderer) -> None:
    pdf = renderer.render([a_fax(cover=True)], PLAIN).pdf

    assert page_count(pdf) == 2
    assert sorted(words_on(pdf, 1)) == sorted(
        [
            "To: Harbour Master, Port of Antwerp",
            "Fax: 00 41 22 917 90 06",
            "From: Sheila O’Neil",
            "Date: 1 January 2020",
            "Pages: 2",
            "The crew of the ship",
            "Page 1 of 2",
        ]
    )
    assert "Page 2 of 2" in text_of(pdf, 2)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_machines_line_and_the_margins_are_free_on_every_page(paper: str, renderer: Renderer) -> None:
    pdf = renderer.render([of_paragraphs(8)], [STOCK.plain(paper)]).pdf  # type: ignore[arg-type]
    width, height = page_size_mm(pdf)

    for page in range(page_count(pdf)):
        left, top, right, bottom = ink_mm(pdf, page)

        assert left >= 24.5
        assert right <= width - 24.5
        assert top >= 20
        assert bottom <= height - 17.5


def test_a_long_name_makes_room_for_itself_in_the_header(renderer: Renderer) -> None:
    name = "Maria Alexandra Wilhelmina von und zu Hohenlohe-Waldenburg-Schillingsfürst van den Berghe de Vries"
    long, short = a_fax(signature_block=(name,)), a_fax()

    pages = [renderer.render([letter], PLAIN) for letter in (long, short)]

    assert " ".join(words_on(pages[0].pdf, 1)).count(name) == 2
    assert pages[0].stationery[0].margins.left == pages[1].stationery[0].margins.left == 25
    assert top_of(pages[0].pdf, "Dear Harbour Master") > top_of(pages[1].pdf, "Dear Harbour Master") + 8


def top_of(pdf: bytes, words: str) -> float:
    """How far below the upper edge of the first page some words stand, in millimetres."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    index, _count = text.search(words).get_next()
    return (page.get_height() - text.get_charbox(index)[3]) / 72 * 25.4


def test_a_window_envelope_makes_no_difference_to_a_fax(renderer: Renderer) -> None:
    windowed = renderer.render([a_fax()], [STOCK.stationery["din5008-b"], *PLAIN], show_window=True)

    assert windowed.pdf == renderer.render([a_fax()], PLAIN).pdf
    assert (windowed.problems, windowed.stationery[0].window) == ((), None)


def test_nothing_but_black_is_ever_drawn(renderer: Renderer) -> None:
    emphatic = Paragraph(text=(Run(text="now", emphasis="emphasis"), Run(text="here", emphasis="strong")))
    letter = a_fax(cover=True, body=(*of_paragraphs(8).body, emphatic), copies=("Copies to:", "The Mayor"))

    with opened(renderer.render([letter], PLAIN).pdf) as file:
        drawn = {
            (str(operator), *map(str, operands))
            for page in file.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in PAINT
        }

    assert drawn == {("rg", "0", "0", "0")}


@pytest.mark.parametrize("resolution", ["fine", "standard"])
def test_a_page_has_pure_black_and_white_and_little_black(resolution: Resolution, renderer: Renderer) -> None:
    tiff = fax_tiff(renderer.render([of_paragraphs(6)], PLAIN).pdf, resolution)

    with Image.open(io.BytesIO(tiff)) as file:
        page = file.convert("L")
    black, white = page.histogram()[0], page.histogram()[255]

    assert black + white == page.width * page.height
    assert 0.01 < black / (page.width * page.height) < 0.1


def test_it_is_set_in_an_even_stroke_for_each_script(renderer: Renderer) -> None:
    typed = "Ёлка λόγος سلام שלום հայ ქართ ትግ हिन्दी বাংলা தமிழ் ไทย ខ្មែរ မြန်မာ 京都 あ 한글"
    rendering = renderer.render([a_fax(body=(Paragraph(text=(Run(text=typed),), typed=True),))], PLAIN)

    assert rendering.missing == ()
    assert {name for name in fonts_of(rendering.pdf) if not name.startswith("Noto-Sans")} == set()


def test_nothing_is_smaller_than_12_points(renderer: Renderer) -> None:
    letter = a_fax(cover=True, copies=("Copies to:", "The Mayor"), sender_address=("Sheila", "Gent"))

    with opened(renderer.render([letter], PLAIN).pdf) as file:
        sizes = {
            float(operands[1]) * 72 / 96
            for page in file.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tf"
        }

    assert min(sizes) == 12


@pytest.mark.parametrize(("paragraphs", "pages"), [(19, 3), (24, 4)])
def test_a_fax_has_three_pages_at_the_most(paragraphs: int, pages: int, renderer: Renderer) -> None:
    rendering = renderer.render([of_paragraphs(paragraphs)], PLAIN)

    assert page_count(rendering.pdf) == pages
    assert rendering.problems == (
        ()
        if pages == 3
        else (
            Problem(
                code="fax-too-long",
                where="own_words",
                message="The fax to Harbour Master, Port of Antwerp has 4 pages. A fax must have 3 pages or fewer.",
                hint="Shorten your own words, or send the letter by post.",
            ),
        )
    )


def test_the_cover_sheet_is_not_one_of_the_three(renderer: Renderer) -> None:
    letter = sent_by_fax(of_paragraphs(19), FAX, "BE", cover=True)
    rendering = renderer.render([letter], PLAIN)

    assert (page_count(rendering.pdf), rendering.problems) == (4, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fax_in_any_language_is_pdf_ua(language: str, renderer: Renderer) -> None:
    letter = a_letter(language=LANGUAGES[language], body=of_paragraphs(8).body)

    assert faults(renderer.render([sent_by_fax(letter, FAX, "BE", cover=True)], PLAIN).pdf) == []


def test_a_fax_is_read_aloud_in_the_letters_order(renderer: Renderer) -> None:
    heard = read_aloud(renderer.render([a_fax(sender_address=("Sheila", "Gent"))], PLAIN).pdf)
    parts = [
        "1 January 2020",
        "Harbour Master",
        "By fax: 00 41 22 917 90 06",
        "The crew of the ship",
        "Let the ship go.",
    ]

    assert [heard.index(part) for part in parts] == sorted(heard.index(part) for part in parts)


def test_the_html_page_of_a_fax_needs_nothing_else() -> None:
    html = html_page(a_fax(), PLAIN[0])

    assert "Fax: 00 41 22 917 90 06" in html
    assert "Noto Sans" in html


OWN_WORDS = {
    "en": "My sister waited four years in a camp for an answer that never came. I saw her twice, on 3 March "
    "2024 and in June 2025; she was ill, and “no doctor” came.",
    "fr": "Ma sœur a attendu quatre ans, dans un camp, une réponse qui n’est jamais venue. Je l’ai vue deux "
    "fois, le 3 mars 2024 et en juin 2025 : elle était très malade, et où était le médecin ?",
}
TESSERACT = {"en": "eng", "fr": "fra"}
LETTERS = [
    ("no-return-to-iran", "un-high-commissioner-refugees", "en"),
    ("asylum-in-belgium", "be-cgrs", "en"),
    ("no-return-to-iran", "un-high-commissioner-refugees", "fr"),
    ("asylum-in-belgium", "be-fedasil", "fr"),
]


def shipped(library: Library, slug: str, office_id: str, language: str) -> Letter:
    """A letter as it is shipped, with own words, to an office that has a fax number."""
    case, office = library.cases[slug], library.offices[office_id]
    reached = office.model_copy(update={"contacts": office.contacts.model_copy(update={"fax": FAX})})
    composed = compose(
        case,
        reached,
        a_supporter(own_words=OWN_WORDS[language], points=list(case.words[language].points)[:1]),
        language=language,
        on=ON,
        delivery="fax",
    )
    assert isinstance(composed, Letter), composed
    return composed


def body_of(letter: Letter) -> str:
    marks = {ListBlock: "– "}
    return " ".join(
        marks.get(type(block), "") + "".join(run.text for run in text) for block in letter.body for text in block.texts
    )


@pytest.mark.slow
@pytest.mark.parametrize(("resolution", "right"), [("fine", 0.99), ("standard", 0.98)])
@pytest.mark.parametrize(("slug", "office_id", "language"), LETTERS)
def test_the_body_of_a_shipped_letter_is_read_back_from_the_fax(
    slug: str,
    office_id: str,
    language: str,
    resolution: Resolution,
    right: float,
    library: Library,
    renderer: Renderer,
) -> None:
    letter = shipped(library, slug, office_id, language)
    tiff = fax_tiff(renderer.render([letter], PLAIN).pdf, resolution)

    read = comparable(text_on_paper(tiff, TESSERACT[language]))

    assert share_right(comparable(body_of(letter)), read) >= right


@pytest.mark.parametrize(
    ("wanted", "text", "share"),
    [
        ("The ship is held.", "Dear Sir The ship is held. Yours", 1),
        ("abcdefghij", "xx abcdXfghij yy", 0.9),
        ("abcdefghij", "abcdfghij", 0.9),
        ("abcdefghij", "abcdeefghij", 0.9),
        ("abcdefghij", "", 0),
    ],
    ids=["between other words", "one wrong", "one missing", "one too many", "nothing read"],
)
def test_what_is_read_is_measured_by_edit_distance(wanted: str, text: str, share: float) -> None:
    assert share_right(wanted, text) == pytest.approx(share)
