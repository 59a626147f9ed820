"""Names stand where their readers look for them."""

from __future__ import annotations

import pytest

from app.domain.alphabet import place_in_alphabet
from app.domain.country import countries_in_order, country_names


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fr", ["Afrique du Sud", "Allemagne", "Égypte", "El Salvador", "Émirats arabes unis", "Zimbabwe"]),
        ("de", ["Afghanistan", "Ägypten", "Albanien", "Österreich", "Osttimor", "Zypern"]),
        ("tr", ["Çad", "Çekya", "Danimarka", "Hong Kong", "Irak", "İran", "İzlanda", "Jamaika", "Şili", "Tayland"]),
        ("fa", ["آرژانتین", "آروبا", "آلمان", "ایران", "پاکستان", "ترکیه", "گرجستان", "نپال", "ونزوئلا", "هند", "یمن"]),
        ("ar", ["إسبانيا", "ألمانيا", "إيران", "بلجيكا", "تركيا", "يونان"]),
        ("en", ["Albania", "American Samoa", "Côte d’Ivoire", "Croatia", "Guinea", "Guinea-Bissau", "Türkiye"]),
    ],
)
def test_in_each_language(language: str, names: list[str]) -> None:
    assert sorted(sorted(names), key=lambda name: place_in_alphabet(name, language)) == names


def test_signs_that_nobody_sees_change_nothing() -> None:
    assert place_in_alphabet("می\u200cخواهم", "fa") == place_in_alphabet("میخواهم", "fa")


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
def test_every_country_is_in_the_list_once(language: str) -> None:
    assert dict(countries_in_order(language)) == country_names(language)
    assert len(countries_in_order(language)) == len(country_names(language))


def test_egypt_is_not_behind_zimbabwe() -> None:
    names = [name for _code, name in countries_in_order("fr")]

    assert names[0] == "Afghanistan"
    assert names[-1] == "Zimbabwe"
