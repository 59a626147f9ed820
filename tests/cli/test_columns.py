"""An organiser says once what the columns are: at the terminal, or in the file beside the table."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from app.cli.columns import columns_of
from tests.printing.tables import csv_of, table_in


def run(path: Path, runner: CliRunner, typed: str | None = None) -> Result:
    @click.command()
    def read() -> None:
        columns = columns_of(table_in(path), path)
        click.echo(" ".join(f"{column.header}={column.target}" for column in columns.read))

    return runner.invoke(read, input=typed)


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.columns._somebody_is_there", lambda: True)


def test_known_columns_need_no_word(tmp_path: Path, runner: CliRunner) -> None:
    result = run(csv_of(tmp_path, "name,address\nAnn,Lei 1\n"), runner)

    assert (result.exit_code, result.output) == (0, "name=name address=address\n")
    assert [path.name for path in tmp_path.iterdir()] == ["supporters.csv"]


@pytest.mark.usefixtures("at_a_terminal")
def test_each_unknown_column_is_asked_for_and_the_answers_are_kept(tmp_path: Path, runner: CliRunner) -> None:
    path = csv_of(tmp_path, "First name,surname,Strasse,town,Beitrag\nAnn,Lee,Lei 1,Gent,5\n")

    result = run(path, runner, "\n\n3\n\n\n")
    again = run(path, runner)

    assert (result.exit_code, again.exit_code) == (0, 0)
    assert result.stdout.endswith("First name=name surname=name Strasse=address town=same-line\n")
    assert again.output == "First name=name surname=name Strasse=address town=same-line\n"
    assert (tmp_path / "supporters.columns.yaml").read_text(encoding="utf-8") == (
        "# What the columns of supporters.csv are: name, introduction, address, same-line, country, email, own_words, "
        "points, leave-out.\n"
        "First name: name\nsurname: name\nStrasse: address\ntown: same-line\nBeitrag: leave-out\n"
    )


@pytest.mark.usefixtures("at_a_terminal")
def test_a_question_shows_what_a_column_can_be(tmp_path: Path, runner: CliRunner) -> None:
    result = run(csv_of(tmp_path, "name,Ort\nAnn,Gent\n"), runner, "4\n")

    assert result.stderr.splitlines() == [
        "supporters.csv: 1 column is no field of the form. Say what each is; the answers are kept in "
        "supporters.columns.yaml.",
        "",
        "«Ort»",
        "  1 name         the full name, or a part of it",
        "  2 introduction completes “I am …”",
        "  3 address      begins a new line of the address",
        "  4 same-line    goes on in that line, as a town does after its postcode",
        "  5 country      ISO code or English name",
        "  6 email        stands on the letter",
        "  7 own_words    the supporter’s own words",
        "  8 points       talking points, by their short names",
        "  9 leave-out    is not read",
        "What is it? [9]: 4",
    ]


@pytest.mark.usefixtures("at_a_terminal")
def test_answers_without_a_name_are_not_kept(tmp_path: Path, runner: CliRunner) -> None:
    result = run(csv_of(tmp_path, "Vorname,address\nAnn,Lei 1\n"), runner, "9\n")

    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == (
        "supporters.csv: No column is the supporters’ name. "
        "Give the column with the full names the header «name». [no-name-column]"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["supporters.csv"]


@pytest.mark.usefixtures("at_a_terminal")
def test_answers_that_cannot_be_kept_still_count(
    tmp_path: Path, runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_of(tmp_path, "name,Fee\nAnn,5\n")
    monkeypatch.setattr("app.cli.columns.column_file_path", lambda _table: tmp_path / "nowhere" / "x.yaml")

    result = run(path, runner, "9\n")

    assert result.exit_code == 0
    assert "x.yaml: The answers cannot be kept: no such file or directory." in result.stderr


def test_without_a_terminal_the_very_text_to_write_is_shown(tmp_path: Path, runner: CliRunner) -> None:
    path = csv_of(tmp_path, "First name,address,Mobil: privat\nAnn,Lei 1,5\n")

    result = run(path, runner)

    assert result.exit_code == 1
    assert result.stderr == (
        "supporters.csv: 2 columns are no fields of the form: «First name», «Mobil: privat». «First name»: did you mean "
        "name? Write into supporters.columns.yaml what each is (name, introduction, address, same-line, country, email, "
        "own_words, points, leave-out): [unknown-column]\n"
        "\n"
        "First name: name\n"
        '"Mobil: privat": leave-out\n'
    )
    shown = result.stderr.partition("\n\n")[2]
    (tmp_path / "supporters.columns.yaml").write_text(shown, encoding="utf-8")
    assert run(path, runner).output == "First name=name address=address\n"


def test_faults_in_the_kept_answers_are_told(tmp_path: Path, runner: CliRunner) -> None:
    path = csv_of(tmp_path, "name,Fee\nAnn,5\n")
    (tmp_path / "supporters.columns.yaml").write_text("Fee: leave out\n", encoding="utf-8")

    result = run(path, runner)

    assert (result.exit_code, result.stderr) == (
        1,
        "supporters.columns.yaml:1: «leave out» is nothing that a column can be. Did you mean leave-out? [unknown-target]\n",
    )
