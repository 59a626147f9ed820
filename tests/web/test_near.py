"""What is near the supporter: embassies in their country, and the organisers who wait for answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from tests.builders import CASE_YAML, NAME, write_content
from tests.conftest import TODAY
from tests.rendering.pdf import text_of
from tests.web.test_pages import BELGIUM, typed, words_of
from tests.web.test_sending import IRAN, names_in, typed_for_iran


def test_the_form_asks_for_copies_and_for_the_country(client: FlaskClient) -> None:
    page = words_of(client.get(f"{IRAN}/write").text)

    assert "Send a copy to their embassy in my country Choose your country above" in page


def test_the_form_says_which_embassies_it_knows_and_where_to_find_the_others(client: FlaskClient) -> None:
    page = words_of(client.post(f"{IRAN}/preview", data={**typed_for_iran(country="GB"), "look": "again"}).text)

    assert (
        "With all there is to print comes a covering letter to: Embassy of the Republic of Türkiye in London and "
        "Embassy of the Republic of Iraq in London. Of these States we know no embassy in your country: Japan, Sweden, "
        "Germany and Greece. Your own foreign ministry’s diplomatic list has its address, if there is one. "
        "The letter names the copy all the same."
    ) in page


def test_at_home_no_copies_are_asked_for(client: FlaskClient) -> None:
    page = client.post(f"{BELGIUM}/preview", data={**typed(country="BE"), "look": "again"}).text

    assert "copy_embassies" not in page


def test_the_letter_names_the_copy_and_the_pack_has_the_covering_letter(client: FlaskClient) -> None:
    data = typed_for_iran("iq-prime-minister", country="GB", copy_embassies="y", **{"language-iq-prime-minister": "en"})

    letter, pack = client.post(f"{IRAN}/letters.pdf", data=data), client.post(f"{IRAN}/pack.zip", data=data)

    assert "Copies to:\nAmbassador, Embassy of the Republic of Iraq in London" in text_of(letter.data, 1)
    assert names_in(pack.data)[1:3] == [
        "2-letter-iq-prime-minister-2026-11-21.pdf",
        "3-letter-iq-embassy-uk-2026-11-21.pdf",
    ]


def test_an_embassy_that_has_the_letter_itself_gets_no_copy(client: FlaskClient) -> None:
    data = typed_for_iran("iq-prime-minister", country="GB", copy_embassies="y", via_embassy="y")

    assert len(names_in(client.post(f"{IRAN}/pack.zip", data=data).data)) == 2


def after_the_preview(folder: Path, organisers: str) -> str:
    case = {"letter_templates/the-ship/case.yaml": CASE_YAML + organisers}
    client = create_app(Settings(content=write_content(folder, **case), today=lambda: TODAY)).test_client()
    data = {"to": "harbour-master", "name": NAME, "country": "BE"}
    return client.post("/cases/the-ship/preview", data=data).text


@pytest.mark.parametrize(
    ("key", "link", "told"),
    [
        (
            "email: crew@example.org",
            "mailto:crew@example.org",
            "Tell Friends of the Crew: crew@example.org You tell them yourself, from your own e-mail: this site passes "
            "nothing on. A scan of the answer shows your name and address; cover what you do not want to share.",
        ),
        (
            "web: https://crew.example/answers",
            "https://crew.example/answers",
            "Tell Friends of the Crew: https://crew.example/answers You tell them yourself: this site passes nothing on.",
        ),
    ],
)
def test_supporters_are_asked_to_tell_the_organisers_of_an_answer(
    key: str, link: str, told: str, tmp_path: Path
) -> None:
    page = after_the_preview(tmp_path, f"organisers: {{name: Friends of the Crew, {key}}}\n")

    assert told in words_of(page)
    assert f'href="{link}"' in page


def test_without_organisers_the_answer_is_kept(tmp_path: Path) -> None:
    page = words_of(after_the_preview(tmp_path, ""))

    assert "When an answer comes Keep the answer; the organisers of this case gave no address." in page
