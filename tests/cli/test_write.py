"""`letters write`: the same letters from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import letters
from tests.builders import CASE_YAML, NAME, RECIPIENTS_YAML, write_content
from tests.rendering.pdf import page_count, page_size_mm, text_of

OWN_WORDS = "I *once* met {{ someone }} and <b>told</b> $& them."


def run(runner: CliRunner, *words: str) -> Result:
    return runner.invoke(letters, list(words), catch_exceptions=False)


@pytest.fixture
def supporter(tmp_path: Path) -> Path:
    """A supporter's file with a difficult name."""
    path = tmp_path / "me.yaml"
    fields = {"name": NAME, "address": ["1 Street", "Town"], "country": "US", "own_words": OWN_WORDS}
    path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (
            "release-the-seven --to un-secretary-general --on 2013-09-20",
            "His Excellency Ban Ki-moon\nSecretary-General",
        ),
        ("release-the-seven --to un-high-commissioner-human-rights --on 2013-09-20", "Ms Navi Pillay"),
        ("no-forced-returns-2008 --on 2008-09-01", "His Excellency Nouri al-Maliki\nPrime Minister"),
        ("no-forced-returns-2008 --on 2008-09-01", "The Honorable Condoleezza Rice\nSecretary of State"),
        ("asylum-in-belgium --to be-minister-asylum-migration --on 2024-03-01", "Ms Nicole de Moor\nState Secretary"),
        ("asylum-in-belgium --to be-minister-asylum-migration --on 2026-11-21", "Ms Anneleen Van Bossuyt\nMinister"),
        ("asylum-in-belgium --to be-fedasil --on 2024-03-01", "Ms Fanny François\nActing Director General"),
        ("asylum-in-belgium --to be-fedasil --on 2031-01-01", "2031\n\nDirector General\nFedasil"),
    ],
)
def test_the_letters_date_picks_the_holder(words: str, named: str, runner: CliRunner) -> None:
    result = run(runner, "write", *words.split(), "--output", "-")

    assert result.exit_code == 0
    assert named in result.stdout


def test_each_office_is_asked_its_own_things(runner: CliRunner) -> None:
    both = run(runner, "write", "no-forced-returns-2008", "--on", "2008-09-01").stdout
    baghdad, washington = both.split("—" * 72)

    assert "give a firm assurance" in baghdad
    assert "give a firm assurance" not in washington
    assert "for as long as United States forces hold the camp" in washington
    assert "for as long as United States forces hold the camp" not in baghdad


def test_a_french_letter_has_a_french_date_and_form_of_address(runner: CliRunner) -> None:
    words = "release-the-seven --to un-high-commissioner-human-rights --on 2013-09-20 --language fr"

    text = run(runner, "write", *words.split()).stdout

    assert "20 septembre 2013" in text
    assert "Madame la Haute-Commissaire,\n" in text
    assert "Veuillez agréer, Madame la Haute-Commissaire, l’expression de ma très haute considération." in text


def test_a_difficult_name_and_own_words_arrive_as_typed(runner: CliRunner, supporter: Path, tmp_path: Path) -> None:
    words = ["write", "asylum-in-belgium", "--to", "be-cgrs", "--on", "2026-11-21", "--supporter", str(supporter)]
    target = tmp_path / "letter.pdf"

    text = run(runner, *words).stdout
    run(runner, *words, "--output", str(target))
    printed = text_of(target.read_bytes())

    assert text.count(NAME) == printed.count(NAME) == 2
    assert OWN_WORDS in text
    assert OWN_WORDS in printed.replace("\n", " ")
    assert page_size_mm(target.read_bytes()) == (215.9, 279.4)


def test_a_pdf_holds_a_letter_to_everyone_if_nobody_is_named(runner: CliRunner, tmp_path: Path) -> None:
    target = tmp_path / "all.pdf"

    run(runner, "write", "asylum-in-belgium", "--on", "2026-11-21", "--output", str(target))

    assert page_count(target.read_bytes()) == 3


def test_a_letter_can_be_written_as_html_and_to_standard_output_in_any_form(runner: CliRunner, tmp_path: Path) -> None:
    words = ["write", "asylum-in-belgium", "--to", "be-cgrs", "--on", "2026-11-21"]
    target = tmp_path / "letter.html"

    run(runner, *words, "--output", str(target))

    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run(runner, *words, "--format", "html").stdout == target.read_text(encoding="utf-8")
    assert run(runner, *words, "--format", "pdf").stdout_bytes.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("asylum-in-belgum", "There is no case «asylum-in-belgum». Did you mean asylum-in-belgium?"),
        (
            "zzz",
            "There is no case «zzz». There is: asylum-in-belgium, bita-ghaedi-2010, camp-liberty-2014, jamal-saberi-2010, no-forced-returns-2008, no-return-to-iran, release-the-seven.",
        ),
        ("asylum-in-belgium --to be-cgr", "There is no office «be-cgr». Did you mean be-cgrs?"),
        (
            "asylum-in-belgium --to un-secretary-general",
            "«asylum-in-belgium» does not write to «un-secretary-general». There is: be-cgrs, be-fedasil, be-minister-asylum-migration.",
        ),
        (
            "asylum-in-belgium --to be-cgrs --language xx",
            "There is no letter to be-cgrs in «xx». There is: en, fr, nl.",
        ),
        (
            "asylum-in-belgium --to be-cgrs --on 21.11.2026",
            "«21.11.2026» is not a date. Write it as year, month and day, such as 2013-09-20.",
        ),
        (
            "asylum-in-belgium --to be-cgrs --on 2020-01-01",
            "This case began on 2024-02-21, after the letter's date 2020-01-01. Date the letter 2024-02-21 or later.",
        ),
        (
            "release-the-seven --on 2026-11-21",
            "This case was closed on 2016-09-09. Date the letter between 2013-09-01 and 2016-09-09.",
        ),
        (
            "asylum-in-belgium --output letter.odt",
            "«letter.odt» must end in .pdf, .txt, .html, .zip, .tif, .eml or .docx, or --format must say which it is.",
        ),
        (
            "asylum-in-belgium --output /nowhere/letter.txt",
            "«/nowhere/letter.txt» cannot be written: no such file or directory.",
        ),
        (
            "asylum-in-belgium --output letter.txt --format pdf",
            "«letter.txt» ends in .txt, and --format says pdf. Make them agree.",
        ),
        (
            "asylum-in-belgium --to be-cgrs --on 20261121",
            "«20261121» is not a date. Write it as year, month and day, such as 2013-09-20.",
        ),
        (
            "asylum-in-belgium --format html",
            "An HTML file holds one letter. Name one office with --to, or write a PDF.",
        ),
        (
            "asylum-in-belgium --supporter /nowhere/me.yaml",
            "me.yaml: The file cannot be read: no such file or directory. Check its name and its permissions. [unreadable]",
        ),
    ],
)
def test_bad_input_is_told_what_exists_and_what_to_do(words: str, told: str, runner: CliRunner) -> None:
    result = run(runner, "write", *words.split())

    assert result.exit_code == 1
    assert result.stderr == told + "\n"
    assert result.stdout == ""


def test_every_fault_of_a_supporters_file_is_told_with_its_line(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text("nam: Ann\nemail: nobody\ncountry: Atlantis\nown_words: 'a\u202eb'\n", encoding="utf-8")

    result = run(runner, "write", "asylum-in-belgium", "--supporter", str(path))

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "me.yaml:1: «nam» is not a field. Did you mean name? [unknown-key]",
        "me.yaml:4: Your own words held 1 invisible character that cannot be printed. We took it out. [invisible-characters]",
        "me.yaml:3: Choose your country from the list, or leave it empty. In a file, write its two-letter ISO code, such as BE. [unknown-country]",
        "me.yaml:1: Enter your full name. [no-name]",
        "me.yaml:2: Enter an e-mail address like name@example.org, or leave it empty. [no-email]",
    ]


def test_a_character_that_cannot_be_printed_makes_no_pdf(runner: CliRunner, tmp_path: Path) -> None:
    path, target = tmp_path / "me.yaml", tmp_path / "letter.pdf"
    path.write_text("name: Ann 😀\n", encoding="utf-8")

    result = run(runner, "write", "asylum-in-belgium", "--supporter", str(path), "--output", str(target))

    assert result.exit_code == 1
    assert result.stderr == "No font has a sign for «😀». Take it out, or write it in another way.\n"
    assert not target.exists()


def test_a_case_with_problems_is_not_written_and_says_why(runner: CliRunner, tmp_path: Path) -> None:
    folder = write_content(tmp_path, **{"letter_templates/the-ship/case.yaml": CASE_YAML.replace("open", "opne", 1)})

    result = run(runner, "--content", str(folder), "write", "the-ship")

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "«the-ship» has problems and cannot be written about:",
        "letter_templates/the-ship/case.yaml:1: «status» must be one of: 'draft', 'open', 'closed'. [wrong-value]",
    ]


def test_cases_and_recipients_are_listed(runner: CliRunner) -> None:
    cases = run(runner, "cases").stdout
    recipients = run(runner, "recipients", "--on", "2010-01-01").stdout

    assert cases.index("asylum-in-belgium") < cases.index("release-the-seven") < cases.index("no-forced-returns-2008")
    assert "Hillary Clinton" in recipients
    assert "Nouri al-Maliki" in recipients
    assert "fax: stale (2004)" in recipients
    assert run(runner, "recipients", "--on", "x").exit_code == 1


def test_a_case_left_out_for_a_fault_elsewhere_is_not_called_unknown_without_a_hint(
    runner: CliRunner, tmp_path: Path
) -> None:
    folder = write_content(tmp_path, **{"recipients.yaml": RECIPIENTS_YAML.replace("level: agency", "level: x")})

    written = run(runner, "--content", str(folder), "write", "the-ship")
    listed = run(runner, "--content", str(folder), "cases")

    assert written.stderr.endswith("The content has 1 problem, which may keep more out: run `letters check`.\n")
    assert listed.stderr == "The content has 1 problem, which may keep more out: run `letters check`.\n"
