"""`letters print-run` on the command line: what it asks for, what it refuses, what it leaves behind."""

from __future__ import annotations

import csv
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from faker import Faker

from app.cli import letters
from app.printing.store import own_folder
from tests.conftest import PROJECT
from tests.printing.workshop import CASE, InlineCrew, manifest_of, sheets_of

Command = Callable[..., Result]


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command is given, with a private folder for temporary files."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def print_run(monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command, with its letters laid out in this process."""
    monkeypatch.setattr("app.cli.print_run.LocalCrew", InlineCrew)

    def given(*words: str) -> Result:
        return CliRunner().invoke(letters, ["--content", str(PROJECT), "print-run", *words])

    return given


def a_table(*rows: str, name: str = "supporters.csv", header: str = "name,address,country") -> str:
    Path(name).write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return name


ROWS = ("Ana Ruiz,Calle Mayor 3,BE", "Bao Lin,1 Street,BE")
RUN = ("--to", "be-cgrs", "--on", "2026-11-21", "--output", "run.pdf")


def test_a_table_becomes_letters_and_a_manifest(print_run: Command) -> None:
    result = print_run(CASE, a_table(*ROWS), *RUN)

    assert result.exit_code == 0, result.stderr
    assert re.fullmatch(
        r"2 letters on 2 sheets in \d+ s: run\.pdf \(\d+ kB\)\.\n"
        r"run-manifest\.csv says which row is on which sheet\.\n",
        result.stdout,
    )
    assert result.stderr == ""
    assert [("Ana Ruiz" in sheet, "Bao Lin" in sheet) for sheet in sheets_of(Path("run.pdf"))] == [
        (True, False),
        (False, True),
    ]
    assert sorted(path.name for path in Path().iterdir()) == ["run-manifest.csv", "run.pdf", "supporters.csv", "tmp"]
    assert list(Path("tmp").iterdir()) == []


def test_one_faulty_row_keeps_all_from_being_printed(print_run: Command) -> None:
    result = print_run(CASE, a_table(*ROWS, "Jo,1 Street,Atlantis"), *RUN)

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "supporters.csv, row 4, cell C4 «country»: Choose your country from the list, or leave it empty. "
        "In a file, write its two-letter ISO code, such as BE. [unknown-country]",
        "1 fault in 1 row; nothing was printed.",
        "supporters-problems.csv has each fault beside its row.",
        "--skip-faulty prints the other rows.",
    ]
    assert not Path("run.pdf").exists()
    assert stat.S_IMODE(Path("supporters-problems.csv").stat().st_mode) == 0o600
    assert "unknown-country" in Path("supporters-problems.csv").read_text(encoding="utf-8-sig").splitlines()[3]


def test_the_others_are_printed_where_that_is_wished(print_run: Command) -> None:
    result = print_run(CASE, a_table(*ROWS, "Jo,1 Street,Atlantis"), *RUN, "--skip-faulty")

    assert result.exit_code == 0
    assert "1 fault in 1 row: it is left out." in result.stderr
    assert "2 letters on 2 sheets" in result.stdout
    assert [line["row"] for line in manifest_of(Path("run-manifest.csv"))] == ["2", "3"]


def test_a_fault_that_shows_when_a_letter_is_laid_out_is_told_by_its_row(print_run: Command) -> None:
    lines = "\n".join(f"line {number}" for number in range(6))
    table = a_table(*ROWS, f'Jo,"{lines}",US')

    result = print_run(CASE, table, *RUN, "--stationery", "us-9-double")

    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        "supporters.csv, row 4: Your own address has more lines than the upper window of «United States, #9 with "
        "two windows» shows. (The letter to be-cgrs.) Put two of its lines on one, or choose plain paper. "
        "[sender-misfit]"
    )
    assert "nothing was printed" in result.stderr
    assert not Path("run.pdf").exists()


def test_an_output_that_exists_is_not_written_over(print_run: Command) -> None:
    Path("run.pdf").write_text("mine")

    result = print_run(CASE, a_table(*ROWS), *RUN)

    assert result.exit_code == 1
    assert result.stderr == "«run.pdf» is there already. Choose another --output, or add --overwrite.\n"
    assert Path("run.pdf").read_text() == "mine"
    assert print_run(CASE, "supporters.csv", *RUN, "--overwrite").exit_code == 0


def test_files_of_an_earlier_split_run_are_in_the_way_too(print_run: Command) -> None:
    Path("run-2.pdf").write_text("mine")

    result = print_run(CASE, a_table(*ROWS), *RUN, "--split", "5")

    assert result.stderr == "«run-2.pdf» is there already. Choose another --output, or add --overwrite.\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--output", "run.txt"), "«run.txt» must end in .pdf."),
        (("--output", "no/run.pdf"), "There is no folder «no». Make it first."),
        (("--to", "be-cgr"), "There is no office «be-cgr». Did you mean be-cgrs?"),
        (("--to", "echr-rule39"), "Supporters cannot write to Rule 39 requests (interim measures)."),
        (("--on", "yesterday"), "«yesterday» is not a date."),
        (("--stationery", "din5008-c"), "There is no stationery «din5008-c». Did you mean din5008-"),
        (("--envelopes", "dx"), "There is no envelope «dx». There is: c5, c5-6, chou-3, dl, us-10."),
        (("--envelopes", "dl", "--labels", "l7163"), "Choose either --envelopes or --labels."),
        (("--language", "xx"), "There is no letter to be-cgrs in «xx»."),
    ],
)
def test_a_wrong_wish_is_told_before_anything_is_read(words: tuple[str, ...], message: str, print_run: Command) -> None:
    result = print_run(CASE, a_table(*ROWS), *("--to", "be-cgrs", "--output", "run.pdf"), *words)

    assert result.exit_code == 1
    assert message in result.stderr


def test_a_closed_case_is_written_about_for_its_own_time(print_run: Command) -> None:
    table = a_table(*ROWS)

    late = print_run("release-the-seven", table, "--output", "run.pdf", "--on", "2026-11-21")
    then = print_run("release-the-seven", table, "--output", "run.pdf", "--on", "2013-09-20")

    assert late.exit_code == 1
    assert "This case was closed on" in late.stderr
    assert then.exit_code == 0, then.stderr


def test_without_a_table_it_says_what_it_wants(print_run: Command) -> None:
    result = print_run(CASE)

    assert result.exit_code == 2
    assert "Name a CASE, a TABLE of supporters, and with --output the file to write." in result.stderr


def test_a_table_without_rows_prints_nothing(print_run: Command) -> None:
    result = print_run(CASE, a_table(), *RUN)

    assert result.exit_code == 1
    assert not Path("run.pdf").exists()


def test_the_template_is_a_table_that_only_wants_its_rows(print_run: Command) -> None:
    written = print_run(CASE, "--template")

    assert written.stderr.splitlines() == ["Wrote supporters.csv.", "Wrote supporters.xlsx."]
    for name in ("supporters.csv", "supporters.xlsx"):
        result = print_run(CASE, name, *RUN)
        assert "This is still the example of the template." in result.stderr
        assert "unknown" not in result.stderr
    refused = print_run("--template").stderr
    assert "«supporters.csv» is there already." in refused
    assert "«supporters.xlsx» is there already." in refused


def test_what_a_stopped_run_has_left_is_removed_on_request(print_run: Command) -> None:
    assert print_run("--clean").stderr == "There is nothing to remove.\n"
    own_folder().mkdir(mode=0o700)
    (own_folder() / "left").mkdir()

    result = print_run("--clean")

    assert result.stderr == "What was left of stopped runs is removed.\n"
    assert not own_folder().exists()


def test_a_full_disk_is_explained(print_run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device", "folder/part")

    monkeypatch.setattr(Path, "write_bytes", full)

    result = print_run(CASE, a_table(*ROWS), *RUN)

    assert result.exit_code == 1
    assert "The disk is full" in result.stderr
    assert "the same command goes on from there" in result.stderr
    assert not Path("run.pdf").exists()


# Each with names in its own script.
LOCALES = [
    "ar_SA",
    "az_AZ",
    "bg_BG",
    "bn_BD",
    "cs_CZ",
    "da_DK",
    "de_DE",
    "el_GR",
    "en_GB",
    "en_US",
    "es_ES",
    "es_MX",
    "et_EE",
    "fa_IR",
    "fi_FI",
    "fr_FR",
    "he_IL",
    "hi_IN",
    "hr_HR",
    "hu_HU",
    "hy_AM",
    "id_ID",
    "it_IT",
    "ja_JP",
    "ka_GE",
    "ko_KR",
    "lt_LT",
    "lv_LV",
    "ne_NP",
    "nl_NL",
    "no_NO",
    "pl_PL",
    "pt_BR",
    "ro_RO",
    "ru_RU",
    "sk_SK",
    "sl_SI",
    "sv_SE",
    "th_TH",
    "tr_TR",
    "uk_UA",
    "vi_VN",
    "zh_CN",
    "ta_IN",
]


def a_table_of_the_world(rows: int) -> list[dict[str, str]]:
    """Names and addresses from forty countries; every third row has own words, every hundredth a dragon."""
    Faker.seed(7)
    people = [Faker(locale) for locale in LOCALES]
    table = []
    for number in range(rows):
        person, locale = people[number % len(people)], LOCALES[number % len(people)]
        dragon = " 🐉" if number % 100 == 50 else ""
        table.append(
            {
                "name": person.name() + dragon,
                "address": "\n".join(line[:58] for line in person.address().split("\n")[:5]),
                "country": locale[-2:],
                "own_words": person.paragraph(nb_sentences=3) if number % 3 == 0 else "",
            }
        )
    return table


# Readers of PDF lose some of their letters, which are drawn joined.
JOINED = frozenset({"BD", "IN", "NP"})


def base_letters(text: str) -> Counter[str]:
    """Letters without marks: readers of PDF put some marks, and right-to-left words, in other places."""
    plain = unicodedata.normalize("NFKD", text)
    return Counter(sign for sign in plain if unicodedata.category(sign) in {"Lu", "Ll", "Lo", "Nd"})


@pytest.mark.slow
def test_a_thousand_people_of_forty_countries_each_have_their_own_sheet(print_run: Command) -> None:
    table = a_table_of_the_world(1_000)
    with Path("world.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)

    result = print_run(CASE, "world.csv", *RUN, "--skip-faulty")

    dragons = [number + 2 for number, row in enumerate(table) if "🐉" in row["name"]]
    told = re.findall(r"row (\d+)[^\n]*no-glyph", result.stderr)
    assert [int(row) for row in told] == dragons, "no sign without a glyph goes untold"
    manifest, sheets = manifest_of(Path("run-manifest.csv")), sheets_of(Path("run.pdf"))
    assert sorted(int(line["row"]) for line in manifest) == [
        number for number in range(2, 1_002) if number not in dragons
    ]
    covered: list[int] = []
    for line in manifest:
        row = table[int(line["row"]) - 2]
        first, _to, last = line["sheets"].partition("-")
        own = range(int(first), int(last or first) + 1)
        covered += own
        text = "".join(sheets[sheet - 1] for sheet in own)
        assert len(own) == int(line["pages"])
        said = base_letters(row["name"] + row["own_words"])
        unread = (said - base_letters(text)).total() / said.total()
        assert unread <= (0.4 if row["country"] in JOINED else 0), line
        if row["name"].isascii():
            assert text.count(row["name"]) >= 2, "in the address and below"
    separators = [number for number, sheet in enumerate(sheets, 1) if sheet.startswith("Bundle")]
    assert sorted([*covered, *separators]) == list(range(1, len(sheets) + 1))
