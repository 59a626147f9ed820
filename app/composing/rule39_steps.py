"""What to do with a Rule 39 kit: the steps that lie beside its files."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from app.composing.rule39 import fax_numbers, recipient_of
from app.composing.strasbourg import clock_line, moment_line
from app.domain.country import country_name
from app.domain.filing import KitFiles
from app.domain.office import Contact, Office
from app.domain.removal import Removal
from app.domain.strasbourg import is_in_time, latest_receipt, registry_clock

NOT_LEGAL_ADVICE = "This is not legal advice."
# https://r39.echr.coe.int, captured on 20 April 2024; practice direction in force since 28 March 2024.
NO_EMAIL = "The Court does not deal with requests that come by e-mail."
OWN_HOLIDAYS = "The Court keeps days of its own beside the public holidays; its list of them is on its site."

_WAYS = {"post": "Post", "fax": "Fax", "email": "E-mail", "web": "Site"}


def read_me_first(
    office: Office,
    files: KitFiles,
    removal: Removal | None,
    *,
    now: datetime.datetime,
    country: str | None,
) -> str:
    """Plain text with nobody's name in it, for a sender in `country`."""
    blocks = [
        ["READ ME FIRST", "A request under Rule 39 to the European Court of Human Rights. " + NOT_LEGAL_ADVICE],
        list(_clock(removal, now)),
        ["Sign first: print the page with «Signature:», sign it by hand, and put it in its place."],
        ["Then send it, by the fastest of these ways that you have:"],
        list(_by_site(office, files.site)),
        list(_by_fax(office, files.fax, country)),
        list(_by_post(office)),
        [NO_EMAIL],
        list(_afterwards()),
        ["Where this comes from:", *(f"  {line}" for line in sources(office))],
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _clock(removal: Removal | None, now: datetime.datetime) -> Iterator[str]:
    clock = registry_clock(now)
    yield f"In Strasbourg it is {moment_line(clock.now)}. {clock_line(clock)}"
    yield OWN_HOLIDAYS
    if removal and removal.at:
        yield latest_line(removal.at, now)


def latest_line(removal: datetime.datetime, now: datetime.datetime) -> str:
    """Until when the registry should have the request, and whether that can still be done."""
    latest = (
        f"The registry should have it by {moment_line(latest_receipt(removal))}, one working day before the removal."
    )
    if is_in_time(now, removal):
        return latest
    return f"{latest} That has passed: send it at once all the same, the Court may still be able to deal with it."


def _by_site(office: Office, files: Sequence[str]) -> Iterator[str]:
    if office.contacts.web is None:
        return
    yield f"A. The Court’s own site for such requests: {office.contacts.web.url}"
    yield "   It takes these PDFs, each of 50 MB at the most:"
    yield from (f"   - {name}" for name in files)
    yield "   The Court’s answers come to the account that you open there: look often."


def _by_fax(office: Office, files: Sequence[str], country: str | None) -> Iterator[str]:
    numbers = fax_numbers(office, country)
    if not numbers:
        return
    dialled = f" as dialled where you are ({country_name(country, 'en')})" if country else ""
    yield f"B. Fax{dialled}: {' or '.join(numbers)}"
    if len(files) == 1:
        yield "   Send this file, and keep the report of the machine:"
    else:
        yield f"   Send these {len(files)} parts one after the other, each as a fax of its own, and keep every report:"
    yield from (f"   - {name}" for name in files)
    yield "   Use no other number of the Court: at another one the request may lie."


def _by_post(office: Office) -> Iterator[str]:
    if office.contacts.post is None:
        return
    yield "C. Post, only where there is time for it:"
    yield from (f"   {line}" for line in recipient_of(office))


def _afterwards() -> Iterator[str]:
    yield "Afterwards:"
    yield "- Let somebody answer the telephone number on the request until the removal has been stopped."
    yield "- Tell the Court at once of any change: the hour, the flight, the place, a new decision."
    yield "- Tell the lawyer of the domestic case that the request has been sent, and when."


def sources(office: Office) -> tuple[str, ...]:
    """Where each way in was found, and the newest date on which it showed."""
    return tuple(_source(kind, contact) for kind, contact in office.contacts.in_use)


def _source(kind: str, contact: Contact) -> str:
    checked = f"checked {contact.checked}" if contact.checked else "undated"
    return f"{_WAYS[kind]}: {contact.source}; {checked}"
