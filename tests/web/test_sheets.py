"""What a case gives away: a sheet, a code, a short link, a feed, a day for the calendar."""

from __future__ import annotations

import datetime
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from app import create_app
from app.config import Settings
from tests.builders import CASE_YAML, EN_MD, write_content
from tests.conftest import TODAY
from tests.rendering.pdf import page_size_mm, text_of
from tests.web.test_pages import words_of

ATOM = "{http://www.w3.org/2005/Atom}"
BELGIUM = "/cases/asylum-in-belgium"


@pytest.fixture
def ship(tmp_path: Path) -> FlaskClient:
    """A site of one case, with a day to send by and an update that has signs of XML in it."""
    facts = CASE_YAML.replace("opened: 2020-01-01\n", "opened: 2020-01-01\nsend_by: 2026-12-24\n")
    facts += "updates:\n  - {id: ice, on: 2026-11, source: a page}\n"
    words = EN_MD.replace("reviewed: true", "updates:\n  ice: Ice & <snow>.\nreviewed: true")
    folder = write_content(
        tmp_path, **{"letter_templates/the-ship/case.yaml": facts, "letter_templates/the-ship/en.md": words}
    )
    return create_app(Settings(content=folder, today=lambda: TODAY)).test_client()


def test_the_sheet_leads_to_the_site_it_comes_from(client: FlaskClient) -> None:
    answer = client.get(f"{BELGIUM}/sheet.pdf", base_url="https://letters.example.org")

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["Content-Disposition"] == "inline; filename=sheet-asylum-in-belgium-en.pdf"
    assert "letters.example.org\n/w/asylum-in-belgium" in text_of(answer.data)
    assert "Set-Cookie" not in answer.headers


def test_the_sheet_comes_on_the_paper_of_north_america(ship: FlaskClient) -> None:
    assert page_size_mm(ship.get("/cases/the-ship/sheet.pdf?paper=letter").data) == (215.9, 279.4)


def test_a_closed_case_has_no_sheet_and_says_why(client: FlaskClient) -> None:
    answer = client.get("/cases/release-the-seven/sheet.pdf")

    assert answer.status_code == 404
    assert (
        "There is no sheet for this case This case was closed on 9 September 2016: no more letters are wanted"
        in words_of(answer.text)
    )


@pytest.mark.parametrize("page", ["sheet.pdf", "qr.svg", "feed.atom", "deadline.ics"])
def test_a_case_that_is_not_there_gives_nothing(page: str, client: FlaskClient) -> None:
    assert client.get(f"/cases/nothing/{page}").status_code == 404


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("/w/asylum-in-belgium", f"{BELGIUM}/write"),
        ("/W/ASYLUM-IN-BELGIUM", f"{BELGIUM}/write"),
        ("/w/asylum-in-belgium/5t35", f"{BELGIUM}/write?to=be-cgrs"),
        ("/w/asylum-in-belgium/mmse.5t35/FR", f"{BELGIUM}/write?to=be-cgrs&to=be-fedasil&in=fr"),
        ("/W/Asylum-in-Belgium/MMSE.nope/xx", f"{BELGIUM}/write?to=be-fedasil"),
        ("/w/asylum-in-belgium/nope/fr", f"{BELGIUM}/write?in=fr"),
        ("/w/asylum-in-belgium/5t35?name=Sheila", f"{BELGIUM}/write?to=be-cgrs"),
    ],
)
def test_a_short_link_leads_to_the_form_with_what_was_right(link: str, leads_to: str, client: FlaskClient) -> None:
    answer = client.get(link)

    assert (answer.status_code, answer.location) == (303, leads_to)


def test_a_short_link_with_a_slip_names_the_nearest_case(client: FlaskClient) -> None:
    answer = client.get("/w/asylum-in-belgum")

    assert (answer.status_code, "Did you mean asylum-in-belgium?" in words_of(answer.text)) == (404, True)


def test_the_code_may_be_kept_by_anybody(client: FlaskClient) -> None:
    answer = client.get(f"{BELGIUM}/qr.svg", base_url="https://letters.example.org")

    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/svg+xml", "public, max-age=86400")
    assert "<title>QR code that leads to letters.example.org/w/asylum-in-belgium</title>" in answer.text


def test_an_address_too_long_for_a_code_is_refused(client: FlaskClient) -> None:
    assert client.get(f"{BELGIUM}/qr.svg", headers={"Host": "a." * 120 + "org"}).status_code == 400


def test_the_feed_of_all_cases_has_what_began_and_what_ended(client: FlaskClient) -> None:
    answer = client.get("/feed.atom", base_url="https://letters.example.org")
    feed = Xml.fromstring(answer.data)  # noqa: S314  our own
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]

    assert answer.mimetype == "application/atom+xml"
    assert feed.findtext(f"{ATOM}id") == "tag:letters.example.org,2026:feed"
    assert len(ids) == len(set(ids))
    assert {
        "tag:letters.example.org,2026:asylum-in-belgium/opened",
        "tag:letters.example.org,2026:asylum-in-belgium/update/network",
        "tag:letters.example.org,2026:release-the-seven/outcome",
    } <= set(ids)


def test_a_feed_is_atom_to_the_letter(ship: FlaskClient) -> None:
    """RFC 4287, section 4: each element that must be there is there once."""
    feed = Xml.fromstring(ship.get("/cases/the-ship/feed.atom").data)  # noqa: S314  our own
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    update, opened = feed.findall(f"{ATOM}entry")

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [feed.findtext(ATOM + name) for name in ("id", "title", "updated")] == [
        "tag:localhost,2026:the-ship",
        "Urgent Letters: Let the ship go",
        "2026-11-01T00:00:00Z",
    ]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Urgent Letters"
    assert links == {
        "self": "http://localhost/cases/the-ship/feed.atom",
        "alternate": "http://localhost/cases/the-ship",
    }
    assert [update.findtext(ATOM + name) for name in ("id", "title", "updated", "summary")] == [
        "tag:localhost,2026:the-ship/update/ice",
        "News: Let the ship go",
        "2026-11-01T00:00:00Z",
        "Ice & <snow>.",
    ]
    assert opened.findtext(f"{ATOM}title") == "New: Let the ship go"


def test_the_deadline_is_a_day_in_the_calendar(ship: FlaskClient) -> None:
    answer = ship.get("/cases/the-ship/deadline.ics")
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    (alarm,) = event.walk("VALARM")

    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/calendar", "public, max-age=1800")
    assert event.decoded("dtstart") == datetime.date(2026, 12, 24)
    assert event.decoded("dtend") == datetime.date(2026, 12, 25)
    assert (str(event["uid"]), str(event["url"])) == (
        "deadline-the-ship@urgent-letters",
        "http://localhost/cases/the-ship",
    )
    assert (str(event["summary"]), event["summary"].params["LANGUAGE"]) == ("Send your letters: Let the ship go", "en")
    assert event.decoded("dtstamp") == datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
    assert alarm.decoded("trigger") == datetime.timedelta(days=-2)


def test_the_same_case_gives_the_same_calendar(ship: FlaskClient) -> None:
    assert ship.get("/cases/the-ship/deadline.ics").data == ship.get("/cases/the-ship/deadline.ics").data


@pytest.mark.parametrize("slug", ["asylum-in-belgium", "release-the-seven"], ids=["no last day", "closed"])
def test_where_there_is_no_day_to_send_by_there_is_no_calendar(slug: str, client: FlaskClient) -> None:
    assert client.get(f"/cases/{slug}/deadline.ics").status_code == 404


def test_everything_is_in_the_language_of_the_address(client: FlaskClient) -> None:
    """What is said in French is a translator's; the case's own words are there in French."""
    feed = Xml.fromstring(client.get("/fr/feed.atom").data)  # noqa: S314  our own
    english = Xml.fromstring(client.get("/en/feed.atom").data)  # noqa: S314  our own
    entry = next(one for one in feed.iter(f"{ATOM}entry") if "asylum" in str(one.findtext(f"{ATOM}id")))

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert "Un toit, la sécurité et une décision pour les réfugiés en Belgique" in str(entry.findtext(f"{ATOM}title"))
    assert feed.find(f"{ATOM}link").get("href") == "http://localhost/fr/feed.atom"  # type: ignore[union-attr]
    assert [one.text for one in feed.iter(f"{ATOM}id")] == [one.text for one in english.iter(f"{ATOM}id")]


def test_a_sheet_in_french_leads_to_the_form_in_french(client: FlaskClient) -> None:
    answer = client.get(f"/fr{BELGIUM}/sheet.pdf")

    assert answer.headers["Content-Disposition"] == "inline; filename=sheet-asylum-in-belgium-fr.pdf"
    assert "/fr/w/asylum-in-belgium" in text_of(answer.data)
    assert client.get("/fr/w/asylum-in-belgium").location == f"/fr{BELGIUM}/write"


def test_a_sheet_without_a_language_in_its_address_is_in_the_browsers(client: FlaskClient) -> None:
    answer = client.get(f"{BELGIUM}/sheet.pdf", headers={"Accept-Language": "nl"})

    assert (answer.headers["Vary"], "sheet-asylum-in-belgium-nl.pdf" in answer.headers["Content-Disposition"]) == (
        "Accept-Language",
        True,
    )
