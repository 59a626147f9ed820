"""A letter of a print run looks as it does when it is laid out whole."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops

from app.composing.wording import Signed, Wording
from app.domain.language import LANGUAGES
from app.domain.letter import Letter, OwnParts
from app.domain.stationery import Stationery
from app.rendering import Renderer, page_images
from app.rendering.renderer import Workbench
from app.rendering.stretch import RunPrinter
from tests.builders import STOCK, a_letter
from tests.rendering.pdf import text_of
from tests.rendering.test_shared_body import WORDS, a_body

STATIONERY = ("plain-a4", "plain-letter", "din5008-a", "din5008-b", "fr-right", "ch-left", "uk-dl", "us-9-double")
LONG = "Maria Assumpta von und zu Hohenlohe-Waldenburg-Schillingsfürst y de la Concepción de los Ángeles"
SENDERS: dict[str, tuple[str, ...]] = {
    "a name alone": (),
    "three lines": ("Sheila O’Neil", "12 Lange Munt", "9000 Gent"),
    "three other lines": ("Ana Ruiz", "Calle Mayor 3", "28013 Madrid"),
    "eight lines": ("Bao Lin", *(f"line {number} of the address" for number in range(6)), "bao.lin@example.org"),
    "a long name": (LONG, "1 Street", "2000 Town"),
    "a long address": ("Jo", "e" * 60, "f " * 30, "jo@" + "long-" * 20 + "example.org"),
    "Persian": ("شیرین عبادی", "خیابان ولیعصر ۱۲", "تهران"),
    "both directions": ("شیرین عبادی", "12 Lange Munt", "۹۰۰۰ گنت Gent"),
    "Japanese": ("山田 花子", "千代田区丸の内1-1", "100-0005 東京"),
    "Thai and Hindi": ("สมชาย ใจดี", "महात्मा गांधी मार्ग १२", "110001 Delhi"),
    "looks like markup": ("<b>$& {{ 7*7 }}</b>", "*12* & \\N", "`9000`"),
}
# Characters of the body: each of the three sizes, and two pages.
LENGTHS = {"open": 500, "regular": 2_100, "tight": 2_500, "two pages": 4_500}


# The dots from the head of a line to its foot.
LINE = 26


def own_parts(lines: tuple[str, ...], name: str = "Sheila O’Neil") -> OwnParts:
    return OwnParts(sender_address=lines, return_address=lines, signature_block=(lines[0] if lines else name,))


def a_wording(stationery: Stationery, language: str = "en", length: int = 900, **changes: Any) -> Wording:
    titles, salutations, _sentence = WORDS[language]
    parts = {
        "inside_address": (titles[0], "1 Quay", "2000 Antwerpen"),
        "salutation": salutations[0],
        "body": a_body(language, length),
        "copies": ("Copy: the crew",),
        "language": LANGUAGES[language],
    }
    return Wording(letter=a_letter(**(parts | changes)), choices=(stationery,), shared=True)


@pytest.fixture
def printer(renderer: Renderer) -> RunPrinter:
    return RunPrinter(renderer)


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """The letters that are laid out whole."""
    seen: list[Letter] = []
    lay_out = Workbench.letter

    def noted(bench: Workbench, letter: Letter, *given: Any, **options: Any) -> Any:
        seen.append(letter)
        return lay_out(bench, letter, *given, **options)

    monkeypatch.setattr(Workbench, "letter", noted)
    return seen


def assert_as_laid_out_whole(printer: RunPrinter, wording: Wording, owns: list[OwnParts]) -> None:
    stretch = printer.print([wording], signed(owns))
    expected = printer.renderer.render([wording.letter.signed(own) for own in owns], wording.choices)

    assert sum(stretch.pages) == len(expected.letter_of_page)
    assert [problem for problems in stretch.problems for problem in problems] == list(expected.problems)
    assert sorted(text_of(stretch.pdf)) == sorted(text_of(expected.pdf))
    for one, other in zip(page_images(stretch.pdf), page_images(expected.pdf), strict=True):
        assert one.png == other.png or moved_by_a_hair(one.png, other.png)


def moved_by_a_hair(one: bytes, other: bytes) -> bool:
    """Whether all that differs is one line, a dot lower: its foot is at the very middle between two rows of dots."""
    pictures = [Image.open(io.BytesIO(png)).convert("L") for png in (one, other)]
    box = ImageChops.difference(*pictures).getbbox()
    assert box is not None
    left, top, right, bottom = box
    shifted = ImageChops.difference(
        pictures[0].crop((left, top + 1, right, bottom)), pictures[1].crop((left, top, right, bottom - 1))
    )
    turned = ImageChops.difference(
        pictures[1].crop((left, top + 1, right, bottom)), pictures[0].crop((left, top, right, bottom - 1))
    )
    return bottom - top <= LINE and None in (shifted.getbbox(), turned.getbbox())


def signed(owns: Sequence[OwnParts], wording: int = 0) -> list[Signed]:
    return [Signed(wording=wording, own=own) for own in owns]


@pytest.mark.parametrize("name", STATIONERY)
def test_every_kind_of_sender_on_every_stationery(name: str, printer: RunPrinter) -> None:
    wording = a_wording(STOCK.stationery[name])

    assert_as_laid_out_whole(printer, wording, [own_parts(lines) for lines in SENDERS.values()])


@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS)
@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("name", ["plain-a4", "din5008-b"])
def test_every_size_in_every_script(name: str, language: str, length: int, printer: RunPrinter) -> None:
    wording = a_wording(STOCK.stationery[name], language, length)

    assert_as_laid_out_whole(printer, wording, [own_parts(lines) for lines in SENDERS.values()])


def test_what_is_alike_is_in_the_file_once(printer: RunPrinter) -> None:
    """The text of fifty letters is one form object; each sheet calls it."""
    wording = a_wording(STOCK.stationery["plain-a4"])
    owns = [own_parts((f"Sheila the {number}th", "12 Lange Munt", "9000 Gent")) for number in range(50)]

    stretch = printer.print([wording], signed(owns))

    with pikepdf.open(io.BytesIO(stretch.pdf)) as file:
        forms = [
            thing for thing in file.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
        ]
        assert len(file.pages) == 50
        assert len(forms) == 4, "date, inside address, text and copies; a plain sheet has no marks"
    assert text_of(stretch.pdf, 7).count("The ship is held") == text_of(stretch.pdf, 1).count("The ship is held") > 3


def test_letters_of_many_wordings_keep_their_order(printer: RunPrinter) -> None:
    wordings = [a_wording(STOCK.stationery["plain-a4"], language) for language in WORDS]
    own = own_parts(SENDERS["three lines"])
    order = (0, 2, 1, 1, 0, 2)

    stretch = printer.print(wordings, [Signed(wording=number, own=own) for number in order])

    sentences = ("The ship is held", "السفينة", "船は")
    assert [
        next(number for number, words in enumerate(sentences) if words in text_of(stretch.pdf, page))
        for page in range(1, 7)
    ] == list(order)


def test_what_is_not_shared_is_laid_out_whole(printer: RunPrinter, whole: list[Letter]) -> None:
    wording = a_wording(STOCK.stationery["plain-a4"]).model_copy(update={"shared": False})

    printer.print([wording], signed([own_parts(lines) for lines in SENDERS.values()]))

    assert len(whole) == len(SENDERS)


@pytest.mark.parametrize("name", ["plain-a4", "din5008-b"])
def test_what_is_shared_is_not_laid_out_whole(name: str, printer: RunPrinter, whole: list[Letter]) -> None:
    wording = a_wording(STOCK.stationery[name])
    owns = [own_parts(SENDERS[kind]) for kind in ("a name alone", "three lines", "Persian", "both directions")]

    printer.print([wording], signed(owns))

    assert whole == []


def test_the_same_letters_give_the_same_bytes_whatever_was_printed_before(renderer: Renderer) -> None:
    wording = a_wording(STOCK.stationery["din5008-b"])
    ours = signed([own_parts(lines) for lines in SENDERS.values()])
    others = [own_parts(("Zoë Ångström", "1 Ørsted Vej", "2100 København"))]
    fresh, used = RunPrinter(renderer), RunPrinter(renderer)
    used.print([a_wording(STOCK.stationery["plain-a4"], "ar"), wording], signed(others, 1) + signed(others, 0))

    assert fresh.print([wording], ours).pdf == used.print([wording], ours).pdf


def test_a_sign_without_a_glyph_is_told_of_own_parts_and_of_shared_pieces(printer: RunPrinter) -> None:
    wording = a_wording(STOCK.stationery["plain-a4"], reference="Reference \U0001f600")
    owns = [own_parts(("Ana \U0001f409", "1 Street", "Town"))]

    assert set(printer.print([wording], signed(owns)).missing) == {"\U0001f600", "\U0001f409"}
    again = printer.print([wording], signed([own_parts(SENDERS["three lines"])]))
    assert again.missing == ("\U0001f600",), "the pieces are kept, and so is what they lack"


def test_a_letter_whose_address_fits_no_window_has_its_problem(printer: RunPrinter) -> None:
    wording = a_wording(STOCK.stationery["din5008-b"], inside_address=tuple(f"Line {n}" for n in range(12)))

    stretch = printer.print([wording], signed([own_parts(SENDERS["three lines"])] * 2))

    assert [[problem.code for problem in problems] for problems in stretch.problems] == [["address-misfit"]] * 2
