"""Each profile's window, folds and marks, measured in the PDF."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from app.domain.language import LANGUAGES
from app.domain.letter import Letter
from app.domain.stationery import Area, Stationery
from app.rendering import Renderer, calibration_sheet
from tests.builders import STOCK, a_letter
from tests.rendering.pdf import glyphs_mm, page_count, page_size_mm, rules_mm, text_of

WINDOWED = [one for one in STOCK.stationery.values() if one.window]
TOLERANCE = 0.5
_STREETS = (
    "Lange Munt",
    "Avenue des Nations",
    "Große Bergstraße",
    "Şehit Muhtar Caddesi",
    "Østergade",
    "Rruga e Kavajës",
)
_TOWNS = ("9000 Gent", "1211 Genève 10", "10117 Berlin", "New York, NY 10017", "LONDON SW1P 4DF", "İstanbul 34433")
_OFFICES = (
    "Minister of the Interior",
    "High Commissioner for Refugees",
    "Präsident des Bundesamtes für Migration",
    "The Rt Hon. Secretary",
)
_ARABIC = ("دولة رئيس مجلس الوزراء", "شارع فلسطين", "حي المنصور", "بغداد 10013")


def an_address(number: int) -> tuple[str, ...]:
    """Address `number` of a hundred: three to eight lines; every tenth in Arabic."""
    chance = random.Random(number)  # noqa: S311  the same hundred each time
    if number % 10 == 0:
        return (*_ARABIC[: chance.randint(2, 4)], "IRAQ")
    name = " ".join(
        chance.choice(("Anna", "Piet", "van den", "Berghe", "O’Neil", "Müller", "Ng"))
        for _ in range(chance.randint(2, 5))
    )
    extra = [f"Room {chance.randint(1, 999)}", "c/o Embassy of the Republic"][: chance.randint(0, 2)]
    street = f"{chance.choice(_STREETS)} {chance.randint(1, 300)}"
    country = [chance.choice(("SCHWEIZ", "UNITED KINGDOM", "BOSNIA AND HERZEGOVINA"))][: chance.randint(0, 1)]
    return (name, chance.choice(_OFFICES), *extra, street, chance.choice(_TOWNS), *country)


def addressed(lines: tuple[str, ...]) -> Letter:
    sender = ("Sheila O’Neil", "Flat 12, Orchard House", "12 Lange Munt", "9000 Gent")
    return a_letter(inside_address=lines, sender_address=(*sender, "sheila@example.org"), return_address=sender)


# A #10 window shows four lines.
LEAST_FITTING = {"us-10": 20, "us-9-double": 80}
ADDRESSES = [an_address(number) for number in range(100)]


@pytest.mark.slow
@pytest.mark.parametrize("stationery", WINDOWED, ids=lambda one: one.id)
def test_the_recipient_and_nothing_else_stands_in_the_windows_safe_zone(
    stationery: Stationery, renderer: Renderer
) -> None:
    """Of a hundred addresses; one that is too large for the window is refused by its line."""
    assert stationery.window is not None
    choices = [stationery, STOCK.plain(stationery.paper)]
    rendering = renderer.render([addressed(lines) for lines in ADDRESSES], choices)

    fitting = [page for page, chosen in enumerate(rendering.stationery) if chosen == stationery]
    assert len(fitting) >= LEAST_FITTING.get(stationery.id, 100)
    glyphs = glyphs_mm(rendering.pdf)
    for page in fitting:
        inside = within(stationery.window.address, glyphs[page])
        assert inside == letters_of("".join(ADDRESSES[page])), ADDRESSES[page]


@pytest.mark.parametrize(
    "sender", [(), ("Sheila", *("a very long line of an address indeed",) * 5)], ids=["none", "long"]
)
@pytest.mark.parametrize("stationery", WINDOWED, ids=lambda one: one.id)
def test_without_the_small_line_the_recipient_stands_in_the_safe_zone_too(
    stationery: Stationery, sender: tuple[str, ...], renderer: Renderer
) -> None:
    assert stationery.window is not None
    recipient = ("The Mayor", "Town Hall", "2000 Antwerpen")
    letter = a_letter(inside_address=recipient, return_address=sender)

    glyphs = glyphs_mm(renderer.render([letter], [stationery]).pdf)[0]

    assert within(stationery.window.address, glyphs) == letters_of("".join(recipient))


def within(zone: Area, glyphs: list[tuple[str, Area]]) -> Counter[str]:
    """The letters that touch the zone, none of which may stick out of it."""
    touching = [(sign, box) for sign, box in glyphs if touches(zone, box)]
    grown = Area(x=zone.x - TOLERANCE, y=zone.y - TOLERANCE, width=zone.width + 1, height=zone.height + 1)
    assert [sign for sign, box in touching if not grown.holds(box)] == []
    return letters_of("".join(sign for sign, _box in touching))


def touches(zone: Area, box: Area) -> bool:
    return zone.x < box.right and box.x < zone.right and zone.y < box.bottom and box.y < zone.bottom


def letters_of(text: str) -> Counter[str]:
    # Arabic comes out of a PDF as its ligatures and shapes: its words are counted elsewhere.
    return Counter(sign for sign in text if not sign.isspace() and not "\u0600" <= sign <= "\ufeff")


@pytest.mark.parametrize("stationery", WINDOWED, ids=lambda one: one.id)
def test_the_folds_are_marked_at_their_height(stationery: Stationery, renderer: Renderer) -> None:
    assert stationery.window is not None
    expected = sorted([*stationery.window.folds, *([stationery.window.hole] if stationery.window.hole else [])])

    rules = rules_mm(renderer.render([a_letter()], [stationery]).pdf)

    assert [rule.y + rule.height / 2 for rule in rules] == pytest.approx(expected, abs=0.5)
    assert {(round(rule.x), round(rule.right)) for rule in rules} == {stationery.window.marks}


@pytest.mark.parametrize("stationery", STOCK.stationery.values(), ids=lambda one: one.id)
def test_each_profile_has_the_size_of_its_paper(stationery: Stationery, renderer: Renderer) -> None:
    assert page_size_mm(renderer.render([a_letter()], [stationery]).pdf) == (stationery.width, stationery.height)


@pytest.mark.parametrize("stationery", WINDOWED, ids=lambda one: one.id)
def test_the_text_is_read_in_the_order_of_the_letter(stationery: Stationery, renderer: Renderer) -> None:
    text = text_of(renderer.render([addressed(("The Mayor", "Town Hall", "2000 Antwerpen"))], [stationery]).pdf)

    parts = [
        "Sheila O’Neil",
        "1 January 2020",
        "The Mayor",
        "Town Hall",
        "2000 Antwerpen",
        "The crew of the ship",
        "Dear Harbour",
    ]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(
            tuple(f"Line {number}" for number in range(1, 9)),
            "«Line 8» would be below the window of «DIN 5008, form B», even at 9 points.",
            id="eight lines",
        ),
        pytest.param(
            ("The Mayor", "W" * 60, "Gent"),
            f"«{'W' * 60}» would be wider than the window of «DIN 5008, form B», even at 9 points.",
            id="sixty characters without a space",
        ),
    ],
)
def test_an_address_that_does_not_fit_is_refused_by_its_line(
    lines: tuple[str, ...], message: str, renderer: Renderer
) -> None:
    (problem,) = renderer.render([addressed(lines)], [STOCK.stationery["din5008-b"]]).problems

    assert problem.message == message
    assert problem.hint == "Choose plain paper, and print the envelope or a label for it."


def test_seven_lines_fit_the_window_at_nine_points(renderer: Renderer) -> None:
    lines = tuple(f"Line {number}" for number in range(1, 8))

    rendering = renderer.render([addressed(lines)], [STOCK.stationery["din5008-b"]])

    assert rendering.problems == ()


def test_a_letter_whose_address_is_too_large_goes_on_the_next_choice(renderer: Renderer) -> None:
    large, small = addressed(tuple(f"Line {number}" for number in range(8))), addressed(("The Mayor", "Gent"))

    rendering = renderer.render([large, small], STOCK.usual_in("DE"))

    assert [one.id for one in rendering.stationery] == ["plain-a4", "din5008-b"]
    assert rendering.problems == ()


def test_an_address_that_a_window_of_its_own_cannot_show_is_told(renderer: Renderer) -> None:
    sender = tuple(f"Line {number}" for number in range(8))
    letter = a_letter(sender_address=sender, return_address=sender)

    (problem,) = renderer.render([letter], [STOCK.stationery["us-9-double"]]).problems

    assert problem.message == (
        "Your own address has more lines than the upper window of «United States, #9 with two windows» shows."
    )


def test_a_return_line_that_is_too_long_is_left_out_and_not_cut(renderer: Renderer) -> None:
    short = ("Sheila", "9000 Gent")
    long = ("Sheila", *("a very long line of an address indeed, so long",) * 4)
    stationery = [STOCK.stationery["din5008-b"]]

    assert "Sheila · 9000 Gent" in text_of(renderer.render([a_letter(return_address=short)], stationery).pdf)
    assert "Sheila ·" not in text_of(renderer.render([a_letter(return_address=long)], stationery).pdf)


def test_an_arabic_address_stands_in_the_window_too(renderer: Renderer) -> None:
    letter = addressed((*_ARABIC, "IRAQ")).model_copy(update={"language": LANGUAGES["ar"]})
    stationery = STOCK.stationery["din5008-b"]
    assert stationery.window is not None

    pdf = renderer.render([letter], [stationery]).pdf

    assert sum(within(stationery.window.address, glyphs_mm(pdf)[0]).values()) == len("IRAQ10013")
    assert all(word in text_of(pdf) for line in _ARABIC for word in line.split())


@pytest.mark.parametrize("stationery", WINDOWED, ids=lambda one: one.id)
def test_the_calibration_sheet_shows_window_and_folds_and_a_rule_of_a_hundred_millimetres(
    stationery: Stationery, renderer: Renderer
) -> None:
    assert stationery.window is not None
    pdf = renderer.print([calibration_sheet(stationery)], "calibration.css").pdf

    assert page_count(pdf) == 1
    assert page_size_mm(pdf) == (stationery.width, stationery.height)
    assert f"fold, {stationery.window.folds[0]:g} mm" in text_of(pdf)
    assert any(round(rule.width) == 100 for rule in rules_mm(pdf))


def test_the_window_can_be_drawn_over_a_letter(renderer: Renderer) -> None:
    stationery = STOCK.stationery["din5008-b"]
    assert stationery.window is not None

    shown = rules_mm(renderer.render([a_letter()], [stationery], show_window=True).pdf)

    seen = stationery.window.seen
    assert any(abs(rule.x - seen.x) < 0.5 and abs(rule.y - seen.y) < 0.5 for rule in shown)
