"""`letters rule39`: the sample makes a fax, what is missing is named, and supporters get none."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import letters
from app.config import Settings
from tests.conftest import PROJECT
from tests.rendering.pdf import page_count, text_of
from tests.rule39 import DAY, a_pdf, typed

NOW = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
SAMPLE = PROJECT / "docs/examples/rule39-request.yaml"


@pytest.fixture(autouse=True)
def on_a_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """At ten in the morning in Strasbourg, three days before the removal of the sample."""
    monkeypatch.setattr("app.cli.main.Settings.from_environment", lambda: Settings(PROJECT, NOW.date, lambda: NOW))


def run(runner: CliRunner, *words: object) -> Result:
    return runner.invoke(letters, ["rule39", *map(str, words)], catch_exceptions=False)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The shipped sample with the 21 pages that it encloses."""
    (tmp_path / "enclosures").mkdir()
    for name, pages in (("decision", 14), ("judgment", 6), ("authority", 1)):
        (tmp_path / f"enclosures/{name}.pdf").write_bytes(a_pdf(pages))
    path = tmp_path / "rule39-request.yaml"
    path.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def a_file(folder: Path, **changes: Any) -> Path:
    path = folder / "request.yaml"
    fields = typed(enclosures=[], final_decision_date=str(DAY), **changes)
    path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return path


def test_the_sample_makes_a_fax_of_three_parts_and_everything_for_the_courts_site(
    sample: Path, runner: CliRunner, tmp_path: Path
) -> None:
    result = run(runner, sample, "--output", tmp_path / "kit")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("23 pages in 3 parts. Written:\n")
    assert sorted(path.name for path in (tmp_path / "kit").iterdir()) == [
        "enclosure-01-decision-of-20-november-2026-in-the-procedure-of.pdf",
        "enclosure-02-judgment-of-11-june-2024-with-a-translation.pdf",
        "enclosure-03-authority-to-act-signed-by-the-applicant.pdf",
        "fax-part-1-of-3.pdf",
        "fax-part-2-of-3.pdf",
        "fax-part-3-of-3.pdf",
        "read-me-first.txt",
        "rule39-request.pdf",
    ]
    parts = [(tmp_path / f"kit/fax-part-{part}-of-3.pdf").read_bytes() for part in (1, 2, 3)]
    assert [page_count(part) for part in parts] == [10, 10, 3]
    steps = (tmp_path / "kit/read-me-first.txt").read_text(encoding="utf-8")
    assert "The registry’s staff are there until 16:00; 6 h left." in steps
    assert "00 33 3 88 41 39 00 or 00 33 3 90 21 43 50" in steps


@pytest.mark.parametrize(
    "item",
    [
        *("Rule 39 – Urgent", "Person to contact (name and contact details): Odile Sampleton, lawyer"),
        *("Scheduled date and time of removal and destination: Thursday 26", "07:40 (Europe/Brussels, UTC+1)"),
        *("Destination: Tehran, Iran, flight XX 0000 by way of Istanbul", "Telephone +32 2 555 01 23"),
        *("Respondent State Belgium", "Applicant Navid Exemplar", "Date of birth 17 March 1994", "Nationality Iranian"),
        *("Invented Closed Centre, 1 Sample Road", "Domestic case reference CCE 000 000 / X (invented)"),
        *("Final domestic decision Given on 20 November 2026", "Relies on Articles 2, 3 and 13 of the Convention"),
        *("Application number None yet", "Enclosures 3 documents, 21 pages", "This fax 23 pages in 3 parts"),
        *("part 1 of 3 · page 1 of 10 of the part",),
    ],
)
def test_the_face_of_the_sample_carries_every_item(item: str, face_of_the_sample: str) -> None:
    assert item in face_of_the_sample


@pytest.fixture(scope="module")
def face_of_the_sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("sample")
    (folder / "enclosures").mkdir()
    for name, pages in (("decision", 14), ("judgment", 6), ("authority", 1)):
        (folder / f"enclosures/{name}.pdf").write_bytes(a_pdf(pages))
    (folder / "request.yaml").write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        settings = Settings(PROJECT, NOW.date, lambda: NOW)
        patched.setattr("app.cli.main.Settings.from_environment", lambda: settings)
        run(CliRunner(), folder / "request.yaml", "--output", folder / "kit")
    return text_of((folder / "kit/fax-part-1-of-3.pdf").read_bytes(), 1)


def test_the_same_call_for_a_supporter_is_refused_with_the_reason(
    sample: Path, runner: CliRunner, tmp_path: Path
) -> None:
    text = sample.read_text(encoding="utf-8").replace("capacity: representative", "capacity: supporter")
    sample.write_text(text, encoding="utf-8")

    result = run(runner, sample, "--output", tmp_path / "kit")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "rule39-request.yaml:9: Supporters cannot write to Rule 39 requests (interim measures). "
        "This line is for applicants and their representatives alone, because letters or faxes from supporters could "
        "block a request on which a life depends; please write instead to the minister who decides, to the embassy, "
        "to the carrier or to the UN special procedures. [not-open-to-supporters]\n"
    )
    assert not (tmp_path / "kit").exists()


def test_a_fax_of_one_part_goes_into_one_file(runner: CliRunner, tmp_path: Path) -> None:
    result = run(runner, a_file(tmp_path), "--output", tmp_path / "fax.pdf")

    assert result.exit_code == 0
    assert result.stdout == f"2 pages in 1 part. Written:\n  {tmp_path / 'fax.pdf'}\n"
    assert "warning: Nothing is enclosed." in result.stderr
    assert page_count((tmp_path / "fax.pdf").read_bytes()) == 2


def test_a_fax_of_more_parts_goes_into_as_many_files(sample: Path, runner: CliRunner, tmp_path: Path) -> None:
    run(runner, sample, "--output", tmp_path / "fax.pdf")

    assert sorted(path.name for path in tmp_path.glob("fax*")) == [
        "fax-part-1-of-3.pdf",
        "fax-part-2-of-3.pdf",
        "fax-part-3-of-3.pdf",
    ]


def test_numbers_are_dialled_from_where_the_fax_is_sent(runner: CliRunner, tmp_path: Path) -> None:
    run(runner, a_file(tmp_path), "--output", tmp_path / "kit", "--from", "US")

    assert "011 33 3 88 41 39 00" in (tmp_path / "kit/read-me-first.txt").read_text(encoding="utf-8")


def test_check_names_everything_that_is_missing_with_its_line(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "request.yaml"
    text = "capacity: applicant\nremoval: dated\nremoval_date: 2026-11-01\nflight: XX 1\nenclosures:\n  - title: The order\n    file: order.pdf\n  - title: x\n"
    path.write_text(text, encoding="utf-8")

    result = run(runner, path, "--check")

    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0].startswith("request.yaml:4: «flight» is not a field.")
    assert any(line.startswith("request.yaml:3: The removal must be still to come; 1 November 2026") for line in lines)
    assert (
        "request.yaml:6: «order.pdf» cannot be read: no such file or directory. "
        "Its path counts from the folder of the request’s file. [unreadable]"
    ) in lines
    assert (
        "request.yaml:8: Enclosure 2 must have a «title» and a «file». «file» is the path of a PDF. [no-file]" in lines
    )
    assert "request.yaml:1: Enter the applicant’s full name. [missing]" in lines


def test_check_says_when_nothing_is_missing(sample: Path, runner: CliRunner) -> None:
    result = run(runner, sample, "--check")

    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "Nothing is missing. 3 enclosures, 21 pages.\n",
        "",
    )


def test_a_faulty_enclosure_is_told_at_its_line(sample: Path, runner: CliRunner) -> None:
    (sample.parent / "enclosures/judgment.pdf").write_bytes(b"a picture")

    result = run(runner, sample, "--check")

    line = next(
        number
        for number, text in enumerate(sample.read_text(encoding="utf-8").splitlines(), start=1)
        if "title: Judgment" in text
    )
    assert result.stderr == (
        f"rule39-request.yaml:{line}: «Judgment of 11 June 2024, with a translation» is not a PDF. "
        "Print it to a PDF, or scan it as one, and choose that file. [not-a-pdf]\n"
    )


def a_large_file(path: Path) -> None:
    path.touch()
    os.truncate(path, 200_000_000)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.mkdir(), "cannot be read: it is not a file."),
        (a_large_file, "must have 50 MB or less. It has 200 MB."),
    ],
    ids=["folder", "200-MB"],
)
def test_a_file_that_cannot_be_an_enclosure_is_not_even_read(
    make: Any, words: str, sample: Path, runner: CliRunner
) -> None:
    path = sample.parent / "enclosures/judgment.pdf"
    path.unlink()
    make(path)

    result = run(runner, sample, "--check")

    assert f"«enclosures/judgment.pdf» {words}" in result.stderr


def test_a_sign_that_no_font_can_draw_is_named_at_its_line(runner: CliRunner, tmp_path: Path) -> None:
    result = run(runner, a_file(tmp_path, facts="He wrote 🧿."), "--output", tmp_path / "fax.pdf")

    assert result.exit_code == 1
    assert "Our fonts have no sign for «🧿». Take it out, or write it in another way. [no-glyph]" in result.stderr
    assert not (tmp_path / "fax.pdf").exists()


def test_the_clock_is_told(runner: CliRunner) -> None:
    assert run(runner, "--clock").stdout == (
        "In Strasbourg it is Monday 23 November 2026 at 10:00. The registry’s staff are there until 16:00; 6 h left.\n"
    )


def test_the_example_is_the_sample_of_the_documents(runner: CliRunner) -> None:
    assert run(runner, "--example").stdout == SAMPLE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "Name the request's file, or ask for --example or --clock."),
        (["x.yaml"], "Say where it goes: --output FILE.pdf or a folder. Or ask for --check."),
    ],
)
def test_a_call_that_says_too_little_is_told_what_to_add(words: list[str], message: str, runner: CliRunner) -> None:
    result = run(runner, *words)

    assert (result.exit_code, message in result.stderr) == (2, True)


def test_an_unknown_country_is_told(runner: CliRunner, tmp_path: Path) -> None:
    result = run(runner, a_file(tmp_path), "--output", tmp_path / "kit", "--from", "Atlantis")

    assert (result.exit_code, "«Atlantis» is not a country." in result.stderr) == (2, True)


def test_a_folder_that_cannot_be_written_is_told(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "kit").write_text("a file", encoding="utf-8")

    result = run(runner, a_file(tmp_path), "--output", tmp_path / "kit")

    assert (result.exit_code, "cannot be written" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "There is nothing here. Write the keys."),
        ("- a", "This is not YAML"),
        ("enclosures: x", "«enclosures» must be a list"),
    ],
)
def test_a_file_that_is_no_request_is_told(text: str, words: str, runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "request.yaml"
    path.write_text(text, encoding="utf-8")

    result = run(runner, path, "--check")

    assert (result.exit_code, words in result.stderr) == (1, True)


def test_without_the_courts_office_there_is_no_kit(runner: CliRunner, tmp_path: Path, sample: Path) -> None:
    (tmp_path / "letter_templates").mkdir()
    (tmp_path / "recipients.yaml").write_text("x: {}\n", encoding="utf-8")

    result = runner.invoke(letters, ["--content", str(tmp_path), "rule39", str(sample), "--check"])

    assert (result.exit_code, result.stderr) == (
        1,
        "recipients.yaml has no sound office «echr-rule39»: run `letters check`.\n",
    )
