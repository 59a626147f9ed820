"""`letters recipients`: what is due, tables for others, tables from others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import letters
from tests.builders import RECIPIENTS_YAML, write_content

IMPORTS = Path(__file__).parent.parent / "content" / "imports"
HOLDERS = "  holders:\n    - {name: Ann Ager, from: 2010-01-01, until: 2014-01-01, source: a page}\n"
CLOSED = RECIPIENTS_YAML.replace("harbour-master", "ship-court").replace(
    "open_to: supporters", "open_to: representatives\n  why_closed: Only the crew may write."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two offices: the harbour master, and a court for representatives only."""
    return write_content(tmp_path / "content", **{"recipients.yaml": RECIPIENTS_YAML + HOLDERS + CLOSED})


def run(runner: CliRunner, *words: object) -> Result:
    return runner.invoke(letters, ["--content", *map(str, words)], catch_exceptions=False)


def table(tmp_path: Path, rows: str, name: str = "table.csv") -> Path:
    path = tmp_path / name
    path.write_text(f"position,person,start,end,gender\n{rows}", encoding="utf-8")
    return path


def test_what_is_due_is_a_table_with_age_status_and_cases(runner: CliRunner, folder: Path) -> None:
    result = run(runner, folder, "recipients", "--due", "--on", "2026-11-21")

    assert result.exit_code == 0
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if "│" in line]
    assert cells == [
        ["harbour-master", "post", "undated", "live", "1", "1"],
        ["harbour-master", "holder", "12 years", "not known for certain", "1", "1"],
        ["ship-court", "holder", "undated", "not known for certain", "0", "0"],
        ["ship-court", "post", "undated", "live", "0", "0"],
    ]


def test_what_is_due_in_our_own_content_has_the_age_in_words(runner: CliRunner) -> None:
    result = runner.invoke(letters, ["recipients", "--due", "--on", "2026-11-21"])

    lines = result.stdout.splitlines()
    assert "│ un-secretary-general              │ fax                    │ 22 years     │ stale " in result.stdout
    assert "no current fax" in lines[-2]


def test_the_group_without_a_word_lists_the_offices_as_before(runner: CliRunner, folder: Path) -> None:
    result = run(runner, folder, "recipients", "--on", "2012-01-01")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Ann Ager" in result.stdout
    assert "Holder on 2012-01-01" in result.stdout


def test_vcards_leave_out_offices_for_representatives_and_say_why(runner: CliRunner, folder: Path) -> None:
    few = run(runner, folder, "recipients", "--export", "vcard", "--on", "2012-01-01")
    everyone = run(runner, folder, "recipients", "--export", "vcard", "--on", "2012-01-01", "--all")

    assert few.stderr == "ship-court is left out: Only the crew may write. Add --all to have it.\n"
    assert "FN:Ann Ager\r\n" in few.stdout_bytes.decode()
    assert few.stdout.count("BEGIN:VCARD") == 1
    assert everyone.stdout.count("BEGIN:VCARD") == 2
    assert "For representatives only: Only the crew may write." in everyone.stdout
    assert everyone.stderr == ""


def test_popolo_and_the_table_have_every_office_and_go_to_a_file(
    runner: CliRunner, folder: Path, tmp_path: Path
) -> None:
    popolo, csv = tmp_path / "o.json", tmp_path / "o.csv"

    first = run(runner, folder, "recipients", "--export", "popolo", "--output", popolo)
    second = run(runner, folder, "recipients", "--export", "csv", "--output", csv)

    assert (first.output, second.output) == ("", "")
    assert [post["open_to"] for post in json.loads(popolo.read_text())["posts"]] == ["supporters", "representatives"]
    assert csv.read_bytes().decode() == (
        "office,position,person,start,end,gender,source,open_to\r\n"
        "harbour-master,Harbour Master,Ann Ager,2010-01-01,2014-01-01,,a page,supporters\r\n"
    )


def test_a_place_that_cannot_be_written_is_told(runner: CliRunner, folder: Path) -> None:
    result = run(runner, folder, "recipients", "--export", "csv", "--output", "/nowhere/o.csv")

    assert (result.exit_code, result.stderr) == (
        1,
        "«/nowhere/o.csv» cannot be written: no such file or directory.\n",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--due --export csv", "--due and --export do not go together. Give one of them."),
        ("--due import x.csv", "--due and import do not go together. Give one of them."),
        ("--output x.csv", "--output and --all belong to --export. Add --export popolo, vcard or csv."),
        ("--all", "--output and --all belong to --export. Add --export popolo, vcard or csv."),
        ("import TABLE --office harbour", "There is no office «harbour». Did you mean harbour-master?"),
        ("import TABLE", "table.csv does not say when it was made. Give the day: --snapshot 2022-08-03."),
        (
            "import TABLE --snapshot 3.8.2022",
            "«3.8.2022» is not a date. Write it as year, month and day, such as 2013-09-20.",
        ),
        (
            "import TABLE --snapshot 2999-01-01",
            "table.csv cannot have been made on 2999-01-01, which is to come. Give --snapshot DATE.",
        ),
    ],
)
def test_words_that_say_too_little_or_too_much_are_a_matter_of_usage(
    words: str, told: str, runner: CliRunner, folder: Path, tmp_path: Path
) -> None:
    path = table(tmp_path, "Harbour Master,Ann Ager,2010-01-01,2014-01-01,\n")

    result = run(runner, folder, "recipients", *words.replace("TABLE", str(path)).split())

    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"Error: {told}"


def test_a_file_that_cannot_be_read_is_a_problem(runner: CliRunner, folder: Path) -> None:
    result = run(runner, folder, "recipients", "import", "/nowhere/table.csv")

    assert result.exit_code == 1
    assert result.stderr == (
        "table.csv: The file cannot be read: no such file or directory. Check its name and its permissions. [unreadable]\n"
    )


def test_without_write_the_difference_is_shown_and_nothing_is_written(
    runner: CliRunner, folder: Path, tmp_path: Path
) -> None:
    rows = "Harbour Master,ann ager,2010-01-02,2014-01-01,f\nHarbour Master,Ben,2014-01-01,2015-01-01,m\n"
    before = (folder / "recipients.yaml").read_bytes()

    result = run(
        runner,
        folder,
        "recipients",
        "import",
        table(tmp_path, rows),
        "--snapshot",
        "2022-08-03",
        "--office",
        "harbour-master",
    )

    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if "│" in line]
    assert (result.exit_code, result.stderr) == (0, "")
    assert cells == [
        ["differs", "Ann Ager", "2010-01-01 to 2014-01-01", "→ 2010-01-02 to 2014-01-01"],
        ["new", "Ben", "", "2014-01-01 to 2015-01-01"],
    ]
    assert result.stdout.endswith("\n1 new holder could be added: give --write to do so. Nothing is written.\n")
    assert (folder / "recipients.yaml").read_bytes() == before


def test_a_name_that_looks_like_markup_is_shown_as_it_is(runner: CliRunner, folder: Path, tmp_path: Path) -> None:
    rows = "harbour-master,[/b] [red]Ann :smile:,2001,2002,\x1b[31m\n"

    result = run(runner, folder, "recipients", "import", table(tmp_path, rows), "--snapshot", "2022-08-03")

    assert "│ [/b] [red]Ann :smile: │" in result.stdout


def test_with_write_only_sound_new_holders_are_added_and_errors_still_fail(
    runner: CliRunner, folder: Path, tmp_path: Path
) -> None:
    rows = (
        "Harbour Master,Ann Ager,2011-01-01,2014-01-01,f\n"
        "Harbour Master,Ben,2014-01-01,2015-01-01,m\n"
        "Harbour Master,Cat,2015-01-01,,f\n"
        "Harbour Master,Dan,someday,,m\n"
    )
    path = table(tmp_path, rows)
    office = ["recipients", "import", path, "--snapshot", "2022-08-03", "--office", "harbour-master", "--write"]

    result = run(runner, folder, *office)
    again = run(runner, folder, *office)

    assert result.exit_code == 1
    assert [line.rpartition("[")[2] for line in result.stderr.splitlines()] == [
        "import-differs]",
        "import-open-end]",
        "import-date]",
    ]
    assert result.stderr.splitlines()[1].startswith("table.csv:4: warning: The term of Cat has no end")
    assert result.stdout.endswith("\n2 new holders added to recipients.yaml; nothing else in it is changed.\n")
    assert (folder / "recipients.yaml").read_text(encoding="utf-8") == (
        RECIPIENTS_YAML
        + HOLDERS
        + "    - name: Ben\n      gender: male\n      from: 2014-01-01\n      until: 2015-01-01\n"
        + "      source: table.csv, 2022-08-03\n"
        + "    - name: Cat\n      gender: female\n      from: 2015-01-01\n      until: unknown\n"
        + "      seen: [2022-08-03]\n      source: table.csv, 2022-08-03\n"
        + "      unconfirmed: whether the term goes on after 2022-08-03\n"
        + CLOSED
    )
    assert again.stdout.endswith("\nThere is no holder to add. Nothing is written.\n")


def test_a_popolo_files_own_day_counts_unless_another_is_given(runner: CliRunner, tmp_path: Path) -> None:
    own = runner.invoke(letters, ["recipients", "import", str(IMPORTS / "iraq.json")])
    given = runner.invoke(letters, ["recipients", "import", str(IMPORTS / "iraq.json"), "--snapshot", "2021-01-01"])

    assert "in office on 2022-08-02" in own.stderr
    assert "in office on 2021-01-01" in given.stderr
    assert (own.exit_code, given.exit_code) == (1, 1)


def test_a_list_in_one_line_and_a_file_that_may_not_be_written_are_told(
    runner: CliRunner, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(
        tmp_path, "Harbour Master,Ann Ager,2010-01-01,2014-01-01,f\nHarbour Master,Ben,2014-01-01,2015-01-01,m\n"
    )
    words = ["recipients", "import", path, "--snapshot", "2022-08-03", "--office", "harbour-master", "--write"]
    one_line = RECIPIENTS_YAML + "  holders: [{name: Ann Ager, from: 2010-01-01, until: 2014-01-01, source: a page}]\n"

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as closed:
        closed.setattr(Path, "write_bytes", refuse)
        refused = run(runner, folder, *words)
    (folder / "recipients.yaml").write_text(one_line, encoding="utf-8")
    no_place = run(runner, folder, *words)

    assert (refused.exit_code, refused.stderr) == (1, "«recipients.yaml» cannot be written: permission denied.\n")
    assert no_place.exit_code == 1
    assert no_place.stderr.endswith("[import-form]\n")


def test_content_that_is_left_out_for_its_faults_is_mentioned(runner: CliRunner, folder: Path, tmp_path: Path) -> None:
    with (folder / "recipients.yaml").open("a", encoding="utf-8") as file:
        file.write("pilot: {}\n")
    hint = "The content has 4 problems, which may keep more out: run `letters check`.\n"

    due = run(runner, folder, "recipients", "--due")
    compared = run(
        runner, folder, "recipients", "import", table(tmp_path, "x,y,2001,2002,\n"), "--snapshot", "2022-08-03"
    )

    assert due.stderr == hint
    assert compared.stderr.endswith(hint)
