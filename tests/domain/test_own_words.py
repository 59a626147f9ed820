"""The meters beside own words: how much room is left, and how much of the letter is the supporter's."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.composing import compose
from app.content import Library
from app.domain.letter import Letter, Paragraph, Run
from app.domain.own_words import own_share, room
from app.domain.said import Said
from app.domain.supporter import LIMITS
from tests.builders import a_case, a_letter, a_supporter, an_office


@pytest.mark.parametrize(
    ("typed", "language", "sentence"),
    [
        ("", "en", "Room for about 160 more words on one page."),
        ("", "de", "Room for about 140 more words on one page."),
        ("a" * 640, "en", "Room for about 60 more words on one page."),
        ("a" * 950, "en", "Room for about 5 more words on one page."),
        ("a" * 990, "en", "Room for about 1 more word on one page."),
        ("a" * 995, "en", "Full: one page."),
        ("a" * 1000, "en", "Full: one page."),
        ("a" * 1001, "en", "Too long for one page by 1 character."),
        ("a" * 2001, "en", "Too long for one page by 1,001 characters."),
        ("a\n" * 40 + "a", "en", "Full: one page."),
        ("", "ja", "Room for about 500 more characters on one page."),
        ("語" * 500, "ja", "Full: one page."),
        ("語" * 501, "ja", "Too long for one page by 2 characters."),
    ],
)
def test_the_room_that_is_left_is_told_in_words(typed: str, language: str, sentence: str) -> None:
    told = room(typed, language)

    assert told.sentence == sentence
    assert isinstance(told.sentence, Said)
    assert told.limit == LIMITS["own_words"]


def test_line_ends_of_a_form_count_once() -> None:
    assert room("a\r\nb", "en").used == 3


@given(st.text(), st.sampled_from(["en", "ja", "tr"]))
def test_there_is_never_less_than_no_room(typed: str, language: str) -> None:
    assert room(typed, language).left >= 0


def test_two_megabytes_are_measured_in_a_moment() -> None:
    started = time.process_time()

    told = room("語" * 2_000_000, "en")

    assert time.process_time() - started < 2
    assert told.used > 1_000_000


def a_letter_of(own: int, ours: int) -> Letter:
    typed = Paragraph(text=(Run(text="word " * own),), typed=True)
    return a_letter(body=(Paragraph(text=(Run(text="ours " * ours),)), *([typed] if own else [])))


@pytest.mark.parametrize(
    ("own", "percent", "degree", "sentence"),
    [
        (0, 0, 0, "Every word of this letter is still ours. One sentence of your own makes it yours."),
        (5, 5, 1, "A little of this letter is yours. Say in a sentence or two why this matters to you."),
        (20, 20, 2, "About a fifth of this letter is yours. Officials notice letters that differ."),
        (33, 33, 3, "About a third of this letter is yours. Officials notice letters that differ."),
        (50, 50, 4, "About half of this letter or more is yours. Nobody else could have written it."),
    ],
)
def test_the_share_is_that_of_words_and_encourages(own: int, percent: int, degree: int, sentence: str) -> None:
    share = own_share(a_supporter(), a_letter_of(own, 100 - own))

    assert (share.percent, share.degree, share.sentence) == (percent, degree, sentence)
    assert isinstance(share.sentence, Said)


def composed(**typed: object) -> tuple[Letter, int]:
    supporter = a_supporter(**typed)
    letter = compose(a_case(), an_office(), supporter, language="en", on=datetime.date(2020, 6, 1))
    assert isinstance(letter, Letter)
    return letter, own_share(supporter, letter).percent


def test_the_introduction_counts_and_the_talking_points_do_not() -> None:
    bare, introduced, ticked = (
        composed()[1],
        composed(introduction="a nurse from Ghent")[1],
        composed(points=["ice"])[1],
    )

    assert (bare, introduced, ticked) == (0, 22, 0)


def test_an_introduction_that_we_supply_is_ours() -> None:
    assert composed(introduction="")[1] == 0


def test_japanese_is_counted_in_characters(library: Library) -> None:
    case, office = library.cases["no-return-to-iran"], library.offices["jp-minister-justice"]
    supporter = a_supporter(own_words="友人のことを案じております。" * 10)
    letter = compose(case, office, supporter, language="ja", on=case.opened)
    assert isinstance(letter, Letter)

    assert 10 < own_share(supporter, letter).percent < 50


def test_a_letter_without_words_is_nobodys() -> None:
    assert own_share(a_supporter(), a_letter(body=())).percent == 0


@given(st.text(max_size=200))
def test_the_share_never_leaves_its_scale_and_the_letter_keeps_what_was_typed(text: str) -> None:
    letter = a_letter(body=(Paragraph(text=(Run(text=text),), typed=True), Paragraph(text=(Run(text="ours"),))))

    share = own_share(a_supporter(), letter)

    assert 0 <= share.percent <= 100
    assert letter.body[0].texts[0][0].text == text
