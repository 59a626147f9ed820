"""Each row is read as the form reads what is typed; each fault is told at its cell, and all of them at once."""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.supporter import Supporter, read_supporter
from app.printing.cells import Row, Table
from app.printing.entries import Checked, check_rows
from app.printing.example import EXAMPLE
from app.printing.template_table import FIELDS
from tests.printing.tables import checked, columns_in, csv_of, table_in, xlsx_of

# Printable, and in this test no font has it.
GLYPH = "𓀀"


def supporters(outcome: Checked) -> list[Supporter]:
    return [entry.supporter for entry in outcome.entries]


def told(outcome: Checked) -> list[str]:
    return [str(fault) for fault in (*outcome.faults, *outcome.warnings)]


def test_a_row_is_what_the_form_would_make_of_it(tmp_path: Path) -> None:
    row = {
        "name": "Ann  Lee",
        "introduction": "a nurse from Ghent",
        "address": "1 Street\n9000 Town",
        "country": "Belgium",
        "email": "ann@example.org",
        "own_words": "One.\n\nTwo.",
        "points": "winter",
    }
    path = tmp_path / "supporters.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([row.keys(), row.values()])

    assert supporters(checked(path)) == [read_supporter({**row, "points": ("winter",)})[0]]


def test_several_columns_are_one_field(tmp_path: Path) -> None:
    text = (
        "Vorname,name,c/o,Strasse,PLZ,Ort,Land,own words,Noch etwas,points,Punkte\n"
        'Ann,Lee,,"Hof\nLei 1",9000,Gent,BE,One.,Two.,"winter;ransom",\n'
        'Bo,,c/o Lee,,,Gent,,,,,"winter\nransom"\n'
    )
    chosen = {"Vorname": "name", "c/o": "address", "Strasse": "address", "PLZ": "address", "Ort": "same-line"}
    more = {"Land": "country", "Noch etwas": "own_words", "Punkte": "points"}

    ann, bo = supporters(checked(csv_of(tmp_path, text), **chosen, **more))

    assert (ann.name, ann.address.lines, ann.address.country) == ("Ann Lee", ("Hof", "Lei 1", "9000 Gent"), "BE")
    assert (ann.own_words, ann.points) == ("One.\n\nTwo.", ("winter", "ransom"))
    assert (bo.name, bo.address.lines, bo.points) == ("Bo", ("c/o Lee Gent",), ("winter", "ransom"))


def test_a_town_without_a_postcode_before_it_begins_a_line(tmp_path: Path) -> None:
    path = csv_of(tmp_path, "name,Town,address\nAnn,Gent,Lei 1\n")

    assert supporters(checked(path, Town="same-line"))[0].address.lines == ("Gent", "Lei 1")


def test_a_line_of_the_address_is_told_at_the_column_it_comes_from(tmp_path: Path) -> None:
    long = "x " * 36
    text = f'name,address 1,address 2,postcode,town\nAnn,"Hof\n\n{long}",{long},9000,{long}\n'

    outcome = checked(csv_of(tmp_path, text), postcode="address", town="same-line")

    assert told(outcome) == [
        "supporters.csv, row 2, cell B2 «address 1»: Line 2 of your address must be 60 characters or fewer. "
        "It has 71. Break it in two. [too-long-line]",
        "supporters.csv, row 2, cell C2 «address 2»: Line 3 of your address must be 60 characters or fewer. "
        "It has 71. Break it in two. [too-long-line]",
        "supporters.csv, row 2, cell D2 «postcode»: Line 4 of your address must be 60 characters or fewer. "
        "It has 76. Break it in two. [too-long-line]",
    ]


def test_a_fault_of_several_columns_is_told_at_the_first_that_is_filled(tmp_path: Path) -> None:
    outcome = checked(csv_of(tmp_path, f"Vorname,name\n,{'x ' * 60}\n , \n-,!\n"), Vorname="name")

    assert [(fault.cell, fault.problem.code) for fault in outcome.faults] == [("B2", "too-long"), ("A4", "no-name")]


def test_the_example_of_a_template_is_never_printed(tmp_path: Path) -> None:
    path = tmp_path / "supporters.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([FIELDS, [*EXAMPLE.values(), "winter"]])

    outcome = checked(path)

    assert outcome.entries == ()
    assert told(outcome) == [
        "supporters.csv, row 2 (line 2 of the file): This is still the example of the template. "
        "Delete the row, or write a supporter’s own details into it. [still-the-example]".replace(
            " (line 2 of the file)", ""
        )
    ]


def test_the_same_person_twice_is_a_warning_that_names_the_first_row(tmp_path: Path) -> None:
    outcome = checked(csv_of(tmp_path, "name,address\nAnn Lee,Lei 1\nBo,Lei 1\nANN  LEE,lei  1\nAnn Lee,Lei 2\n"))

    assert len(outcome.entries) == 4
    assert told(outcome) == [
        "supporters.csv, row 4: warning: The name and the address are those of row 2. "
        "If it is one person, delete one of the rows. [same-person-twice]"
    ]


def test_a_sign_that_no_font_has_is_named_at_each_cell_that_holds_it(tmp_path: Path) -> None:
    outcome = checked(csv_of(tmp_path, f"name,address,country\nAnn{GLYPH}{GLYPH},Lei{GLYPH}\x07,BE\n"), missing=GLYPH)

    assert told(outcome)[:2] == [
        "supporters.csv, row 2, cell A2 «name»: No font has a sign for «𓀀» (U+13000). "
        "Take it out, or write it in another way. [no-glyph]",
        "supporters.csv, row 2, cell B2 «address»: No font has a sign for «𓀀» (U+13000). "
        "Take it out, or write it in another way. [no-glyph]",
    ]


def test_fonts_are_asked_once_and_of_printed_characters_alone(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, 'name,country,points,Fee\n"B\nA\x07",BE,winter,€\nA,FR,,€\n'))
    asked: list[str] = []

    check_rows(table, columns_in(table, Fee="leave-out"), ("winter",), lambda text: asked.append(text) or ())

    assert asked == ["AB"]


@pytest.mark.parametrize("name", ["M\ufffdller", "MÃ¼ller", "Ù…Ø±ÛŒÙ…"])
def test_a_garbled_name_is_never_printed(tmp_path: Path, name: str) -> None:
    outcome = checked(csv_of(tmp_path, f"name\n{name}\n"))

    assert outcome.entries == ()
    assert told(outcome) == [
        "supporters.csv, row 2, cell A2 «name»: Letters with accents are lost here, or each has become two: the text was "
        "once read in another encoding. Type them again, or export the table once more, as CSV UTF-8. [garbled]"
    ]


@pytest.mark.parametrize("name", ["Müller", "Þór Ðað", "São João", "Ân Ãn", "شيرين", "山田"])
def test_a_name_of_any_language_is_not_garbled(tmp_path: Path, name: str) -> None:
    assert told(checked(csv_of(tmp_path, f"name\n{name}\n"))) == []


def test_each_unknown_point_is_told(tmp_path: Path) -> None:
    outcome = checked(csv_of(tmp_path, 'name,points\nAnn,"winter, sumer; wintr"\n'))

    assert told(outcome) == [
        "supporters.csv, row 2, cell B2 «points»: «sumer» is not a point of this case. "
        "There is: ransom, winter. [unknown-point]",
        "supporters.csv, row 2, cell B2 «points»: «wintr» is not a point of this case. "
        "Did you mean winter? [unknown-point]",
    ]


def test_a_row_that_is_faulty_in_the_table_is_no_entry(tmp_path: Path) -> None:
    outcome = checked(xlsx_of(tmp_path, [("name", "address"), ("Ann", "=A1"), ("Bo", "Lei 1")]))

    assert [entry.row for entry in outcome.entries] == [3]
    assert [(fault.cell, fault.problem.code) for fault in outcome.faults] == [("B2", "formula-without-result")]


PILE = "Z" + "\u0301" * 7
UNBROKEN = "b" * 121
# One kind of fault a row: the column, its text and the code; the name is sound where it is not the matter.
_KINDS = [
    ("name", "x " * 51, "too-long"),
    ("introduction", "x " * 101, "too-long"),
    ("address", "x\n" * 201, "too-long"),
    ("email", "x " * 128, "too-long"),
    ("own_words", "x " * 501, "too-long"),
    ("own_words", "水" * 501, "too-long"),
    ("introduction", "x" * 20_000, "too-long"),
    ("introduction", UNBROKEN, "unbroken"),
    ("address", UNBROKEN, "unbroken"),
    ("email", UNBROKEN, "unbroken"),
    ("own_words", UNBROKEN, "unbroken"),
    ("name", PILE, "too-many-marks"),
    ("introduction", PILE, "too-many-marks"),
    ("address", PILE, "too-many-marks"),
    ("email", PILE, "too-many-marks"),
    ("own_words", PILE, "too-many-marks"),
    ("name", f"Ann {GLYPH}", "no-glyph"),
    ("introduction", GLYPH, "no-glyph"),
    ("address", GLYPH, "no-glyph"),
    ("email", f"{GLYPH}@example.org", "no-glyph"),
    ("own_words", GLYPH, "no-glyph"),
    ("name", "M\ufffdller", "garbled"),
    ("introduction", "aus KÃ¶ln", "garbled"),
    ("address", "StraÃŸe 1", "garbled"),
    ("email", "MÃ¼ller@example.org", "garbled"),
    ("own_words", "Â« so Â»", "garbled"),
    ("name", "A\u202enn", "invisible-characters"),
    ("introduction", "a\u0007b", "invisible-characters"),
    ("address", "Lei\u200b 1", "invisible-characters"),
    ("email", "ann\ufeff@example.org", "invisible-characters"),
    ("own_words", "so\ue000", "invisible-characters"),
    ("name", "", "no-name"),
    ("name", "\u3164!", "no-name"),
    ("address", "\n".join("abcdefg"), "too-many-lines"),
    ("own_words", "\n".join("x" * 41), "too-many-lines"),
    ("address", "Hof\n" + "x " * 31, "too-long-line"),
    ("country", "Atlantis", "unknown-country"),
    ("email", "nobody", "no-email"),
    ("points", "summer", "unknown-point"),
    ("name", EXAMPLE["name"], "still-the-example"),
]
# Each with its row.
KINDS = list(enumerate(_KINDS, start=2))
# What is a fault of the row itself: as it stands in the file, with its code.
ROWS = [
    ("Ann Lee,so,Lei 1,BE,,,,much,more", "too-many-cells"),
    ('"Ann "so" Lee",,,,,,', "stray-quote"),
    ("Supporter 1,,Lei 1,BE,,,", ""),
    ("supporter  1,,Lei 1,be,,,", "same-person-twice"),
]


def with_every_fault(folder: Path) -> Path:
    path = folder / "supporters.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS, restval="")
        writer.writeheader()
        writer.writerows(
            {"name": f"Supporter of kind {number}", "country": "BE", column: text}
            for number, (column, text, _) in KINDS
        )
        file.writelines(f"{row}\n" for row, _code in ROWS)
    return path


def test_a_table_with_every_kind_of_fault_is_told_of_all_of_them_at_once(tmp_path: Path) -> None:
    outcome = checked(with_every_fault(tmp_path), missing=GLYPH)

    found = [(fault.row, fault.column, fault.problem.code) for fault in (*outcome.faults, *outcome.warnings)]
    # The example is a fault of its whole row.
    wanted = [(row, "" if code == "still-the-example" else column, code) for row, (column, _text, code) in KINDS]
    wanted += [(row, "", code) for row, (_text, code) in enumerate(ROWS, start=len(KINDS) + 2) if code]
    assert [one for one in wanted if one not in found] == []
    assert len({(column, code) for _row, column, code in found}) == 40
    assert {(column, code) for _row, column, code in found} == {(column, code) for _row, column, code in wanted}


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "unbroken",
            "supporters.csv, row 9, cell B9 «introduction»: The line about you must have a space at least every "
            "120 characters. [unbroken]",
        ),
        (
            "too-many-marks",
            "supporters.csv, row 13, cell A13 «name»: Your name must have 6 or fewer accents on one letter. [too-many-marks]",
        ),
        (
            "invisible-characters",
            "supporters.csv, row 28, cell A28 «name»: warning: Your name held 1 invisible character that cannot be "
            "printed. We took it out. [invisible-characters]",
        ),
        ("no-name", "supporters.csv, row 33, cell A33 «name»: Enter your full name. [no-name]"),
        (
            "unknown-country",
            "supporters.csv, row 38, cell D38 «country»: Choose your country from the list, or leave it empty. "
            "In a file, write its two-letter ISO code, such as BE. [unknown-country]",
        ),
        (
            "no-email",
            "supporters.csv, row 5, cell E5 «email»: Enter an e-mail address like name@example.org, or leave it empty. "
            "[no-email]",
        ),
    ],
)
def test_a_fault_is_told_in_the_words_of_the_form(tmp_path: Path, code: str, message: str) -> None:
    outcome = checked(with_every_fault(tmp_path), missing=GLYPH)

    first = next(fault for fault in (*outcome.faults, *outcome.warnings) if fault.problem.code == code)
    assert re.sub(r" \(line \d+ of the file\)", "", str(first)) == message


def test_every_cell_with_a_fault_is_told_at_that_cell(tmp_path: Path) -> None:
    outcome = checked(with_every_fault(tmp_path), missing=GLYPH)

    letters = dict(zip(FIELDS, "ABCDEFG", strict=True))
    for fault in (*outcome.faults, *outcome.warnings):
        assert fault.cell == (f"{letters[fault.column]}{fault.row}" if fault.column else "")


def test_no_message_quotes_a_cell(tmp_path: Path) -> None:
    """Names and addresses stay out of messages, which are copied into mails."""
    outcome = checked(with_every_fault(tmp_path), missing=GLYPH)

    for fault in (*outcome.faults, *outcome.warnings):
        assert "Supporter" not in str(fault)
        assert "nobody" not in str(fault)


@given(st.lists(st.tuples(*[st.text(max_size=30)] * len(FIELDS)), max_size=4))
def test_any_cells_at_all_are_entries_or_faults(rows: list[tuple[str, ...]]) -> None:
    table = Table(
        name="t.csv",
        headers=FIELDS,
        rows=tuple(Row(number=number, cells=cells) for number, cells in enumerate(rows, start=2)),
    )

    outcome = check_rows(table, columns_in(table), ("winter",), lambda _text: ())

    sound, faulty = {entry.row for entry in outcome.entries}, {fault.row for fault in outcome.faults}
    assert sound | faulty == {row.number for row in table.rows}
    assert sound & faulty == set()


@pytest.mark.slow
def test_ten_thousand_rows_take_seconds(tmp_path: Path) -> None:
    row = 'Zoë Müller {},a teacher from Köln,"Königsstraße 5\n50667 Köln",DE,zoe{}@example.org,"{}",winter\n'
    words = "Ich bitte Sie, an die Kinder zu denken. " * 10
    path = csv_of(tmp_path, ",".join(FIELDS) + "\n" + "".join(row.format(n, n, words) for n in range(10_000)))
    before = time.process_time()

    assert len(checked(path).entries) == 10_000
    assert time.process_time() - before < 20
