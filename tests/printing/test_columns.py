"""The headers of a table are known by the form's own words; what else they mean is said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content import load_library
from app.content.supporter_file import FIELDS
from app.printing.columns import LABELS, TARGETS, Columns, column_problems, match, suggestion, target_of
from app.web.forms import form_class
from tests.conftest import PROJECT
from tests.printing.tables import columns_in, csv_of, table_in


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("name", "name"),
        ("Your full name", "name"),
        ("NAME", "name"),
        ("E-mail", "email"),
        ("e_mail", "email"),
        ("Your e-mail address", "email"),
        ("Own words", "own_words"),
        ("own-words", "own_words"),
        ("Talking points", "points"),
        ("Address 2", "address"),
        ("Address line 3", "address"),
        ("Country", "country"),
        ("A line about you", "introduction"),
        ("Vorname", None),
        ("address of the office", None),
    ],
)
def test_a_header_names_a_field_however_it_is_written(header: str, target: str | None) -> None:
    assert target_of(header) == target


def test_every_field_is_known_by_its_name_and_by_its_label_on_the_form() -> None:
    library = load_library(PROJECT)
    form = form_class(next(iter(library.cases.values())), library, "en")()

    assert tuple(LABELS) == FIELDS
    assert {name: target_of(form[name].label.text) for name in FIELDS} == {name: name for name in FIELDS}


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("First name", "name"),
        ("Surname", "name"),
        ("Nmae", "name"),
        ("Street", "address"),
        ("Adress", "address"),
        ("ZIP", "address"),
        ("Town", "same-line"),
        ("Contry", "country"),
        ("Membership fee", "leave-out"),
    ],
)
def test_what_an_unknown_header_probably_means(header: str, target: str) -> None:
    assert suggestion(header) == target


def test_unknown_headers_are_all_told() -> None:
    assert match(("Vorname", "address", "Fee"), {}) == ("Vorname", "Fee")


def test_what_was_chosen_stands_over_what_a_header_says() -> None:
    columns = match(("Vorname", "name", "address", ""), {"Vorname": "name", "address": "leave-out"})

    assert isinstance(columns, Columns)
    assert [(column.index, column.target) for column in columns.read] == [(0, "name"), (1, "name")]


def test_the_column_of_problems_is_not_read() -> None:
    columns = match(("name", "Problem"), {})

    assert isinstance(columns, Columns)
    assert [column.header for column in columns.read] == ["name"]


def test_a_table_without_names_is_told(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, "address,country\nLei 1,BE\n"))

    assert [str(problem) for problem in column_problems(table.name, columns_in(table))] == [
        "supporters.csv: No column is the supporters’ name. "
        "Give the column with the full names the header «name». [no-name-column]"
    ]


def test_one_person_has_one_country(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, "name,country,Staat\nAnn,BE,FR\n"))

    assert [str(problem) for problem in column_problems(table.name, columns_in(table, Staat="country"))] == [
        "supporters.csv: 2 columns are the country: «country», «Staat». "
        "Keep one of them; the others are «leave-out» in the list of columns. [one-column-only]"
    ]


def test_a_column_can_be_each_field_the_same_line_or_nothing() -> None:
    assert {*FIELDS, "same-line", "leave-out"} == set(TARGETS)
