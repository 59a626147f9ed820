"""The ways in which a letter reaches its office, for the page on which a supporter chooses one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

from app.composing.caveats import on_the_way
from app.domain.letter import Letter
from app.domain.office import Contact, EmailContact, Office, WebContact
from app.domain.said import Sentence, said
from app.domain.telephone import as_dialled, is_possible_number
from app.domain.values import Value

Kind = Literal["post", "fax", "email", "web"]

# What each way asks of the supporter and what it is good for, in two lines.
EXPLAINED: Mapping[str, str] = {
    "post": said(
        "Print the letter, sign it by hand and post it. "
        "It takes some days and a stamp, and it is the way that officials are used to answering."
    ),
    "fax": said(
        "Print and sign the letter and fax it, or give the file to a fax service. "
        "Dial the number as it stands here; the page is there in minutes."
    ),
    "email": said(
        "Open the e-mail in your mail program, read it once more and send it from your own address. "
        "Or copy the text and paste it into a new message."
    ),
    "web": said(
        "Copy the text, open the office’s web site and look for its contact form. "
        "Paste the text there; the form asks for your name and address itself."
    ),
    "docx": said(
        "Open the letter in a word processor and change what you like. "
        "Then read it once more, print it, sign it and post it."
    ),
}


class Way(Value):
    """One way: where it leads, how sure that is, and what to do.

    `value` are the lines of the address, the number as it is dialled, the e-mail address or the
    page. `age` is empty for what is known to be in use; `note` is what organisers wrote about it.
    """

    kind: Kind
    value: str
    status: Literal["live", "stale"]
    note: str = ""
    age: Sentence = ""
    explained: Sentence


class Ways(Value):
    """The ways that are open to a letter; None for one that its office does not have, or no longer."""

    post: Way | None = None
    fax: Way | None = None
    email: Way | None = None
    web: Way | None = None

    @property
    def each(self) -> tuple[Way, ...]:
        return tuple(way for way in (self.post, self.fax, self.email, self.web) if way)


def ways_to_reach(reached: Office, letter: Letter, posted_in: str | None, on: datetime.date) -> Ways:
    """How a letter can go to whoever is `reached`: its office, or the embassy by whose way it goes.

    None is open to an office that supporters may not write to. `posted_in` is the country it is
    sent from; `on` is the day by which the age of a contact is told.
    """
    if reached.open_to != "supporters":
        return Ways()
    contacts = reached.contacts
    post, fax, email, web = contacts.post_in_use, contacts.fax_in_use, contacts.email_in_use, contacts.web_in_use
    dialled = as_dialled(fax.number, posted_in) if fax and is_possible_number(fax.number) else ""
    return Ways(
        post=_way("post", post, "\n".join(letter.inside_address), *on_the_way(contacts, "post", on)),
        fax=_way("fax", fax, dialled, *on_the_way(contacts, "fax", on)),
        email=_way("email", email, email.address, *_age_of_email(email)) if email else None,
        web=_way("web", web, web.url, *_age_of_web(web)) if web else None,
    )


def email_in_use(reached: Office) -> EmailContact | None:
    """The address that a supporter's e-mail can go to."""
    return reached.contacts.email_in_use if reached.open_to == "supporters" else None


def _way(kind: Kind, contact: Contact | None, value: str, age: str = "") -> Way | None:
    if contact is None or contact.status == "historical" or not value:
        return None
    return Way(kind=kind, value=value, status=contact.status, note=contact.note, age=age, explained=EXPLAINED[kind])


def _age_of_email(email: EmailContact) -> tuple[str, ...]:
    if email.status == "live":
        return ()
    if email.checked is None:
        return (said("The e-mail address is from a source without a date. If the e-mail comes back, write by post."),)
    return (
        said(
            "The e-mail address is from a source of {date}. If the e-mail comes back, write by post.",
            date=str(email.checked),
        ),
    )


def _age_of_web(web: WebContact) -> tuple[str, ...]:
    if web.status == "live":
        return ()
    if web.checked is None:
        return (said("The web site is from a source without a date. Make sure that it is still the office’s own."),)
    return (
        said(
            "The web site is from a source of {date}. Make sure that it is still the office’s own.",
            date=str(web.checked),
        ),
    )
