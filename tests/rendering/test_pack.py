"""The pack on paper: its order, the places of addresses, its tags, and the same as files."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import pikepdf
import pytest

from app.composing import Mailing
from app.domain.language import LANGUAGES
from app.domain.letter import Letter
from app.domain.said import Reader
from app.domain.stationery import Area, Envelope, LabelSheet
from app.rendering import Renderer, pack, pack_files, zipped
from tests.builders import PLAIN, STOCK, a_case, a_letter, an_office
from tests.rendering.pdf import glyphs_mm, opened, page_count, page_size_mm, page_sizes_mm, text_of

NAMES = ("Pilot", "Captain", "Cook", "Bosun", "Purser")
SENDER = ("Sheila O’Neil", "12 Lange Munt", "9000 Gent", "BELGIUM")
ARABIC = ("رئيس مجلس الوزراء", "جمهورية العراق", "شارع فلسطين", "بغداد", "IRAQ")
WINDOWED = [STOCK.stationery["fr-right"], *PLAIN]
DL, LABELS = STOCK.envelopes["dl"], STOCK.labels["l7163"]
NOWHERE: dict[str, Any] = {"contacts": {}}


def a_letter_to(title: str, **changes: Any) -> Letter:
    address = (title, "Port of Antwerp", "1 Quay Street", "2000 Antwerpen", "BELGIUM")
    return a_letter(**{"inside_address": address, "return_address": SENDER, "office_id": title.lower(), **changes})


def a_mailing(*letters: Letter, outer: Envelope | LabelSheet | None = DL, **changes: Any) -> Mailing:
    letters = letters or tuple(map(a_letter_to, NAMES))
    offices = tuple(an_office(id=letter.office_id, title={"en": letter.inside_address[0]}) for letter in letters)
    return Mailing(
        **{
            "case": a_case(),
            "letters": letters,
            "offices": offices,
            "on": datetime.date(2026, 11, 22),
            "posted_in": "GB",
            "outer": outer,
            "envelopes": STOCK.envelopes,
            **changes,
        }
    )


PERSIAN = Reader(
    LANGUAGES["fa"],
    lambda pattern: {"Check list": "فهرست کارها", "Or by fax: {number}": "نمابر: {number}"}.get(pattern, pattern),
    lambda one, many, n: one if n == 1 else many,
)


def span(glyphs: list[tuple[str, Area]]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the ink."""
    areas = [area for _sign, area in glyphs]
    return (
        min(area.x for area in areas),
        min(area.y for area in areas),
        max(area.right for area in areas),
        max(area.bottom for area in areas),
    )


def below(height: float, glyphs: list[tuple[str, Area]]) -> list[tuple[str, Area]]:
    return [glyph for glyph in glyphs if glyph[1].y > height]


def test_the_check_list_comes_first_then_each_letter_then_each_envelope(renderer: Renderer) -> None:
    rendering = pack(renderer, a_mailing(), PLAIN)

    firsts = [text_of(rendering.pdf, page).split("\n")[0] for page in range(1, 12)]
    last_pages = [text_of(rendering.pdf, page) for page in range(7, 12)]

    assert rendering.letter_of_page == (0, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6)
    assert (rendering.missing, rendering.problems) == ((), ())
    assert firsts == ["Check list", *["1 January 2020"] * 5, *["Sheila O’Neil"] * 5]
    assert last_pages[0].split("\n")[:9] == [
        *SENDER,
        "Pilot",
        "Port of Antwerp",
        "1 Quay Street",
        "2000 Antwerpen",
        "BELGIUM",
    ]
    assert [name in page for name, page in zip(NAMES, last_pages, strict=True)] == [True] * 5


def test_the_check_list_has_each_letter_in_the_order_of_the_pages(renderer: Renderer) -> None:
    text = text_of(pack(renderer, a_mailing(), PLAIN).pdf, 1)

    places = [text.index(f"{number}. {name}, Port of Antwerp") for number, name in enumerate(NAMES, 1)]

    assert places == sorted(places)
    assert text.count("Postage: within Europe (Belgium): a stamp for letters to other countries in Europe") == 5


@pytest.mark.parametrize("envelope", STOCK.envelopes.values(), ids=lambda one: one.id)
def test_an_envelope_is_addressed_where_sorting_machines_read(envelope: Envelope, renderer: Renderer) -> None:
    """40 mm from the top, 15 mm from the right, the lowest 5/8 inch free; the sender at the top left."""
    long = ("Special Rapporteur on torture and other cruel, inhuman or degrading treatment or punishment",)
    mailing = a_mailing(
        a_letter_to("Pilot", inside_address=(*long, *["c/o Office of the High Commissioner"] * 7)), outer=envelope
    )

    rendering = pack(renderer, mailing, PLAIN)
    glyphs = glyphs_mm(rendering.pdf)[-1]
    left, top, right, bottom = span(below(40, glyphs))
    sender = span([glyph for glyph in glyphs if glyph not in below(40, glyphs)])

    assert rendering.problems == ()
    assert page_sizes_mm(rendering.pdf)[-1] == (envelope.width, envelope.height)
    assert left == pytest.approx(envelope.width - 115, abs=0.5)
    assert top >= 40
    assert right <= envelope.width - 15
    assert bottom <= envelope.height - 15.9
    assert sender[0] == pytest.approx(10, abs=0.5)
    assert sender[1] == pytest.approx(10, abs=1.5)
    assert (sender[2] <= 90, sender[3] <= 40) == (True, True)


def test_an_address_that_runs_from_right_to_left_stands_at_the_right(renderer: Renderer) -> None:
    arabic = a_letter_to("Pilot", inside_address=ARABIC, language=LANGUAGES["ar"])

    glyphs = below(40, glyphs_mm(pack(renderer, a_mailing(arabic), PLAIN).pdf)[-1])
    bottoms = sorted({round(area.bottom) for _sign, area in glyphs})

    assert span(glyphs)[2] == pytest.approx(DL.width - 15, abs=0.6)
    country = [area.right for sign, area in glyphs if sign in "IRAQ"]
    assert max(country) == pytest.approx(DL.width - 15, abs=0.6)
    assert len(bottoms) >= 5


def test_an_envelope_without_a_return_address_has_the_recipient_in_its_place(renderer: Renderer) -> None:
    with_sender = glyphs_mm(pack(renderer, a_mailing(a_letter_to("Pilot")), PLAIN).pdf)[-1]
    without = glyphs_mm(pack(renderer, a_mailing(a_letter_to("Pilot", return_address=())), PLAIN).pdf)[-1]

    assert span(without) == pytest.approx(span(below(40, with_sender)), abs=0.01)


@pytest.mark.parametrize("sheet", STOCK.labels.values(), ids=lambda one: one.id)
def test_every_address_keeps_two_millimetres_from_the_edges_of_its_label(sheet: LabelSheet, renderer: Renderer) -> None:
    lines = (
        "The Right Honourable the Lord High Commissioner for Refugees and Stateless Persons",
        *["United Nations"] * 5,
    )
    letters = [
        *[a_letter_to(f"Pilot-{number}", inside_address=lines) for number in range(13)],
        a_letter_to("last", inside_address=ARABIC, language=LANGUAGES["ar"]),
    ][-sheet.columns * sheet.rows :]

    rendering = pack(renderer, a_mailing(*letters, outer=sheet), PLAIN)
    glyphs = glyphs_mm(rendering.pdf)[-1]

    assert rendering.problems == ()
    assert page_sizes_mm(rendering.pdf)[-1] == (sheet.width, sheet.height)
    inside = [
        [area for _sign, area in glyphs if two_millimetres_within(label(sheet, index)).holds(area)]
        for index in range(len(letters))
    ]
    signs = sum(len("".join(letter.inside_address).replace(" ", "")) for letter in letters[:-1])
    assert sum(map(len, inside)) == len(glyphs)
    assert sum(map(len, inside[:-1])) == pytest.approx(signs, rel=0.03)


def label(sheet: LabelSheet, index: int) -> Area:
    """The label by the numbers on its package, row by row."""
    row, column = divmod(index, sheet.columns)
    return sheet.first.model_copy(
        update={"x": sheet.first.x + column * sheet.pitch_x, "y": sheet.first.y + row * sheet.pitch_y}
    )


def two_millimetres_within(area: Area) -> Area:
    return Area(x=area.x + 2, y=area.y + 2, width=area.width - 4, height=area.height - 4)


def test_labels_go_on_on_a_second_sheet(renderer: Renderer) -> None:
    letters = [a_letter_to(f"pilot-{number}") for number in range(15)]

    rendering = pack(renderer, a_mailing(*letters, outer=LABELS), PLAIN)

    assert rendering.letter_of_page[-2:] == (16, 16)
    last = page_count(rendering.pdf)
    assert [text_of(rendering.pdf, page).count("Quay") for page in (last - 1, last)] == [14, 1]


@pytest.mark.parametrize(
    ("outer", "line", "where", "message", "hint"),
    [
        (
            DL,
            "Hohenlohe" * 12,
            "outer",
            "has no room on the envelope «DL», even at 9 points.",
            "Choose a larger envelope, or write the address by hand.",
        ),
        (
            LABELS,
            "Hohenlohe" * 12,
            "outer",
            "has no room on the label «Avery L7163, 14 on A4», even at 9 points.",
            "Choose larger labels or an envelope, or write the address by hand.",
        ),
    ],
    ids=["envelope", "label"],
)
def test_a_line_that_has_no_room_is_told_and_never_clipped(
    outer: Any, line: str, where: str, message: str, hint: str, renderer: Renderer
) -> None:
    rendering = pack(renderer, a_mailing(a_letter_to("Pilot", inside_address=("Pilot", line)), outer=outer), PLAIN)

    (problem,) = rendering.problems

    assert (problem.code, problem.where) == ("address-misfit", where)
    assert (problem.message, problem.hint) == (f"«{line}» {message}", hint)


def test_a_label_with_too_many_lines_tells_the_first_that_has_no_room(renderer: Renderer) -> None:
    lines = tuple(f"Line {number}" for number in range(1, 13))

    (problem,) = pack(renderer, a_mailing(a_letter_to("Pilot", inside_address=lines), outer=LABELS), PLAIN).problems

    assert problem.message.startswith("«Line 9» has no room on the label")


def test_letters_for_window_envelopes_need_no_printed_ones(renderer: Renderer) -> None:
    rendering = pack(renderer, a_mailing(), WINDOWED)

    assert page_count(rendering.pdf) == 6
    assert {one.id for one in rendering.stationery} == {"fr-right"}


def test_only_letters_without_a_window_get_an_envelope(renderer: Renderer) -> None:
    wide = a_letter_to("Captain", inside_address=("Captain", *[f"Line {number}" for number in range(1, 11)]))

    rendering = pack(renderer, a_mailing(a_letter_to("Pilot"), wide), WINDOWED)

    assert [one.id for one in rendering.stationery] == ["fr-right", "plain-a4"]
    assert rendering.letter_of_page == (0, 1, 2, 3)
    assert "Captain" in text_of(rendering.pdf, 4)


def test_without_envelopes_or_labels_the_pack_ends_with_the_letters(renderer: Renderer) -> None:
    assert page_count(pack(renderer, a_mailing(outer=None), PLAIN).pdf) == 6


def test_an_office_without_a_postal_address_gets_no_envelope(renderer: Renderer) -> None:
    mailing = a_mailing(a_letter_to("Pilot"), offices=(an_office(**NOWHERE),))

    assert page_count(pack(renderer, mailing, PLAIN).pdf) == 2


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_check_list_of_eight_letters_keeps_to_one_page(paper: Any, renderer: Renderer) -> None:
    stale = {"source": "a page", "status": "stale", "checked": "2012-01"}
    contacts = {
        "post": {"lines": ("1 Quay Street", "2000 Antwerpen"), "country": "TR", **stale},
        "fax": {"number": "+41229179006", **stale},
    }
    title = "Special Rapporteur on torture and other cruel, inhuman or degrading treatment"
    offices = (an_office(contacts=contacts, title={"en": title}),) * 8
    mailing = a_mailing(*[a_letter_to("Pilot")] * 8, outer=LABELS, offices=offices, posted_in="BE")

    rendering = pack(renderer, mailing, [STOCK.plain(paper)])

    assert rendering.letter_of_page.count(0) == 1
    assert page_size_mm(rendering.pdf) == (STOCK.plain(paper).width, STOCK.plain(paper).height)


def test_a_check_list_of_thirty_letters_flows_on_and_is_numbered(renderer: Renderer) -> None:
    rendering = pack(renderer, a_mailing(*[a_letter_to("Pilot")] * 30, outer=None), PLAIN)

    pages = rendering.letter_of_page.count(0)

    assert pages >= 2
    assert f"2 / {pages}" in text_of(rendering.pdf, 2)
    assert "30. Pilot" in text_of(rendering.pdf, pages)


def test_the_pack_is_tagged_with_a_language_for_each_part(renderer: Renderer) -> None:
    french = a_letter_to("Captain", language=LANGUAGES["fr"])
    pdf = opened(pack(renderer, a_mailing(a_letter_to("Pilot"), french), PLAIN).pdf)

    parts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Part"]
    with pdf.open_outline() as outline:
        bookmarks = [item.title for item in outline.root]
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert [str(part.Lang) for part in parts] == ["en", "en", "fr", "en", "fr"]
    assert bookmarks == ["Check list", "Pilot, Port of Antwerp", "Captain, Port of Antwerp", "Envelopes"]
    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.docinfo["/Title"]) == "Check list: 2 letters about “Let the ship go”"


def test_the_check_list_is_in_its_readers_language_and_all_else_as_it_was(renderer: Renderer) -> None:
    in_english = pack(renderer, a_mailing(), PLAIN).pdf
    in_persian = pack(renderer, a_mailing(), PLAIN, PERSIAN).pdf

    boxes = [area.x for sign, area in glyphs_mm(in_persian)[0] if sign == "۱"]
    with opened(in_persian).open_outline() as outline:
        assert outline.root[0].title == "فهرست کارها"
    assert str(opened(in_persian).Root.Lang) == "fa"
    assert min(boxes) > 105
    assert [text_of(in_persian, page) for page in range(2, 12)] == [text_of(in_english, page) for page in range(2, 12)]
    assert text_of(pack(renderer, a_mailing(), PLAIN).pdf, 1) == text_of(in_english, 1)


def test_a_number_keeps_its_order_in_a_check_list_from_right_to_left(renderer: Renderer) -> None:
    contacts = {"fax": {"number": "+12129637055", "source": "a page", "status": "live"}}
    mailing = a_mailing(a_letter_to("Pilot"), offices=(an_office(contacts=contacts),), posted_in="BE")

    glyphs = glyphs_mm(pack(renderer, mailing, PLAIN, PERSIAN).pdf)[0]
    figures = sorted((area.x, sign) for sign, area in glyphs if sign in "0123456789-")

    assert "001212-963-7055" in "".join(sign for _x, sign in figures)


def test_the_files_are_named_alike_for_every_reader(renderer: Renderer) -> None:
    in_english, in_persian = pack_files(renderer, a_mailing(), PLAIN), pack_files(renderer, a_mailing(), PLAIN, PERSIAN)

    assert [name for name, _pdf in in_persian.files] == [name for name, _pdf in in_english.files]


def test_the_labels_have_a_bookmark(renderer: Renderer) -> None:
    with opened(pack(renderer, a_mailing(outer=LABELS), PLAIN).pdf).open_outline() as outline:
        assert [item.title for item in outline.root][-1] == "Labels"


def test_nothing_about_the_pack_names_its_supporter(renderer: Renderer) -> None:
    pdf = opened(pack(renderer, a_mailing(), PLAIN).pdf)

    assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}
    with pdf.open_metadata() as metadata, pdf.open_outline() as outline:
        assert "Sheila" not in str(metadata) + str([item.title for item in outline.root])


def test_what_is_kept_for_the_next_supporter_holds_nothing_of_the_last(renderer: Renderer) -> None:
    pack(renderer, a_mailing(), PLAIN)
    other = [a_letter_to(name, return_address=("Ann Quay", "1 Dock"), signature_block=("Ann Quay",)) for name in NAMES]

    text = text_of(pack(renderer, a_mailing(*other), PLAIN).pdf)

    assert "Sheila" not in text
    assert text.count("Ann Quay") == 10


def test_the_same_mailing_gives_the_same_bytes(renderer: Renderer) -> None:
    assert pack(renderer, a_mailing(), PLAIN).pdf == pack(renderer, a_mailing(), PLAIN).pdf


def test_a_character_without_a_glyph_is_told(renderer: Renderer) -> None:
    mailing = a_mailing(a_letter_to("Pilot", return_address=("Ann 😀", "1 Dock")))

    assert pack(renderer, mailing, PLAIN).missing == ("😀",)
    assert pack_files(renderer, mailing, PLAIN).missing == ("😀",)


def test_the_files_are_named_by_their_order_office_and_date(renderer: Renderer) -> None:
    made = pack_files(renderer, a_mailing(*map(a_letter_to, NAMES[:2])), PLAIN)

    assert [name for name, _pdf in made.files] == [
        "1-check-list.pdf",
        "2-letter-pilot-2026-11-22.pdf",
        "3-letter-captain-2026-11-22.pdf",
        "4-envelope-pilot.pdf",
        "5-envelope-captain.pdf",
    ]
    assert (made.missing, made.problems) == ((), ())


def test_each_file_holds_its_own_part(renderer: Renderer) -> None:
    files = dict(pack_files(renderer, a_mailing(*map(a_letter_to, NAMES[:2])), PLAIN).files)

    assert [page_count(pdf) for pdf in files.values()] == [1] * 5
    assert text_of(files["5-envelope-captain.pdf"]).split("\n")[4:6] == ["Captain", "Port of Antwerp"]
    assert "Dear Harbour Master" in text_of(files["2-letter-pilot-2026-11-22.pdf"])
    assert page_size_mm(files["4-envelope-pilot.pdf"]) == (220, 110)


def test_more_than_nine_files_keep_their_order_by_name(renderer: Renderer) -> None:
    names = [name for name, _pdf in pack_files(renderer, a_mailing(), PLAIN).files]

    assert names == sorted(names)
    assert (names[0], names[-1]) == ("01-check-list.pdf", "11-envelope-purser.pdf")


def test_labels_are_one_file(renderer: Renderer) -> None:
    names = [name for name, _pdf in pack_files(renderer, a_mailing(outer=LABELS), PLAIN).files]

    assert names[-1] == "7-labels.pdf"


def test_no_file_names_the_supporter_outside_its_pages(renderer: Renderer) -> None:
    for name, pdf in pack_files(renderer, a_mailing(), PLAIN).files:
        file = opened(pdf)
        with file.open_metadata() as metadata:
            assert "neil" not in f"{name} {metadata} {file.docinfo.get('/Title')}".lower()


def test_a_file_tells_its_problems_too(renderer: Renderer) -> None:
    wide = a_letter_to("Pilot", inside_address=("Pilot", "Hohenlohe" * 12))

    assert [problem.where for problem in pack_files(renderer, a_mailing(wide), PLAIN).problems] == ["outer"]


def test_a_zip_holds_the_files_and_no_moment(renderer: Renderer) -> None:
    files = pack_files(renderer, a_mailing(*map(a_letter_to, NAMES[:2])), PLAIN).files

    packed = zipped(files)

    assert packed == zipped(pack_files(renderer, a_mailing(*map(a_letter_to, NAMES[:2])), PLAIN).files)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.extra for entry in archive.infolist()} == {b""}
        assert [(name, archive.read(name)) for name in archive.namelist()] == list(files)
