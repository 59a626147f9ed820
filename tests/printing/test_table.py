"""A table is read as its organiser sees it, or told why it cannot be: in place, fact and remedy."""

from __future__ import annotations

import csv
import datetime
import io
import re
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.printing.cells import Table
from app.printing.encoding import sample_of
from app.printing.fault import cell_name
from app.printing.table import LARGEST_FILE, read_table
from tests.printing.tables import cells_of, csv_of, problems_of, table_in, xlsx_of

# Names and addresses as they stand in tables of each place.
WESTERN = "name,address,country\nJosé Núñez,Calle Peña 3,ES\nJürgen Groß,Königsstraße 5,DE\nHélène Lefèvre,12 rue de l’Église,FR\n"
PERSIAN = "name,address,country\nشيرين احمدي,تهران، خيابان آزادي,IR\nمحمد رضايي,اصفهان، خيابان چهارباغ,IR\nپروين گودرزي,شيراز,IR\n"
EURO = "name,address,country\nŠtěpán Žák,Œuvre 5 €,FR\nLœtitia Œuvrard,Žižkova 3,FR\n".replace("ě", "e")
JAPANESE = "name,address,country\n山田花子,東京都千代田区一丁目2番,JP\nタカハシ　ヒロシ,大阪府大阪市北区,JP\n髙橋能,神奈川県横浜市,JP\n"
CHINESE = "name,address,country\n王小明,北京市朝阳区建国路88号,CN\n刘玉㛃,上海市浦东新区世纪大道,CN\n"
ENCODED = {
    "Windows-1252": ("cp1252", WESTERN),
    "Windows-1256": ("cp1256", PERSIAN),
    "Latin-9": ("iso8859_15", EURO),
    "Shift-JIS": ("cp932", JAPANESE),
    "GB18030": ("gb18030", CHINESE),
    "Windows-1250": (
        "cp1250",
        "name,address\nŁukasz Wiśniewski,ul. Świętokrzyska 7\nJiří Dvořák,Náměstí Míru 3\nErdős Győző,Fő utca 1\n",
    ),
    "Windows-1251": ("cp1251", "name,address\nИван Петров,ул. Ленина 5\nОлена Шевченко,вул. Хрещатик 22\n"),
    "Windows-1253": ("cp1253", "name,address\nΓιώργος Παπαδόπουλος,Οδός Ερμού 12\nΜαρία Νικολάου,Αθήνα\n"),
    "Windows-1254": ("cp1254", "name,address\nAyşe Yıldız,İstiklal Cad. 5\nÖmer Doğan,Çankaya\n"),
    "Windows-1255": ("cp1255", "name,address\nדוד כהן,רחוב הרצל 12\nשרה לוי,תל אביב\n"),
    "Korean": ("cp949", "name,address\n김민수,서울특별시 강남구 테헤란로 12\n이영희,부산광역시\n"),
    "Big5": ("big5", "name,address\n陳美玲,台北市中山北路二段5號\n林志明,高雄市\n"),
}
SIGNED = {"UTF-8": "utf-8-sig", "UTF-16": "utf-16", "UTF-32": "utf-32"}


@pytest.mark.parametrize("name", ENCODED)
def test_names_come_out_right_from_the_encodings_that_spreadsheets_save(tmp_path: Path, name: str) -> None:
    encoding, text = ENCODED[name]

    table = table_in(csv_of(tmp_path, text, encoding))

    assert [",".join(row.cells) for row in table.rows] == text.splitlines()[1:]
    assert [problem.code for problem in table.warnings] == ["encoding-guessed"]


@pytest.mark.parametrize(
    "text", ["name\nJosé\n", "name\nMüller\n", "name\nAyşe Yıldız\n", "name\nשרה לוי\n", "name\nسارة\n"]
)
def test_one_name_is_enough_for_a_sane_guess(tmp_path: Path, text: str) -> None:
    encoding = {"é": "cp1252", "ü": "cp1252", "ş": "cp1254", "ש": "cp1255", "س": "cp1256"}
    written = next(encoding[sign] for sign in text if sign in encoding)

    assert cells_of(csv_of(tmp_path, text, written)) == [(text.splitlines()[1],)]


def test_an_encoding_that_we_do_not_know_is_left_to_a_general_detector(tmp_path: Path) -> None:
    text = "name,address\n김민수,서울특별시 강남구 테헤란로 12\n이영희,부산광역시\n"

    table = table_in(csv_of(tmp_path, text, "johab"))

    assert [row.cells[0] for row in table.rows] == ["김민수", "이영희"]
    assert "we read it as johab." in str(table.warnings[0])


def test_old_japanese_mail_says_its_encoding_as_it_goes(tmp_path: Path) -> None:
    assert cells_of(csv_of(tmp_path, "name,address\n山田花子,東京都\n", "iso2022_jp")) == [("山田花子", "東京都")]


def test_a_guess_is_told_with_a_place_to_look_at(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, "name;email\nAnn Lee;\nJürgen Groß;\n", "cp1252"))

    assert [str(problem) for problem in table.warnings] == [
        "supporters.csv: The file does not say its encoding; we read it as Windows-1252 (Western European). Look whether "
        "cell A3 is right here and in the letters; if it is not, save the table as “CSV UTF-8”. [encoding-guessed]"
    ]


@pytest.mark.parametrize("encoding", [*SIGNED.values(), "utf-8"])
def test_a_file_that_says_its_encoding_is_believed_without_a_word(tmp_path: Path, encoding: str) -> None:
    table = table_in(csv_of(tmp_path, WESTERN + "山田,شيرين,JP\n", encoding))

    assert table.rows[-1].cells == ("山田", "شيرين", "JP")
    assert table.warnings == ()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            "name\nÅ\n".encode("utf-16")[:-1],
            "supporters.csv:2: The line is not UTF-16, as the file says at its beginning. "
            "Save the table as “CSV UTF-8”, or as .xlsx. [table-encoding]",
        ),
        (
            b"name\n" + "Ünal Åkesson\n".encode() * 20 + b"M\xfcller\n",
            "supporters.csv:22: The line is not UTF-8, as the rest of the file is. "
            "Save the table as “CSV UTF-8”, or as .xlsx. [table-encoding]",
        ),
        (
            b"name\nAnn\0Lee\n",
            "supporters.csv:2: The line holds a NUL byte, which no text has. "
            "Save the table as “CSV UTF-8”, or as .xlsx. [table-encoding]",
        ),
        (
            b"name\n" + bytes(range(255, 127, -1)) * 3,
            "supporters.csv:2: The line is in no encoding that we can tell. "
            "Save the table as “CSV UTF-8”, or as .xlsx. [table-encoding]",
        ),
    ],
    ids=["half a character", "two files in one", "a NUL byte", "noise"],
)
def test_text_that_cannot_be_decoded_is_told_by_its_line(tmp_path: Path, data: bytes, told: str) -> None:
    assert problems_of(csv_of(tmp_path, data)) == [told]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_parts_the_cells_is_found_out(tmp_path: Path, delimiter: str) -> None:
    text = 'name,address\n"Lee, Ann; or | so","1 Street, 9000 Town"\nBo,\n'
    rows = list(csv.reader(io.StringIO(text)))
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)

    table = table_in(csv_of(tmp_path, written.getvalue()))

    assert table.delimiter == delimiter
    assert [list(row.cells) for row in table.rows] == rows[1:]


def test_semicolons_part_the_cells_of_a_table_full_of_commas(tmp_path: Path) -> None:
    assert cells_of(csv_of(tmp_path, "Naam;Adres\nJan;Lei 1, Gent, 9000\nAn;Lei 2, Gent, 9000\n")) == [
        ("Jan", "Lei 1, Gent, 9000"),
        ("An", "Lei 2, Gent, 9000"),
    ]


def test_excels_own_first_line_says_what_parts_the_cells_and_is_no_row(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, "sep=|\r\nname|address\r\nAnn|1 Street, 9000 Town; Belgium\r\n"))

    assert (table.delimiter, table.headers) == ("|", ("name", "address"))
    assert [(row.number, row.line) for row in table.rows] == [(2, 3)]


def test_rows_are_counted_as_in_a_spreadsheet_and_lines_as_in_an_editor(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, 'name,address\n"Ann","1 Street\nTown"\n\n , \nBo,x\n'))

    assert [(row.number, row.line, row.cells[0]) for row in table.rows] == [(2, 2, "Ann"), (5, 6, "Bo")]


def test_a_fault_names_its_row_its_line_and_its_cell(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, 'name,address\n"Ann","1 Street\nTown"\nBo,x,y\n'))

    assert [str(fault) for fault in table.faults] == [
        "supporters.csv, row 3 (line 4 of the file): One cell is filled beyond the last column that has a header (B). "
        "Look for a text that holds the sign between cells: it needs quotation marks around it. [too-many-cells]"
    ]
    assert table.rows[1].extra == ("y",)


def test_empty_cells_beyond_the_header_are_nothing_and_missing_cells_are_empty(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, "name,address,\nAnn,x,,, \nBo\n"))

    assert (table.headers, table.faults) == (("name", "address"), ())
    assert [row.cells for row in table.rows] == [("Ann", "x"), ("Bo", "")]


def test_a_stray_quotation_mark_is_a_fault_of_its_row_alone(tmp_path: Path) -> None:
    table = table_in(csv_of(tmp_path, 'name,address\n"Ann "Nan" Lee",x\nBo,y\n'))

    assert [str(fault) for fault in table.faults] == [
        'supporters.csv, row 2: After a quotation mark (") that closes a cell there is more text in it. '
        'Within a cell in quotation marks, write each quotation mark twice: "". [stray-quote]'
    ]
    assert table.rows[1].cells == ("Bo", "y")


def test_cells_are_text_whatever_they_begin_with(tmp_path: Path) -> None:
    cells = ("=1+1", "+41 22 917", "-x", "@home")

    assert cells_of(csv_of(tmp_path, "name,address,email,points\n" + ",".join(cells))) == [cells]


NO_TABLES: dict[str, tuple[str | bytes, str]] = {
    "empty": (" \n\n", "supporters.csv: The file is empty. Save the table again. [table-empty]"),
    "commas alone": (
        ",,\n,,\n",
        "supporters.csv: The table is empty. Write the names of the columns into its first row: "
        "«name», «address», «country» … [table-empty]",
    ),
    "header alone": (
        "name,address\n",
        "supporters.csv: The table has a header and no rows. Write one supporter into each row below it. [no-rows]",
    ),
    "one column": (
        "Dear all\nthis is a letter\n",
        "supporters.csv: The table has one column, and its header is no field of the form. If it is a CSV, put commas, "
        "semicolons or tabs between its cells; if it holds names, give it the header «name». [one-column]",
    ),
    "unclosed": (
        'name,address\nAnn,x\n"Bo\nCy","d\ne\nf\n',
        'supporters.csv:4: A quotation mark (") is opened here and not closed. Close it where the cell ends, or take it '
        'out. Within a cell a quotation mark is written twice: "". [unclosed-quote]',
    ),
    "long cell": (
        f'name,address\nAnn,x\n"Bo\nCo","{"x" * 32_769}"\n',
        'supporters.csv:4: The cell that begins here has more than 32,768 characters. Look for a quotation mark (") that '
        "is opened here and not closed; else shorten the text. [cell-too-long]",
    ),
    "same header": (
        "name,Post code,Name,name\nA,b,c,d\n",
        "supporters.csv: Columns A, C and D have the same header «name». "
        "Give each a header of its own, or delete those that are not wanted. [same-header]",
    ),
    "empty header": (
        "name,,country\nAnn,,BE\nBo,Lei 1,BE\n",
        "supporters.csv: Column B has no header, and is filled in row 3. "
        "Give it a header, or delete what is in it. [empty-header]",
    ),
    "long header": (
        f"name,{'x' * 201}\nAnn,y\n",
        "supporters.csv: The header of column B has more than 200 characters. "
        "Let the first row name the columns, in a word or two each. [long-header]",
    ),
    "quote in header": (
        '"name"s,address\nAnn,y\n',
        'supporters.csv:1: After a quotation mark (") that closes a cell there is more text in it. '
        'Within a cell in quotation marks, write each quotation mark twice: "". [stray-quote]',
    ),
    "columns": (
        ",".join(f"h{n}" for n in range(101)) + "\nx\n",
        "supporters.csv: A table may have 100 columns; this one has more. "
        "Delete those that are no part of a letter. [too-many-columns]",
    ),
    "rows": (
        "name\n" + "Ann\n" * 50_001,
        "supporters.csv: A table may have 50,000 rows; this one has more. Split it into several tables. [too-many-rows]",
    ),
    "PDF": (
        b"%PDF-1.7\n",
        "supporters.csv: This is a PDF. Ask for the table that it was made from, as .xlsx or as CSV UTF-8. [not-a-table]",
    ),
    "picture": (
        b"\x89PNG\r\n",
        "supporters.csv: This is a picture. Ask for the table that it was taken of, as .xlsx or as CSV UTF-8. [not-a-table]",
    ),
    "HTML": (
        b"\n<html><table>",
        "supporters.csv: This is a page (HTML or XML). Open it, and save or export the table as .xlsx or as CSV UTF-8. [not-a-table]",
    ),
    "XLS": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....",
        "supporters.csv: This is an old file of Excel or Word. Open it, and save or export the table as .xlsx or as CSV UTF-8. [not-a-table]",
    ),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "supporters.csv: The file is locked with a password. Open it, and save it without one. [not-a-table]",
    ),
}


@pytest.mark.parametrize("kind", NO_TABLES)
def test_what_is_no_table_is_told_with_its_own_remedy(tmp_path: Path, kind: str) -> None:
    data, told = NO_TABLES[kind]

    assert problems_of(csv_of(tmp_path, data)) == [told]


@pytest.mark.parametrize(
    ("part", "fact"),
    [
        ("mimetype", "This is a table of OpenOffice or LibreOffice (.ods), or another of their documents."),
        ("Index/Document.iwa", "This is a table of Numbers."),
        ("word/document.xml", "This is a Word document."),
        ("holiday.jpg", "This is an archive, and no spreadsheet."),
    ],
)
def test_other_archives_are_told_apart(tmp_path: Path, part: str, fact: str) -> None:
    path = tmp_path / "supporters.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")

    assert problems_of(path) == [f"supporters.xlsx: {fact} Open it. Save it as .xlsx, or as CSV UTF-8. [not-a-table]"]


def test_a_table_with_the_single_column_name_is_one(tmp_path: Path) -> None:
    assert cells_of(csv_of(tmp_path, "Full name\nLee, Ann\n")) == [("Lee, Ann",)]


def test_missing_files_folders_and_closed_doors_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    csv_of(tmp_path, "name\nAnn\n")

    def closed(_path: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    assert problems_of(tmp_path / "suporters.csv") == [
        "suporters.csv: There is no such file. Did you mean supporters.csv? [table-unreadable]"
    ]
    assert problems_of(tmp_path / "nowhere" / "x") == [
        "x: There is no such file. Check its name and its folder. [table-unreadable]"
    ]
    assert problems_of(tmp_path) == [f"{tmp_path.name}: This is a folder. Name the table in it. [not-a-table]"]
    assert problems_of(Path("/dev/null")) == [
        "null: This is not a file. Save it as .xlsx, or as CSV UTF-8. [not-a-table]"
    ]
    monkeypatch.setattr(Path, "open", closed)
    assert problems_of(tmp_path / "supporters.csv") == [
        "supporters.csv: The file cannot be read: permission denied. Check its name and permissions. [table-unreadable]"
    ]


def test_a_file_of_gigabytes_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "supporters.csv"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)

    assert problems_of(path) == [
        "supporters.csv: A table may have 64 MB; this file has 2.0 GB. Split it into several tables, and delete the "
        "columns that are no part of a letter. [table-too-large]"
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    [
        b'"' * LARGEST_FILE,
        b'name\n""\n' + b'""\n' * (LARGEST_FILE // 4),
        b"a," * (LARGEST_FILE // 2),
        b"\xe9" * LARGEST_FILE,
    ],
    ids=["one line of quotation marks", "lines of quotation marks", "one line of commas", "one line of accents"],
)
def test_hostile_files_cost_seconds(tmp_path: Path, hostile: bytes) -> None:
    path = csv_of(tmp_path, hostile)
    before = time.process_time()

    assert not isinstance(read_table(path), Table)
    assert time.process_time() - before < 15


def test_a_sample_is_never_cut_within_a_character() -> None:
    line = ("山田花子," * 2_000).encode("cp932")

    assert sample_of(b"name\n" + line).decode("cp932").startswith("山田花子,山田")
    assert sample_of(b"name\r\xe9va\rBo\r\xe9\r").splitlines() == [b"name", b"\xe9va", b"", b"Bo", b"\xe9"]


# Workbooks


def test_a_workbook_gives_what_people_see(tmp_path: Path) -> None:
    path = xlsx_of(
        tmp_path,
        [
            ("name", "postcode", "joined", "noise", "yes"),
            ("Ann", 9000.0, datetime.date(2026, 11, 22), 0.1 + 0.2, True),
            ("Bo", 1067, datetime.datetime.fromisoformat("2026-01-02 10:30"), 1e20, None),
            ("line one_x000D_\nline two", -5, datetime.time(8, 5), "01", False),
        ],
    )
    workbook = load_workbook(path)
    workbook.active["B3"].number_format = "00000"
    workbook.save(path)

    assert cells_of(path) == [
        ("Ann", "9000", "2026-11-22", "0.3", "TRUE"),
        ("Bo", "01067", "2026-01-02 10:30", "1e+20", ""),
        ("line one\r\nline two", "-5", "08:05", "01", "FALSE"),
    ]


def test_formulas_give_their_result_and_are_never_worked_out(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, [("name", "address", "country"), ("Ann", "x", "=B2"), ("Bo", "y", "#REF!")])
    put_into(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub("<f>B2</f><v ?/>|<f>B2</f><v></v>", "<f>B2</f><v>7</v>", xml),
    )
    with_result = table_in(path)
    path = xlsx_of(tmp_path, [("name", "address", "country"), ("Ann", "x", "=B2"), ("Bo", "y", "#REF!")])
    without = table_in(path)

    assert [row.cells[2] for row in with_result.rows] == ["7", "#REF!"]
    assert [str(fault) for fault in without.faults] == [
        "supporters.xlsx, row 2, cell C2 «country»: The cell holds a formula whose result is not in the file. Open the "
        "table in a spreadsheet program and save it there, or paste the cell as a value. [formula-without-result]",
        "supporters.xlsx, row 3, cell C3 «country»: The cell shows an error (#REF!). "
        "Mend its formula, or write the text itself. [error-value]",
    ]


def test_text_that_begins_as_a_formula_does_is_text(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, [("name",), ("Ann",)])
    workbook = load_workbook(path)
    workbook.active["A2"].value = "=1+1"
    workbook.active["A2"].data_type = "s"
    workbook.save(path)

    assert cells_of(path) == [("=1+1",)]


def test_the_first_sheet_that_is_filled_is_read_and_named_if_there_are_several(tmp_path: Path) -> None:
    workbook = Workbook()
    for title, text in (("people", "name"), ("notes", "x"), ("hidden", "y")):
        workbook.create_sheet(title).append([text])
        workbook[title].append([text])
    workbook["hidden"].sheet_state = "hidden"
    workbook.save(tmp_path / "supporters.xlsx")

    table = table_in(tmp_path / "supporters.xlsx")

    assert table.headers == ("name",)
    assert [str(problem) for problem in table.warnings] == [
        "supporters.xlsx: The workbook has 2 sheets that are filled; only the first, «people», is read. "
        "If the supporters are in another («notes»), put that first. [several-sheets]"
    ]


def test_an_empty_workbook_is_told(tmp_path: Path) -> None:
    assert problems_of(xlsx_of(tmp_path, [])) == [
        "supporters.xlsx: The workbook is empty. Save it as .xlsx, or as CSV UTF-8. [table-empty]"
    ]


def test_cells_far_away_cost_nothing(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, [("name",), ("Ann",)])
    workbook = load_workbook(path)
    workbook.active["XFD3"] = "far"
    workbook.active["XFB3"] = "away"
    workbook.active["A1048576"] = "deep"
    workbook.save(path)
    put_into(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace('<dimension ref="A1:XFD1048576"', '<dimension ref="A1:ZZZ999999999"'),
    )
    before = time.process_time()

    table = table_in(path)

    assert time.process_time() - before < 2
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("Ann",)), (3, ("",)), (1048576, ("deep",))]
    assert [str(fault) for fault in table.faults] == [
        "supporters.xlsx, row 3: 2 cells are filled beyond the last column that has a header (A). "
        "Give the column a header, or delete what is in it. [too-many-cells]"
    ]


def put_into(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Change one part of a workbook, as text."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


DAMAGED = (
    "supporters.xlsx: The workbook is damaged, or of a kind that we cannot read. "
    "Open it in a spreadsheet program. Save it as .xlsx, or as CSV UTF-8. [table-damaged]"
)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (
            "xl/worksheets/sheet1.xml",
            lambda xml: '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + xml,
        ),
        ("xl/worksheets/sheet1.xml", lambda xml: xml[:-40]),
        ("xl/workbook.xml", lambda xml: "no XML"),
        ("xl/workbook.xml", lambda xml: ""),
        ("xl/worksheets/sheet1.xml", lambda xml: f"<!--{'x' * 70_000}-->{xml}"),
        ("xl/worksheets/sheet1.xml", lambda xml: xml.replace('r="2"', 'r="zwei"')),
    ],
    ids=["a billion laughs", "cut off", "no XML", "nothing", "a prologue of a book", "a row that is no number"],
)
def test_damaged_and_hostile_workbooks_are_refused(tmp_path: Path, part: str, change: Callable[[str], str]) -> None:
    path = xlsx_of(tmp_path, [("name",), ("Ann",)])
    put_into(path, part, change)

    assert problems_of(path) == [DAMAGED]


def test_an_archive_that_is_cut_off_or_of_thousands_of_parts_is_refused(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, [("name",), ("Ann",)])
    whole = path.read_bytes()

    path.write_bytes(whole[:-30])
    assert problems_of(path) == [DAMAGED]
    path.write_bytes(whole + b"PK\x01\x02" * 6_000)
    assert problems_of(path) == [DAMAGED]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, [("name",), ("Ann",)])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/bomb.xml", "w") as bomb:
        for _megabyte in range(300):
            bomb.write(bytes(1_000_000))

    assert problems_of(path) == [
        "supporters.xlsx: Unpacked, the workbook has 300 MB; a table may have 200. Split it into several tables, and "
        "delete the columns and sheets that are no part of a letter. [table-too-large]"
    ]


def test_a_cell_longer_than_any_spreadsheet_has_is_told(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, [("name",), ("Ann",)])
    put_into(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("Ann", "x" * 32_769))

    assert problems_of(path) == [
        "supporters.xlsx: Cell A2 has more than 32,768 characters. Shorten the text. [cell-too-long]"
    ]


def test_a_header_that_is_a_formula_without_result_is_told(tmp_path: Path) -> None:
    assert problems_of(xlsx_of(tmp_path, [("name", "=A1"), ("Ann", "x")])) == [
        "supporters.xlsx: Row 1, which names the columns: The cell holds a formula whose result is not in the file. Open "
        "the table in a spreadsheet program and save it there, or paste the cell as a value. [formula-without-result]"
    ]


@given(st.binary(max_size=400) | st.text(alphabet='",;\n\r\t a\xe9=', max_size=200).map(str.encode))
def test_any_bytes_are_a_table_or_are_explained(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        read = read_table(csv_of(Path(folder), data))

    assert isinstance(read, Table) or all(problem.code for problem in read)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    rows = [("name", "x"), ("Ann", "=A1"), (1.5, datetime.date(2026, 1, 1))]
    return xlsx_of(tmp_path_factory.mktemp("whole"), rows).read_bytes()


@given(st.lists(st.tuples(st.integers(4, 10_000), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_workbook_with_any_bytes_in_it_is_a_table_or_is_explained(
    whole: bytes, changes: list[tuple[int, int]]
) -> None:
    changed = bytearray(whole)
    for place, byte in changes:
        changed[place % len(whole)] = byte
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        read = read_table(csv_of(Path(folder), bytes(changed)))

    assert isinstance(read, Table) or all(problem.code for problem in read)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_any_cells_are_read_back_as_they_were_written(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows([("name", "address", "own words"), *rows])
    with TemporaryDirectory() as folder:
        read = read_table(csv_of(Path(folder), written.getvalue(), "utf-8-sig"))

    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert ([row.cells for row in read.rows] if isinstance(read, Table) else []) == kept


def test_columns_are_named_as_in_a_spreadsheet() -> None:
    assert [cell_name(column, 7) for column in (0, 25, 26, 701, 702)] == ["A7", "Z7", "AA7", "ZZ7", "AAA7"]


def test_a_fault_within_its_row_needs_no_row(tmp_path: Path) -> None:
    table = table_in(xlsx_of(tmp_path, [("name", "n"), ("Ann", "#N/A")]))

    assert [fault.within_its_row for fault in table.faults] == [
        "«n»: The cell shows an error (#N/A). Mend its formula, or write the text itself. [error-value]"
    ]


def test_a_workbook_is_read_as_excel_writes_it(tmp_path: Path) -> None:
    """Texts are kept apart from the cells; some have formats, some tell how they are read aloud, some are prefixed."""
    path = xlsx_of(tmp_path, [("name",)])
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1" spans="1:3" ht="30"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row>'
        '<x:row r="3"><x:c r="A3" t="s"><x:v>2</x:v></x:c><x:c r="B3" t="str"><x:f>""</x:f><x:v></x:v></x:c></x:row>'
        '<x:row r="4"><x:c r="A4" t="s"><x:v>3</x:v></x:c><x:c r="B4" t="str"><x:f>A4</x:f><x:v>two</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    texts = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>name</t></si><si><t>address</t></si>'
        "<si><r><t>Ann </t></r><r><rPr><b/></rPr><t>Lee</t></r></si>"
        '<si><t>花子</t><rPh sb="0" eb="2"><t>ハナコ</t></rPh></si></sst>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    put_into(path, "xl/worksheets/sheet1.xml", lambda _xml: sheet)
    put_into(
        path,
        "[Content_Types].xml",
        lambda xml: re.sub(r"<Override [^>]*sharedStrings[^>]*/>", "", xml).replace("</Types>", override),
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", texts)

    table = table_in(path)

    assert [(row.number, row.cells) for row in table.rows] == [(3, ("Ann Lee", "")), (4, ("花子", "two"))]
    assert table.faults == ()
