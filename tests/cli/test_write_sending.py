"""`letters write` and `letters stationery`: windows, packs, faxes."""

from __future__ import annotations

import io
import json
import zipfile
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from PIL import Image

from tests.cli.test_write import run
from tests.rendering.pdf import page_count, page_size_mm, page_sizes_mm, text_of

CASE = "no-return-to-iran"
FIVE = (
    "uk-home-secretary",
    "de-minister-interior",
    "se-minister-migration",
    "tr-minister-interior",
    "iq-prime-minister",
)


def a_file(tmp_path: Path, **fields: str) -> str:
    path = tmp_path / "me.yaml"
    path.write_text(
        json.dumps({"name": "Sheila O’Neil", "address": "1 Street\nTown", "country": "DE", **fields}), "utf-8"
    )
    return str(path)


def write(runner: CliRunner, tmp_path: Path, output: str, *options: str, **fields: str) -> bytes:
    target = tmp_path / output
    result = run(runner, "write", CASE, "--supporter", a_file(tmp_path, **fields), "--output", str(target), *options)
    assert result.exit_code == 0, result.stderr
    return target.read_bytes()


def refused(runner: CliRunner, tmp_path: Path, output: str, *options: str, **fields: str) -> str:
    target = tmp_path / output
    result = run(runner, "write", CASE, "--supporter", a_file(tmp_path, **fields), "--output", str(target), *options)
    assert result.exit_code == 1
    assert not target.exists()
    return result.stderr.strip()


def to(*offices: str) -> list[str]:
    return [word for office in offices for word in ("--to", office)]


def test_the_pack_for_five_is_one_pdf_in_the_order_of_doing(runner: CliRunner, tmp_path: Path) -> None:
    pdf = write(runner, tmp_path, "pack.pdf", *to(*FIVE), "--stationery", "plain-a4", "--envelopes", "c5")

    assert page_sizes_mm(pdf) == [(210, 297)] * 6 + [(229, 162)] * 5
    assert text_of(pdf, 1).startswith("Check list\n5 letters about")
    letters = [text_of(pdf, page) for page in range(2, 7)]
    assert ["London" in letters[0], "Berlin" in letters[1], "Stockholm" in letters[2]] == [True] * 3
    assert "London" in text_of(pdf, 7)


def test_a_zip_has_the_same_as_single_files(runner: CliRunner, tmp_path: Path) -> None:
    write(
        runner, tmp_path, "pack.zip", *to("uk-home-secretary"), "--on", "2026-11-22", "--labels", "l7163", country="BE"
    )

    assert zipfile.ZipFile(tmp_path / "pack.zip").namelist() == [
        "1-check-list.pdf",
        "2-letter-uk-home-secretary-2026-11-22.pdf",
        "3-labels.pdf",
        "e-mail/uk-home-secretary-2026-11-22.eml",
    ]


def test_an_email_as_a_draft_with_the_letter_as_text(runner: CliRunner, tmp_path: Path) -> None:
    eml = write(runner, tmp_path, "letter.eml", *to("uk-home-secretary"), email="sheila@example.org")

    read = message_from_bytes(eml, policy=default)
    assert (read["To"], read["X-Unsent"]) == ("public.enquiries@homeoffice.gov.uk", "1")
    assert read["From"].addresses[0].addr_spec == "sheila@example.org"
    assert "Dear Home Secretary," in read.get_content()


def test_a_docx_of_all_letters_on_the_paper_of_the_supporters_country(runner: CliRunner, tmp_path: Path) -> None:
    document = docx.Document(
        io.BytesIO(
            write(runner, tmp_path, "letters.docx", *to("uk-home-secretary", "se-minister-migration"), country="US")
        )
    )

    assert [round(section.page_width.mm) for section in document.sections] == [216, 216]
    assert {"London SW1P 4DF", "103 33 Stockholm"} <= {paragraph.text for paragraph in document.paragraphs}


def test_a_fax_as_tiff(runner: CliRunner, tmp_path: Path) -> None:
    for kind, compression in (("profile-s", "group3"), ("group4", "group4")):
        write(runner, tmp_path, "fax.tif", *to("de-minister-interior"), "--delivery", "fax", "--tiff", kind)

        with Image.open(tmp_path / "fax.tif") as image:
            assert (image.width, image.info["compression"]) == (1728, compression)


def test_a_fax_with_a_cover_sheet_has_one_page_more(runner: CliRunner, tmp_path: Path) -> None:
    options = (*to("de-minister-interior"), "--delivery", "fax")

    alone = write(runner, tmp_path, "fax.pdf", *options)
    covered = write(runner, tmp_path, "covered.pdf", *options, "--cover")

    assert page_count(covered) == page_count(alone) + 1


def test_a_letter_by_way_of_the_embassy(runner: CliRunner, tmp_path: Path) -> None:
    pdf = write(runner, tmp_path, "letter.pdf", *to("iq-prime-minister"), "--via-embassy", country="US")

    assert "Washington, DC 20007\nShirin" not in text_of(pdf)
    assert "c/o Embassy of the Republic of Iraq in Washington" in text_of(pdf)
    assert "UNITED STATES" not in text_of(pdf)


@pytest.mark.parametrize(
    ("output", "options", "fields", "told"),
    [
        ("a.pdf", "--stationery din5008", {}, "There is no stationery «din5008». Did you mean din5008-b?"),
        ("a.pdf", "--envelopes c4", {}, "There is no envelope «c4». There is: c5, c5-6, chou-3, dl, us-10."),
        ("a.pdf", "--labels l7160", {}, "There is no sheet of labels «l7160». Did you mean l7163?"),
        ("a.pdf", "--labels l7163 --envelopes dl", {}, "Choose either --envelopes or --labels."),
        ("a.tif", "--to uk-home-secretary", {}, "A .tif is for fax machines: add --delivery fax, or write a .pdf."),
        (
            "a.tif",
            "--delivery fax --to de-minister-interior --to jp-minister-justice",
            {},
            "A .tif holds one fax. Name one office with --to, or write a .zip.",
        ),
        ("a.eml", "", {}, "An .eml holds one e-mail. Name one office with --to, or write a .zip."),
        (
            "a.eml",
            "--to jp-minister-justice",
            {},
            "Minister of Justice has no e-mail address that is in use. Send the letter by post.",
        ),
        (
            "a.pdf",
            "--delivery fax --to uk-home-secretary",
            {},
            "Secretary of State for the Home Department has no fax number that is in use. Send the letter by post.",
        ),
        (
            "a.pdf",
            "--via-embassy --to iq-prime-minister",
            {},
            "We know no embassy of theirs in the supporter's country. Leave --via-embassy out.",
        ),
        (
            "a.pdf",
            "--stationery us-10 --to un-high-commissioner-refugees",
            {"country": "US"},
            "«1211 Genève 2 Dépôt» would be below the window of «United States, #10», even at 9 points. "
            "Choose plain paper, and print the envelope or a label for it.",
        ),
    ],
)
def test_what_cannot_be_done_is_told_with_its_remedy(
    output: str, options: str, fields: dict[str, str], told: str, runner: CliRunner, tmp_path: Path
) -> None:
    assert refused(runner, tmp_path, output, *options.split(), **fields) == told


def test_the_stationery_is_listed_with_the_countries_it_is_usual_in(runner: CliRunner) -> None:
    listed = run(runner, "stationery").stdout.splitlines()

    assert "din5008-b     DIN 5008, form B (A4), usual in DE" in listed
    assert len(listed) == 12


def test_a_calibration_sheet_is_drawn(runner: CliRunner, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"

    assert run(runner, "stationery", "uk-dl", "--output", str(target)).exit_code == 0
    assert page_size_mm(target.read_bytes()) == (210, 297)
    assert "United Kingdom, DL" in text_of(target.read_bytes())


def test_an_unknown_profile_is_told(runner: CliRunner) -> None:
    result = run(runner, "stationery", "uk-d")

    assert (result.exit_code, result.stderr) == (1, "There is no stationery «uk-d». Did you mean uk-dl?\n")
