"""What about a letter no page has confirmed: told to supporters before they post it."""

from __future__ import annotations

import datetime
from functools import partial

from app.composing.phrases import phrases_for
from app.domain.case import Words
from app.domain.conventions import number
from app.domain.dates import age_in_words
from app.domain.delivery import Delivery
from app.domain.language import language_name
from app.domain.office import Contact, Contacts, FaxContact, Holder, Office, PostContact
from app.domain.said import Said, Sentence, Told, said

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def caveats(
    office: Office,
    words: Words,
    language: str,
    on: datetime.date,
    *,
    delivery: Delivery = "post",
    embassy: Office | None = None,
) -> tuple[Sentence, ...]:
    """Sentences, of which an explanation in the record is in English; none where everything was confirmed."""
    holder = office.holder_on(on)
    return (
        *on_the_way((embassy or office).contacts, delivery, on),
        *_about_the_holder(office, holder),
        *_about_the_form_of_address(office, holder, language),
        *_about_the_language(office, words, language),
    )


def on_the_way(contacts: Contacts, delivery: Delivery, on: datetime.date) -> tuple[Sentence, ...]:
    """How old the address or the fax number is, where it is old."""
    if delivery == "fax":
        return _about_the_fax_number(contacts.fax_in_use, on)
    return _about_the_address(contacts.post_in_use)


def caveats_on_sending(
    office: Office, delivery: Delivery, on: datetime.date, embassy: Office | None = None
) -> tuple[Sentence, ...]:
    """What bears on the envelope or the fax, in short: for whoever has the letter in hand."""
    unconfirmed = _about_the_holder(office, office.holder_on(on))[:1]
    return (*on_the_way((embassy or office).contacts, delivery, on), *unconfirmed)


def without_address(office: Office) -> Sentence:
    """What to do about an office whose postal address nobody could find; else nothing."""
    if office.contacts.post_in_use:
        return ""
    if office.contacts.web:
        return said(
            "We found no postal address for this office. Look it up at {page} and write it on the envelope.",
            page=office.contacts.web.url,
        )
    return said("We found no postal address for this office. Look it up and write it on the envelope.")


def _about_the_address(post: PostContact | None) -> tuple[Said, ...]:
    if post is None or post.status == "live":
        return ()
    if post.checked is None:
        return (said("The postal address is from a source without a date. Confirm it if you can."),)
    return (said("The postal address is from a source of {date}. Confirm it if you can.", date=str(post.checked)),)


def _about_the_fax_number(fax: FaxContact | None, on: datetime.date) -> tuple[Said, ...]:
    """Many old numbers ring at somebody else's desk: the age is told in words, and what to do."""
    return () if fax is None or fax.status == "live" else (_age_of_number(fax, on),)


def _age_of_number(contact: Contact, on: datetime.date) -> Said:
    checked = contact.checked
    if checked is None:
        return said("The fax number is from a source without a date. Call the office to confirm it, or write by post.")
    if checked.earliest >= on:
        return said(
            "The fax number is from a source of {date}. Call the office to confirm it, or write by post.",
            date=str(checked),
        )
    return said(
        "The fax number is from a source of {date}, {age} old. Call the office to confirm it, or write by post.",
        date=str(checked),
        age=age_in_words(checked.earliest, on, _in_words),
    )


def _in_words(value: int) -> Told:
    """A small number in words where that is English, else in figures."""
    return lambda code: _NUMBERS[value] if code == "en" and value < len(_NUMBERS) else number(value, code)


def _about_the_holder(office: Office, holder: Holder | None) -> tuple[Sentence, ...]:
    if holder is None:
        unsure = said("We do not know for certain who holds this office on that date, so the letter names the office.")
        return (unsure, office.holder_unknown) if office.holder_unknown else (unsure,)
    return (said("Not confirmed by a page: {what}.", what=holder.unconfirmed),) if holder.unconfirmed else ()


def _about_the_form_of_address(office: Office, holder: Holder | None, language: str) -> tuple[Said, ...]:
    salutation = office.salutation_form(language, holder).confirmed
    close = phrases_for(language, office.country).close_confirmed
    if salutation and close:
        return ()
    if salutation:
        return (said("No page showed the complimentary close for this office; we follow common use."),)
    if close:
        return (said("No page showed the salutation for this office; we follow common use."),)
    return (said("No page showed the salutation and the complimentary close for this office; we follow common use."),)


def _about_the_language(office: Office, words: Words, language: str) -> tuple[Said, ...]:
    if words.reviewed_to(office.id):
        return ()
    name = partial(language_name, language)
    return (said("The {language} text has not yet been checked by a native speaker.", language=name),)
