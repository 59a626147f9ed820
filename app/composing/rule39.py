"""Rule 39 request + the Court's office → the filing, for the applicant and their representative alone."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from app.composing.dates import date_line
from app.composing.typography import joined
from app.domain.country import country_name
from app.domain.dates import PartialDate
from app.domain.filing import FaceItem, Filing, ListedEnclosure, Passage
from app.domain.office import Office
from app.domain.problem import Problem, Problems
from app.domain.removal import Removal, offset_of
from app.domain.rule39 import ASKERS, Article, Capacity, FinalDecision, PersonToContact, Rule39Request
from app.domain.said import said
from app.domain.strasbourg import STRASBOURG
from app.domain.telephone import as_dialled

RULE39_OFFICE = "echr-rule39"
# Word for word as the practice direction in force since 28 March 2024 asks for it, in bold.
RULE_39_URGENT = "Rule 39 – Urgent"
PERSON_TO_CONTACT = "Person to contact (name and contact details)"
SCHEDULED_REMOVAL = "Scheduled date and time of removal and destination"

_FROM = {"applicant": "The applicant", "representative": "The applicant’s representative"}


def compose_filing(
    request: Rule39Request, office: Office, pages: Sequence[int], *, on: datetime.date
) -> Filing | Problems:
    """The filing, or why there can be none. `pages` has the number of pages of each enclosure."""
    refused = _refusals(request.capacity, office)
    if refused:
        return refused
    enclosures = tuple(
        ListedEnclosure(number=number, title=title, pages=count)
        for number, (title, count) in enumerate(zip(request.enclosures, pages, strict=True), start=1)
    )
    today = date_line(on, "en", "GB")
    return Filing(
        office_id=office.id,
        date_line=today,
        marking=_marking(request),
        face=_face(request, office, enclosures, today),
        statement=_statement(request),
        enclosures=enclosures,
        signature=(request.signature, _FROM[request.capacity], today),
        applicant=request.applicant.name,
        telephone=as_dialled(request.contact.telephone, None),
        private=(request.applicant.name, *request.applicant.others, request.contact.name, request.signature),
    )


def _refusals(capacity: Capacity, office: Office) -> Problems:
    if capacity not in ASKERS:
        return (office.refusal(where="capacity"),)
    if office.id == RULE39_OFFICE:
        return ()
    message = said("«{office}» does not take requests under Rule 39.", office=office.id)
    hint = said("Only the Court’s own line does: «{office}».", office=RULE39_OFFICE)
    return (Problem(code="not-the-rule39-office", where="office", message=message, hint=hint),)


def _marking(request: Rule39Request) -> tuple[FaceItem, ...]:
    contact = FaceItem(label=PERSON_TO_CONTACT, lines=_contact_details(request.contact))
    urgent = FaceItem(label=RULE_39_URGENT, lines=())
    if request.removal is None:
        return (urgent, contact)
    return (urgent, contact, FaceItem(label=SCHEDULED_REMOVAL, lines=_schedule(request.removal)))


def _contact_details(contact: PersonToContact) -> tuple[str, ...]:
    ways = [
        f"Telephone {as_dialled(contact.telephone, None)}",
        *([f"fax {as_dialled(contact.fax, None)}"] if contact.fax else []),
        *([contact.email] if contact.email else []),
    ]
    return (contact.name, ", ".join(ways), ", ".join(contact.address))


def _schedule(removal: Removal) -> tuple[str, ...]:
    to = f"Destination: {removal.destination}" + (f", {removal.flight}" if removal.flight else "")
    known = [removal.known] if removal.known else []
    if removal.at:
        there = removal.at.astimezone(STRASBOURG)
        zone = f"{removal.zone.replace('_', ' ')}, {offset_of(removal.at)}"
        moment = f"{_day(removal.at.date())}, {removal.at:%H:%M} ({zone})"
        # In the court's own time as well, where that is another.
        same = there.replace(tzinfo=None) == removal.at.replace(tzinfo=None)
        in_strasbourg = [] if same else [f"In Strasbourg: {_day(there.date())}, {there:%H:%M}"]
        return (moment, *in_strasbourg, to, *known)
    if removal.day:
        return (f"{_day(removal.day)}, the hour is not known", to, *known)
    return ("No date is fixed yet", to, *known)


def _day(day: datetime.date) -> str:
    return f"{day:%A} {date_line(day, 'en', 'GB')}"


def _face(
    request: Rule39Request, office: Office, enclosures: Sequence[ListedEnclosure], today: str
) -> tuple[FaceItem, ...]:
    """Everything the craft of a Rule 39 fax asks to be seen at once; none is left out, even if it is empty."""
    applicant = request.applicant
    numbers = fax_numbers(office, None)
    others = [FaceItem(label="Other applicants", lines=applicant.others)] if applicant.others else []
    return (
        FaceItem(label="To", lines=recipient_of(office)),
        *([FaceItem(label="Fax", lines=(" or ".join(numbers),))] if numbers else []),
        FaceItem(label="Date", lines=(today,)),
        FaceItem(label="From", lines=(_FROM[request.capacity],)),
        FaceItem(label="Respondent State", lines=(country_name(request.respondent, "en"),)),
        FaceItem(label="Applicant", lines=(applicant.name,)),
        FaceItem(label="Date of birth", lines=(_born(applicant.born),)),
        FaceItem(label="Nationality", lines=(applicant.nationality,)),
        *others,
        FaceItem(label="Address or place of detention", lines=(", ".join(applicant.whereabouts),)),
        FaceItem(label="Domestic case reference", lines=(request.domestic_reference,)),
        FaceItem(label="Final domestic decision", lines=_decision(request.final_decision)),
        FaceItem(label="Relies on", lines=(_articles(request.articles),)),
        FaceItem(label="Application number", lines=(request.application_number or "None yet",)),
        FaceItem(label="Enclosures", lines=(_extent(enclosures),)),
    )


def recipient_of(office: Office) -> tuple[str, ...]:
    """Whom a request goes to, as it stands on the face and on an envelope, the country in capitals."""
    court = (office.organisation_in("en"),)
    post = office.contacts.post_in_use
    return (*court, *post.lines, country_name(post.country, "en").upper()) if post else court


def fax_numbers(office: Office, country: str | None) -> tuple[str, ...]:
    """The line's numbers that are in use, as they are dialled in a country."""
    fax = office.contacts.fax_in_use
    return tuple(as_dialled(number, country) for number in fax.numbers) if fax else ()


def _born(born: PartialDate) -> str:
    return date_line(born.earliest, "en", "GB") if born.day else f"{born} (no more is known)"


def _decision(decision: FinalDecision) -> tuple[str, ...]:
    given = (f"Given on {date_line(decision.given, 'en', 'GB')}",) if decision.given else ()
    expected = (f"Expected: {decision.expected}",) if decision.expected else ()
    return (*given, *expected)


def _articles(articles: Sequence[Article]) -> str:
    """Such as «Articles 2 and 3 of the Convention and Article 4 of Protocol No. 4»."""
    numbers = [str(article.number) for article in articles if not article.protocol]
    noun = "Article" if len(numbers) == 1 else "Articles"
    convention = [f"{noun} {joined(numbers, 'en')} of the Convention"] if numbers else []
    return joined([*convention, *(article.name for article in articles if article.protocol)], "en")


def _extent(enclosures: Sequence[ListedEnclosure]) -> str:
    if not enclosures:
        return "None"
    pages = sum(enclosure.pages for enclosure in enclosures)
    return f"{counted(len(enclosures), 'document')}, {counted(pages, 'page')}; the list is at the end of the statement"


def _statement(request: Rule39Request) -> tuple[Passage, ...]:
    passages = (
        ("The measure asked for", request.measure),
        ("The facts", request.facts),
        ("Why there is an imminent risk of irreparable harm", request.reasons),
        ("What was tried in the domestic courts", request.domestic_steps),
    )
    return tuple(Passage(heading=heading, paragraphs=_paragraphs(text)) for heading, text in passages)


def _paragraphs(text: str) -> tuple[str, ...]:
    """Each line that was ended by hand is a paragraph; empty ones are only distance."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
