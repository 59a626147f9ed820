"""The letter beside the form while it is being typed: one letter at a time, its page, its text, what it says."""

from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient

from app.web import assets
from tests.builders import NAME
from tests.conftest import PROJECT

CASE = "/cases/asylum-in-belgium"
EVERYBODY = ["be-minister-asylum-migration", "be-cgrs", "be-fedasil"]


def live(client: FlaskClient, language: str = "en", **typed: object) -> str:
    form = {"to": EVERYBODY, "shown": "", **{f"language-{office}": "en" for office in EVERYBODY}, **typed}
    answer = client.post(f"/{language}{CASE}/live", data=form)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.text


def letters_in(page: str) -> list[str]:
    return re.findall(r'<article class="letter" id="letter-([^"]*)"', page)


def test_the_letter_that_is_looked_at_is_shown_and_the_others_have_a_button(client: FlaskClient) -> None:
    page = live(client, shown="be-cgrs", name=NAME)

    assert letters_in(page) == ["be-cgrs"]
    assert re.findall(r'data-shown="([^"]*)"', page) == EVERYBODY
    assert re.search(r'data-shown="be-cgrs" aria-current="true"', page)


@pytest.mark.parametrize("shown", ["", "nobody", "<b>", "be-minister-asylum-migration"])
def test_while_none_of_the_chosen_is_looked_at_the_first_is_shown(shown: str, client: FlaskClient) -> None:
    assert letters_in(live(client, shown=shown, to=["be-cgrs", "be-fedasil"])) == ["be-cgrs"]


def test_a_name_may_still_be_missing(client: FlaskClient) -> None:
    page = live(client, name="")

    assert letters_in(page) == EVERYBODY[:1]
    assert "…………" in page


def test_what_is_to_mend_is_told_in_place_of_the_letter(client: FlaskClient) -> None:
    page = live(client, email="nobody")

    assert letters_in(page) == []
    assert "Enter an e-mail address like name@example.org" in page


def test_every_page_of_a_letter_is_a_picture(client: FlaskClient) -> None:
    assert live(client, own_words="x\n" * 39).count('<img class="sheet"') >= 1


def test_what_a_letter_in_another_language_says_stands_beside_it_and_own_words_are_marked(client: FlaskClient) -> None:
    page = live(client, **{"language-be-cgrs": "nl"}, shown="be-cgrs", own_words="I was there.")

    assert '<td lang="en" dir="ltr">Shelter, safety and timely decisions' in page
    assert re.search(r'<tr class="typed"><td[^>]*>I was there.</td><td><span class="hint">', page)


def test_a_letter_in_the_readers_own_language_needs_no_gloss(client: FlaskClient) -> None:
    assert 'class="gloss"' not in live(client, shown="be-cgrs")


def test_room_share_and_hints_are_about_what_is_typed(client: FlaskClient) -> None:
    page = live(client, own_words="You are a liar!!! " + "I was there and saw it. " * 20)

    assert "“liar” may be read as an insult." in page
    assert "Exclamation marks read as shouting." in page
    assert re.search(r"Room for about \d+ more words on one page.", page)
    assert re.search(r"About (a third|half) of this letter", page)


def test_points_stand_in_the_order_in_which_they_are_sent(client: FlaskClient) -> None:
    page = live(client, points=["waiting", "street"])

    assert page.index("Years of waiting") < page.index("Nobody who has asked")


@pytest.mark.parametrize(
    ("move", "order"),
    [("up:waiting", ["waiting", "street"]), ("down:street", ["waiting", "street"]), ("up:street", ["street", "waiting"]),
     ("down:", ["street", "waiting"]), ("sideways:street", ["street", "waiting"]), ("up:nothing", ["street", "waiting"])],
)  # fmt: skip
def test_an_arrow_moves_a_sentence_without_a_script_too(move: str, order: list[str], client: FlaskClient) -> None:
    page = client.post(f"{CASE}/preview", data={"points": ["street", "waiting"], "move": move}).text

    assert re.findall(r'name="points" value="([^"]*)" checked', page) == order
    assert 'class="summary"' not in page


def test_a_link_chooses_offices_and_language_and_what_it_does_not_know_is_nothing(client: FlaskClient) -> None:
    page = client.get(f"{CASE}/write?to=be-cgrs&to=nobody&in=nl").text

    assert re.findall(r'name="to" value="([^"]*)" checked', page) == ["be-cgrs"]
    assert '<option value="nl" lang="nl" selected>' in page
    assert len(re.findall(r'name="to" value="[^"]*" checked', client.get(f"{CASE}/write?to=nobody").text)) == 3


def test_a_case_that_was_closed_meanwhile_gives_back_what_was_typed(client: FlaskClient) -> None:
    answer = client.post("/cases/release-the-seven/preview", data={"own_words": "I <saw> it.", "name": NAME})

    assert answer.status_code == 409
    assert "I &lt;saw&gt; it." in answer.text


@pytest.mark.parametrize(
    "query", ["?country=IQ", "?language=ar", "?country=BE&language=nl", "?country=XX&language=<b>"]
)
def test_cases_are_narrowed_to_a_country_and_a_language(query: str, client: FlaskClient) -> None:
    shown = set(re.findall(r'<h3><a href="/cases/([^"]*)"', client.get("/" + query).text))

    expected = {
        "?country=IQ": {"camp-liberty-2014", "release-the-seven", "no-forced-returns-2008"},
        "?language=ar": {"camp-liberty-2014", "no-forced-returns-2008", "no-return-to-iran"},
        "?country=BE&language=nl": {"asylum-in-belgium"},
    }
    everything = set(re.findall(r'<h3><a href="/cases/([^"]*)"', client.get("/").text))
    assert shown == expected.get(query, everything)


def test_a_language_that_no_office_reads_is_none_of_letters(client: FlaskClient) -> None:
    """The open cases are told in Persian too, for their readers and for the gloss."""
    page = client.get("/fa/").text

    assert "هیچ‌کس" in page
    assert '<option value="fa"' not in page


def test_text_travels_packed_to_whoever_can_unpack_it(client: FlaskClient) -> None:
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(client.get("/").data) / 2
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_style_sheet_under_its_mark_is_kept_for_long_and_without_it_is_not(client: FlaskClient) -> None:
    found = re.search(r'href="(/static/site.css\?[^"]*)"', client.get("/fr/").text)
    assert found is not None

    assert "immutable" in client.get(found[1], buffered=True).headers["Cache-Control"]
    assert "immutable" not in client.get("/static/site.css", buffered=True).headers.get("Cache-Control", "")


def test_a_file_of_ours_is_packed_once_and_a_page_for_each_answer(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[int] = []
    compress = gzip.compress
    monkeypatch.setattr(
        "app.web.assets.gzip.compress", lambda *given, **how: packed.append(1) or compress(*given, **how)
    )
    assets._packed_once.cache_clear()

    sent = [client.get("/static/site.css", headers={"Accept-Encoding": "gzip"}, buffered=True).data for _ in range(3)]
    assert (len(packed), len(set(sent))) == (1, 1)
    assert gzip.decompress(sent[0]) == (PROJECT / "app/web/static/site.css").read_bytes()

    for path in ("/", "/", "/static/none.css"):
        client.get(path, headers={"Accept-Encoding": "gzip"})
    assert len(packed) == 4
