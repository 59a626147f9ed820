"""The check list of a pack: what to do with each letter between the printer and the letter box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal

from app.composing.caveats import caveats_on_sending, without_address
from app.composing.compose import BLANK_LINE
from app.composing.mailing import Carrier, Item, Mailing, carrier_of
from app.composing.mission_words import MISSION_WORDS
from app.domain.country import country_name
from app.domain.language import language_name
from app.domain.letter import Letter
from app.domain.office import FaxContact
from app.domain.postage import postage
from app.domain.said import Named, Said, Sentence, said, said_many
from app.domain.stationery import Envelope, LabelSheet
from app.domain.telephone import as_dialled
from app.domain.values import Value

# At the window's marks, or by the height of the sheet and its envelope.
Fold = Literal["mark", "marks", "half", "three"]


class Entry(Value):
    """One letter of the check list."""

    to: Sentence
    organisation: Sentence
    letter: Sentence
    envelope: Sentence
    postage: Sentence
    fax: Sentence = ""
    by_fax: bool = False
    notes: tuple[Sentence, ...] = ()

    @property
    def details(self) -> tuple[Sentence, ...]:
        """All but the name and the notes, a line each, what there is none of left out."""
        by_fax = said("By fax to: {number}", number=self.fax)
        lines = (
            (self.letter, said("Letter: {letter}", letter=self.letter)),
            (self.envelope, said("Envelope: {envelope}", envelope=self.envelope)),
            (self.postage, said("Postage: {postage}", postage=self.postage)),
            (self.fax, by_fax if self.by_fax else said("Or by fax: {number}", number=self.fax)),
        )
        return tuple(line for words, line in lines if words)


class CheckList(Value):
    """What stands on the first page of a pack: what to do in its order, then letter by letter."""

    heading: Sentence
    about: Sentence
    steps: tuple[Sentence, ...]
    entries: tuple[Entry, ...]


def check_list(mailing: Mailing, items: Sequence[Item]) -> CheckList:
    """The check list for letters as they were laid out, in their order."""
    return CheckList(
        heading=said("Check list"),
        about=said_many(
            "{n} letter about “{title}”",
            "{n} letters about “{title}”",
            n=len(items),
            title=lambda language: mailing.case.words_in(language).title,
        ),
        steps=tuple(_steps(mailing, items)),
        entries=tuple(_entry(mailing, item) for item in items),
    )


def _steps(mailing: Mailing, items: Sequence[Item]) -> Iterable[Said]:
    faxes, posted = [item for item in items if item.by_fax], [item for item in items if not item.by_fax]
    yield from _news_first(mailing)
    yield said(
        "Print the letters on {papers} paper, on one side, at 100 %: choose “actual size”, not “fit to page”.",
        papers=tuple(dict.fromkeys(item.stationery.paper for item in items)),
    )
    yield from _printing_of_outer(mailing.outer, [carrier_of(item, mailing.outer) for item in items])
    yield _signing(mailing.letters)
    yield from _faxing(faxes)
    yield from _mailing(mailing, items) if posted else ()


def _faxing(faxes: Sequence[Item]) -> Iterable[Said]:
    if faxes:
        yield said_many(
            "Send the fax to its number below, in fine resolution, and keep the machine’s report.",
            "Send each fax to its number below, in fine resolution, and keep the machine’s report.",
            n=len(faxes),
        )


def _mailing(mailing: Mailing, items: Sequence[Item]) -> Iterable[Said]:
    carriers = [carrier_of(item, mailing.outer) for item in items]
    yield from _folding(mailing, items)
    yield from _putting_in(carriers)
    yield said("Put the stamp at the top right. One or two sheets and their envelope weigh less than 20 grams.")
    yield _posting(mailing)


def _news_first(mailing: Mailing) -> Iterable[Said]:
    last = mailing.case.send_by
    if last and last < mailing.on:
        yield said(
            "Check the news first: these letters were to be posted by {day}, and much may have changed.", day=last
        )


def _printing_of_outer(outer: Envelope | LabelSheet | None, carriers: Sequence[Carrier]) -> Iterable[Said]:
    envelopes, labels = carriers.count("envelope"), carriers.count("label")
    if envelopes and outer:
        yield said_many(
            "Put a {name} envelope into the printer and print the last page, at 100 % too.",
            "Put {n} {name} envelopes into the printer and print the last {n} pages, at 100 % too.",
            n=envelopes,
            name=outer.name,
        )
    if labels and isinstance(outer, LabelSheet):
        yield said_many(
            "Put a sheet of labels ({name}) into the printer and print the last page, at 100 % too.",
            "Put {n} sheets of labels ({name}) into the printer and print the last {n} pages, at 100 % too.",
            n=-(-labels // (outer.columns * outer.rows)),
            name=outer.name,
        )


def _signing(letters: Sequence[Letter]) -> Said:
    if any(letter.signature_block[0] == BLANK_LINE for letter in letters):
        return said("Read each letter, fill in the dotted lines with a pen, and sign.")
    return said("Read each letter and sign it with a pen, above your name.")


def _folding(mailing: Mailing, items: Sequence[Item]) -> Iterable[Said]:
    """One sentence, or one for each way of folding with the letters it holds for."""
    ways: dict[Fold, list[int]] = {}
    for number, item in enumerate(items, 1):
        if not item.by_fax:
            ways.setdefault(_fold(mailing, item), []).append(number)
    if len(ways) == 1:
        return map(_folding_of_all, ways)
    return (_folding_of(fold, tuple(numbers)) for fold, numbers in ways.items())


def _folding_of_all(fold: Fold) -> Said:
    return {
        "mark": said("Fold at the mark in the margin, the address outwards."),
        "marks": said("Fold at the marks in the margin, the address outwards."),
        "half": said("Fold in half, the text inwards."),
        "three": said("Fold in three, the text inwards."),
    }[fold]


def _folding_of(fold: Fold, letters: tuple[int, ...]) -> Said:
    n = len(letters)
    return {
        "mark": said_many(
            "Fold letter {letters} at the mark in the margin, the address outwards.",
            "Fold letters {letters} at the mark in the margin, the address outwards.",
            n=n,
            letters=letters,
        ),
        "marks": said_many(
            "Fold letter {letters} at the marks in the margin, the address outwards.",
            "Fold letters {letters} at the marks in the margin, the address outwards.",
            n=n,
            letters=letters,
        ),
        "half": said_many(
            "Fold letter {letters} in half, the text inwards.",
            "Fold letters {letters} in half, the text inwards.",
            n=n,
            letters=letters,
        ),
        "three": said_many(
            "Fold letter {letters} in three, the text inwards.",
            "Fold letters {letters} in three, the text inwards.",
            n=n,
            letters=letters,
        ),
    }[fold]


def _fold(mailing: Mailing, item: Item) -> Fold:
    if carrier_of(item, mailing.outer) == "window" and item.stationery.window:
        return "mark" if len(item.stationery.window.folds) == 1 else "marks"
    envelope = mailing.outer if isinstance(mailing.outer, Envelope) else mailing.envelopes[item.stationery.envelope]
    return "half" if item.stationery.height / 2 < envelope.height else "three"


def _putting_in(carriers: Sequence[Carrier]) -> Iterable[Said]:
    yield said("Put each letter into its envelope, as listed below.")
    if "label" in carriers:
        yield said("Stick each label on the right half of its envelope, at least 40 mm below the top edge.")


def _posting(mailing: Mailing) -> Said:
    last = mailing.case.send_by
    if last is None:
        return said("Post them all, on one day if you can.")
    return said("Post them today.") if last < mailing.on else said("Post them all by {day}.", day=last)


def _entry(mailing: Mailing, item: Item) -> Entry:
    office, holder = item.office, item.office.holder_on(mailing.on)
    title = partial(office.title_in, holder=holder)
    told = caveats_on_sending(office, item.letter.delivery, mailing.on, item.via)
    notes = (*_copies_to_enclose(mailing, item), *told)
    if not item.by_fax:
        notes = (without_address(item.via or office), *notes)
    return Entry(
        to=said("{name}, {title}", name=holder.name_in, title=title) if holder else Named(title),
        organisation=Named(partial(office.organisation_in, holder=holder)),
        letter=_letter(item),
        envelope="" if item.by_fax else _envelope(mailing, item),
        postage="" if item.by_fax else _postage(mailing, item),
        fax=_fax(item.contacts.fax_in_use, mailing.posted_in),
        by_fax=item.by_fax,
        notes=tuple(note for note in notes if note),
    )


def _copies_to_enclose(mailing: Mailing, item: Item) -> Iterable[Sentence]:
    enclosed = mailing.enclosing.get(item.letter.office_id, ())
    for number, letter in enumerate(mailing.letters, 1):
        if letter.office_id in enclosed:
            yield said(
                "Enclose a copy of letter {number}: print it twice, or copy it once it is signed.", number=number
            )
    if enclosed and not MISSION_WORDS[item.letter.language.code].reviewed:
        language = partial(language_name, item.letter.language.code)
        yield said("The {language} text has not yet been checked by a native speaker.", language=language)


def _postage(mailing: Mailing, item: Item) -> Said:
    post = item.contacts.post_in_use
    paid = postage(mailing.posted_in, post.country if post else None)
    return said("{zone}: {stamp}", zone=paid.words, stamp=paid.stamp)


def _letter(item: Item) -> Said:
    language = partial(language_name, item.letter.language.code)
    post = None if item.by_fax else item.contacts.post_in_use
    if post is None:
        return said_many("in {language}, {n} page", "in {language}, {n} pages", n=item.pages, language=language)
    return said_many(
        "in {language}, {n} page, to {place}, {country}",
        "in {language}, {n} pages, to {place}, {country}",
        n=item.pages,
        language=language,
        place=post.lines[-1],
        country=partial(country_name, post.country),
    )


def _envelope(mailing: Mailing, item: Item) -> Said:
    usual = mailing.envelopes[item.stationery.envelope].name
    carrier = carrier_of(item, mailing.outer)
    if carrier == "window":
        return said("{name} with a window; the address shows in it", name=usual)
    if carrier == "envelope" and mailing.outer:
        return said("{name}, printed with the address", name=mailing.outer.name)
    if carrier == "label":
        return said("{name} or larger, with its label", name=usual)
    return said("{name} or larger, without a window; write the address with a pen", name=usual)


def _fax(contact: FaxContact | None, posted_in: str | None) -> Sentence:
    if contact is None:
        return ""
    number = as_dialled(contact.number, posted_in)
    return number if contact.status == "live" else said("{number}, an old number: confirm it first", number=number)
