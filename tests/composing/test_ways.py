"""The ways in which a letter reaches its office."""

from __future__ import annotations

import datetime
from typing import Any

from app.composing import EXPLAINED, Way, Ways, ways_to_reach
from app.domain.office import Contacts
from app.domain.said import Said
from tests.builders import a_letter, an_office

TODAY = datetime.date(2026, 11, 21)
POST = {"lines": ("1 Quay Street", "2000 Antwerpen"), "country": "BE"}


def ways(open_to: str = "supporters", **contacts: dict[str, Any]) -> Ways:
    sourced = {kind: {"source": "a page", "status": "live", **one} for kind, one in contacts.items()}
    letter = a_letter(inside_address=("Harbour Master", "1 Quay Street", "2000 Antwerpen"))
    return ways_to_reach(an_office(open_to=open_to, contacts=sourced), letter, "BE", TODAY)


def test_each_way_that_is_in_use_is_there_in_the_order_of_the_page() -> None:
    found = ways(
        web={"url": "https://harbour.example/"},
        email={"address": "harbour@example.org", "note": "Read on weekdays."},
        fax={"number": "+41229179006"},
        post=POST,
    )

    assert [(way.kind, way.value, way.note, way.age) for way in found.each] == [
        ("post", "Harbour Master\n1 Quay Street\n2000 Antwerpen", "", ""),
        ("fax", "00 41 22 917 90 06", "", ""),
        ("email", "harbour@example.org", "Read on weekdays.", ""),
        ("web", "https://harbour.example/", "", ""),
    ]


def test_what_is_no_longer_used_is_never_a_way() -> None:
    used_once: dict[str, Any] = {"status": "historical"}

    found = ways(
        post={**POST, **used_once},
        fax={"number": "+41229179006", **used_once},
        email={"address": "harbour@example.org", **used_once},
        web={"url": "https://harbour.example/", **used_once},
    )

    assert found == Ways()


def test_no_way_leads_to_an_office_that_is_not_open_to_supporters() -> None:
    assert ways("representatives", email={"address": "harbour@example.org"}) == Ways()


def test_a_number_that_no_country_has_is_no_way() -> None:
    assert ways(fax={"number": "+9991234567"}).fax is None


def test_an_old_source_is_told_with_its_date_and_what_to_do() -> None:
    found = ways(
        email={"address": "harbour@example.org", "status": "stale", "checked": "2021-03"},
        web={"url": "https://harbour.example/", "status": "stale"},
    )

    assert [(way.status, way.age) for way in found.each] == [
        ("stale", "The e-mail address is from a source of 2021-03. If the e-mail comes back, write by post."),
        ("stale", "The web site is from a source without a date. Make sure that it is still the office’s own."),
    ]
    assert all(isinstance(way.age, Said) for way in found.each)


def test_every_way_is_explained_in_words_that_can_be_said_in_the_readers_language() -> None:
    assert set(EXPLAINED) == {*Ways.model_fields, "docx"}
    assert all(isinstance(sentence, Said) for sentence in EXPLAINED.values())
    assert isinstance(ways(post=POST).each[0].explained, Said)
    assert Way.model_fields["explained"].is_required()


def test_contacts_in_use_are_those_not_marked_as_historical() -> None:
    contact = {"source": "a page", "status": "historical"}
    old = Contacts.model_validate(
        {
            "post": {**POST, **contact},
            "email": {"address": "harbour@example.org", **contact},
            "web": {"url": "https://harbour.example/", **contact},
        }
    )

    assert (old.post_in_use, old.email_in_use, old.web_in_use) == (None, None, None)
