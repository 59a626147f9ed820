"""The red box of a proof, on paper, in its picture and in its text."""

from __future__ import annotations

import io

from PIL import Image

from app.domain.letter import Fault, Paragraph, Proof, Run
from app.rendering import Renderer, page_images, plain_text
from app.rendering.sheet import Setting, letter_html
from tests.builders import PLAIN, a_letter
from tests.rendering.pdf import text_of

BODY = (Paragraph(text=(Run(text="I am "), Fault(text="{{ suporter }}"), Run(text=", and I write."))),)
PROOF = Proof(**{**dict(a_letter()), "body": BODY})


def reds(png: bytes) -> int:
    """How many of a picture's pixels are clearly red."""
    colours = Image.open(io.BytesIO(png)).convert("RGB").getcolors(1 << 24) or []
    return sum(count for count, (red, green, blue) in colours if red - max(green, blue) > 60)


def test_a_fault_is_a_box_of_its_own_within_the_sentence() -> None:
    html = letter_html(PROOF, Setting(PLAIN[0]))

    assert '>I am <strong class="fault">{{ suporter }}</strong>, and I write.</p>' in html


def test_the_box_is_red_on_the_picture_of_the_page_and_its_words_are_in_the_pdf(renderer: Renderer) -> None:
    pdf = renderer.render([PROOF], PLAIN).pdf

    assert "I am {{ suporter }}" in text_of(pdf)
    assert reds(page_images(pdf, coloured=True)[0].png) > 100


def test_a_letter_has_no_colour_even_where_one_would_be_shown(renderer: Renderer) -> None:
    pdf = renderer.render([a_letter()], PLAIN).pdf

    assert reds(page_images(pdf, coloured=True)[0].png) == 0


def test_in_the_text_a_fault_says_that_it_is_one() -> None:
    assert "I am [To mend: {{ suporter }}], and I write." in plain_text(PROOF)
