"""Other programs get the letter as it was typed: nothing in it is a command to them."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import docx
import pytest

from app.domain.letter import Letter, ListBlock, Paragraph, Quotation, Run
from bench.programs import run
from bench.sources import HTML, LATEX, TYPST, Markup, docx_source
from tests.builders import a_letter

NAME = 'A & B % $ # _ { } \\ < > "'
SIGNED = a_letter(signature_block=(NAME,))


@pytest.mark.parametrize(
    ("markup", "escaped"),
    [
        (HTML, "A &amp; B % $ # _ { } \\ &lt; &gt; &quot;"),
        (
            LATEX,
            r"A \& B \% \$ \# \_ \{ \} \textbackslash{} \textless{} \textgreater{} \textquotedbl{}",
        ),
        (TYPST, r'#"A & B % $ # _ { } \\ < > \"";'),
    ],
    ids=["HTML", "LaTeX", "Typst"],
)
def test_signs_that_are_commands_arrive_as_signs(markup: Markup, escaped: str) -> None:
    source = markup.source([SIGNED])

    assert escaped in source
    assert NAME not in source.replace(escaped, "")


def test_a_word_processor_gets_the_signs_as_they_are() -> None:
    document = docx.Document(io.BytesIO(docx_source(SIGNED)))

    assert NAME in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("--", "-{}-{}"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("`'", r"\textasciigrave{}\textquotesingle{}"),
        ("[1pt]*", "{[}1pt]{*}"),
    ],
)
def test_what_latex_would_draw_as_something_else_is_drawn_as_typed(typed: str, escaped: str) -> None:
    assert LATEX.escaped(typed) == escaped


def of_every_kind() -> Letter:
    text = (Run(text="one\ntwo"), Run(text="loud", emphasis="strong"), Run(text="fine", emphasis="emphasis"))
    kinds = (Paragraph(text=text), ListBlock(items=(text,)), ListBlock(items=(text,), numbered=True))
    return a_letter(body=(*kinds, Quotation(paragraphs=(text,))), copies=("Copy: the crew",))


@pytest.mark.parametrize("markup", [HTML, LATEX, TYPST], ids=["HTML", "LaTeX", "Typst"])
def test_every_part_and_kind_of_paragraph_is_written(markup: Markup) -> None:
    letter = of_every_kind()

    source = markup.source([letter])

    assert [text for text in letter.texts for line in text.split("\n") if markup.escaped(line) not in source] == []
    for part in ("list", "numbered", "quotation", "strong", "emphasis"):
        assert markup.around[part][0] in source


def test_a_word_processor_gets_every_part_and_kind_of_paragraph() -> None:
    letter = of_every_kind()

    paragraphs = docx.Document(io.BytesIO(docx_source(letter))).paragraphs

    written = "\n".join(paragraph.text for paragraph in paragraphs)
    assert [text for text in letter.texts if text not in written] == []
    assert [paragraph.style.name for paragraph in paragraphs if paragraph.style.name.startswith("List")] == [
        "List Bullet",
        "List Number",
    ]


@pytest.mark.parametrize("markup", [HTML, LATEX, TYPST], ids=["HTML", "LaTeX", "Typst"])
def test_letters_in_one_document_stand_on_pages_of_their_own(markup: Markup) -> None:
    source = markup.source([a_letter(), a_letter(), a_letter()])

    assert source.count(markup.between_letters) == 2


def test_a_command_that_fails_is_told_without_what_it_was_given() -> None:
    with pytest.raises(Exception, match=re.escape("Command 'false' returned non-zero exit status 1.")):
        run("false", NAME)


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="pdflatex is not installed")
def test_latex_prints_the_signs_as_they_were_typed(tmp_path: Path) -> None:
    (tmp_path / "letter.tex").write_text(LATEX.source([SIGNED, of_every_kind()]), encoding="utf-8")

    run(
        "pdflatex", "-interaction=batchmode", "-halt-on-error", f"-output-directory={tmp_path}", tmp_path / "letter.tex"
    )

    # poppler takes spaces between single signs for spaced letters.
    assert NAME.replace(" ", "") in run("pdftotext", tmp_path / "letter.pdf", "-").replace(" ", "")
