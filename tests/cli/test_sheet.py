"""`letters sheet`: a leaf to print, or what to do instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import letters
from app.config import Settings
from tests.builders import write_content
from tests.conftest import PROJECT, TODAY
from tests.rendering.pdf import page_size_mm, text_of

SITE = "https://letters.example.org"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Settings(PROJECT, lambda: TODAY, public_url=SITE)
    monkeypatch.setattr("app.cli.main.Settings.from_environment", lambda: known)


def run(runner: CliRunner, *words: object) -> Result:
    return runner.invoke(letters, ["sheet", *map(str, words)], catch_exceptions=False)


def test_a_sheet_is_written(runner: CliRunner, tmp_path: Path) -> None:
    result = run(runner, "asylum-in-belgium", "--output", tmp_path / "x.pdf", "--language", "FR", "--paper", "Letter")

    pdf = (tmp_path / "x.pdf").read_bytes()
    assert (result.exit_code, result.output) == (0, "")
    assert page_size_mm(pdf) == (215.9, 279.4)
    assert "21 novembre 2026" in text_of(pdf)
    assert "/w/asylum-in-belgium" in text_of(pdf)


def test_a_link_of_ones_own_is_printed(runner: CliRunner, tmp_path: Path) -> None:
    run(runner, "asylum-in-belgium", "--output", tmp_path / "x.pdf", "--link", "https://go.example.org/asylum")

    text = text_of((tmp_path / "x.pdf").read_bytes())
    assert ("/asylum\n" in text, "/w/" in text) == (True, False)


def test_a_closed_case_has_a_sheet_of_its_own_time(runner: CliRunner, tmp_path: Path) -> None:
    result = run(runner, "release-the-seven", "--on", "2013-12-20", "--output", tmp_path / "x.pdf")

    assert result.exit_code == 0
    assert "11 days are left." in text_of((tmp_path / "x.pdf").read_bytes()).replace("\n", " ")


def test_without_a_link_the_organiser_is_told_how_to_have_one(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_content(tmp_path)
    monkeypatch.setattr("app.cli.main.Settings.from_environment", lambda: Settings(folder, lambda: TODAY))

    result = run(runner, "the-ship", "--output", tmp_path / "x.pdf")

    assert result.exit_code == 0
    assert result.stderr == "Without a QR code: give --link, or set LETTERS_PUBLIC_URL to where your site is.\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["release-the-seven"], "This case was closed on 9 September 2016: no more letters are wanted, so there is no sheet."),
        (["asylum-in-belgum"], "There is no case «asylum-in-belgum». Did you mean asylum-in-belgium?"),
        (["asylum-in-belgium", "--language", "xx"], "There is no language «xx»."),
        (["asylum-in-belgium", "--on", "tomorrow"], "«tomorrow» is not a date."),
        (["asylum-in-belgium", "--link", "go.example.org"], "--link «go.example.org» is no link. Begin it with https:// and keep it to 200 characters without a space."),
        (["asylum-in-belgium", "--output", "/no/such/folder/x.pdf"], "«/no/such/folder/x.pdf» cannot be written: no such file or directory."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(words: list[str], message: str, runner: CliRunner) -> None:
    result = run(runner, *words)

    assert (result.exit_code, result.stdout, message in result.stderr) == (1, "", True)


def test_a_public_url_that_is_no_link_is_told(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Settings(PROJECT, lambda: TODAY, public_url="letters.example.org")
    monkeypatch.setattr("app.cli.main.Settings.from_environment", lambda: known)

    result = run(runner, "asylum-in-belgium")

    assert result.stderr.startswith("LETTERS_PUBLIC_URL «letters.example.org")


def test_the_public_url_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    assert Settings.from_environment({"LETTERS_PUBLIC_URL": SITE}).public_url == SITE
    assert Settings.from_environment({}).public_url is None
