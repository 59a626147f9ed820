"""Fine spaces in French, and nowhere else."""

from __future__ import annotations

import pytest

from app.composing.typography import fine_spaces


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
