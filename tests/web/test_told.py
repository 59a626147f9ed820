"""All that a supporter or a representative can be told is told in their language: no message is plain English."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from app.composing import caveats, compose
from app.composing.fax import no_fax
from app.composing.rule39_steps import latest_line, sources
from app.composing.strasbourg import clock_line, now_line
from app.content import Library
from app.domain.filing import EnclosedFile
from app.domain.language import LANGUAGES
from app.domain.problem import Problem
from app.domain.rule39_reading import read_rule39
from app.domain.said import ENGLISH, Named, Reader, Said
from app.domain.strasbourg import registry_clock
from app.domain.supporter import read_supporter
from app.rendering.enclosures import read_enclosures
from app.web.rule39_form import Rule39Form
from app.web.sitting import Sitting
from tests.builders import a_case, a_supporter, an_office
from tests.composing import test_fax
from tests.domain import test_rule39, test_supporter
from tests.rule39 import NOW, a_pdf, the_office, typed
from tests.web import test_pages

TODAY = datetime.date(2026, 11, 21)
# A catalogue in which everything is the same: what comes out otherwise was never said.
TRANSLATED = Reader(LANGUAGES["nl"], lambda _pattern: "…", lambda _one, _many, _n: "…")


def rows_of(test: Callable[..., Any]) -> list[tuple[Any, ...]]:
    """The table of a parametrized test."""
    return [mark.args[1] for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"][-1]


def supporters_slips() -> Iterator[Problem]:
    for changes, *_told in rows_of(test_supporter.test_each_slip_gets_its_own_remedy):
        yield from read_supporter({"name": "Ann", **changes})[1]


def faulty_requests() -> Iterator[Problem]:
    tables = (
        test_rule39.test_each_fault_is_told_at_its_field,
        test_rule39.test_an_impossible_removal_is_told_with_what_to_do,
    )
    for changes, *_told in (row for test in tables for row in rows_of(test)):
        yield from read_rule39(typed(**changes), NOW, the_office())[1]
    for whole in ({}, typed(enclosures=[]), typed(removal_date="2026-11-20", removal_time="23:00")):
        yield from read_rule39(whole, NOW, the_office())[1]


def unreadable_enclosures() -> Iterator[Problem]:
    for data in (b"", b"<html>", a_pdf()[:150], a_pdf(0), a_pdf(301), bytes(50_000_001)):
        for title in ("", "The order"):
            yield from read_enclosures([EnclosedFile(title=title, data=data)])[1]


def refused_letters() -> Iterator[Problem]:
    case = a_case(closed=datetime.date(2021, 1, 1))
    wishes: list[dict[str, Any]] = [
        {"language": "xx", "on": datetime.date(2019, 1, 1)},
        {"on": datetime.date(2022, 1, 1), "supporter": a_supporter(points=["wintr"])},
        {"office": an_office(id="mayor")},
        {"case": a_case(), "on": datetime.date(2019, 1, 1)},
        {"office": an_office(open_to="representatives")},
    ]
    for wish in wishes:
        whole = {"case": case, "office": an_office(), "supporter": a_supporter(), "on": datetime.date(2020, 6, 1)}
        refused = compose(**{**whole, "language": "en", **wish})
        yield from refused if isinstance(refused, tuple) else ()
    for office, _problem in rows_of(test_fax.test_without_a_number_in_use_nothing_is_faxed_and_post_is_the_remedy):
        yield from no_fax(office)


def faulty_forms(library: Library) -> Iterator[Problem]:
    faults = [changes for changes, _message in rows_of(test_pages.test_bad_input_is_told_how_to_mend_it)]
    faults += [{"to": []}, {"on": "tomorrow"}, {"stationery": "vellum"}, {"outer": "box"}, {"delivery": "pigeon"}]
    faults += [{"delivery": "fax"}]
    for changes in faults:
        form = MultiDict(test_pages.typed(**changes))
        sitting = Sitting.with_typed_form(library.cases["asylum-in-belgium"], library, TODAY, ENGLISH, form)
        sitting.compose()
        sitting._refuse_missing("😀")
        yield from sitting.problems


@pytest.mark.parametrize(
    ("problems", "codes"),
    [
        (supporters_slips, 9),
        (faulty_requests, 25),
        (unreadable_enclosures, 5),
        (refused_letters, 6),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_told_is_told_in_every_language(problems: Callable[[], Iterator[Problem]], codes: int) -> None:
    told = list(problems())

    assert len({problem.code for problem in told}) >= codes
    assert [problem for problem in told if problem.words_for(TRANSLATED) not in {"…", "… …"}] == []


def test_what_a_form_tells_is_told_in_every_language(library: Library) -> None:
    told = list(faulty_forms(library))

    assert len({problem.code for problem in told}) >= 8
    assert [problem for problem in told if problem.words_for(TRANSLATED) not in {"…", "… …"}] == []


def test_every_caveat_is_told_in_every_language_but_for_explanations_in_the_record(library: Library) -> None:
    for case in library.cases.values():
        for office in library.offices_of(case):
            for language, words in case.words.items():
                if language in office.letter_languages and office.id in words.letters:
                    told = caveats(office, words, language, TODAY)
                    assert {one for one in told if not isinstance(one, Said)} <= {office.holder_unknown}


def test_the_clock_and_the_sources_are_told_in_every_language() -> None:
    hours = [
        datetime.datetime(2026, 12, day, hour, tzinfo=datetime.UTC) for day in (21, 25, 26, 27) for hour in (3, 12, 20)
    ]
    clocks = [registry_clock(hour) for hour in hours]

    told = [
        *(line(clock) for clock in clocks for line in (now_line, clock_line)),
        *(latest_line(hours[-1], hour) for hour in hours),
        *sources(the_office()),
    ]

    assert {TRANSLATED.say(one) for one in told} == {"…"}


def test_every_label_of_a_request_is_told_in_every_language() -> None:
    form = Rule39Form()

    words = [words for field in form for words in (field.label.text, field.description) if words]
    choices = [choice.label for field in form if hasattr(field, "choices") for choice in field.choices or ()]

    assert [one for one in (*words, *choices) if not isinstance(one, Said | Named)] == []
