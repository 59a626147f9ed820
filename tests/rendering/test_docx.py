"""Letters as DOCX: to be changed in a word processor, and printed as one page."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree

from app.domain.language import LANGUAGES
from app.domain.letter import Letter, ListBlock, Paragraph, Quotation, Run
from app.rendering import docx_file
from app.rendering.docx import stretches
from tests.builders import NAME, PLAIN, STOCK, a_letter
from tests.rendering.pdf import page_count, text_of
from tests.shipped import shipped

A4 = PLAIN[0]
SHIPPED = dict(shipped(own_words="I met them last winter, and I have not forgotten them."))
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CANARY = "Kanarienvogel"


def opened(*letters: Letter) -> Document:
    return docx.Document(io.BytesIO(docx_file(letters, A4)))


def parts_of(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts_of(document: Document) -> list[str]:
    return [paragraph.text.strip("\u200e\u200f") for paragraph in document.paragraphs]


def in_order(letter: Letter) -> list[str]:
    """Each paragraph that a letter becomes, in the order of its parts."""
    body = ["".join(run.text for run in text) for block in letter.body for text in block.texts]
    return [
        *letter.sender_address,
        letter.date_line,
        *letter.inside_address,
        letter.subject_line,
        letter.salutation,
        *body,
        letter.complimentary_close,
        *letter.signature_block,
        *letter.copies,
    ]


@pytest.mark.parametrize("letter", SHIPPED.values(), ids=SHIPPED)
def test_it_says_what_the_letter_says_in_its_order(letter: Letter) -> None:
    written = [text.replace("\u200e", "").replace("\u200f", "") for text in texts_of(opened(letter))]

    assert written == in_order(letter)


def test_each_part_has_a_style_of_its_name() -> None:
    letter = a_letter(
        sender_address=("Sheila O’Neil",),
        body=(
            Paragraph(text=(Run(text="Let the ship go."),)),
            ListBlock(items=((Run(text="now"),),)),
            Quotation(paragraphs=((Run(text="Ships may sail."),),)),
        ),
        copies=("Copies to:",),
    )

    assert [paragraph.style.name for paragraph in opened(letter).paragraphs if paragraph.style] == [
        "Sender address",
        "Date line",
        "Inside address",
        "Inside address",
        "Subject line",
        "Salutation",
        "Body",
        "List",
        "Quotation",
        "Complimentary close",
        "Signature block",
        "Copies",
    ]


def test_a_second_language_has_its_own_styles_and_each_letter_its_own_pages() -> None:
    document = opened(a_letter(), a_letter(language=LANGUAGES["ar"]), a_letter())

    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert len(document.sections) == 3
    assert {"Salutation", "Salutation (Arabic)"} <= set(names)


def test_the_file_holds_no_properties_and_the_letter_nowhere_but_in_its_text() -> None:
    letter = a_letter(signature_block=(CANARY,), sender_address=(CANARY,), body=(Paragraph(text=(Run(text=CANARY),)),))

    parts = parts_of(docx_file([letter], A4))

    assert [name for name in parts if "docProps" in name or "custom" in name] == []
    assert [name for name, content in parts.items() if CANARY.encode() in content] == ["word/document.xml"]
    assert [name for name, content in parts.items() if b"python" in content or b"rsid" in content] == []


def test_the_same_letters_give_the_same_bytes_without_a_moment() -> None:
    first = docx_file([a_letter()], A4)

    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert docx_file([a_letter()], A4) == first


@pytest.mark.parametrize("typed", [NAME, "{% raw %} {{ x }} </w:t>", "<w:p/>&amp;", "a\x00b\x1f\ufffec\ud800"])
def test_what_is_typed_stays_text_and_the_file_xml(typed: str) -> None:
    document = docx_file([a_letter(body=(Paragraph(text=(Run(text=typed),), typed=True),))], A4)

    for content in parts_of(document).values():
        etree.fromstring(content)
    unprintable = dict.fromkeys(map(ord, "\x00\x1f\ufffe\ud800"))
    assert typed.translate(unprintable) in texts_of(docx.Document(io.BytesIO(document)))


def test_arabic_runs_from_right_to_left_and_what_is_latin_in_it_from_left_to_right() -> None:
    letter = a_letter(
        language=LANGUAGES["ar"],
        salutation="معالي الوزير المحترم،",
        body=(
            Paragraph(text=(Run(text="أنا "), Run(text="a nurse (Ghent)!", set_apart=True), Run(text="، وأكتب"))),
            Paragraph(text=(Run(text="I was there."),), typed=True),
        ),
    )

    document = opened(letter)

    body, typed = (paragraph for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == "Body")
    assert [(run.text, run.font.rtl) for run in body.runs] == [
        ("أنا ", True),
        ("\u200ea nurse (Ghent)!\u200e", None),
        ("، وأكتب", True),
    ]
    assert typed._p.pPr is not None
    assert [one.get(f"{_WORD}val") for one in typed._p.pPr.iter(f"{_WORD}bidi")] == ["0"]


@pytest.mark.parametrize(
    ("text", "around", "pieces"),
    [
        ("plain", "ltr", [("plain", "ltr")]),
        ("I met شیرین و علی (2).", "ltr", [("I met ", "ltr"), ("شیرین و علی", "rtl"), (" (2).", "ltr")]),
        ("رأيت UN 2 HCR.", "rtl", [("رأيت ", "rtl"), ("UN 2 HCR", "ltr"), (".", "rtl")]),
        ("", "rtl", []),
    ],
)
def test_text_is_cut_where_its_direction_turns(text: str, around: str, pieces: list[tuple[str, str]]) -> None:
    assert list(stretches(text, around)) == pieces  # type: ignore[arg-type]


def test_numbered_lists_begin_anew() -> None:
    numbered = ListBlock(items=((Run(text="one"),), (Run(text="two"),)), numbered=True)

    document = opened(a_letter(body=(numbered, numbered)), a_letter(body=(numbered,)))

    numbers = [one.get(f"{_WORD}val") for one in document.element.body.iter(f"{_WORD}numId")]
    assert numbers == ["2", "2", "3", "3", "4", "4"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every shipped letter as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("docx")
    for name, letter in SHIPPED.items():
        (folder / f"{name}.docx").write_bytes(docx_file([letter], A4))
    (folder / "us.docx").write_bytes(docx_file([next(iter(SHIPPED.values()))] * 2, STOCK.plain("Letter")))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, sorted(folder.glob("*.docx"))),
        ],
        capture_output=True,
        check=True,
        timeout=300,
    )
    return folder


@pytest.mark.slow
def test_every_shipped_letter_prints_as_one_page(printed: Path) -> None:
    pages = {name: page_count((printed / f"{name}.pdf").read_bytes()) for name in SHIPPED}

    assert {name: count for name, count in pages.items() if count != 1} == {}
    assert page_count((printed / "us.pdf").read_bytes()) == 2


@pytest.mark.slow
def test_the_printed_page_reads_in_the_letters_order(printed: Path) -> None:
    letter = SHIPPED["no-return-to-iran.uk-home-secretary.en"]
    text = text_of((printed / "no-return-to-iran.uk-home-secretary.en.pdf").read_bytes())

    places = [text.find(" ".join(part.split())[:40]) for part in in_order(letter)]

    assert -1 not in places
    assert places[6:] == sorted(places[6:])
