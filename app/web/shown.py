"""A letter as the page shows it: pictures of its pages, its text, and how it travels."""

from __future__ import annotations

from dataclasses import dataclass

from app.composing import Gloss, Ways, gloss, ways_to_reach
from app.content import load_stationery
from app.domain.letter import Letter
from app.domain.office import Office
from app.domain.said import said
from app.domain.stationery import Stationery
from app.rendering import (
    PageImage,
    email_text,
    form_text,
    mailto,
    mailto_without_text,
    plain_text,
)
from app.rendering.jobs import Printed
from app.web.sitting import Sitting


@dataclass(frozen=True)
class Mail:
    """An e-mail by hand: links that open a new message, and its text. `whole` is None where the text is too long."""

    whole: str | None
    empty: str
    text: str


@dataclass(frozen=True)
class ShownLetter:
    letter: Letter
    office: Office
    images: tuple[PageImage, ...]
    text: str
    way: str
    ways: Ways
    mail: Mail | None
    form_text: str
    gloss: Gloss | None


def shown_letters(sitting: Sitting, letters: tuple[Letter, ...], printed: Printed) -> list[ShownLetter]:
    rendering = printed.rendering
    return [
        ShownLetter(
            letter,
            office=(office := sitting.library.offices[letter.office_id]),
            images=tuple(image for page, image in enumerate(printed.images) if rendering.letter_of_page[page] == index),
            text=plain_text(letter),
            way=_way(letter, rendering.stationery[index]),
            ways=(ways := _ways(sitting, letter, office)),
            mail=_mail(letter, ways),
            form_text=form_text(letter),
            gloss=_gloss(sitting, letter, office),
        )
        for index, letter in enumerate(letters)
    ]


def _ways(sitting: Sitting, letter: Letter, office: Office) -> Ways:
    country = sitting.supporter.address.country if sitting.supporter else None
    return ways_to_reach(sitting.embassy(office) or office, letter, country, sitting.letter_day)


def _mail(letter: Letter, ways: Ways) -> Mail | None:
    if ways.email is None:
        return None
    address = ways.email.value
    return Mail(mailto(letter, address), mailto_without_text(letter, address), email_text(letter))


def _gloss(sitting: Sitting, letter: Letter, office: Office) -> Gloss | None:
    """The letter in the reader's language, where it is in another."""
    if sitting.supporter is None:
        return None
    return gloss(
        letter,
        sitting.case,
        office,
        sitting.supporter,
        language=sitting.reader.language.code,
        on=sitting.letter_day,
        copied=sitting.copied(office),
        embassy=sitting.embassy(office),
    )


def _way(letter: Letter, stationery: Stationery) -> str:
    """How a letter travels, in a line."""
    if letter.fax_header:
        return said("By fax to {number}.", number=letter.fax_header.fax.value)
    envelope = load_stationery().envelopes[stationery.envelope].name
    if stationery.window:
        return said(
            "For a {envelope} envelope with a window ({stationery}): fold at the marks.",
            envelope=envelope,
            stationery=stationery.name,
        )
    return said(
        "On plain {paper} paper: the envelope, {envelope} or larger, needs the address too.",
        paper=stationery.paper,
        envelope=envelope,
    )
