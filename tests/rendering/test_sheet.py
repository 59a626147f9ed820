"""The HTML of a letter: its parts, their order, and text of two directions."""

from __future__ import annotations

import re

import pytest

from app.domain.language import LANGUAGES
from app.domain.letter import ListBlock, Paragraph, Quotation, Run
from app.rendering import html_page, plain_text
from app.rendering.bidi import set_apart
from app.rendering.sheet import Setting, letter_html
from tests.builders import PLAIN, a_letter

EVERYTHING = a_letter(
    letterhead=("Friends of the Ship",),
    sender_address=("Sheila", "Ghent"),
    delivery_line="By fax",
    reference="Reference: 7",
    body=(
        Paragraph(text=(Run(text="I "), Run(text="do", emphasis="emphasis"), Run(text=" so", emphasis="strong"))),
        ListBlock(items=((Run(text="one;"),), (Run(text="two."),))),
        ListBlock(items=((Run(text="first"),),), numbered=True),
        Quotation(paragraphs=((Run(text="Quoted"),), (Run(text="twice\nover"),))),
    ),
    enclosures=("Enclosures:", "A map"),
    copies=("Copies to:", "The Mayor"),
)
PARTS = [
    "letterhead",
    "sender-address",
    "date-line",
    "inside-address",
    "delivery-line",
    "reference",
    "subject-line",
    "salutation",
    "body",
    "complimentary-close",
    "signature-block",
    "enclosures",
    "copies",
]


def test_every_part_stands_once_and_in_reading_order() -> None:
    html = letter_html(EVERYTHING, Setting(PLAIN[0]))

    assert [name for name in re.findall(r'class="([a-z-]+)"', html) if name in PARTS] == PARTS


def test_a_part_that_is_empty_leaves_nothing_behind() -> None:
    html = letter_html(a_letter(), Setting(PLAIN[0]))

    assert not re.search("letterhead|delivery-line|reference|enclosures|copies", html)


def test_text_is_escaped_everywhere() -> None:
    nasty = "<script>&{{x}}"
    letter = a_letter(
        sender_address=(nasty,),
        subject_line=nasty,
        signature_block=(nasty,),
        body=(Paragraph(text=(Run(text=nasty),)),),
    )

    html = letter_html(letter, Setting(PLAIN[0]))

    assert "<script>" not in html
    assert html.count("&lt;script&gt;&amp;{{x}}") == 5


def test_the_html_file_needs_nothing_else() -> None:
    html = html_page(a_letter(), PLAIN[0])

    assert "@page" in html
    assert not re.search(r"(src|href)=|url\(|@import", html)


def test_plain_text_has_the_same_parts_in_the_same_order() -> None:
    assert plain_text(EVERYTHING) == (
        "Friends of the Ship\n\nSheila\nGhent\n\n1 January 2020\n\nHarbour Master\nPort of Antwerp\n\nBy fax\n\n"
        "Reference: 7\n\nThe crew of the ship\n\nDear Harbour Master,\n\nI do so\n\n– one;\n– two.\n\n1. first\n\n"
        "> Quoted\n>\n> twice\n> over\n\nYours sincerely,\n\nSheila O’Neil\n\nEnclosures:\nA map\n\nCopies to:\nThe Mayor\n"
    )


@pytest.mark.parametrize(
    ("value", "around", "marked"),
    [
        pytest.param("Ann Lee", "ltr", "Ann Lee", id="same-direction"),
        pytest.param("شیرین محمدی", "ltr", "\u2067شیرین محمدی\u2069", id="whole-value-apart"),
        pytest.param("شیرین $& {{7}} O'Neil", "ltr", "\u2067شیرین\u2069 $& {{7}} O'Neil", id="foreign-words-apart"),
        pytest.param(
            "From شیرین محمدی to Ann Lee now", "ltr", "From \u2067شیرین محمدی\u2069 to Ann Lee now", id="in-the-middle"
        ),
        pytest.param("UNHCR شیرین محمدی", "rtl", "UNHCR شیرین محمدی", id="mostly-right-to-left"),
        pytest.param("Ann Lee", "rtl", "\u2066Ann Lee\u2069", id="latin-in-arabic"),
    ],
)
def test_a_value_of_the_other_direction_is_set_apart(value: str, around: str, marked: str) -> None:
    assert set_apart(value, around) == marked  # type: ignore[arg-type]


def test_a_typed_paragraph_runs_its_own_way_and_the_others_the_letters() -> None:
    letter = a_letter(
        body=(
            Paragraph(text=(Run(text="سلام بر همه"),), typed=True),
            Paragraph(text=(Run(text="سلام بر همه"),)),
        )
    )

    html = letter_html(letter, Setting(PLAIN[0]))

    assert html.count('<p dir="rtl">سلام') == 1
    assert html.count('<p dir="ltr">سلام') == 1


def test_an_arabic_letter_runs_from_right_to_left() -> None:
    assert '<html lang="ar" dir="rtl">' in letter_html(a_letter(language=LANGUAGES["ar"]), Setting(PLAIN[0]))


def test_plain_text_sets_apart_only_values_that_run_the_other_way() -> None:
    letter = a_letter(body=(Paragraph(text=(Run(text="I am "), Run(text="شیرین", set_apart=True), Run(text="."))),))

    assert "I am \u2067شیرین\u2069." in plain_text(letter)
