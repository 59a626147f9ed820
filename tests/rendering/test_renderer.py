"""The PDF as an office, a screen reader and a printer get it."""

from __future__ import annotations

import datetime
import logging
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from app.composing import compose, languages_for
from app.content import Library
from app.domain.case import Case
from app.domain.language import LANGUAGES
from app.domain.letter import Letter, Paragraph, Run
from app.domain.supporter import LIMITS
from app.rendering import Renderer
from tests.builders import NAME, PLAIN, STOCK, a_letter, a_supporter
from tests.rendering.pdf import fonts_of, ink_mm, opened, page_count, page_size_mm, text_of

OWN_WORDS = "I *once* met {{ someone }}\nand <b>told</b> $& them."


def letters_of(case: Case, library: Library, **typed: str) -> list[Letter]:
    """Every letter of a case in every language, on the last day it takes letters."""
    day = case.closed or datetime.date(2026, 11, 21)
    composed = [
        compose(case, office, a_supporter(**typed), language=language, on=day)
        for office in library.offices_of(case)
        for language in languages_for(case, office)
    ]
    return [letter for letter in composed if isinstance(letter, Letter)]


def of_length(words: int) -> Letter:
    paragraph = Paragraph(text=(Run(text="The ship is held in the harbour. " * 12),))
    return a_letter(body=(paragraph,) * (words // 84))


@pytest.fixture
def silent(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Records what WeasyPrint has to say; nothing it says may pass unnoticed."""
    logging.getLogger("weasyprint").addHandler(caplog.handler)
    yield caplog
    logging.getLogger("weasyprint").removeHandler(caplog.handler)


@pytest.mark.parametrize("slug", ["release-the-seven", "no-forced-returns-2008", "asylum-in-belgium"])
def test_every_shipped_letter_fits_one_page_and_prints_without_a_warning(
    slug: str, library: Library, renderer: Renderer, silent: pytest.LogCaptureFixture
) -> None:
    letters = letters_of(library.cases[slug], library)

    rendering = renderer.render(letters, PLAIN)

    assert rendering.letter_of_page == tuple(range(len(letters)))
    assert rendering.missing == ()
    assert [record.getMessage() for record in silent.records] == []


@pytest.mark.parametrize("slug", ["release-the-seven", "no-forced-returns-2008", "asylum-in-belgium"])
def test_the_longest_own_words_make_two_pages_at_the_most(slug: str, library: Library, renderer: Renderer) -> None:
    own_words = ("We wrote to the ministry in March. " * 40)[: LIMITS["own_words"]]

    for letter in letters_of(library.cases[slug], library, own_words=own_words):
        assert page_count(renderer.render([letter], PLAIN).pdf) <= 2


def test_a_name_of_any_kind_arrives_on_paper_exactly_as_typed(library: Library, renderer: Renderer) -> None:
    letter = letters_of(library.cases["release-the-seven"], library, name=NAME, own_words=OWN_WORDS)[0]

    text = text_of(renderer.render([letter], PLAIN).pdf)

    assert text.count(NAME) == 2
    assert OWN_WORDS in text


def test_the_text_of_the_pdf_is_in_reading_order(renderer: Renderer) -> None:
    letter = a_letter(sender_address=("Sheila", "Ghent"), copies=("Copies to:", "The Mayor"))

    assert text_of(renderer.render([letter], PLAIN).pdf).split("\n")[:-1] == [
        "Sheila",
        "Ghent",
        "1 January 2020",
        "Harbour Master",
        "Port of Antwerp",
        "The crew of the ship",
        "Dear Harbour Master,",
        "Let the ship go.",
        "Yours sincerely,",
        "Sheila O’Neil",
        "Copies to:",
        "The Mayor",
    ]


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("Letter", (215.9, 279.4))])
def test_the_sheet_has_the_size_of_its_paper_and_its_margins_are_free(
    paper: str, size: tuple[float, float], renderer: Renderer
) -> None:
    pdf = renderer.render([of_length(900)], [STOCK.plain(paper)]).pdf  # type: ignore[arg-type]
    left, top, right, bottom = ink_mm(pdf)

    assert page_size_mm(pdf) == size
    assert left >= 27.5
    assert right <= size[0] - 25.5
    assert top >= 16.5
    assert bottom <= size[1] - 14.5


@pytest.mark.parametrize("words", range(420, 1000, 84))
def test_a_second_page_never_holds_the_close_or_the_signature_alone(words: int, renderer: Renderer) -> None:
    rendering = renderer.render([of_length(words)], PLAIN)
    if page_count(rendering.pdf) == 1:
        return

    last = text_of(rendering.pdf, page_count(rendering.pdf)).split("\n")

    assert last.index("Yours sincerely,") >= 2
    assert last.index("Sheila O’Neil") == last.index("Yours sincerely,") + 1


def test_later_pages_are_numbered_and_the_first_is_not(renderer: Renderer) -> None:
    pdf = renderer.render([of_length(1200)], PLAIN).pdf

    assert "1 / 2" not in text_of(pdf, 1)
    assert "2 / 2" in text_of(pdf, 2)


def test_the_pdf_is_tagged_and_names_its_language_and_title(renderer: Renderer) -> None:
    pdf = opened(renderer.render([a_letter()], PLAIN).pdf)

    assert pdf.Root.MarkInfo.Marked == "true" or bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.docinfo["/Title"]) == "Harbour Master, Port of Antwerp: The crew of the ship"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_nothing_in_the_file_says_who_wrote_it_or_when(renderer: Renderer) -> None:
    pdf = opened(renderer.render([a_letter()], PLAIN).pdf)

    assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}
    with pdf.open_metadata() as metadata:
        assert "O’Neil" not in str(metadata)


def test_each_letter_of_a_pack_has_its_own_language_and_bookmark(renderer: Renderer) -> None:
    french = a_letter(language=LANGUAGES["fr"], inside_address=("Maire", "Anvers"))
    pdf = opened(renderer.render([a_letter(), french], PLAIN).pdf)

    parts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Part"]
    with pdf.open_outline() as outline:
        bookmarks = [item.title for item in outline.root]

    assert [str(part.Lang) for part in parts] == ["en", "fr"]
    assert bookmarks == ["Harbour Master, Port of Antwerp", "Maire, Anvers"]


def test_the_same_letter_gives_the_same_bytes(renderer: Renderer) -> None:
    assert renderer.render([a_letter()], PLAIN).pdf == renderer.render([a_letter()], PLAIN).pdf


def test_a_character_without_a_glyph_is_told_and_logged_nowhere(
    renderer: Renderer, capfd: pytest.CaptureFixture[str]
) -> None:
    letter = a_letter(signature_block=("Ann 😀🧿",))
    heard: list[logging.LogRecord] = []
    listener = logging.Handler()
    listener.emit = heard.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(listener)

    missing = renderer.render([letter], PLAIN).missing
    logging.getLogger().removeHandler(listener)

    assert missing == ("😀", "🧿")
    assert heard == []
    assert capfd.readouterr().err == ""
    assert renderer.render([a_letter()], PLAIN).missing == ()


def test_letters_are_set_in_the_chosen_fonts_only(renderer: Renderer) -> None:
    letter = a_letter(signature_block=("Ann שירין 東京 ქართ شیرین",))

    fonts = fonts_of(renderer.render([letter], PLAIN).pdf)

    assert {"Charis-SIL", "Noto-Naskh-Arabic", "Noto-Serif-Hebrew", "Noto-Serif-Georgian"} <= fonts
    assert all(name.startswith(("Charis-SIL", "Noto-")) for name in fonts)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1:1/x.png", "data:image/png;base64,AAAA"])
def test_a_letter_can_load_nothing_at_all(url: str, renderer: Renderer) -> None:
    with pytest.raises(FatalURLFetchingError, match="letters load nothing"):
        renderer.print([f"<img src='{url}'>"], "letter.css")


def test_without_fonts_the_renderer_says_what_to_do(tmp_path: Path) -> None:
    """Pango would crash the process; an error with a remedy comes first."""
    script = (
        "import os\n"
        "environment = type(os.environ)\n"
        "put = environment.__setitem__\n"
        "environment.__setitem__ = lambda self, key, value: put(\n"
        "    self, key, self['EMPTY'] if key == 'FONTCONFIG_FILE' else value)\n"
        "from app.rendering import Renderer\n"
        "Renderer()\n"
    )
    empty = tmp_path / "fonts.conf"
    empty.write_text(
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>/nowhere</dir></fontconfig>"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "EMPTY": str(empty)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "NoFontsError: Tried to set a letter; found none of its fonts on this machine." in done.stderr


@pytest.mark.parametrize("line", ["maria.louaria.von.und.zu.hohenlohe@mail.uantwerpen.example.be", "W" * 60])
def test_a_line_longer_than_its_block_breaks_and_stays_on_the_sheet(line: str, renderer: Renderer) -> None:
    letter = a_letter(sender_address=(line,), signature_block=(line,), inside_address=(line, line), subject_line=line)

    left, _top, right, _bottom = ink_mm(renderer.render([letter], PLAIN).pdf)

    assert left >= 27.5
    assert right <= 184.5


def test_the_pages_of_an_arabic_letter_are_numbered_the_right_way_round(renderer: Renderer) -> None:
    letter = of_length(1200).model_copy(update={"language": LANGUAGES["ar"]})

    assert "2 / 3" in text_of(renderer.render([letter], PLAIN).pdf, 2)
