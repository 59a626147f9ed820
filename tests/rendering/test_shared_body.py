"""Letters of a job that have the same body are what they are when each is laid out whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pikepdf
import pytest

from app.domain.language import LANGUAGES
from app.domain.letter import Block, Letter, ListBlock, Paragraph, Proof, Quotation, Run, Text
from app.domain.stationery import Stationery
from app.rendering import Renderer, Rendering, page_images
from app.rendering.shared_body import SharedBodies
from app.rendering.sheet import Setting
from tests.builders import PLAIN, STOCK, a_letter
from tests.rendering.accessible import faults, read_aloud
from tests.rendering.pdf import opened, text_of

STATIONERY = ("plain-a4", "plain-letter", "din5008-b", "fr-right", "us-9-double")
SENDER = ("Sheila O’Neil", "12 Lange Munt", "9000 Gent")
# For each language two addresses of as many lines, a salutation of each, and a sentence.
WORDS = {
    "en": (("The Mayor", "The Port"), ("Dear Mayor,", "Dear Harbour Master,"), "The ship is held in the harbour. "),
    "ar": (("رئيس البلدية", "مدير المرفأ"), ("السيد الرئيس،", "السيد المدير،"), "السفينة محتجزة في المرفأ منذ شهر. "),
    "ja": (("市長", "港長"), ("市長様", "港長様"), "船は港に抑留されている。"),
}


def text(words: str, **changes: Any) -> Text:
    return (Run(text=words, **changes),)


def a_body(language: str, length: int) -> tuple[Block, ...]:
    """Paragraphs, a numbered and a plain list, a quotation and the supporter's own words in two directions."""
    sentence = WORDS[language][2]
    long = sentence * (length // (3 * len(sentence)))
    return (
        Paragraph(text=(Run(text=long), Run(text="The Hope", emphasis="emphasis", set_apart=True))),
        ListBlock(items=(text(sentence), text(sentence * 2))),
        ListBlock(items=(text(sentence, emphasis="strong"), text(sentence)), numbered=True),
        Quotation(paragraphs=(text(sentence * 2), text(sentence))),
        Paragraph(text=text(long)),
        Paragraph(text=text("I have seen the ship.\nIt is red."), typed=True),
        Paragraph(text=text("دیده‌ام کشتی را."), typed=True),
    )


def letters(language: str, length: int = 900, **changes: Any) -> tuple[Letter, Letter]:
    """One body to two offices."""
    titles, salutations, _sentence = WORDS[language]
    both = {
        "sender_address": SENDER,
        "return_address": SENDER,
        "body": a_body(language, length),
        "copies": ("Copy: the crew",),
        "language": LANGUAGES[language],
        **changes,
    }
    first, second = (
        a_letter(**{"inside_address": (title, "1 Quay", "2000 Antwerpen"), "salutation": salutation, **both})
        for title, salutation in zip(titles, salutations, strict=True)
    )
    return first, second


class Job:
    """What a renderer has laid out of one job: heads alone and whole letters, by the office they are to."""

    def __init__(self, renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
        self.renderer, self.monkeypatch = renderer, monkeypatch
        self.heads: list[str] = []
        self.whole: list[str] = []
        lay_out = Renderer._set

        def seen(renderer: Renderer, letter: Letter | Proof, setting: Setting) -> Any:
            (self.heads if setting.head_alone else self.whole).append(letter.salutation)
            return lay_out(renderer, letter, setting)

        monkeypatch.setattr(Renderer, "_set", seen)

    def shared(self, letters: Sequence[Letter], choices: Sequence[Stationery] = PLAIN, **options: Any) -> Rendering:
        return self.renderer.render(letters, choices, **options)

    def each_whole(self, letters: Sequence[Letter], choices: Sequence[Stationery] = PLAIN, **options: Any) -> Rendering:
        with self.monkeypatch.context() as patched:
            patched.setattr(SharedBodies, "know", lambda *_asked: False)
            return self.renderer.render(letters, choices, **options)


@pytest.fixture
def job(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> Job:
    return Job(renderer, monkeypatch)


def assert_same(one: Rendering, other: Rendering) -> None:
    """The same to look at, to listen to, and to find one's way in."""
    assert [page.png for page in page_images(one.pdf)] == [page.png for page in page_images(other.pdf)]
    assert text_of(one.pdf) == text_of(other.pdf)
    assert read_aloud(one.pdf) == read_aloud(other.pdf)
    assert tags(one.pdf) == tags(other.pdf)
    assert bookmarks(one.pdf) == bookmarks(other.pdf)
    assert faults(one.pdf) == []
    assert dataclasses.replace(one, pdf=b"") == dataclasses.replace(other, pdf=b"")


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """Each element of the structure and its own language, in the order of the tree."""
    with opened(pdf) as file:
        return list(_tags_under(file.Root.StructTreeRoot))


def _tags_under(element: Any) -> Any:
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            yield str(kid.S), str(kid.get("/Lang", ""))
            yield from _tags_under(kid)


def bookmarks(pdf: bytes) -> list[tuple[str, float, float]]:
    """Each bookmark, and the place on its page that it leads to."""
    with opened(pdf) as file, file.open_outline() as outline:
        return [
            (str(item.title), *(round(float(place), 2) for place in list(item.destination)[2:4]))  # type: ignore[arg-type, misc]
            for item in outline.root
        ]


@pytest.mark.parametrize("stationery", STATIONERY)
@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("length", [300, 1_500])
def test_a_letter_with_the_body_of_another_is_the_same_as_laid_out_whole(
    length: int, language: str, stationery: str, job: Job
) -> None:
    both, choices = letters(language, length), [STOCK.stationery[stationery]]

    shared, whole = job.shared(both, choices), job.each_whole(both, choices)

    assert_same(shared, whole)


@pytest.mark.parametrize("language", WORDS)
def test_a_letter_without_own_words_lists_or_quotations_is_the_same_too(language: str, job: Job) -> None:
    both = letters(language, body=(Paragraph(text=text(WORDS[language][2] * 5)),), copies=())

    shared, whole = job.shared(both), job.each_whole(both)

    assert_same(shared, whole)


def test_the_head_alone_is_laid_out_of_the_second_letter(job: Job) -> None:
    job.shared(letters("en"))

    assert (job.whole, job.heads) == (["Dear Mayor,"], ["Dear Harbour Master,"])


def test_the_size_is_found_in_the_first_letter(job: Job) -> None:
    """A long letter is tried in the regular size first; the second one in that which the first came out in."""
    job.shared(letters("en", body=(Paragraph(text=text(WORDS["en"][2] * 60)),), copies=()))

    assert (job.whole, job.heads) == (["Dear Mayor,"], ["Dear Harbour Master,"])


@pytest.mark.parametrize("length", range(1_200, 2_400, 150))
def test_a_head_that_is_taller_by_two_lines_moves_the_body_or_makes_the_letter_smaller(length: int, job: Job) -> None:
    first, second = letters("en", length)
    taller = second.model_copy(update={"inside_address": (*second.inside_address, "BELGIUM", "EUROPE")})

    shared, whole = job.shared([first, taller, first]), job.each_whole([first, taller, first])

    assert_same(shared, whole)


@pytest.mark.parametrize("length", range(1_200, 2_400, 300))
def test_a_head_that_is_lower_by_two_lines_moves_the_body_or_makes_the_letter_larger(length: int, job: Job) -> None:
    first, second = letters("en", length)
    taller = first.model_copy(update={"inside_address": (*first.inside_address, "BELGIUM", "EUROPE")})

    shared, whole = job.shared([taller, second]), job.each_whole([taller, second])

    assert_same(shared, whole)


@pytest.mark.parametrize(
    "changes",
    [
        {"body": (Paragraph(text=text("Let the crew go.")),)},
        {"body": (Paragraph(text=text("Let the ship go."), typed=True),)},
        {"complimentary_close": "Yours faithfully,"},
        {"signature_block": ("Brian O’Neil",)},
        {"enclosures": ("Enclosed: a list",)},
        {"copies": ("Copy: the press",)},
        {"language": LANGUAGES["de"]},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_another_body_close_signature_or_language_is_laid_out_itself(changes: dict[str, Any], job: Job) -> None:
    first = a_letter()
    second = a_letter(**{"salutation": "Dear Mayor,", **changes})

    shared, whole = job.shared([first, second]), job.each_whole([first, second])

    assert job.heads == []
    assert_same(shared, whole)


def test_on_another_sheet_a_body_is_laid_out_itself(job: Job) -> None:
    """The second address has no room in the window and goes on plain paper."""
    both = letters("en")
    long = both[1].model_copy(update={"inside_address": ("Special Rapporteur " * 20, *["1 Quay"] * 9)})
    choices = [STOCK.stationery["din5008-b"], *PLAIN]

    shared, whole = job.shared([both[0], long], choices), job.each_whole([both[0], long], choices)

    assert [one.id for one in shared.stationery] == ["din5008-b", "plain-a4"]
    assert job.heads == []
    assert_same(shared, whole)


def test_nothing_is_shared_of_letters_on_two_pages(job: Job) -> None:
    both = letters("en", 9_000)

    shared, whole = job.shared(both), job.each_whole(both)

    assert shared.letter_of_page == (0, 0, 1, 1)
    assert job.heads == []
    assert_same(shared, whole)


def test_a_body_does_not_outlive_its_job(job: Job) -> None:
    first, second = letters("en")

    job.shared([first])
    job.shared([second])

    assert job.heads == []


def test_the_window_and_its_marks_stand_where_they_do(job: Job) -> None:
    both, choices = letters("en"), [STOCK.stationery["din5008-b"]]

    shared = job.shared(both, choices, show_window=True)
    whole = job.each_whole(both, choices, show_window=True)

    assert_same(shared, whole)


def test_a_sender_too_long_for_the_small_line_costs_no_second_layout_of_the_body(job: Job) -> None:
    long = ("Sheila O’Neil of the Harbour", "Flat 12, Orchard House, by the Old Quay", "12 Lange Munt", "9000 Gent")
    first, second = letters("en", return_address=long * 2)
    choices = [STOCK.stationery["din5008-b"]]

    shared, whole = job.shared([first, second], choices), job.each_whole([first, second], choices)

    assert job.heads == [first.salutation, second.salutation, second.salutation]
    assert_same(shared, whole)


def test_a_character_that_no_font_draws_is_named_once(job: Job) -> None:
    both = letters("en", body=(Paragraph(text=text("Let \U0010fffd go.")),))

    assert job.shared(both).missing == job.each_whole(both).missing == ("\U0010fffd",)


def test_the_same_letters_give_the_same_bytes(job: Job) -> None:
    both = letters("ar")

    assert job.shared(both).pdf == job.shared(both).pdf


def test_no_more_bodies_are_remembered_than_a_few(monkeypatch: pytest.MonkeyPatch, job: Job) -> None:
    monkeypatch.setattr("app.rendering.shared_body._REMEMBERED", 2)
    several = [a_letter(salutation=f"To {name}", signature_block=(name,)) for name in ("A", "B", "C")]

    job.shared([*several, several[2], several[1], several[0]])

    assert (job.whole, job.heads) == (["To A", "To B", "To C", "To A"], ["To C", "To B"])
