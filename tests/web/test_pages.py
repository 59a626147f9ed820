"""What visitors see, and what they are told when something is amiss."""

from __future__ import annotations

import datetime
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from app.config import Settings
from tests.builders import CASE_YAML, EN_MD, KIND_MD, LAW_YAML, NAME, RECIPIENTS_YAML, write_content
from tests.conftest import TODAY
from tests.rendering.pdf import opened, page_count, text_of

BELGIUM = "/cases/asylum-in-belgium"
OFFICES = ["be-minister-asylum-migration", "be-cgrs", "be-fedasil"]


def typed(**changes: Any) -> dict[str, Any]:
    return {"to": OFFICES, "name": "Sheila O’Neil", "on": "2026-11-21", "country": "BE", **changes}


def words_of(html: str) -> str:
    """The text of a page, tags and entities resolved."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def errors_in(html: str) -> list[str]:
    return [unescape(text) for text in re.findall(r'<p class="error"[^>]*>([^<]*)</p>', html)]


def test_the_index_lists_open_cases_first_and_closed_ones_with_their_outcome(client: FlaskClient) -> None:
    page = words_of(client.get("/").text)

    assert page.index("Shelter, safety and a decision") < page.index("Closed cases")
    assert page.index("Closed cases") < page.index("Release the seven") < page.index("No forced return")
    assert "Closed on 9 September 2016. We found no page that says what became of the seven" in page


def test_a_case_shows_its_facts_with_sources_asks_and_law(client: FlaskClient) -> None:
    page = words_of(client.get(BELGIUM).text)

    assert "more than 3,000 people were on the waiting list" in page
    assert "Source: bruzz.be, 17 January 2024 (Fedasil’s spokesman)" in page
    assert "give shelter, from the first day, to every person who applies for asylum" in page
    assert "Article 3 of the European Convention on Human Rights" in page
    assert "27 January 2026 Fedasil reported" in page


def test_each_office_says_why_a_letter_to_it_matters(client: FlaskClient) -> None:
    reason = "The Commissioner General decides on each claim for asylum, independently of the minister."

    assert f'<p class="why">{reason}</p>' in client.get(BELGIUM).text
    assert f'<p class="why">{reason}</p>' in client.get(f"{BELGIUM}/write").text


def test_why_an_office_matters_is_marked_with_its_language(client: FlaskClient) -> None:
    page = client.get("/de/cases/asylum-in-belgium/write").text

    assert '<p class="why" lang="' in page


def test_a_closed_case_says_why_and_shows_no_form(client: FlaskClient) -> None:
    answer = client.get("/cases/release-the-seven/write")

    assert answer.status_code == 200
    assert "This case is closed" in answer.text
    assert "ended on 9 September 2016" in answer.text
    assert "<form" not in answer.text


@pytest.mark.parametrize("page", ["preview", "letters.pdf"])
def test_nothing_can_be_sent_to_a_closed_case(page: str, client: FlaskClient) -> None:
    answer = client.post(f"/cases/release-the-seven/{page}", data=typed(to="un-secretary-general"))

    assert answer.status_code == 409
    assert "This case is closed" in answer.text


def test_the_form_names_todays_holders_and_what_is_not_confirmed(client: FlaskClient) -> None:
    page = words_of(client.get(f"{BELGIUM}/write").text)

    assert "Ms Anneleen Van Bossuyt Minister of Asylum and Migration, and Social Integration" in page
    assert "We found no postal address for this office. Look it up at https://www.belgium.be/" in page
    assert "Not confirmed by a page: the day she took up the office." in page


def test_the_form_offers_each_letter_in_the_languages_its_office_reads(client: FlaskClient) -> None:
    page = client.get(f"{BELGIUM}/write").text

    select = re.search(r'<select id="language-be-cgrs".*?</select>', page, re.DOTALL)
    assert select is not None
    assert re.findall(r'value="(..)"', select.group()) == ["nl", "fr", "en"]
    assert 'value="en" lang="en" selected' in select.group()


def test_a_translation_nobody_reviewed_says_so(client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/preview", data=typed(**{"language-be-cgrs": "nl"}))

    assert "The Dutch text has not yet been checked by a native speaker." in words_of(answer.text)


def test_the_preview_keeps_the_form_and_shows_each_letter_as_picture_and_text(client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/preview", data=typed(own_words="I saw it.", points=["street"]))

    assert answer.status_code == 200
    assert answer.text.count('<img class="sheet" src="data:image/png;base64,') == 3
    assert answer.text.count('<div class="twin" lang="en" dir="ltr">') == 3
    twins = re.findall(r'<div class="twin".*?</div>', answer.text, re.DOTALL)
    assert sum("Dear Minister," in twin for twin in twins) == 1
    assert 'value="Sheila O’Neil"' in answer.text
    assert "I saw it.</textarea>" in answer.text
    assert 'value="street" checked' in answer.text
    assert "Download 3 letters (PDF)" in answer.text
    assert "Print on A4 paper" in answer.text


def test_the_download_holds_the_chosen_letters_in_the_cases_order_with_bookmarks(client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/letters.pdf", data=typed(to=["be-fedasil", "be-minister-asylum-migration"]))

    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=letters-asylum-in-belgium.pdf"
    assert page_count(answer.data) == 2
    with opened(answer.data) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Ms Anneleen Van Bossuyt, Minister of Asylum and Migration, and Social Integration",
            "Mr Pieter Spinnewijn, Director General",
        ]


def test_each_letter_may_have_its_own_language(client: FlaskClient) -> None:
    languages = {"language-be-minister-asylum-migration": "nl", "language-be-cgrs": "fr", "language-be-fedasil": "en"}

    text = text_of(client.post(f"{BELGIUM}/letters.pdf", data=typed(**languages)).data)

    assert text.index("Mevrouw de minister,") < text.index("Madame la Commissaire générale,")
    assert text.index("Madame la Commissaire générale,") < text.index("Dear Director General,")


def test_a_supporter_in_america_gets_american_paper(client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/preview", data=typed(country="US"))

    assert "Print on Letter paper" in answer.text


def test_errors_stand_beside_the_field_and_on_top_and_nothing_typed_is_lost(client: FlaskClient) -> None:
    answer = client.post(
        f"{BELGIUM}/preview",
        data=typed(name="", email="nobody", own_words="x" * 1300, on="tomorrow", address="1 Street", to=[]),
    )

    assert answer.status_code == 422
    assert answer.text.count('<li><a href="#') == 5
    assert "5 things to mend" in answer.text
    assert errors_in(answer.text) == [
        "Choose at least one person to write to.",
        "Enter your full name.",
        "Enter an e-mail address like name@example.org, or leave it empty.",
        "Your own words must be 1,000 characters or fewer. There are 1,300.",
        "Enter the date as year, month and day, such as 2026-11-21.",
    ]
    assert 'value="nobody"' in answer.text
    assert "x" * 1300 in answer.text
    assert "1 Street</textarea>" in answer.text
    assert 'aria-describedby="name-hint name-error-1" aria-invalid="true"' in answer.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"to": ["be-cgr"]}, "«be-cgr» is not written to here. Did you mean be-cgrs?"),
        ({"language-be-cgrs": "xx"}, "There is no letter to be-cgrs in «xx». There is: en, fr, nl."),
        (
            {"country": "Atlantis"},
            "Choose your country from the list, or leave it empty. In a file, write its two-letter ISO code, such as BE.",
        ),
        ({"on": "2030-01-01"}, "The date must be within a year from today. It is 2030-01-01."),
        (
            {"on": "2020-01-01"},
            "This case began on 2024-02-21, after the letter's date 2020-01-01. Date the letter 2024-02-21 or later.",
        ),
        ({"points": ["strete"]}, "«strete» is not a point of this case. Did you mean street?"),
        ({"own_words": "hello 😀"}, "Our fonts have no sign for «😀». Take it out, or write it in another way."),
        ({"name": "Ann 😀"}, "Our fonts have no sign for «😀». Take it out, or write it in another way."),
    ],
    ids=["office", "language", "country", "date-ahead", "date-before", "point", "glyph-in-words", "glyph-in-name"],
)
@pytest.mark.parametrize("page", ["preview", "letters.pdf"])
def test_bad_input_is_told_how_to_mend_it(
    page: str, changes: dict[str, Any], message: str, client: FlaskClient
) -> None:
    answer = client.post(f"{BELGIUM}/{page}", data=typed(**changes))

    assert answer.status_code == 422
    assert message in errors_in(answer.text)


def test_invisible_characters_are_taken_out_with_a_word(client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/preview", data=typed(name="Ann\u202e Lee"))

    assert answer.status_code == 200
    assert "Your name held 1 invisible character that cannot be printed. We took it out." in answer.text


def test_the_form_shows_who_held_the_office_on_the_letters_date(client: FlaskClient) -> None:
    page = words_of(client.post(f"{BELGIUM}/preview", data=typed(on="2024-03-01")).text)

    assert page.count("Ms Nicole de Moor State Secretary for Asylum and Migration") >= 1
    assert "Anneleen Van Bossuyt" not in page


def test_a_flood_of_choices_is_answered_once(client: FlaskClient) -> None:
    """However many are sent, one message each, and none of them for long."""
    flood = typed(points=[f"p{number}" for number in range(140)], to=[f"o{number}" for number in range(140)])

    assert len(errors_in(client.post(f"{BELGIUM}/preview", data=flood).text)) == 1
    assert len(errors_in(client.post(f"{BELGIUM}/preview", data={**flood, "to": OFFICES}).text)) == 1
    assert client.post(f"{BELGIUM}/preview", data=typed(points=["x"] * 4000)).status_code == 413


def test_a_case_without_english_words_is_shown_in_those_it_has(tmp_path: Path) -> None:
    french = {"recipients.yaml": RECIPIENTS_YAML.replace("[en]", "[fr]").replace("{en:", "{fr:")}
    french |= {
        f"letter_templates/{name}/fr.md": text for name, text in (("the-ship", EN_MD), ("_kinds/let-go", KIND_MD))
    }
    folder = write_content(tmp_path, **french, **{"letter_templates/_law.yaml": LAW_YAML.replace("{en:", "{fr:")})
    (folder / "letter_templates/the-ship/en.md").unlink()
    client = create_app(Settings(content=folder, today=lambda: TODAY)).test_client()

    for path in ("/", "/cases/the-ship", "/cases/the-ship/write"):
        assert client.get(path).status_code == 200
    assert client.post("/cases/the-ship/preview", data={"name": "Ann", "to": "harbour-master"}).status_code == 200


@pytest.mark.parametrize("page", ["preview", "letters.pdf"])
def test_an_address_that_only_a_form_leads_to_leads_back_to_the_form(page: str, client: FlaskClient) -> None:
    answer = client.get(f"{BELGIUM}/{page}")

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{BELGIUM}/write"


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("get", "/nowhere", 404, "There is no such page"),
        ("get", "/cases/asylum-in-belgum", 404, "Did you mean asylum-in-belgium?"),
        ("get", "/cases/asylum-in-belgum/write", 404, "Did you mean asylum-in-belgium?"),
        ("get", "/cases/../../etc/passwd", 404, "There is no such page"),
        ("post", "/", 405, "This page is reached through the form"),
        ("post", "/cases/zzz/preview", 404, "There is no such page"),
        ("put", f"{BELGIUM}/preview", 405, "This page is reached through the form"),
    ],
)
def test_a_wrong_address_is_explained(method: str, path: str, status: int, words: str, client: FlaskClient) -> None:
    answer = client.open(path, method=method.upper())

    assert answer.status_code == status
    assert words in answer.text


def test_a_book_pasted_by_mistake_comes_back_with_what_to_mend(client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/preview", data=typed(own_words="one word " * 250_000))

    assert answer.status_code == 422
    assert "Your own words must be 1,000 characters or fewer. There are 2,250,000." in answer.text
    assert answer.text.count("one word") == 250_000


def test_more_than_any_book_is_refused(client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/preview", data=typed(own_words="x" * 5_000_000))

    assert answer.status_code == 413
    assert "That is more than a letter holds" in answer.text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.dictionaries(
        st.sampled_from(
            [
                "to",
                "name",
                "introduction",
                "address",
                "country",
                "email",
                "own_words",
                "on",
                "points",
                "language-be-cgrs",
                "x",
            ]
        ),
        st.lists(st.text(max_size=40) | st.sampled_from([*OFFICES, "street", "2026-11-21", "BE", NAME]), max_size=3),
    )
)
def test_the_server_answers_anything_posted_with_a_page_or_a_pdf(
    data: dict[str, list[str]], client: FlaskClient
) -> None:
    for page in ("preview", "letters.pdf"):
        assert client.post(f"{BELGIUM}/{page}", data=data).status_code in {200, 422}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe\x00name=\xc3(", "application/x-www-form-urlencoded"),
        (b"name=%00%ff%fe&to=%u1234", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--x\r\nbroken", "multipart/form-data"),
        (b'{"name": 1}', "application/json"),
        (b"", "text/plain"),
        (b"&".join(b"a%d=1" % number for number in range(400)), "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_form_is_refused_in_words(body: bytes, kind: str, client: FlaskClient) -> None:
    answer = client.post(f"{BELGIUM}/preview", data=body, content_type=kind)

    assert 400 <= answer.status_code < 500
    assert "<h1>" in answer.text


def test_no_page_sets_a_cookie_or_loads_anything_from_elsewhere(client: FlaskClient) -> None:
    pages = [client.get(path) for path in ("/", BELGIUM, f"{BELGIUM}/write", "/nowhere")]
    pages.append(client.post(f"{BELGIUM}/preview", data=typed()))

    for page in pages:
        assert "Set-Cookie" not in page.headers
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert not re.search(r'(?:src|action|formaction)="(?!/|data:)', page.text)
        assert re.findall(r'<link rel="stylesheet" href="([^"?]*)', page.text) == ["/static/site.css"]
        assert all(src.startswith("/static/") for src in re.findall(r'<script src="([^"]*)"', page.text))
        assert page.text.count("<script") == page.text.count("<script src=")
        assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_what_holds_personal_data_is_stored_nowhere(client: FlaskClient) -> None:
    for page in ("preview", "letters.pdf"):
        for data in (typed(), typed(name="")):
            assert client.post(f"{BELGIUM}/{page}", data=data).headers["Cache-Control"] == "no-store"


def test_nothing_a_supporter_types_is_markup_on_the_page(client: FlaskClient) -> None:
    answer = client.post(
        f"{BELGIUM}/preview", data=typed(name=NAME, own_words="<script>{{ 7*7 }}</script>", to=["<i>x"])
    )

    assert "<script>" not in answer.text
    assert "<i>x" not in answer.text
    assert "49" not in words_of(answer.text)


def test_broken_content_is_told_in_the_log_and_the_sound_cases_are_served(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = write_content(
        tmp_path,
        **{"letter_templates/wreck/case.yaml": CASE_YAML.replace("to:", "too:"), "letter_templates/wreck/en.md": EN_MD},
    )

    client = create_app(Settings(content=folder, today=lambda: TODAY)).test_client()

    (told,) = [message for message in caplog.messages if "unknown-key" in message]
    assert "place=letter_templates/wreck/case.yaml:9 problem=«too» is not a key here. Did you mean to?" in told
    assert client.get("/cases/the-ship").status_code == 200
    assert client.get("/cases/wreck").status_code == 404


def test_a_draft_is_not_public(tmp_path: Path) -> None:
    folder = write_content(
        tmp_path, **{"letter_templates/the-ship/case.yaml": CASE_YAML.replace("status: open", "status: draft")}
    )
    client = create_app(Settings(content=folder, today=lambda: TODAY)).test_client()

    assert "Let the ship go" not in client.get("/").text
    assert "No case is open at the moment." in client.get("/").text
    assert client.get("/cases/the-ship").status_code == 404


def test_the_nearest_day_to_send_by_comes_first_and_a_past_one_says_so(tmp_path: Path) -> None:
    def case(send_by: str) -> dict[str, str]:
        name = f"letter_templates/by-{send_by}"
        text = EN_MD.replace("Let the ship go", f"Go by {send_by}")
        return {f"{name}/case.yaml": CASE_YAML + f"send_by: {send_by}\n", f"{name}/en.md": text}

    folder = write_content(tmp_path, **case("2027-01-01"), **case("2026-12-01"), **case("2026-01-01"))
    page = words_of(create_app(Settings(content=folder, today=lambda: TODAY)).test_client().get("/").text)

    order = [
        page.index(title) for title in ("Go by 2026-01-01", "Go by 2026-12-01", "Go by 2027-01-01", "Let the ship go")
    ]
    assert order == sorted(order)
    assert "Send by 1 December 2026" in page
    assert "10 days left" in page
    assert "The day to send by has passed" in page


def test_settings_come_from_the_environment() -> None:
    assert Settings.from_environment({"LETTERS_CONTENT": "/srv/letters"}).content == Path("/srv/letters")
    assert (Settings.from_environment({}).content / "recipients.yaml").exists()
    assert Settings().today() >= datetime.date(2026, 1, 1)
