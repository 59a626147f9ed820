"""Page images are pictures of the very PDF that is downloaded."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image, ImageChops

from app.rendering import Renderer, page_images
from tests.builders import PLAIN, a_letter


def test_there_is_one_picture_a_page_in_the_pages_proportions(renderer: Renderer) -> None:
    pdf = renderer.render([a_letter(), a_letter()], PLAIN).pdf

    images = page_images(pdf)

    assert len(images) == 2
    assert (images[0].width, images[0].height) == (910, 1287)
    assert Image.open(io.BytesIO(images[0].png)).size == (910, 1287)


def test_a_picture_shows_what_the_pdf_shows(renderer: Renderer) -> None:
    """Sixteen greys differ from the full rendering by less than one grey step anywhere."""
    pdf = renderer.render([a_letter()], PLAIN).pdf

    shown = Image.open(io.BytesIO(page_images(pdf)[0].png)).convert("L")
    printed = pypdfium2.PdfDocument(pdf)[0].render(scale=110 / 72, grayscale=True).to_pil().convert("L")

    assert ImageChops.difference(shown, printed).getextrema()[1] <= 17


def test_the_same_pdf_gives_the_same_picture(renderer: Renderer) -> None:
    pdf = renderer.render([a_letter()], PLAIN).pdf

    assert page_images(pdf)[0].png == page_images(pdf)[0].png


def test_a_picture_of_a_letter_is_small(renderer: Renderer) -> None:
    assert len(page_images(renderer.render([a_letter()], PLAIN).pdf)[0].png) < 40_000
