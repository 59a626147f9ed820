"""Copies to embassies: named in the letter's own language without grammar, and sent under a covering letter."""

from __future__ import annotations

import datetime
import re

import pytest

from app.composing import Mailing, compose, with_covering_letters
from app.composing.mailing import Item
from app.composing.mission_words import MISSION_WORDS, mission_named
from app.composing.pack import check_list
from app.content import load_stationery
from app.domain.language import LANGUAGES
from app.domain.letter import Letter
from app.domain.mission import Mission
from app.domain.office import Office
from app.rendering import plain_text
from tests.builders import a_case, a_supporter, an_office

DAY = datetime.date(2026, 11, 22)
POST = {"post": {"lines": ("1 Embassy Row", "London"), "country": "GB", "source": "a page", "status": "live"}}
EMBASSY = an_office(
    id="be-embassy-uk",
    title={"en": "Ambassador"},
    organisation={"en": "Embassy of Belgium in London"},
    level="ambassador",
    salutation={"en": "Your Excellency"},
    contacts=POST,
)
UNKNOWN, KNOWN = Mission(state="BE", country="GB"), Mission(state="BE", country="GB", embassy=EMBASSY)


def a_mailing(*offices: Office) -> Mailing:
    letters = tuple(
        letter
        for office in offices
        if isinstance(letter := compose(a_case(), office, a_supporter(), language="en", on=DAY), Letter)
    )
    return Mailing(case=a_case(), letters=letters, offices=offices, on=DAY, posted_in="GB")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Diplomatic mission (sending State: Belgium; receiving State: United Kingdom)"),
        ("de", "Diplomatische Mission (Entsendestaat: Belgien; Empfangsstaat: Vereinigtes Königreich)"),
        ("tr", "Diplomatik temsilcilik (gönderen devlet: Belçika; kabul eden devlet: Birleşik Krallık)"),
        ("ar", "البعثة الدبلوماسية (الدولة المعتمِدة: بلجيكا؛ الدولة المعتمَد لديها: المملكة المتحدة)"),
        ("ja", "在外公館（派遣国：ベルギー、接受国：イギリス）"),
    ],
)
def test_a_mission_is_named_by_the_two_states_after_a_colon(language: str, line: str) -> None:
    assert mission_named(UNKNOWN, language) == line


def test_every_language_of_letters_names_both_states_and_encloses_a_copy() -> None:
    assert MISSION_WORDS.keys() == LANGUAGES.keys()
    for words in MISSION_WORDS.values():
        assert re.findall(r"{(\w+)}", words.mission) == ["state", "country"]
        assert re.findall(r"{(\w+)}", words.letter_to) == ["recipient"]


def test_an_embassy_that_we_know_goes_by_its_own_title_in_a_language_of_its_record() -> None:
    assert mission_named(KNOWN, "en") == "Ambassador, Embassy of Belgium in London"
    assert mission_named(KNOWN, "fr").startswith("Mission diplomatique (État accréditant\u202f: Belgique")


def test_the_letter_names_its_copy() -> None:
    letter = compose(a_case(), an_office(), a_supporter(), language="en", on=DAY, copied=[UNKNOWN])

    assert isinstance(letter, Letter)
    assert letter.copies == (
        "Copies to:",
        "Diplomatic mission (sending State: Belgium; receiving State: United Kingdom)",
    )


def test_a_known_embassy_gets_a_covering_letter_that_encloses_the_copy() -> None:
    mailing = with_covering_letters(a_mailing(an_office()), {"harbour-master": KNOWN}, a_supporter())

    _letter, cover = mailing.letters
    assert (cover.office_id, mailing.offices[1], mailing.enclosing) == (
        "be-embassy-uk",
        EMBASSY,
        {"be-embassy-uk": ("harbour-master",)},
    )
    assert plain_text(cover).partition("Your Excellency,")[2] == (
        "\n\nFor your information I enclose a copy of the correspondence listed below. I should be grateful if you "
        "would bring it to the attention of your Government.\n\nYours sincerely,\n\n"
        f"{a_supporter().name}\n\nEnclosures:\nLetter of the same date to: Harbour Master, Port of Antwerp\n"
    )


@pytest.mark.parametrize(
    ("offices", "mission"),
    [
        pytest.param((an_office(),), UNKNOWN, id="no-address"),
        pytest.param((an_office(), an_office(id="be-embassy-uk")), KNOWN, id="written-to-anyway"),
    ],
)
def test_there_is_no_covering_letter_without_an_address_or_to_whom_one_writes_anyway(
    offices: tuple[Office, ...], mission: Mission
) -> None:
    mailing = Mailing(
        case=a_case(),
        letters=(*a_mailing(an_office()).letters,) * len(offices),
        offices=offices,
        on=DAY,
    )

    assert with_covering_letters(mailing, {"harbour-master": mission}, a_supporter()).letters == mailing.letters


def test_the_check_list_says_which_letter_to_enclose() -> None:
    stock = load_stationery()
    mailing = with_covering_letters(a_mailing(an_office()), {"harbour-master": KNOWN}, a_supporter())
    mailing = mailing.model_copy(update={"envelopes": stock.envelopes})
    pairs = zip(mailing.letters, mailing.offices, strict=True)
    items = [Item(letter=letter, office=office, stationery=stock.plain("A4")) for letter, office in pairs]

    entries = check_list(mailing, items).entries

    assert entries[1].notes[0] == "Enclose a copy of letter 1: print it twice, or copy it once it is signed."
    assert entries[1].postage.startswith("inside the country (United Kingdom)")
