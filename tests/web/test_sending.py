"""How letters leave the site: windows, packs, faxes, embassies."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.rendering.pdf import page_count, page_size_mm, page_sizes_mm, text_of
from tests.web.test_pages import BELGIUM, errors_in, typed, words_of

IRAN = "/cases/no-return-to-iran"


def typed_for_iran(*offices: str, **changes: Any) -> dict[str, Any]:
    return typed(**{"to": list(offices), "country": "DE", "address": "12 Lange Straße\n10117 Berlin", **changes})


def names_in(answer: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(answer)).namelist()


def test_the_pack_is_the_check_list_the_letters_and_then_the_envelopes(client: FlaskClient) -> None:
    answer = client.post(
        f"{IRAN}/pack.pdf",
        data=typed_for_iran("uk-home-secretary", "iq-prime-minister", outer="dl", stationery="plain-a4"),
    )

    first_lines = [text_of(answer.data, page).splitlines()[0] for page in range(1, page_count(answer.data) + 1)]
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=pack-no-return-to-iran.pdf"
    assert first_lines == ["Check list", *["Sheila O’Neil"] * 4]
    assert page_sizes_mm(answer.data) == [(210, 297)] * 3 + [(220, 110)] * 2


def test_single_files_are_named_by_office_and_date_and_never_by_the_supporter(client: FlaskClient) -> None:
    data = typed_for_iran("uk-home-secretary", "de-minister-interior", delivery="fax")

    answer = client.post(f"{IRAN}/pack.zip", data=data)

    assert answer.mimetype == "application/zip"
    assert names_in(answer.data) == [
        "1-check-list.pdf",
        "2-letter-uk-home-secretary-2026-11-21.pdf",
        "3-fax-de-minister-interior-2026-11-21.pdf",
        "3-fax-de-minister-interior-2026-11-21.tif",
        "e-mail/uk-home-secretary-2026-11-21.eml",
        "e-mail/de-minister-interior-2026-11-21.eml",
    ]


def test_a_fax_is_offered_where_there_is_a_number_and_the_post_elsewhere(client: FlaskClient) -> None:
    answer = client.post(
        f"{IRAN}/preview", data=typed_for_iran("uk-home-secretary", "de-minister-interior", delivery="fax")
    )

    page = words_of(answer.text)
    assert answer.status_code == 200
    assert "Secretary of State for the Home Department: no fax number in use. That letter is for the post." in page
    assert "By fax to 030" in page
    assert "Single files, faxes as TIFF too (ZIP)" in page


@pytest.mark.parametrize(
    ("country", "way"),
    [
        ("DE", "For a DL envelope with a window (DIN 5008, form B): fold at the marks."),
        ("GB", "For a DL envelope with a window (United Kingdom, DL): fold at the marks."),
        ("BE", "On plain A4 paper: the envelope, DL or larger, needs the address too."),
        ("US", "On plain Letter paper: the envelope, #10 or larger, needs the address too."),
    ],
)
def test_the_country_chooses_the_envelope(country: str, way: str, client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/preview", data=typed(to=["be-cgrs"], country=country))

    assert way in words_of(answer.text)


def test_a_window_that_somebody_chose_and_an_address_does_not_fit_is_told_at_the_field(client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/letters.pdf", data=typed(to=["be-cgrs"], stationery="us-10"))

    assert answer.status_code == 422
    assert errors_in(answer.text) == [
        "«1070 Bruxelles» would be below the window of «United States, #10», even at 9 points. "
        "Choose plain paper, and print the envelope or a label for it."
    ]


@pytest.mark.parametrize("field", ["stationery", "outer", "delivery"])
@pytest.mark.parametrize("path", ["preview", "letters.pdf", "pack.pdf", "pack.zip"])
def test_a_choice_that_is_not_in_its_list_is_told(field: str, path: str, client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/{path}", data=typed(**{field: "carrier-pigeon"}))

    assert answer.status_code == 422
    assert any(error.startswith("«carrier-pigeon» is not in the list") for error in errors_in(answer.text))


def test_a_letter_goes_by_way_of_the_embassy_where_that_is_asked_for(client: FlaskClient) -> None:
    data = typed_for_iran("iq-prime-minister", country="US", via_embassy="y")

    text = text_of(client.post(f"{IRAN}/letters.pdf", data=data).data)

    assert (
        "c/o Embassy of the Republic of Iraq in Washington\n3421 Massachusetts Avenue NW\nWashington, DC 20007\n"
        in text
    )


def test_the_form_names_the_embassies_that_we_know(client: FlaskClient) -> None:
    assert "Embassy of the Republic of Iraq in Washington" in words_of(client.get(f"{IRAN}/write").text)
    assert "by way of their embassy" not in words_of(client.get(f"{BELGIUM}/write").text)


def test_labels_are_printed_on_their_own_sheet(client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/pack.zip", data=typed(to=["be-cgrs"], outer="5163", country="BE"))

    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert page_size_mm(archive.read("3-labels.pdf")) == (215.9, 279.4)


@pytest.mark.parametrize("path", ["pack.pdf", "pack.zip"])
def test_whoever_comes_to_the_address_of_a_file_is_led_to_the_form(path: str, client: FlaskClient) -> None:
    answer = client.get(f"{BELGIUM}/{path}")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{BELGIUM}/write")


def test_a_pack_with_a_fault_answers_with_the_form_and_all_that_was_typed(client: FlaskClient) -> None:
    for path in ("pack.pdf", "pack.zip"):
        answer = client.post(f"{BELGIUM}/{path}", data=typed(name="", own_words="I saw it."))

        assert answer.status_code == 422
        assert "Enter your full name." in errors_in(answer.text)
        assert "I saw it.</textarea>" in answer.text


def test_an_old_fax_number_is_shown_with_its_age_in_words(client: FlaskClient) -> None:
    answer = client.post(f"{IRAN}/preview", data=typed_for_iran("jp-minister-justice", delivery="fax"))

    assert "The fax number is from a source of 2012-01, 14 years old. Call the office" in words_of(answer.text)
