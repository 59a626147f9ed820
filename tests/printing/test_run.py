"""A print run: which letter is on which sheet of which file, and what keeps it from being printed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from app.composing import compose
from app.content import Library
from app.domain.letter import Letter
from app.printing import plan, run
from app.printing.letters import compose_letters, hindrances
from app.rendering import Renderer, page_images
from tests.builders import STOCK
from tests.printing.workshop import DAY, an_entry, an_order, entries, manifest_of, printed, sheets_of


@pytest.fixture(autouse=True)
def private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where finished parts wait."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def names_on(sheets: list[str]) -> list[str]:
    """Who signs each sheet; a separator has its number."""
    return [
        sheet.split("\n")[0]
        if sheet.startswith("Bundle")
        else next(line for line in sheet.split("\n") if "Sheila" in line)
        for sheet in sheets
    ]


def test_each_bundle_has_a_separator_and_each_row_a_letter(library: Library, tmp_path: Path) -> None:
    output = tmp_path / "run.pdf"

    outcome = printed(an_order(library, ("be-fedasil", "be-cgrs")), entries(3), output)

    sheets = sheets_of(output)
    assert names_on(sheets) == [
        "Bundle 1 of 2",
        "Sheila the 2th",
        "Sheila the 3th",
        "Sheila the 4th",
        "Bundle 2 of 2",
        "Sheila the 2th",
        "Sheila the 3th",
        "Sheila the 4th",
    ]
    assert "Director General\nFedasil" in sheets[0]
    assert "3 letters on 3 sheets" in sheets[0]
    assert "Rows 2 to 4" in sheets[0]
    assert (outcome.letters, outcome.files) == (6, ((output, 8),))


def test_one_bundle_alone_needs_no_separator(library: Library, tmp_path: Path) -> None:
    printed(an_order(library), entries(3), tmp_path / "run.pdf")

    assert names_on(sheets_of(tmp_path / "run.pdf")) == ["Sheila the 2th", "Sheila the 3th", "Sheila the 4th"]


def test_the_manifest_says_which_row_is_on_which_sheet(library: Library, tmp_path: Path) -> None:
    output = tmp_path / "run.pdf"
    long = "I have seen it. " * 60
    rows = (an_entry(2), an_entry(3, own_words=long), an_entry(4))

    outcome = printed(an_order(library), rows, output)

    assert outcome.manifest is not None
    manifest, sheets = manifest_of(outcome.manifest), sheets_of(output)
    assert [line["row"] for line in manifest] == ["2", "3", "4"]
    for line in manifest:
        first, _to, last = line["sheets"].partition("-")
        own = sheets[int(first) - 1 : int(last or first)]
        assert len(own) == int(line["pages"])
        assert f"Sheila the {line['row']}th" in own[0]
    assert sum("Sheila" in text for text in outcome.manifest.read_text().splitlines()) == 0, "it names nobody"


def test_a_letter_of_a_run_is_the_letter_that_the_site_prints(
    library: Library, renderer: Renderer, tmp_path: Path
) -> None:
    order, rows = an_order(library), entries(8)
    printed(order, rows, tmp_path / "run.pdf")
    office = order.offices[0]
    letters = [
        compose(order.case, office, row.supporter, language="en", on=DAY, copied=order.copied[office.id])
        for row in rows
    ]

    expected = renderer.render([one for one in letters if isinstance(one, Letter)], STOCK.usual_in("BE"))

    ours = page_images((tmp_path / "run.pdf").read_bytes())
    assert [page.png for page in ours] == [page.png for page in page_images(expected.pdf)]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("office", [("be-cgrs", "2"), ("be-cgrs", "3"), ("be-cgrs", "4"), ("be-fedasil", "2")]),
        ("table", [("be-cgrs", "2"), ("be-fedasil", "2"), ("be-cgrs", "3"), ("be-fedasil", "3")]),
        ("postcode", [("be-cgrs", "4"), ("be-fedasil", "4"), ("be-cgrs", "3"), ("be-fedasil", "3")]),
    ],
)
def test_the_order_of_printing(sort: Any, expected: list[tuple[str, str]], library: Library, tmp_path: Path) -> None:
    codes = {2: "9000 Gent", 3: "2000 Antwerpen", 4: "1000 Brussel"}
    rows = [an_entry(row, address=f"1 Street\n{code}") for row, code in codes.items()]

    outcome = printed(an_order(library, ("be-cgrs", "be-fedasil")), rows, tmp_path / "run.pdf", sort=sort)

    assert outcome.manifest is not None
    assert [(line["office"], line["row"]) for line in manifest_of(outcome.manifest)][:4] == expected


def test_letters_on_other_paper_are_a_bundle_of_their_own(library: Library, tmp_path: Path) -> None:
    rows = [an_entry(2), an_entry(3, country="DE"), an_entry(4), an_entry(5, country="US")]

    printed(an_order(library), rows, tmp_path / "run.pdf")

    separators = [sheet for sheet in sheets_of(tmp_path / "run.pdf") if sheet.startswith("Bundle")]
    assert len(separators) == 3
    assert sum("DIN 5008" in sheet for sheet in separators) == 1
    assert sum("DL with a window" in sheet for sheet in separators) == 1


def test_a_file_holds_no_more_sheets_than_it_may(library: Library, tmp_path: Path) -> None:
    outcome = printed(an_order(library, ("be-cgrs", "be-fedasil")), entries(5), tmp_path / "run.pdf", split=4)

    assert [(path.name, sheets) for path, sheets in outcome.files] == [
        ("run-1.pdf", 4),
        ("run-2.pdf", 3),
        ("run-3.pdf", 4),
        ("run-4.pdf", 3),
    ] or all(sheets <= 4 for _path, sheets in outcome.files)
    texts = [sheets_of(path) for path, _sheets in outcome.files]
    assert all(text[0].startswith("Bundle") for text in texts), "each file begins with what it is"
    assert "continued" in texts[1][0]
    assert outcome.manifest is not None
    for line in manifest_of(outcome.manifest):
        number = int(line["file"].removeprefix("run-").removesuffix(".pdf"))
        assert f"Sheila the {line['row']}th" in texts[number - 1][int(line["sheets"]) - 1]


def test_envelopes_follow_in_the_order_of_the_letters(library: Library, tmp_path: Path) -> None:
    order = an_order(library, plain=True)

    outcome = printed(order, entries(3), tmp_path / "run.pdf", outer=STOCK.envelopes["dl"])

    sheets = sheets_of(tmp_path / "run.pdf")
    assert outcome.manifest is not None
    assert [line["envelope"] for line in manifest_of(outcome.manifest)] == ["6", "7", "8"]
    assert "3 × DL" in sheets[4].replace("\n", " ")
    assert [f"Sheila the {row}th" in sheet for row, sheet in zip((2, 3, 4), sheets[5:], strict=True)] == [True] * 3
    assert all("Rue Ernest Blerot" in sheet for sheet in sheets[5:])


def test_labels_fill_their_sheets(library: Library, tmp_path: Path) -> None:
    order = an_order(library, plain=True)
    labels = STOCK.labels["l7163"]

    outcome = printed(order, entries(17), tmp_path / "run.pdf", outer=labels)

    assert outcome.manifest is not None
    envelopes = [line["envelope"] for line in manifest_of(outcome.manifest)]
    assert (envelopes[0], envelopes[13], envelopes[14]) == ("20 label 1", "20 label 14", "21 label 1")
    counts = [sheet.count("Rue Ernest Blerot") for sheet in sheets_of(tmp_path / "run.pdf")]
    assert counts[19:] == [14, 3]


def test_no_envelope_is_printed_for_a_letter_with_a_window(library: Library, tmp_path: Path) -> None:
    order = an_order(library, stationery=STOCK.stationery["din5008-b"])

    outcome = printed(order, entries(2), tmp_path / "run.pdf", outer=STOCK.envelopes["dl"])

    assert outcome.files[0][1] == 3


def test_what_many_parts_share_is_in_the_file_once(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "_LEAST", 10)

    printed(an_order(library), entries(40), tmp_path / "run.pdf")

    with pikepdf.open(tmp_path / "run.pdf") as file:
        forms = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        assert len(file.pages) == 40
        assert len(forms) == 3, "date, inside address, text"
        assert file.check_pdf_syntax() == []


def test_the_same_run_gives_the_same_bytes(library: Library, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        printed(an_order(library), entries(9), tmp_path / name)

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_the_file_names_nobody_but_on_the_sheets(library: Library, tmp_path: Path) -> None:
    printed(an_order(library), entries(2), tmp_path / "run.pdf")

    with pikepdf.open(tmp_path / "run.pdf") as file:
        assert str(file.docinfo["/Title"]) == "asylum-in-belgium, 2026-11-21"
        assert not any("Sheila" in str(value) for value in file.docinfo.values())


@pytest.fixture
def too_many_lines(library: Library) -> tuple[Any, tuple[Any, ...]]:
    """A letter whose sender has more lines than the upper window shows shows so only when it is laid out."""
    order = an_order(library, stationery=STOCK.stationery["us-9-double"])
    full = "\n".join(f"line {number}" for number in range(6))
    return order, (an_entry(2), an_entry(3, address=full, country="US"), an_entry(4))


def test_a_fault_that_shows_when_letters_are_laid_out_keeps_all_from_being_printed(
    too_many_lines: Any, tmp_path: Path
) -> None:
    order, rows = too_many_lines

    outcome = printed(order, rows, tmp_path / "run.pdf")

    assert [(fault.row, fault.problem.code) for fault in outcome.faults] == [(3, "sender-misfit")]
    assert outcome.files == ()
    assert [path.name for path in tmp_path.iterdir()] == ["tmp"]


def test_the_others_are_printed_where_that_is_wished(too_many_lines: Any, tmp_path: Path) -> None:
    order, rows = too_many_lines

    outcome = printed(order, rows, tmp_path / "run.pdf", skip_faulty=True)

    assert [fault.row for fault in outcome.faults] == [3]
    assert outcome.letters == 2
    assert names_on(sheets_of(tmp_path / "run.pdf")) == ["Sheila the 2th", "Sheila the 4th"]


def test_an_address_without_room_on_the_envelope_keeps_all_from_being_printed(library: Library, tmp_path: Path) -> None:
    small = STOCK.envelopes["dl"].model_copy(update={"height": 72.0})

    outcome = printed(an_order(library, plain=True), entries(2), tmp_path / "run.pdf", outer=small)

    assert [fault.problem.code for fault in outcome.faults] == ["address-misfit"]
    assert not (tmp_path / "run.pdf").exists()


def test_no_file_is_half_written(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> str:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(run, "manifest", full)

    with pytest.raises(OSError, match="No space left"):
        printed(an_order(library), entries(2), tmp_path / "run.pdf")

    assert [path.name for path in tmp_path.iterdir()] == ["tmp"]


def test_a_wording_is_composed_once_for_all_who_share_it(library: Library) -> None:
    rows = [*entries(6), an_entry(8, own_words="I know it."), an_entry(9, country="DK"), an_entry(10, country="SE")]

    letters = compose_letters(an_order(library), rows)

    assert [letter.wording for letter in letters.letters] == [0] * 6 + [1, 2, 2]
    assert [wording.shared for wording in letters.wordings] == [True, False, False]
    assert all(wording.letter.signature_block == () for wording in letters.wordings), "they are nobody's"


def test_what_stands_in_the_way_of_every_letter_is_told_at_once(library: Library) -> None:
    order = an_order(library, ("be-cgrs",), languages={"be-cgrs": "ja"})

    assert [problem.code for problem in hindrances(order)] == ["language-not-offered"]


def test_faxes_are_printed_one_by_one(library: Library, tmp_path: Path) -> None:
    faxed = next(
        office for office in library.offices_of(library.cases["no-return-to-iran"]) if office.contacts.fax_in_use
    )
    case = library.cases["no-return-to-iran"]
    order = an_order(library)
    order = type(order)(
        case=case,
        offices=(faxed,),
        languages={faxed.id: "en"},
        on=DAY,
        stock=STOCK,
        copied={faxed.id: ()},
        delivery="fax",
    )

    outcome = printed(order, entries(7), tmp_path / "run.pdf")

    sheets = sheets_of(tmp_path / "run.pdf")
    assert outcome.letters == 7
    assert all(any(f"Sheila the {row}th" in sheet for sheet in sheets) for row in range(2, 9))
    assert "Page 1 of 1" in sheets[0]
