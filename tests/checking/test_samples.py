"""The sample supporters that every letter is tried with."""

from __future__ import annotations

import pytest

from app.checking import samples
from app.content import Library, load_library
from app.domain.supporter import LIMITS, Supporter, read_supporter
from app.domain.text import length
from tests.builders import a_case
from tests.conftest import PROJECT

CASES = [(slug, language) for slug, case in load_library(PROJECT).cases.items() for language in case.words]


def typed(supporter: Supporter) -> dict[str, object]:
    """What somebody would have typed to be this supporter."""
    address = {"address": supporter.address.lines, "country": supporter.address.country}
    return {**dict(supporter), **address}


@pytest.mark.parametrize(("slug", "language"), CASES)
def test_each_sample_is_a_supporter_that_the_form_would_take(slug: str, language: str, library: Library) -> None:
    for supporter in samples(library.cases[slug], language).values():
        assert read_supporter(typed(supporter)) == (supporter, ())


@pytest.mark.parametrize(("slug", "language"), CASES)
def test_the_longest_has_as_many_own_words_as_there_may_be(slug: str, language: str, library: Library) -> None:
    longest = samples(library.cases[slug], language)["longest"]

    assert length(longest.own_words) == LIMITS["own_words"]


def test_the_samples_are_the_same_each_time() -> None:
    assert samples(a_case(), "en") == samples(a_case(), "en")


def test_a_case_whose_words_are_still_blank_has_samples_too() -> None:
    blank = a_case(words={"summary": " ", "facts": {"held": "\n"}})

    assert list(samples(blank, "en")) == list(samples(a_case(), "en"))
