"""Offices for other programs: vCard 4.0, Popolo JSON, CSV."""

from __future__ import annotations

import csv
import datetime
import json
import re
from io import StringIO
from typing import Any

import pytest

from app.content import Library
from app.content.exporting import as_popolo, as_table, as_vcards
from app.content.exporting.table import safe_cell
from app.content.exporting.vcard import folded
from app.domain.office import Office
from tests.builders import an_office
from tests.conftest import TODAY

ON = datetime.date(2020, 6, 1)
HOLDER = {
    "name": "Ann O’Neil, Jr.; MP",
    "names": {"fr": "Anne"},
    "gender": "female",
    "from": "2019",
    "until": "unknown",
    "seen": ("2020-06-01",),
    "source": "Wikidata (Q42); https://example.org/a.",
    "unconfirmed": "the first day",
}
CONTACTS = {
    "post": {
        "lines": ('1 Quay Street, "Old" Dock', "2000 Antwerpen"),
        "country": "BE",
        "source": "a page",
        "status": "live",
    },
    "fax": {"number": "+3231234567", "source": "a list", "checked": "2004", "status": "stale"},
    "email": {"address": "master@example.org", "source": "a letter", "checked": "2019-06", "status": "live"},
    "web": {"url": "http://example.org/old", "source": "a link", "status": "historical"},
}


def harbour(**changes: Any) -> Office:
    return an_office(**{"contacts": CONTACTS, "holders": (HOLDER,), **changes})


def unfolded(cards: str) -> list[str]:
    return cards.replace("\r\n ", "").split("\r\n")


def test_a_card_names_the_holder_and_offers_only_contacts_to_rely_on() -> None:
    assert unfolded(as_vcards([harbour()], ON)) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//Urgent Letters//EN",
        "UID:urn:uuid:d7d05fd0-6d99-58f8-bb4a-55427d2379db",
        "REV:20200601T000000Z",
        "KIND:individual",
        "FN:Ann O’Neil\\, Jr.\\; MP",
        "ORG:Port of Antwerp",
        "TITLE:Harbour Master",
        "ADR;LABEL=\"Ann O’Neil, Jr.; MP\\nHarbour Master\\nPort of Antwerp\\n1 Quay Street, ^'Old^' Dock\\n2000 Antwerpen\\n"
        'BELGIUM":;;1 Quay Street\\, "Old" Dock,2000 Antwerpen;;;;Belgium',
        "EMAIL:master@example.org",
        "NOTE:As of 2020-06-01.\\nHolder: Wikidata (Q42)\\; https://example.org/a.\\nNot confirmed by a page: the first day."
        "\\npost: a page (undated).\\nStale\\, confirm it before use: fax +3231234567\\; a list (2004\\, 16 years ago)."
        "\\nemail: a letter (2019-06\\, 12 months ago).",
        "END:VCARD",
        "",
    ]


def test_a_live_fax_and_page_are_offered_as_such() -> None:
    contacts = {name: {**contact, "status": "live"} for name, contact in CONTACTS.items()}

    lines = unfolded(as_vcards([harbour(contacts=contacts)], ON))

    assert "TEL;TYPE=fax;VALUE=uri:tel:+3231234567" in lines
    assert "URL:http://example.org/old" in lines


def test_a_card_without_a_holder_is_the_offices_and_says_why() -> None:
    lines = unfolded(as_vcards([harbour(holder_unknown="Nobody was found.")], datetime.date(2021, 1, 1)))

    assert lines[5:9] == [
        "KIND:org",
        "FN:Harbour Master\\, Port of Antwerp",
        "ORG:Port of Antwerp",
        "TITLE:Harbour Master",
    ]
    assert "NOTE:As of 2021-01-01.\\nNobody is known for certain: Nobody was found." in "\n".join(lines)


def test_an_office_keeps_its_card_when_the_holder_changes() -> None:
    uids = [
        [line for line in unfolded(as_vcards([office], ON)) if line.startswith("UID")]
        for office in (harbour(), harbour(holders=()), harbour(id="pilot"))
    ]

    assert uids[0] == uids[1] != uids[2]


def test_a_card_for_representatives_says_so() -> None:
    closed = harbour(open_to="representatives", why_closed="Only for crews.")

    assert "For representatives only: Only for crews." in "".join(unfolded(as_vcards([closed], ON)))


@pytest.mark.parametrize("line", ["a" * 75, "a" * 76, "é" * 100, "日本語" * 40, "😀" * 60, "", "x" * 74 + "é"])
def test_lines_are_folded_at_75_octets_and_no_character_is_torn(line: str) -> None:
    pieces = folded(line).split("\r\n")

    assert max(len(piece.encode()) for piece in pieces) <= 75
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert folded(line).replace("\r\n ", "") == line


def test_every_card_of_ours_is_folded_and_whole(library: Library) -> None:
    cards = as_vcards(library.offices.values(), TODAY)

    assert cards.endswith("END:VCARD\r\n")
    assert "\n" not in cards.replace("\r\n", "")
    assert max(len(line.encode()) for line in cards.split("\r\n")) <= 75
    assert cards.count("BEGIN:VCARD") == len(library.offices)
    assert all(re.match(r"[A-Z]+[;:]", line) for line in unfolded(cards) if line)


def test_popolo_has_the_person_the_organization_the_post_and_the_membership() -> None:
    document = json.loads(as_popolo([harbour()], ON))

    assert document["meta"] == {"generator": "Urgent Letters", "snapshot": "2020-06-01"}
    assert document["persons"] == [
        {
            "id": "ann-oneil-jr-mp",
            "name": "Ann O’Neil, Jr.; MP",
            "other_names": [{"name": "Anne", "note": "fr"}],
            "gender": "female",
            "identifiers": [{"scheme": "wikidata", "identifier": "Q42"}],
        }
    ]
    assert document["organizations"] == [{"id": "be-port-of-antwerp", "name": "Port of Antwerp", "country": "BE"}]
    assert document["memberships"] == [
        {
            "id": "harbour-master/ann-oneil-jr-mp/2019",
            "person_id": "ann-oneil-jr-mp",
            "organization_id": "be-port-of-antwerp",
            "post_id": "harbour-master",
            "role": "Harbour Master",
            "start_date": "2019",
            "sources": [{"url": "https://example.org/a", "note": "Wikidata (Q42); https://example.org/a."}],
            "until": "unknown",
            "seen": ["2020-06-01"],
            "unconfirmed": "the first day",
        }
    ]


def test_popolo_marks_each_contact_with_its_status_and_the_post_with_who_may_write() -> None:
    closed = harbour(open_to="representatives", why_closed="Only for crews.")

    (post,) = json.loads(as_popolo([closed], ON))["posts"]

    assert (post["id"], post["label"], post["open_to"], post["why_closed"]) == (
        "harbour-master",
        "Harbour Master",
        "representatives",
        "Only for crews.",
    )
    assert [(one["type"], one["value"], one["note"], one["status"]) for one in post["contact_details"]] == [
        ("address", '1 Quay Street, "Old" Dock\n2000 Antwerpen\nBelgium', "live, undated.", "live"),
        ("fax", "+3231234567", "stale, checked 2004.", "stale"),
        ("email", "master@example.org", "live, checked 2019-06.", "live"),
        ("url", "http://example.org/old", "historical, undated.", "historical"),
    ]
    assert post["contact_details"][1]["sources"] == [{"url": "urn:x-urgent-letters:harbour-master", "note": "a list"}]


def test_a_person_in_two_offices_is_one_person() -> None:
    other_spelling = {"name": "Ann O'Neil Jr. MP", "from": "2015", "until": "2018", "source": "a page"}
    document = json.loads(as_popolo([harbour(), harbour(id="pilot", holders=(other_spelling,))], ON))

    assert [person["name"] for person in document["persons"]] == ["Ann O’Neil, Jr.; MP"]
    assert document["persons"][0]["other_names"][0] == {"name": "Ann O'Neil Jr. MP"}
    assert [one["person_id"] for one in document["memberships"]] == ["ann-oneil-jr-mp"] * 2


def test_a_name_in_other_letters_has_an_id_that_stays() -> None:
    named = harbour(holders=({"name": "上川陽子", "source": "a page"},), organisation={})

    document = json.loads(as_popolo([named], ON))

    assert re.fullmatch(r"n-[0-9a-f]{12}", document["persons"][0]["id"])
    assert as_popolo([named], ON) == as_popolo([named], ON)
    assert document["organizations"] == []


def test_our_popolo_keeps_to_the_specification(library: Library) -> None:
    """Ids are unique, references lead somewhere, dates are whole or partial days, links have addresses."""
    document = json.loads(as_popolo(library.offices.values(), TODAY))
    ids = {name: [entry["id"] for entry in document[name]] for name in document if name != "meta"}
    memberships = document["memberships"]
    details = [detail for post in document["posts"] for detail in post.get("contact_details", ())]

    assert all(len(set(known)) == len(known) for known in ids.values())
    assert {one["person_id"] for one in memberships} == set(ids["persons"])
    assert {one["post_id"] for one in memberships} <= set(ids["posts"])
    assert {one["organization_id"] for one in memberships if "organization_id" in one} <= set(ids["organizations"])
    days = [one[key] for one in memberships for key in ("start_date", "end_date") if key in one]
    assert all(re.fullmatch(r"\d{4}(-\d{2}){0,2}", day) for day in days)
    assert all(detail["type"] and detail["value"] for detail in details)
    sources = [source for entry in (*memberships, *details) for source in entry["sources"]]
    assert all(re.match(r"(https?://|urn:)\S+$", source["url"]) for source in sources)
    assert not any("on_behalf_of" in key for one in memberships for key in one)


def test_the_table_has_a_row_for_each_term_and_marks_who_may_write(library: Library) -> None:
    rows = list(csv.DictReader(StringIO(as_table(library.offices.values()), newline="")))

    assert len(rows) == sum(len(office.holders) for office in library.offices.values())
    assert rows[0] == {
        "office": "un-secretary-general",
        "position": "Secretary-General",
        "person": "Kofi Annan",
        "start": "1997-01-01",
        "end": "2006-12-31",
        "gender": "male",
        "source": "general knowledge",
        "open_to": "supporters",
    }
    assert {row["open_to"] for row in rows if row["office"] == "echr-registry"} == {"representatives"}


@pytest.mark.parametrize("text", ["=1+1", "+41229179006", "-5", "@SUM(A1)", "\t=1", "＝1", "＋41"])
def test_a_cell_that_a_spreadsheet_would_work_out_is_text(text: str) -> None:
    named = harbour(holders=({"name": "Ann", "source": text},))

    (row,) = csv.DictReader(StringIO(as_table([named]), newline=""))

    assert safe_cell(text) == f"'{text}"
    assert row["source"] == f"'{text.strip()}"


def test_a_plain_cell_stays_as_it_is() -> None:
    assert [safe_cell(text) for text in ("", "2019", "al-Kadhimi", "a+b")] == ["", "2019", "al-Kadhimi", "a+b"]
