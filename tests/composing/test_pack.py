"""The check list of a pack: every step between the printer and the letter box, in its order."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from app.composing.mailing import Item, Mailing, carrier_of
from app.composing.pack import check_list
from app.content import load_stationery
from app.domain.office import Office
from tests.builders import a_case, a_letter, an_office

STOCK = load_stationery()
PLAIN = STOCK.plain("A4")
WINDOW = STOCK.stationery["fr-right"]
DL, C5, LABELS = STOCK.envelopes["dl"], STOCK.envelopes["c5"], STOCK.labels["l7163"]
DAY = datetime.date(2026, 11, 22)
NOWHERE: dict[str, Any] = {"contacts": {"web": {"url": "https://port.example", "source": "a page", "status": "live"}}}


def an_item(office: Office | None = None, **changes: Any) -> Item:
    return Item(**{"letter": a_letter(), "office": office or an_office(), "stationery": PLAIN, **changes})


def a_list(*items: Item, case: dict[str, Any] | None = None, **changes: Any) -> Any:
    """The check list of a mailing of these letters, of one on plain paper if none is given."""
    items = items or (an_item(),)
    mailing = Mailing(
        case=a_case(**(case or {})),
        letters=tuple(item.letter for item in items),
        offices=tuple(item.office for item in items),
        **{"on": DAY, "posted_in": "BE", "outer": DL, "envelopes": STOCK.envelopes, **changes},
    )
    return check_list(mailing, items)


def test_the_steps_stand_in_the_order_of_doing() -> None:
    told = a_list(case={"send_by": datetime.date(2026, 12, 5)})

    assert (told.heading, told.about) == ("Check list", "1 letter about “Let the ship go”")
    assert told.steps == (
        "Print the letters on A4 paper, on one side, at 100 %: choose “actual size”, not “fit to page”.",
        "Put a DL envelope into the printer and print the last page, at 100 % too.",
        "Read each letter and sign it with a pen, above your name.",
        "Fold in three, the text inwards.",
        "Put each letter into its envelope, as listed below.",
        "Put the stamp at the top right. One or two sheets and their envelope weigh less than 20 grams.",
        "Post them all by 5 December 2026.",
    )


def test_each_letter_has_one_entry_with_all_that_is_done_with_it() -> None:
    (entry,) = a_list().entries

    assert entry.model_dump() == {
        "to": "Harbour Master",
        "organisation": "Port of Antwerp",
        "by_fax": False,
        "letter": "in English, 1 page, to 2000 Antwerpen, Belgium",
        "envelope": "DL, printed with the address",
        "postage": "inside the country (Belgium): an inland stamp",
        "fax": "",
        "notes": ("We do not know for certain who holds this office on that date, so the letter names the office.",),
    }


def test_the_entries_are_in_the_order_of_the_letters() -> None:
    items = [an_item(an_office(id=name, title={"en": name.title()})) for name in ("pilot", "captain", "cook")]

    assert [entry.to for entry in a_list(*items).entries] == ["Pilot", "Captain", "Cook"]


def test_the_holder_is_named_before_the_office() -> None:
    holder = {"name": "Ada Quay", "from": "2020-01-01", "source": "a page"}

    (entry,) = a_list(an_item(an_office(holders=(holder,)))).entries

    assert (entry.to, entry.notes) == ("Ada Quay, Harbour Master", ())


@pytest.mark.parametrize(
    ("send_by", "first", "last"),
    [
        (None, "Print", "Post them all, on one day if you can."),
        (DAY, "Print", "Post them all by 22 November 2026."),
        (
            DAY - datetime.timedelta(days=1),
            "Check the news first: these letters were to be posted by 21 November 2026, and much may have changed.",
            "Post them today.",
        ),
    ],
    ids=["no date", "the last day", "the day after"],
)
def test_once_the_day_to_send_by_is_past_the_news_comes_first(
    send_by: datetime.date | None, first: str, last: str
) -> None:
    steps = a_list(case={"send_by": send_by}).steps

    assert steps[0].startswith(first)
    assert steps[-1] == last


def test_without_a_country_of_posting_the_list_says_so() -> None:
    (entry,) = a_list(posted_in=None).entries

    assert entry.postage == (
        "depending on where you post it (Belgium): an inland stamp if you post it there, else one for letters to other countries"
    )


@pytest.mark.parametrize(
    ("changes", "outer", "carrier", "envelope"),
    [
        ({}, DL, "envelope", "DL, printed with the address"),
        ({}, C5, "envelope", "C5, printed with the address"),
        ({}, LABELS, "label", "DL or larger, with its label"),
        ({}, None, "hand", "DL or larger, without a window; write the address with a pen"),
        ({"stationery": WINDOW}, DL, "window", "DL with a window; the address shows in it"),
        ({"stationery": WINDOW}, None, "window", "DL with a window; the address shows in it"),
        (
            {"stationery": WINDOW, "office": an_office(**NOWHERE)},
            DL,
            "hand",
            "DL or larger, without a window; write the address with a pen",
        ),
    ],
    ids=["envelope", "larger envelope", "label", "nothing", "window", "window alone", "no address"],
)
def test_the_address_is_carried_by_the_window_the_print_or_the_pen(
    changes: dict[str, Any], outer: Any, carrier: str, envelope: str
) -> None:
    item = an_item(**changes)

    assert carrier_of(item, outer) == carrier
    assert a_list(item, outer=outer).entries[0].envelope == envelope


@pytest.mark.parametrize(
    ("stationery", "outer", "fold"),
    [
        (PLAIN, DL, "Fold in three, the text inwards."),
        (PLAIN, C5, "Fold in half, the text inwards."),
        (PLAIN, LABELS, "Fold in three, the text inwards."),
        (STOCK.plain("Letter"), STOCK.envelopes["us-10"], "Fold in three, the text inwards."),
        (WINDOW, None, "Fold at the marks in the margin, the address outwards."),
        (STOCK.stationery["uk-c5"], None, "Fold at the mark in the margin, the address outwards."),
    ],
    ids=["DL", "C5", "label", "#10", "window", "window C5"],
)
def test_a_letter_is_folded_for_its_envelope(stationery: Any, outer: Any, fold: str) -> None:
    assert fold in a_list(an_item(stationery=stationery), outer=outer).steps


def test_letters_that_are_folded_otherwise_are_told_by_their_number() -> None:
    steps = a_list(an_item(stationery=WINDOW), an_item(), an_item(stationery=WINDOW)).steps

    assert steps[3:5] == (
        "Fold letters 1 and 3 at the marks in the margin, the address outwards.",
        "Fold letter 2 in three, the text inwards.",
    )


@pytest.mark.parametrize(
    ("items", "outer", "step"),
    [
        (3, DL, "Put 3 DL envelopes into the printer and print the last 3 pages, at 100 % too."),
        (
            14,
            LABELS,
            "Put a sheet of labels (Avery L7163, 14 on A4) into the printer and print the last page, at 100 % too.",
        ),
        (
            15,
            LABELS,
            "Put 2 sheets of labels (Avery L7163, 14 on A4) into the printer and print the last 2 pages, at 100 % too.",
        ),
    ],
    ids=["envelopes", "labels", "a second sheet"],
)
def test_envelopes_and_labels_are_printed_last_on_their_own(items: int, outer: Any, step: str) -> None:
    assert a_list(*[an_item()] * items, outer=outer).steps[1] == step


def test_labels_are_stuck_where_sorting_machines_read() -> None:
    assert (
        "Stick each label on the right half of its envelope, at least 40 mm below the top edge."
        in a_list(outer=LABELS).steps
    )


def test_windows_only_ask_for_no_printed_envelope() -> None:
    steps = a_list(an_item(stationery=WINDOW)).steps

    assert not [step for step in steps if "into the printer" in step]


def test_a_letter_without_a_name_is_filled_in_by_hand() -> None:
    unsigned = a_letter(signature_block=("…" * 16,))

    assert "Read each letter, fill in the dotted lines with a pen, and sign." in a_list(an_item(letter=unsigned)).steps


def test_an_office_without_a_postal_address_is_to_be_looked_up() -> None:
    (entry,) = a_list(an_item(an_office(**NOWHERE))).entries

    assert entry.letter == "in English, 1 page"
    assert (
        entry.postage == "to an address that is not known yet: look the address up first, because its country decides"
    )
    assert entry.notes[0] == (
        "We found no postal address for this office. Look it up at https://port.example and write it on the envelope."
    )


def test_an_old_address_is_told_with_its_age() -> None:
    post = {"lines": ("1 Quay Street",), "country": "BE", "source": "a page", "status": "stale", "checked": "2012"}

    (entry,) = a_list(an_item(an_office(contacts={"post": post}))).entries

    assert entry.notes[0] == "The postal address is from a source of 2012. Confirm it if you can."


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("live", "00 41 22 917 90 06"),
        ("stale", "00 41 22 917 90 06, an old number: confirm it first"),
        ("historical", ""),
    ],
)
def test_a_fax_number_is_told_as_dialled_unless_it_is_no_longer_used(status: str, told: str) -> None:
    fax = {"number": "+41229179006", "source": "a page", "status": status}

    assert a_list(an_item(an_office(contacts={"fax": fax}))).entries[0].fax == told


def test_an_address_no_longer_used_is_looked_up_and_written_by_hand() -> None:
    post = {"lines": ("1 Quay Street", "2000 Antwerpen"), "country": "BE", "source": "a page", "status": "historical"}

    (entry,) = a_list(an_item(an_office(contacts={"post": post}))).entries

    assert (entry.letter, entry.postage[:38]) == ("in English, 1 page", "to an address that is not known yet: l")
    assert entry.envelope == "DL or larger, without a window; write the address with a pen"
    assert entry.notes[0] == "We found no postal address for this office. Look it up and write it on the envelope."


def test_two_papers_are_both_named() -> None:
    steps = a_list(an_item(), an_item(stationery=STOCK.plain("Letter"))).steps

    assert steps[0].startswith("Print the letters on A4 and Letter paper,")


def test_the_pages_of_a_letter_are_counted() -> None:
    assert a_list(an_item(pages=2)).entries[0].letter == "in English, 2 pages, to 2000 Antwerpen, Belgium"
