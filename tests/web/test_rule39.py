"""The page of the Rule 39 kit: what it says, what it refuses, and that it keeps nothing."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.rendering.enclosures import LARGEST
from tests.builders import NAME
from tests.conftest import NOW
from tests.rendering.pdf import page_count, text_of
from tests.rule39 import a_pdf, typed


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def errors_in(html: str) -> dict[str, str]:
    """Each error beside its field, by the field's name."""
    found = re.findall(r'<p class="error" id="(.*?)-error-\d+">([^<]*)</p>', html)
    return {name: unescape(words) for name, words in found}


BOUNDARY = "----------------------------rule39"


def multipart(fields: dict[str, Any], files: dict[str, bytes]) -> bytes:
    """A form as browsers send it. Werkzeug's test client would put a large one into a temporary file."""
    pairs = [(name, one) for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in pairs]
    parts += [f'name="{name}"; filename="Navid.pdf"\r\n\r\n'.encode() + data for name, data in files.items()]
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; ".encode()
    return b"".join(head + part + b"\r\n" for part in parts) + f"--{BOUNDARY}--\r\n".encode()


def post(client: FlaskClient, to: str, fields: dict[str, Any], files: dict[str, bytes]) -> TestResponse:
    return client.post(to, data=multipart(fields, files), content_type=f"multipart/form-data; boundary={BOUNDARY}")


def send(client: FlaskClient, *pdfs: bytes, to: str = "/rule-39", **changes: Any) -> TestResponse:
    """The form with each PDF in a row of its own."""
    fields = {name: value for name, value in typed(**changes).items() if name != "enclosures"}
    rows = range(1, len(pdfs) + 1)
    fields |= {f"title-{row}": f"Decision number {row}" for row in rows}
    return post(client, to, fields, {f"file-{row}": pdf for row, pdf in zip(rows, pdfs, strict=True)})


def test_the_page_says_what_rule_39_is_for_and_who_may_ask(client: FlaskClient) -> None:
    page = words_of(client.get("/rule-39").text)

    assert "only in exceptional circumstances, where there is an imminent risk of irreparable harm." in page
    assert "This page is for the person at risk and their representative. This is not legal advice." in page
    assert "Not by e-mail The Court does not deal with requests that come by e-mail." in page
    assert "67075 STRASBOURG CEDEX, FRANCE." in page
    assert "r39.echr.coe.int . It takes text PDFs of up to 50 MB each" in page
    assert "+33 3 88 41 39 00 +33 3 90 21 43 50 Use no other number" in page


def test_the_page_tells_strasbourgs_clock(client: FlaskClient) -> None:
    """The tests' hour is a Friday, 13:50 in Strasbourg."""
    page = words_of(client.get("/rule-39").text)

    assert NOW.hour == 12
    assert "In Strasbourg it is Friday 20 November 2026 at 13:50." in page
    assert "The registry’s staff are there until 16:00; 2 h 10 min left." in page


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("GB", "00 33 3 88 41 39 00"),
        ("US", "011 33 3 90 21 43 50"),
        ("FR", "03 88 41 39 00"),
        ("XX", "+33 3 88 41 39 00"),
    ],
)
def test_the_numbers_are_shown_as_dialled_from_the_chosen_country(
    country: str, number: str, client: FlaskClient
) -> None:
    assert f'<strong class="number" dir="ltr">{number}</strong>' in client.get(f"/rule-39?from={country}").text


def test_sources_and_the_date_each_was_checked_are_on_the_page(client: FlaskClient) -> None:
    page = words_of(client.get("/rule-39").text)

    assert "Fax: europeancourt.org, copy of the practice direction in force since 28 March 2024; checked 2024" in page
    assert "captured on 20 April 2024; checked 2024-04-20" in page


def test_supporters_are_told_in_one_sentence_why_not_and_led_to_the_open_cases(client: FlaskClient) -> None:
    page = client.get("/rule-39").text

    assert (
        "Supporters: this line is not for you. Letters and faxes from supporters could keep the request of a person at "
        "risk from being seen."
    ) in words_of(page)
    assert re.search(r'<p id="supporters">.*<a href="/">Choose an open case</a>', page)


@pytest.mark.parametrize("to", ["/rule-39", "/rule-39/fax"])
def test_the_same_form_from_a_supporter_is_refused_with_the_reason(to: str, client: FlaskClient) -> None:
    answer = send(client, a_pdf(), to=to, capacity="supporter")

    assert answer.status_code == 422
    assert list(errors_in(answer.text)) == ["capacity"]
    assert errors_in(answer.text)["capacity"].startswith(
        "Supporters cannot write to Rule 39 requests (interim measures). This line is for applicants"
    )


def test_every_page_of_the_site_leads_here_by_a_quiet_line(client: FlaskClient) -> None:
    foot = client.get("/").text.partition('<footer class="site-foot">')[2]

    assert '<a href="/rule-39">For applicants and their representatives: Rule 39 of the Court</a>' in foot


def test_all_problems_are_told_at_once_each_beside_its_field_and_what_was_typed_stays(client: FlaskClient) -> None:
    answer = send(
        client,
        b"a picture",
        applicant_name=NAME,
        telephone="12",
        removal_date="2027-03-28",
        removal_time="02:30",
        reasons="",
    )

    assert answer.status_code == 422
    assert list(errors_in(answer.text)) == ["telephone", "removal_time", "reasons", "enclosure-1"]
    assert words_of(answer.text).count("4 things to mend") == 1
    for name in errors_in(answer.text):
        assert f'href="#{name}"' in answer.text
        assert f'id="{name}"' in answer.text
    assert 'value="شیرین $&amp; {{7*7}} &lt;b&gt;O&#39;Neil&lt;/b&gt;"' in answer.text
    assert 'value="Decision number 1"' in answer.text
    assert 'value="representative" checked' in answer.text
    assert "Choose the PDFs again: browsers forget them." in words_of(answer.text)


@pytest.mark.parametrize(
    ("language", "first", "last", "one"),
    [
        ("en", "Albania", "United Kingdom", "Switzerland"),
        ("fr", "Albanie", "Ukraine", "Suisse"),
        ("tr", "Almanya", "Yunanistan", "İsviçre"),
        ("fa", "آلبانی", "یونان", "سوئیس"),
    ],
)
def test_states_are_named_and_ordered_as_the_reader_does(
    language: str, first: str, last: str, one: str, client: FlaskClient
) -> None:
    page = client.get(f"/{language}/rule-39").text
    field = page[page.index('name="respondent_state"') :]
    names = re.findall(r"<option[^>]*>([^<]*)</option>", field[: field.index("</select>")])[1:]

    assert len(names) == 46
    assert (names[0], names[-1]) == (first, last)
    assert one in names


def test_a_form_without_files_is_not_asked_to_choose_them_again(client: FlaskClient) -> None:
    assert "browsers forget them" not in send(client, telephone="12").text


def test_a_complete_form_is_shown_as_it_will_look(client: FlaskClient) -> None:
    answer = send(client, a_pdf(21))

    page = words_of(answer.text)
    assert answer.status_code == 200
    assert "Nothing is missing Pages of the fax: 23. Parts: 3. Choose the PDFs again below" in page
    assert (
        "The registry should have it by Tuesday 24 November 2026 at 16:00, one working day before the removal." in page
    )
    assert answer.text.count("data:image/png;base64,") == 2


def test_a_removal_too_soon_is_a_warning_and_the_fax_is_made(client: FlaskClient) -> None:
    answer = send(client, removal_date="2026-11-23", removal_time="09:00")

    assert answer.status_code == 200
    assert "Send it at once all the same, by the fastest way" in words_of(answer.text)


def test_the_kit_is_a_zip_of_the_parts_the_pdfs_and_the_steps(client: FlaskClient) -> None:
    answer = send(client, a_pdf(12), a_pdf(9), to="/rule-39/fax?from=GB")

    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == "attachment; filename=rule-39-kit.zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as kit:
        assert kit.namelist() == [
            "read-me-first.txt",
            "fax-part-1-of-3.pdf",
            "fax-part-2-of-3.pdf",
            "fax-part-3-of-3.pdf",
            "rule39-request.pdf",
            "enclosure-01-decision-number-1.pdf",
            "enclosure-02-decision-number-2.pdf",
        ]
        assert [page_count(kit.read(name)) for name in kit.namelist()[1:4]] == [10, 10, 3]
        assert "Rule 39 – Urgent" in text_of(kit.read("rule39-request.pdf"))
        steps = kit.read("read-me-first.txt").decode()
    assert "00 33 3 88 41 39 00 or 00 33 3 90 21 43 50" in steps
    assert "2 h 10 min left" in steps
    assert "Navid" not in steps


def test_an_incomplete_form_makes_no_kit(client: FlaskClient) -> None:
    answer = send(client, to="/rule-39/fax", facts="")

    assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert errors_in(answer.text) == {"facts": "Set out the facts, with their dates."}


def test_a_sign_that_no_font_can_draw_is_told_beside_its_field(client: FlaskClient) -> None:
    answer = send(client, to="/rule-39/fax", facts="He wrote 🧿.")

    assert answer.status_code == 422
    assert errors_in(answer.text) == {
        "facts": "Our fonts have no sign for «🧿». Take it out, or write it in another way."
    }


def test_rows_without_a_title_or_a_file_are_told_and_empty_ones_passed_over(client: FlaskClient) -> None:
    fields = {name: value for name, value in typed().items() if name != "enclosures"}

    answer = post(client, "/rule-39", {**fields, "title-2": "The order"}, {"file-4": a_pdf()})

    assert errors_in(answer.text) == {
        "enclosure-1": "Choose the PDF of «The order».",
        "enclosure-2": "Enter what enclosure 2 is, such as «Expulsion order of 3 November 2026».",
    }


def test_two_hundred_megabytes_are_refused_in_words_that_fit(client: FlaskClient) -> None:
    answer = send(client, b"%PDF-1.7" + b"0" * 200_000_000)

    assert answer.status_code == 413
    assert "That is more than 50 MB Go back, leave out enclosures or scan them" in words_of(answer.text)


def test_uploads_touch_no_disk(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Werkzeug itself would put a file of this size into a temporary one."""

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    monkeypatch.setattr("tempfile._mkstemp_inner", refuse)

    answer = send(client, a_pdf() + b"\n%" + b"0" * 2_000_000, to="/rule-39/fax")

    assert (answer.status_code, answer.mimetype) == (200, "application/zip")


@pytest.mark.parametrize("to", ["/rule-39", "/rule-39/fax"])
def test_no_answer_is_kept_and_no_cookie_set(to: str, client: FlaskClient) -> None:
    for answer in (client.get("/rule-39"), send(client, to=to), send(client, to=to, facts="")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


def test_whoever_reloads_the_address_of_the_kit_comes_back_to_the_form(client: FlaskClient) -> None:
    answer = client.get("/rule-39/fax")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/rule-39")


def test_each_field_of_the_domain_is_in_the_form(client: FlaskClient) -> None:
    from app.domain.rule39_fields import ORDER

    page = client.get("/rule-39").text

    assert [name for name in ORDER if f'name="{name}"' not in page] == []


def test_the_limit_of_the_body_leaves_room_for_the_largest_enclosures(client: FlaskClient) -> None:
    answer = send(client, b"%PDF-1.7" + b"0" * (LARGEST - 8))

    assert answer.status_code == 422
    assert "damaged" in errors_in(answer.text)["enclosure-1"]
