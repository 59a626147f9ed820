"""Fine spaces and lists, each language in its own way."""

from __future__ import annotations

import pytest

from app.composing.typography import fine_spaces, joined


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Objet : un « mot » ; oui ! non ?", "Objet\u202f: un «\u202fmot\u202f»\u202f; oui\u202f! non\u202f?"),
        ("le 1er septembre", "le 1er\u00a0septembre"),
        ("plus de 3 000 personnes", "plus de 3\u202f000 personnes"),
        ("le 18 juillet 2023", "le 18 juillet 2023"),
    ],
)
def test_french_gets_its_fine_spaces(typed: str, printed: str) -> None:
    assert fine_spaces(typed, "fr") == printed
    assert fine_spaces(typed, "en") == typed


def test_japanese_has_no_space_where_a_file_breaks_its_line() -> None:
    assert fine_spaces("二月。 2004年に\n東京で。\n\n次", "ja") == "二月。2004年に東京で。\n\n次"


@pytest.mark.parametrize(
    ("language", "names", "list_"),
    [
        ("en", ["a", "b", "c"], "a, b and c"),
        ("fr", ["a", "b", "c"], "a, b et c"),
        ("fa", ["ا", "ب", "پ"], "ا، ب و پ"),
        ("ja", ["甲", "乙"], "甲および乙"),
        ("ja", ["甲", "乙", "丙"], "甲、乙、丙"),
        ("de", ["a"], "a"),
    ],
)
def test_names_are_joined_as_a_sentence_has_them(language: str, names: list[str], list_: str) -> None:
    assert joined(names, language) == list_
