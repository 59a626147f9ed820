"""What to do with a Rule 39 kit: the steps that lie beside its files."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from app.composing.rule39 import fax_numbers, recipient_of
from app.composing.strasbourg import clock_line, now_line
from app.domain.country import country_name
from app.domain.filing import KitFiles
from app.domain.office import Contact, Office
from app.domain.removal import Removal
from app.domain.said import ENGLISH, AnyOf, Reader, Said, Sentence, said, said_many
from app.domain.strasbourg import is_in_time, latest_receipt, registry_clock

NOT_LEGAL_ADVICE = said("This is not legal advice.")
# https://r39.echr.coe.int, captured on 20 April 2024; practice direction in force since 28 March 2024.
NO_EMAIL = said("The Court does not deal with requests that come by e-mail.")
OWN_HOLIDAYS = said("The Court keeps days of its own beside the public holidays; its list of them is on its site.")

_WAYS = {"post": said("Post"), "fax": said("Fax"), "email": said("E-mail"), "web": said("Site")}
# Lines within a step stand back; the names of files are listed.
_INDENT, _LISTED = "   ", "   - "


def read_me_first(
    office: Office,
    files: KitFiles,
    removal: Removal | None,
    *,
    now: datetime.datetime,
    country: str | None,
    reader: Reader = ENGLISH,
) -> str:
    """Plain text with nobody's name in it, for a sender in `country`, in the reader's language."""
    say = reader.say
    title = say(said("A request under Rule 39 to the European Court of Human Rights."))
    sign = said(
        "Sign first: print the page with «{word}», sign it by hand, and put it in its place.", word="Signature:"
    )
    blocks = [
        [say(said("READ ME FIRST")), f"{title} {say(NOT_LEGAL_ADVICE)}"],
        _clock(removal, now, reader),
        [say(sign)],
        [say(said("Then send it, by the fastest of these ways that you have:"))],
        _by_site(office, files.site, reader),
        _by_fax(office, files.fax, country, reader),
        _by_post(office, reader),
        [say(NO_EMAIL)],
        _afterwards(reader),
        [say(said("Where this comes from:")), *(f"  {say(line)}" for line in sources(office))],
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _clock(removal: Removal | None, now: datetime.datetime, reader: Reader) -> Iterator[str]:
    clock = registry_clock(now)
    yield f"{reader.say(now_line(clock))} {reader.say(clock_line(clock))}"
    yield reader.say(OWN_HOLIDAYS)
    if removal and removal.at:
        yield reader.say(latest_line(removal.at, now))


def latest_line(removal: datetime.datetime, now: datetime.datetime) -> Said:
    """Until when the registry should have the request, and whether that can still be done."""
    latest = latest_receipt(removal)
    if is_in_time(now, removal):
        return said("The registry should have it by {moment}, one working day before the removal.", moment=latest)
    return said(
        "The registry should have it by {moment}, one working day before the removal. That has passed: send it at "
        "once all the same, the Court may still be able to deal with it.",
        moment=latest,
    )


def _by_site(office: Office, files: Sequence[str], reader: Reader) -> Iterator[str]:
    if office.contacts.web is None:
        return
    yield reader.say(said("A. The Court’s own site for such requests: {page}", page=office.contacts.web.url))
    yield _INDENT + reader.say(said("It takes these PDFs, each of 50 MB at the most:"))
    yield from (_LISTED + name for name in files)
    yield _INDENT + reader.say(said("The Court’s answers come to the account that you open there: look often."))


def _by_fax(office: Office, files: Sequence[str], country: str | None, reader: Reader) -> Iterator[str]:
    numbers = AnyOf(fax_numbers(office, country))
    if not numbers:
        return
    yield reader.say(_fax_as_dialled(numbers, country))
    yield _INDENT + reader.say(
        said_many(
            "Send this file, and keep the report of the machine:",
            "Send these {n} parts one after the other, each as a fax of its own, and keep every report:",
            n=len(files),
        )
    )
    yield from (_LISTED + name for name in files)
    yield _INDENT + reader.say(said("Use no other number of the Court: at another one the request may lie."))


def _fax_as_dialled(numbers: AnyOf, country: str | None) -> Said:
    if country is None:
        return said("B. Fax: {numbers}", numbers=numbers)
    name = partial(country_name, country)
    return said("B. Fax as dialled where you are ({country}): {numbers}", country=name, numbers=numbers)


def _by_post(office: Office, reader: Reader) -> Iterator[str]:
    if office.contacts.post_in_use is None:
        return
    yield reader.say(said("C. Post, only where there is time for it:"))
    yield from (_INDENT + line for line in recipient_of(office))


def _afterwards(reader: Reader) -> Iterable[str]:
    return map(
        reader.say,
        (
            said("Afterwards:"),
            said("- Let somebody answer the telephone number on the request until the removal has been stopped."),
            said("- Tell the Court at once of any change: the hour, the flight, the place, a new decision."),
            said("- Tell the lawyer of the domestic case that the request has been sent, and when."),
        ),
    )


def sources(office: Office) -> tuple[Sentence, ...]:
    """Where each way in was found, and the newest date on which it showed."""
    return tuple(_source(kind, contact) for kind, contact in office.contacts.in_use)


def _source(kind: str, contact: Contact) -> Said:
    if contact.checked is None:
        return said("{way}: {source}; undated", way=_WAYS[kind], source=contact.source)
    return said("{way}: {source}; checked {date}", way=_WAYS[kind], source=contact.source, date=str(contact.checked))
