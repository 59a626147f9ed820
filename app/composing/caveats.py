"""What about a letter no page has confirmed: told to supporters before they post it."""

from __future__ import annotations

import datetime

from app.composing.phrases import phrases_for
from app.domain.case import Words
from app.domain.dates import age_in_words
from app.domain.delivery import Delivery
from app.domain.language import LANGUAGES
from app.domain.office import Contact, Contacts, FaxContact, Holder, Office, PostContact

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def caveats(
    office: Office,
    words: Words,
    language: str,
    on: datetime.date,
    *,
    delivery: Delivery = "post",
    embassy: Office | None = None,
) -> tuple[str, ...]:
    """Sentences in English; none where everything was confirmed."""
    holder = office.holder_on(on)
    return (
        *on_the_way((embassy or office).contacts, delivery, on),
        *_about_the_holder(office, holder),
        *_about_the_form_of_address(office, holder, language),
        *_about_the_language(office, words, language),
    )


def on_the_way(contacts: Contacts, delivery: Delivery, on: datetime.date) -> tuple[str, ...]:
    """How old the address or the fax number is, where it is old."""
    if delivery == "fax":
        return _about_the_fax_number(contacts.fax_in_use, on)
    return _about_the_address(contacts.post)


def caveats_on_sending(
    office: Office, delivery: Delivery, on: datetime.date, embassy: Office | None = None
) -> tuple[str, ...]:
    """What bears on the envelope or the fax, in short: for whoever has the letter in hand."""
    holder = office.holder_on(on)
    unsure = "It is not certain who holds this office, so the letter names the office."
    unconfirmed = _about_the_holder(office, holder) if holder else (unsure,)
    return (*on_the_way((embassy or office).contacts, delivery, on), *unconfirmed)


def without_address(office: Office) -> str:
    """What to do about an office whose postal address nobody could find; else nothing."""
    if office.contacts.post is not None:
        return ""
    where = f" at {office.contacts.web.url}" if office.contacts.web else ""
    return f"We found no postal address for this office. Look it up{where} and write it on the envelope."


def _about_the_address(post: PostContact | None) -> tuple[str, ...]:
    if post is None or post.status == "live":
        return ()
    age = f"of {post.checked}" if post.checked else "without a date"
    return (f"The postal address is from a source {age}. Confirm it if you can.",)


def _about_the_fax_number(fax: FaxContact | None, on: datetime.date) -> tuple[str, ...]:
    """Many old numbers ring at somebody else's desk: the age is told in words, and what to do."""
    if fax is None or fax.status == "live":
        return ()
    return (f"The fax number is from a source {_age(fax, on)}. Call the office to confirm it, or write by post.",)


def _age(contact: Contact, on: datetime.date) -> str:
    if contact.checked is None:
        return "without a date"
    if contact.checked.earliest >= on:
        return f"of {contact.checked}"
    number, unit = age_in_words(contact.checked.earliest, on).split()
    word = _NUMBERS[int(number)] if int(number) < len(_NUMBERS) else number
    return f"of {contact.checked}, {word} {unit} old"


def _about_the_holder(office: Office, holder: Holder | None) -> tuple[str, ...]:
    if holder is None:
        unsure = "We do not know for certain who holds this office on that date, so the letter names the office."
        return (f"{unsure} {office.holder_unknown}".strip(),)
    return (f"Not confirmed by a page: {holder.unconfirmed}.",) if holder.unconfirmed else ()


def _about_the_form_of_address(office: Office, holder: Holder | None, language: str) -> tuple[str, ...]:
    form = office.salutation_form(language, holder)
    close_confirmed = phrases_for(language, office.country).close_confirmed
    unsure = [
        *([] if form.confirmed else ["the salutation"]),
        *([] if close_confirmed else ["the complimentary close"]),
    ]
    if not unsure:
        return ()
    return (f"No page showed {' and '.join(unsure)} for this office; we follow common use.",)


def _about_the_language(office: Office, words: Words, language: str) -> tuple[str, ...]:
    if words.reviewed_to(office.id):
        return ()
    return (f"The {LANGUAGES[language].name} text has not yet been checked by a native speaker.",)
