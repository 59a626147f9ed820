"""The fax of a request: its pages, its parts, its stamps; and the PDFs for the Court's own site."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from PIL import Image

from app.composing.rule39 import compose_filing
from app.domain.filing import EnclosedFile, Filing
from app.rendering import Renderer, page_images
from app.rendering.enclosures import read_enclosures
from app.rendering.rule39 import Kit, enclosure_name, make_kit
from tests.rendering.pdf import fonts_of, ink_mm, opened, page_count, text_of
from tests.rule39 import DAY, a_pdf, a_request, the_office


def a_kit(renderer: Renderer, *pdfs: bytes, **changes: Any) -> Kit:
    titles = [f"Decision number {number}" for number, _pdf in enumerate(pdfs, start=1)]
    enclosures, problems = read_enclosures(
        [EnclosedFile(title=title, data=pdf) for title, pdf in zip(titles, pdfs, strict=True)]
    )
    assert problems == ()
    request = a_request(enclosures=[{"title": title} for title in titles], **changes)
    filing = compose_filing(request, the_office(), [one.pages for one in enclosures], on=DAY)
    assert isinstance(filing, Filing)
    return make_kit(filing, enclosures, renderer)


@pytest.fixture(scope="module")
def bundle(renderer: Renderer) -> Kit:
    """Two pages of our own and 21 enclosed ones."""
    return a_kit(renderer, a_pdf(12), a_pdf(9, words="Judgment"), facts="He was held. " * 60)


def test_a_bundle_of_23_pages_comes_out_as_three_parts(bundle: Kit) -> None:
    assert bundle.pages == 23
    assert [page_count(part) for part in bundle.fax] == [10, 10, 3]
    assert list(bundle.fax_files) == ["fax-part-1-of-3.pdf", "fax-part-2-of-3.pdf", "fax-part-3-of-3.pdf"]


def test_each_page_says_whose_it_is_and_which_page_of_which_part(bundle: Kit) -> None:
    stamp = "Rule 39 – Urgent · Navid Exemplar · part {} of 3 · page {} of {} of the part · +32 2 555 01 23"

    for part, pdf in enumerate(bundle.fax, start=1):
        pages = page_count(pdf)
        for page in range(1, pages + 1):
            assert stamp.format(part, page, pages) in text_of(pdf, page)


def test_all_pages_are_there_in_order(bundle: Kit) -> None:
    text = " ".join(text_of(part) for part in bundle.fax)

    assert re.findall(r"(?:Decision|Judgment) \d+$", text, re.MULTILINE) == [
        *(f"Decision {number}" for number in range(1, 13)),
        *(f"Judgment {number}" for number in range(1, 10)),
    ]


def test_the_face_carries_the_marking_and_how_many_pages_there_are(bundle: Kit) -> None:
    face = text_of(bundle.fax[0], 1)

    assert "Rule 39 – Urgent\nPerson to contact (name and contact details): Odile Sampleton\n" in face
    assert "Scheduled date and time of removal and destination: Thursday 26" in face
    assert "This fax 23 pages in 3 parts" in face
    assert "Enclosures 2 documents, 21 pages" in face


def test_the_marking_is_bold(bundle: Kit) -> None:
    document = opened(bundle.fax[0])

    assert {"Noto-Sans", "Noto-Sans-Bold"} <= fonts_of(bundle.fax[0])
    assert document.pages[0] is not None


def test_the_list_of_enclosures_has_their_pages_and_the_signature_its_line(bundle: Kit) -> None:
    text = text_of(bundle.request)

    assert "1. Decision number 1 (12 pages)\n2. Decision number 2 (9 pages)\nSignature:\nOdile Sampleton\n" in text
    assert "The applicant’s representative\n20 November 2026" in text


def test_a_short_request_is_one_part_that_says_so(renderer: Renderer) -> None:
    kit = a_kit(renderer)

    assert list(kit.fax_files) == ["fax-part-1-of-1.pdf"]
    assert "part 1 of 1" in text_of(kit.fax[0])
    assert f"{kit.pages} pages in 1 part" in text_of(kit.fax[0])


def test_pages_leave_room_for_the_machines_own_line_and_its_margins(bundle: Kit) -> None:
    left, top, right, bottom = ink_mm(bundle.fax[0])

    assert (left >= 24.9, top >= 20, right <= 185.2, bottom <= 285) == (True, True, True, True)


@pytest.mark.parametrize(
    "size", [(595, 842), (842, 595), (2000, 300), (100, 100)], ids=["a4", "wide", "strip", "small"]
)
def test_an_enclosed_page_lies_within_the_sheet_and_below_the_stamp(
    size: tuple[float, float], renderer: Renderer
) -> None:
    pdf = opened(a_pdf(size=size))
    frame = f"2 w 1 1 {size[0] - 2} {size[1] - 2} re S".encode()
    pdf.pages[0].obj.Contents = pdf.make_stream(frame)
    buffer = io.BytesIO()
    pdf.save(buffer)

    kit = a_kit(renderer, buffer.getvalue())

    part = opened(kit.fax[0])
    assert [round(float(value)) for value in part.pages[-1].mediabox] == [0, 0, 595, 842]
    image = page_images(kit.fax[0], resolution=72)[len(part.pages) - 1]
    picture = Image.open(io.BytesIO(image.png)).convert("L").crop((0, 90, 595, 842))
    box = picture.point(lambda grey: 255 if grey < 160 else 0).getbbox()
    assert box is not None
    assert box[0] >= 20
    assert box[2] <= 575
    # It is as large as its field allows, a wide page turned.
    assert (box[2] - box[0] > 540, box[3] - box[1] > 640) != (False, False)


def test_our_own_pages_are_black_and_nothing_else(renderer: Renderer) -> None:
    kit = a_kit(renderer)

    document = opened(kit.fax[0])
    contents = [form.read_bytes() for page in document.pages for form in page.obj.Resources.XObject.as_dict().values()]
    colours = re.findall(rb"(?<![\w.])([\d. ]+) (?:rg|RG|g|G|k|K|scn|SCN|sc|SC)\b", b"\n".join(contents))
    assert colours
    assert {float(part) for colour in colours for part in colour.split()} == {0.0}


def test_no_name_stands_in_metadata_or_in_the_names_of_files(renderer: Renderer) -> None:
    kit = a_kit(renderer, a_pdf())

    for pdf in (*kit.fax, *kit.site.values()):
        document = opened(pdf)
        info = " ".join(str(value) for value in document.docinfo.values()) if "/Info" in document.trailer else ""
        metadata = document.Root.get("/Metadata")
        said = info + (metadata.read_bytes().decode() if metadata is not None else "")
        assert [name for name in ("Navid", "Exemplar", "Odile", "Sampleton") if name in said] == []
    assert list(kit.site) == ["rule39-request.pdf", "enclosure-01-decision-number-1.pdf"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Decision of 19 November 2026", "enclosure-07-decision-of-19-november-2026.pdf"),
        ("Arrêt n° 12/2026 – Bruxelles", "enclosure-07-arret-n-12-2026-bruxelles.pdf"),
        ("Letter from Navid EXEMPLAR, O’Hara’s client", "enclosure-07-letter-from-client.pdf"),
        ("حکم دادگاه", "enclosure-07.pdf"),
        ("../../etc/passwd", "enclosure-07-etc-passwd.pdf"),
        ("word " * 30, "enclosure-07-word-word-word-word-word-word-word-word-word-wor.pdf"),
    ],
)
def test_a_files_name_is_plain_ascii_from_its_title_without_names_of_people(title: str, name: str) -> None:
    assert enclosure_name(7, title, ("Navid Exemplar", "O’Hara")) == name


def test_the_pdf_for_the_courts_site_is_whole_and_can_be_searched(bundle: Kit) -> None:
    text = text_of(bundle.site["rule39-request.pdf"])

    assert "A court has sentenced him to death." in text
    assert "Rule 39 – Urgent · page 1 of 2" in text
    assert "of the part" not in text
    assert "This fax" not in text
    assert page_count(bundle.site["enclosure-01-decision-number-1.pdf"]) == 12


def test_a_sign_that_no_font_can_draw_is_named(renderer: Renderer) -> None:
    assert a_kit(renderer, facts="He wrote 🧿.").missing == ("🧿",)


def test_words_in_any_script_are_set_in_even_strokes(renderer: Renderer) -> None:
    kit = a_kit(renderer, facts="او زندانی بود.\n被告は拘束された。\nОн был задержан.")

    assert kit.missing == ()
    assert all("Serif" not in font and "Charis" not in font for font in fonts_of(kit.fax[0]))


def test_the_same_request_gives_the_same_bytes(renderer: Renderer) -> None:
    assert a_kit(renderer, a_pdf(2)) == a_kit(renderer, a_pdf(2))
