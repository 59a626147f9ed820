"""Every letter we ship, as approved: case × office × language on its date.

To approve a change, read the difference and run `LETTERS_APPROVE=1 .venv/bin/pytest tests/golden`.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.composing import compose, languages_for
from app.content import Library, load_library
from app.domain.letter import Letter
from app.rendering import plain_text
from tests.builders import a_supporter
from tests.conftest import PROJECT

APPROVED = Path(__file__).parent / "letters"
DATES = {
    "asylum-in-belgium": ("2024-03-01", "2026-11-21"),
    "bita-ghaedi-2010": ("2010-05-04", "2010-06-01"),
    "camp-liberty-2014": ("2014-03-28",),
    "jamal-saberi-2010": ("2010-04-01",),
    "no-forced-returns-2008": ("2008-09-01",),
    "no-return-to-iran": ("2026-11-21",),
    "release-the-seven": ("2013-09-20",),
}


def letters() -> Iterator[tuple[str, str, str, str]]:
    """Slug, office, language and date of every letter there is."""
    library = load_library(PROJECT)
    for slug, case in library.cases.items():
        for office in library.offices_of(case):
            for language in languages_for(case, office):
                for day in DATES[slug]:
                    yield slug, office.id, language, day


def written(library: Library, slug: str, office_id: str, language: str, day: str) -> str:
    case = library.cases[slug]
    supporter = a_supporter(
        introduction="Sheila",
        email="sheila@example.org",
        own_words="These are my own words.",
        points=list(case.words[language].points)[:1],
    )
    composed = compose(
        case, library.offices[office_id], supporter, language=language, on=datetime.date.fromisoformat(day)
    )
    assert isinstance(composed, Letter), composed
    return plain_text(composed)


@pytest.mark.parametrize(("slug", "office_id", "language", "day"), list(letters()))
def test_every_shipped_letter_reads_as_approved(
    slug: str, office_id: str, language: str, day: str, library: Library
) -> None:
    text = written(library, slug, office_id, language, day)
    path = APPROVED / slug / f"{office_id}.{day}.{language}.txt"
    if os.environ.get("LETTERS_APPROVE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    assert text == path.read_text(encoding="utf-8")


def test_no_approved_letter_is_left_over() -> None:
    expected = {APPROVED / slug / f"{office}.{day}.{language}.txt" for slug, office, language, day in letters()}

    assert set(APPROVED.rglob("*.txt")) == expected


def test_no_case_is_without_approved_letters(library: Library) -> None:
    assert set(DATES) == set(library.cases)
    assert library.problems == ()


@pytest.mark.parametrize(
    ("slug", "day", "holders"),
    [
        ("bita-ghaedi-2010", "2010-05-04", {"uk-home-secretary": "Alan Johnson"}),
        ("bita-ghaedi-2010", "2010-05-12", {"uk-home-secretary": "Theresa May"}),
        ("jamal-saberi-2010", "2010-04-01", {"jp-minister-justice": "Keiko Chiba"}),
        (
            "camp-liberty-2014",
            "2014-03-28",
            {
                "un-secretary-general": "Ban Ki-moon",
                "un-high-commissioner-refugees": "António Guterres",
                "ca-minister-foreign-affairs": "John Baird",
                "eu-high-representative": "Catherine Ashton",
                "uk-foreign-secretary": "William Hague",
                "fr-minister-foreign-affairs": "Laurent Fabius",
                "us-secretary-of-state": "John Kerry",
                "iq-prime-minister": "Nouri al-Maliki",
            },
        ),
        (
            "release-the-seven",
            "2013-11-19",
            {"un-secretary-general": "Ban Ki-moon", "un-high-commissioner-human-rights": "Navi Pillay"},
        ),
        (
            "asylum-in-belgium",
            "2024-02-21",
            {"be-minister-asylum-migration": "Nicole de Moor", "be-cgrs": "Sophie Van Balberghe"},
        ),
        ("asylum-in-belgium", "2024-07-01", {"be-fedasil": "Pieter Spinnewijn"}),
        (
            "no-forced-returns-2008",
            "2008-08-28",
            {"iq-prime-minister": "Nouri al-Maliki", "us-secretary-of-state": "Condoleezza Rice"},
        ),
    ],
)
def test_each_seeds_letters_go_to_whoever_held_the_office_then(
    slug: str, day: str, holders: dict[str, str], library: Library
) -> None:
    for office_id, holder in holders.items():
        letter = written(library, slug, office_id, "en", day)

        assert holder in letter.split("\n\n")[2].splitlines()[0]


def test_the_holder_of_spring_2010_in_turkey_is_on_record(library: Library) -> None:
    holder = library.offices["tr-minister-interior"].holder_on(datetime.date(2010, 6, 1))

    assert holder is not None
    assert holder.name == "Beşir Atalay"
