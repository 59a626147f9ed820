"""Offices as vCard 4.0 (RFC 6350), one each, with whoever holds it on a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from uuid import UUID, uuid5

from app.composing.forms_of_address import inside_address
from app.domain.country import country_name
from app.domain.dates import age_in_words
from app.domain.office import Contact, EmailContact, FaxContact, Holder, Office, PostContact, WebContact

# An address book knows a card again by its UID, whoever holds the office by then.
_CARDS = UUID("6f1c8a4e-0c55-5d0e-9f0b-2f6f3d6c9a11")
_LINE_OCTETS = 75


def as_vcards(offices: Iterable[Office], on: datetime.date) -> str:
    """The cards as of a day: contacts to rely on as contacts, stale ones in the note alone."""
    lines = (line for office in offices for line in _card(office, on))
    return "".join(folded(line) + "\r\n" for line in lines)


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, no character torn in two (RFC 6350, 3.2)."""
    pieces, piece, room = [], "", _LINE_OCTETS
    for sign in line:
        octets = len(sign.encode())
        if octets > room:
            pieces.append(piece)
            # The space that marks a continued line takes one octet of its own.
            piece, room = "", _LINE_OCTETS - 1
        piece, room = piece + sign, room - octets
    return "\r\n ".join([*pieces, piece])


def _card(office: Office, on: datetime.date) -> Iterator[str]:
    holder = office.holder_on(on)
    title, organisation = office.title_in("en", holder), office.organisation_in("en", holder)
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "PRODID:-//Urgent Letters//EN"
    yield f"UID:urn:uuid:{uuid5(_CARDS, office.id)}"
    yield f"REV:{on:%Y%m%d}T000000Z"
    yield f"KIND:{'individual' if holder else 'org'}"
    yield f"FN:{_text(holder.name_in('en') if holder else _name_of(office))}"
    if organisation:
        yield f"ORG:{_text(organisation)}"
    yield f"TITLE:{_text(title)}"
    yield from _live_contacts(office, holder)
    yield f"NOTE:{_text(chr(10).join(_notes(office, holder, on)))}"
    yield "END:VCARD"


def _name_of(office: Office) -> str:
    """An office without a holder, told from its namesakes: «Ambassador, Embassy of Iraq in London»."""
    place = office.organisation_in("en") or (country_name(office.country, "en") if office.country else "")
    title = office.title_in("en")
    return f"{title}, {place}" if place else title


def _live_contacts(office: Office, holder: Holder | None) -> Iterator[str]:
    for _, contact in office.contacts.each:
        match contact:
            case Contact(status="stale" | "historical"):
                continue
            case PostContact():
                yield _address(contact, office, holder)
            case FaxContact():
                yield from (f"TEL;TYPE=fax;VALUE=uri:tel:{number}" for number in contact.numbers)
            case EmailContact():
                yield f"EMAIL:{_text(contact.address)}"
            case WebContact():
                yield f"URL:{contact.url}"


def _address(post: PostContact, office: Office, holder: Holder | None) -> str:
    """Only the lines are known, not which is the street: they stand there, and whole in the label."""
    label = _parameter("\n".join(inside_address(office, holder, "en", None)))
    street = ",".join(_text(line) for line in post.lines)
    return f'ADR;LABEL="{label}":;;{street};;;;{_text(country_name(post.country, "en"))}'


def _notes(office: Office, holder: Holder | None, on: datetime.date) -> Iterator[str]:
    """Where each thing comes from, and what is too old to stand among the contacts."""
    yield f"As of {on}."
    if office.open_to == "representatives":
        yield f"For representatives only: {office.why_closed}"
    if holder:
        yield f"Holder: {holder.source.removesuffix('.')}."
    if holder and holder.unconfirmed:
        yield f"Not confirmed by a page: {holder.unconfirmed}."
    if office.holder_unknown and not holder:
        yield f"Nobody is known for certain: {office.holder_unknown}"
    for name, contact in office.contacts.each:
        found = f"{contact.source} ({_age(contact, on)})."
        if contact.status == "live":
            yield f"{name}: {found}"
        elif contact.status == "stale":
            yield f"Stale, confirm it before use: {name} {contact.value.replace(chr(10), ', ')}; {found}"


def _age(contact: Contact, on: datetime.date) -> str:
    if contact.checked is None:
        return "undated"
    return f"{contact.checked}, {age_in_words(min(contact.checked.earliest, on), on)} ago"


def _text(value: str) -> str:
    """A text value, its separators escaped (RFC 6350, 3.4)."""
    for sign, escaped in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\n", "\\n")):
        value = value.replace(sign, escaped)
    return value


def _parameter(value: str) -> str:
    """A parameter's value in quotation marks: line ends as in 6.3.1, its own quotation marks as in RFC 6868."""
    return value.replace("^", "^^").replace('"', "^'").replace("\n", "\\n")
