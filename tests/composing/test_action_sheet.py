"""The action sheet's words: whom to write to, what to ask, by when, and how sure we are."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from app.composing.action_sheet import action_sheet
from app.composing.sheet_values import ActionSheet
from app.composing.sources import in_short
from app.content import Library
from app.domain.case import Case
from app.domain.language import LANGUAGES
from app.domain.office import Office
from app.domain.said import Reader
from tests.builders import a_case, an_office
from tests.conftest import TODAY

ENGLISH = Reader(LANGUAGES["en"])
LINK = "https://letters.example.org/w/the-ship"


def made(case: Case | None = None, *offices: Office, on: datetime.date = TODAY, **changes: Any) -> ActionSheet:
    sheet = action_sheet(case or a_case(), offices or (an_office(),), on=on, **{"reader": ENGLISH, **changes})
    assert isinstance(sheet, ActionSheet), sheet
    return sheet


def shipped(library: Library, slug: str, language: str = "en", on: datetime.date = TODAY) -> ActionSheet:
    case = library.cases[slug]
    return made(case, *library.offices_of(case), on=on, reader=Reader(LANGUAGES[language]))


def section(sheet: ActionSheet, heading: str) -> list[str]:
    return [
        f"{entry.mark} {entry.text}".strip()
        for one in sheet.sections
        if one.heading == heading
        for entry in one.entries
    ]


def test_a_sheet_says_what_it_is_of_which_day_and_whether_the_case_is_open() -> None:
    sheet = made()

    assert (sheet.kind, sheet.title) == ("Letter-writing sheet", "Let the ship go")
    assert sheet.index == ("Belgium", "the-ship", "Issued on 21 November 2026", "Open")


def test_a_draft_is_marked_as_one() -> None:
    assert made(a_case(status="draft")).index[-1] == "Draft: not yet published"


@pytest.mark.parametrize(
    ("last", "day", "words"),
    [
        ("2026-11-30", "30 November 2026", "9 days are left. After that day, check the news before you write."),
        ("2026-11-22", "22 November 2026", "1 day is left. After that day, check the news before you write."),
        ("2026-11-20", "20 November 2026", "That day has passed: check the news before you write."),
        (None, "", "No last day is set: the sooner a letter arrives, the more it can do."),
    ],
)
def test_a_sheet_says_how_long_letters_are_of_use(last: str | None, day: str, words: str) -> None:
    case = a_case(send_by=datetime.date.fromisoformat(last) if last else None)

    assert (made(case).deadline.day, made(case).deadline.words) == (day, words)


def test_a_sheet_tells_people_facts_asks_and_law(library: Library) -> None:
    sheet = shipped(library, "release-the-seven", on=datetime.date(2013, 9, 20))

    assert section(sheet, "Who is at risk") == ["The seven residents of Camp Ashraf who are missing"]
    assert len(section(sheet, "What happened")) == 3
    assert [one.split()[0] for one in section(sheet, "What we ask")] == ["1", "2", "3"]
    assert section(sheet, "The law to name")


def test_a_sheet_never_knows_what_is_yet_to_come(library: Library) -> None:
    assert section(shipped(library, "release-the-seven", on=datetime.date(2013, 9, 2)), "What happened since") == []
    assert (
        len(section(shipped(library, "release-the-seven", on=datetime.date(2013, 12, 20)), "What happened since")) == 2
    )


def test_each_office_has_its_lines_its_asks_and_its_forms(library: Library) -> None:
    chief = shipped(library, "release-the-seven", on=datetime.date(2013, 9, 20)).recipients[0]

    assert chief.lines[0] == "His Excellency Ban Ki-moon"
    assert chief.lines[-1] == "UNITED STATES OF AMERICA"
    assert chief.asks == "Ask for 1 and 2"
    assert [(one.name, one.salutation, one.close) for one in chief.greetings] == [
        ("English", "Your Excellency,", "Yours sincerely,"),
        (
            "French",
            "Monsieur le Secrétaire général,",
            "Veuillez agréer, Monsieur le Secrétaire général, l’expression de ma très haute considération.",
        ),
    ]


def test_what_is_old_is_said_to_be_old(library: Library) -> None:
    chief = shipped(library, "release-the-seven", on=datetime.date(2013, 9, 20)).recipients[0]

    assert [way.replace("\u2066", "").replace("\u2069", "").replace("\u00a0", " ") for way in chief.ways] == [
        "Address: from a source of 2023",
        "Fax +1 212-963-7055 (from a source of 2004, confirm it first)",
    ]


def test_a_contact_that_is_no_longer_used_is_not_on_the_sheet() -> None:
    gone = {"source": "a page", "status": "historical"}
    office = an_office(
        contacts={
            "post": {"lines": ("1 Quay Street",), "country": "BE", **gone},
            "fax": {"number": "+3212345678", **gone},
            "email": {"address": "quay@example.org", **gone},
        }
    )

    recipient = made(None, office).recipients[0]

    assert recipient.lines == ("Harbour Master", "Port of Antwerp")
    assert recipient.ways == ("We know no postal address: look it up before you write.",)


def test_an_undated_address_is_to_be_confirmed() -> None:
    stale = {"lines": ("1 Quay Street",), "country": "BE", "source": "a page", "status": "stale"}

    ways = (
        made(
            None,
            an_office(
                contacts={"post": stale, "email": {"address": "quay@example.org", "source": "a page", "status": "live"}}
            ),
        )
        .recipients[0]
        .ways
    )

    assert ways == ("Address: from an undated source, confirm it first", "E-mail quay@example.org")


def test_an_office_without_a_known_holder_is_written_to_as_an_office() -> None:
    office = an_office(holder_unknown="Nobody told us who it is.")

    assert made(None, office).recipients[0].notes == ("Who holds this office is not certain: write to the office.",)


def test_copies_and_embassies_are_named() -> None:
    port = an_office(id="port", title={"en": "Director"})
    embassy = an_office(id="embassy", level="ambassador", organisation={"en": "Embassy of Belgium"})

    sheet = made(copied={"harbour-master": (port,)}, embassies=(embassy,))

    assert sheet.recipients[0].notes == ("Copy to Director, Port of Antwerp",)
    assert sheet.embassies is not None
    assert sheet.embassies.known == ("Embassy of Belgium, 1 Quay Street, 2000 Antwerpen, Belgium",)


def test_an_office_that_is_not_open_to_supporters_is_on_no_sheet() -> None:
    """The Court's fax line for Rule 39 must never be on a table of letter writers."""
    closed = an_office(id="registry", open_to="representatives")

    assert len(made(None, an_office(), closed).recipients) == 1


def test_the_letter_to_begin_with_is_in_the_readers_language_where_an_office_reads_it(library: Library) -> None:
    sample = shipped(library, "no-return-to-iran", "fr").sample

    assert sample is not None
    assert (sample.letter.language.code, sample.letter.office_id) == ("fr", "un-high-commissioner-refugees")


def test_a_case_that_nobody_has_translated_is_told_in_english(library: Library) -> None:
    sheet = shipped(library, "asylum-in-belgium", "de")

    assert (sheet.language.code, sheet.words_language.code) == ("de", "en")
    assert sheet.title == "Shelter, safety and a decision for refugees in Belgium"
    assert sheet.sample is not None
    assert sheet.sample.letter.language.code == "en"


def test_an_ask_that_has_no_words_in_a_language_is_told_in_english(library: Library) -> None:
    asks = section(shipped(library, "camp-liberty-2014", "ar", datetime.date(2014, 3, 28)), "What we ask")

    assert "5 Publicly condemn the statement of Iraq’s Minister of Justice" in asks


def test_the_link_is_printed_beside_its_code() -> None:
    qr = made(link=LINK).qr

    assert qr is not None
    assert (qr.link, qr.shown, qr.alternative) == (
        LINK,
        "letters.example.org/w/the-ship",
        "QR code that leads to letters.example.org/w/the-ship",
    )
    assert made().qr is None


def test_a_sheet_speaks_the_readers_language() -> None:
    french = Reader(LANGUAGES["fr"], lambda pattern: {"Issued on {day}": "Publié le {day}"}.get(pattern, pattern))

    assert made(reader=french).index[2] == "Publié le 21 novembre 2026"


@pytest.mark.parametrize(
    ("changes", "on", "message"),
    [
        (
            {"status": "closed", "closed": datetime.date(2021, 3, 1)},
            TODAY,
            "This case was closed on 1 March 2021: no more letters are wanted, so there is no sheet.",
        ),
        ({}, datetime.date(2019, 1, 1), "This case began on 1 January 2020: there is no sheet for a day before it."),
    ],
    ids=["closed", "too early"],
)
def test_a_case_that_takes_no_letters_has_no_sheet(changes: dict[str, Any], on: datetime.date, message: str) -> None:
    told = action_sheet(a_case(**changes), [an_office()], on=on, reader=ENGLISH)

    assert not isinstance(told, ActionSheet)
    assert [problem.message for problem in told] == [message]


@pytest.mark.parametrize(
    ("source", "short"),
    [
        (
            "Reuters, 3 September 2013 (townhall.com); UPI, 4 September 2013 (usccar.org)",
            "Reuters, 3 September 2013; UPI, 4 September 2013",
        ),
        ("https://www.fedasil.be/en/node/12901", "fedasil.be"),
        ("(a page)", "(a page)"),
    ],
)
def test_a_source_is_told_in_short(source: str, short: str) -> None:
    assert in_short(source) == short
