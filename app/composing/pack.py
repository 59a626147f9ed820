"""The check list of a pack: what to do with each letter between the printer and the letter box."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from app.composing.caveats import caveats_on_sending, without_address
from app.composing.compose import BLANK_LINE
from app.composing.dates import date_line
from app.composing.typography import joined
from app.domain.case import Case
from app.domain.country import CountryCode, country_name
from app.domain.letter import Letter
from app.domain.office import Contacts, FaxContact, Office
from app.domain.postage import postage
from app.domain.stationery import Envelope, LabelSheet, Stationery
from app.domain.telephone import as_dialled
from app.domain.values import Value

Carrier = Literal["window", "envelope", "label", "hand", "fax"]


class Mailing(Value):
    """What goes into the post together: the letters about a case, each with its office.

    `outer` carries the addresses of letters that have no window: an envelope that is printed on,
    or a sheet of labels; without it they are written by hand. `envelopes` are all there are. `via`
    are the embassies by whose way letters travel, by the office's id. `sender_email` is whom an
    e-mail is from, if the supporter gave an address.
    """

    case: Case
    letters: tuple[Letter, ...]
    offices: tuple[Office, ...]
    on: datetime.date
    posted_in: CountryCode | None = None
    outer: Envelope | LabelSheet | None = None
    envelopes: Mapping[str, Envelope] = {}
    via: Mapping[str, Office] = {}
    sender_email: str = ""


class Item(Value):
    """One letter of a mailing as it was laid out: on which sheet, on how many pages."""

    letter: Letter
    office: Office
    stationery: Stationery
    pages: int = 1
    via: Office | None = None

    @property
    def contacts(self) -> Contacts:
        """Those of the office, or of the embassy by whose way the letter goes."""
        return (self.via or self.office).contacts

    @property
    def by_fax(self) -> bool:
        return self.letter.delivery == "fax"


class Entry(Value):
    """One letter of the check list, in finished words."""

    to: str
    organisation: str
    letter: str
    envelope: str
    postage: str
    fax: str = ""
    by_fax: bool = False
    notes: tuple[str, ...] = ()

    @property
    def details(self) -> tuple[str, ...]:
        """All but the name, a line each, what there is none of left out."""
        by_fax = "By fax to" if self.by_fax else "Or by fax"
        labelled = (("Letter", self.letter), ("Envelope", self.envelope), ("Postage", self.postage), (by_fax, self.fax))
        lines = [f"{label}: {words}" for label, words in labelled if words]
        return (*lines, " ".join(self.notes)) if self.notes else tuple(lines)


class CheckList(Value):
    """What stands on the first page of a pack: what to do in its order, then letter by letter."""

    heading: str
    about: str
    steps: tuple[str, ...]
    entries: tuple[Entry, ...]


def carrier_of(item: Item, outer: Envelope | LabelSheet | None) -> Carrier:
    """What carries the address of a letter; without a postal address only a hand can."""
    if item.by_fax:
        return "fax"
    if item.contacts.post is None:
        return "hand"
    if item.stationery.window:
        return "window"
    if outer is None:
        return "hand"
    return "label" if isinstance(outer, LabelSheet) else "envelope"


def check_list(mailing: Mailing, items: Sequence[Item]) -> CheckList:
    """The check list for letters as they were laid out, in their order."""
    number = "1 letter" if len(items) == 1 else f"{len(items)} letters"
    return CheckList(
        heading="Check list",
        about=f"{number} about “{mailing.case.words_in('en').title}”",
        steps=tuple(_steps(mailing, items)),
        entries=tuple(_entry(mailing, item) for item in items),
    )


def _steps(mailing: Mailing, items: Sequence[Item]) -> Iterable[str]:
    faxes, posted = [item for item in items if item.by_fax], [item for item in items if not item.by_fax]
    yield from _news_first(mailing)
    yield f"Print the letters on {_papers(items)}, on one side, at 100 %: choose “actual size”, not “fit to page”."
    yield from _printing_of_outer(mailing.outer, [carrier_of(item, mailing.outer) for item in items])
    yield _signing(mailing.letters)
    yield from _faxing(faxes)
    yield from _mailing(mailing, items) if posted else ()


def _faxing(faxes: Sequence[Item]) -> Iterable[str]:
    if faxes:
        each = "the fax" if len(faxes) == 1 else "each fax"
        yield f"Send {each} to its number below, in fine resolution, and keep the machine’s report."


def _mailing(mailing: Mailing, items: Sequence[Item]) -> Iterable[str]:
    carriers = [carrier_of(item, mailing.outer) for item in items]
    yield _folding(mailing, items)
    yield from _putting_in(carriers)
    yield "Put the stamp at the top right. One or two sheets and their envelope weigh less than 20 grams."
    yield _posting(mailing)


def _news_first(mailing: Mailing) -> Iterable[str]:
    last = mailing.case.send_by
    if last and last < mailing.on:
        yield f"Check the news first: these letters were to be posted by {_day(last)}, and much may have changed."


def _papers(items: Sequence[Item]) -> str:
    return " and ".join(dict.fromkeys(item.stationery.paper for item in items)) + " paper"


def _printing_of_outer(outer: Envelope | LabelSheet | None, carriers: Sequence[Carrier]) -> Iterable[str]:
    envelopes, labels = carriers.count("envelope"), carriers.count("label")
    if envelopes and outer:
        what = f"a {outer.name} envelope" if envelopes == 1 else f"{envelopes} {outer.name} envelopes"
        which = "page" if envelopes == 1 else f"{envelopes} pages"
        yield f"Put {what} into the printer and print the last {which}, at 100 % too."
    if labels and isinstance(outer, LabelSheet):
        sheets = -(-labels // (outer.columns * outer.rows))
        what, which = ("a sheet", "page") if sheets == 1 else (f"{sheets} sheets", f"{sheets} pages")
        yield f"Put {what} of labels ({outer.name}) into the printer and print the last {which}, at 100 % too."


def _signing(letters: Sequence[Letter]) -> str:
    if any(letter.signature_block[0] == BLANK_LINE for letter in letters):
        return "Read each letter, fill in the dotted lines with a pen, and sign."
    return "Read each letter and sign it with a pen, above your name."


def _folding(mailing: Mailing, items: Sequence[Item]) -> str:
    """One sentence, or one for each way of folding with the letters it holds for."""
    ways: dict[str, list[str]] = {}
    for number, item in enumerate(items, 1):
        if item.by_fax:
            continue
        ways.setdefault(_fold(mailing, item), []).append(str(number))
    if len(ways) == 1:
        return f"Fold {next(iter(ways))}."
    return " ".join(
        f"Fold {'letter' if len(numbers) == 1 else 'letters'} {joined(numbers, 'en')} {way}."
        for way, numbers in ways.items()
    )


def _fold(mailing: Mailing, item: Item) -> str:
    if carrier_of(item, mailing.outer) == "window" and item.stationery.window:
        marks = "the mark" if len(item.stationery.window.folds) == 1 else "the marks"
        return f"at {marks} in the margin, the address outwards"
    envelope = mailing.outer if isinstance(mailing.outer, Envelope) else mailing.envelopes[item.stationery.envelope]
    halves = item.stationery.height / 2 < envelope.height
    return "in half, the text inwards" if halves else "in three, the text inwards"


def _putting_in(carriers: Sequence[Carrier]) -> Iterable[str]:
    yield "Put each letter into its envelope, as listed below."
    if "label" in carriers:
        yield "Stick each label on the right half of its envelope, at least 40 mm below the top edge."


def _posting(mailing: Mailing) -> str:
    last = mailing.case.send_by
    if last is None:
        return "Post them all, on one day if you can."
    return "Post them today." if last < mailing.on else f"Post them all by {_day(last)}."


def _entry(mailing: Mailing, item: Item) -> Entry:
    office, holder = item.office, item.office.holder_on(mailing.on)
    named = [holder.name_in("en")] if holder else []
    told = caveats_on_sending(office, item.letter.delivery, mailing.on, item.via)
    notes = told if item.by_fax else (without_address(item.via or office), *told)
    return Entry(
        to=", ".join([*named, office.title_in("en", holder)]),
        organisation=office.organisation_in("en", holder),
        letter=_letter(item),
        envelope="" if item.by_fax else _envelope(mailing, item),
        postage="" if item.by_fax else _postage(mailing, item),
        fax=_fax(item.contacts.fax_in_use, mailing.posted_in),
        by_fax=item.by_fax,
        notes=tuple(note for note in notes if note),
    )


def _postage(mailing: Mailing, item: Item) -> str:
    paid = postage(mailing.posted_in, item.contacts.post.country if item.contacts.post else None)
    return f"{paid.words}: {paid.stamp}"


def _letter(item: Item) -> str:
    pages = "1 page" if item.pages == 1 else f"{item.pages} pages"
    post = None if item.by_fax else item.contacts.post
    goes = f", to {post.lines[-1]}, {country_name(post.country, 'en')}" if post else ""
    return f"in {item.letter.language.name}, {pages}{goes}"


def _envelope(mailing: Mailing, item: Item) -> str:
    usual = mailing.envelopes[item.stationery.envelope].name
    printed = mailing.outer.name if mailing.outer else ""
    return {
        "window": f"{usual} with a window; the address shows in it",
        "envelope": f"{printed}, printed with the address",
        "label": f"{usual} or larger, with its label",
        "hand": f"{usual} or larger, without a window; write the address with a pen",
        "fax": "",
    }[carrier_of(item, mailing.outer)]


def _fax(contact: FaxContact | None, posted_in: str | None) -> str:
    if contact is None:
        return ""
    old = "" if contact.status == "live" else ", an old number: confirm it first"
    return f"{as_dialled(contact.number, posted_in)}{old}"


def _day(day: datetime.date) -> str:
    return date_line(day, "en", None)
