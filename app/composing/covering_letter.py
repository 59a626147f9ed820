"""The short letter under which an embassy gets its copy."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from app.composing.compose import BLANK_LINE, sender_lines
from app.composing.dates import date_line
from app.composing.forms_of_address import complimentary_close, inside_address, recipient_lines, return_address
from app.composing.mailing import Mailing
from app.composing.mission_words import MISSION_WORDS, office_named
from app.composing.phrases import phrases_for
from app.composing.typography import fine_spaces
from app.domain.case import Case
from app.domain.language import LANGUAGES
from app.domain.letter import Letter, Paragraph, Run
from app.domain.mission import Mission
from app.domain.office import Office
from app.domain.supporter import Supporter


def with_covering_letters(mailing: Mailing, missions: Mapping[str, Mission], supporter: Supporter) -> Mailing:
    """The mailing with a letter to each embassy that gets copies and whose address we know.

    `missions` are those that get a copy, by the office that the letter itself is to. An embassy that
    is written to anyway needs no second envelope.
    """
    written_to = {office.id for office in mailing.offices}
    enclosing: dict[str, list[str]] = {}
    embassies: dict[str, Office] = {}
    for office in mailing.offices:
        embassy = missions[office.id].embassy if office.id in missions else None
        if embassy is not None and embassy.contacts.post_in_use and embassy.id not in written_to:
            embassies[embassy.id] = embassy
            enclosing.setdefault(embassy.id, []).append(office.id)
    covers = [
        _covering_letter(mailing.case, embassy, [_of(mailing, one) for one in enclosing[name]], supporter, mailing.on)
        for name, embassy in embassies.items()
    ]
    return mailing.model_copy(
        update={
            "letters": (*mailing.letters, *covers),
            "offices": (*mailing.offices, *embassies.values()),
            "enclosing": {name: tuple(enclosed) for name, enclosed in enclosing.items()},
        }
    )


def _of(mailing: Mailing, office_id: str) -> tuple[Letter, Office]:
    pairs = zip(mailing.letters, mailing.offices, strict=True)
    return next(pair for pair in pairs if pair[0].office_id == office_id)


def _covering_letter(
    case: Case,
    embassy: Office,
    enclosed: Sequence[tuple[Letter, Office]],
    supporter: Supporter,
    on: datetime.date,
) -> Letter:
    language = _language(embassy, enclosed[0][0].language.code)
    holder, destination = embassy.holder_on(on), embassy.destination
    phrases, greeting = phrases_for(language, embassy.country), embassy.salutation_in(language, holder)
    told_in = language if language in case.words else enclosed[0][0].language.code
    return Letter(
        sender_address=sender_lines(supporter, destination, language),
        return_address=return_address(supporter.address, supporter.name, destination, language),
        date_line=date_line(on, language, embassy.country),
        inside_address=inside_address(embassy, holder, language, supporter.address.country),
        recipient=recipient_lines(embassy, holder, language),
        subject_line=phrases.subject_label + fine_spaces(case.words[told_in].subject, told_in),
        salutation=greeting + phrases.salutation_end,
        body=(Paragraph(text=(Run(text=MISSION_WORDS[language].enclosing),)),),
        complimentary_close=complimentary_close(greeting, phrases),
        signature_block=(supporter.name or BLANK_LINE,),
        enclosures=(phrases.enclosures_label, *_listed(enclosed, language)),
        language=LANGUAGES[language],
        office_id=embassy.id,
    )


def _language(embassy: Office, wish: str) -> str:
    """That of the letter that is enclosed where the embassy reads it, else the first that it reads."""
    return wish if wish in embassy.letter_languages or not embassy.letter_languages else embassy.letter_languages[0]


def _listed(enclosed: Sequence[tuple[Letter, Office]], language: str) -> Iterator[str]:
    for _letter, office in enclosed:
        yield MISSION_WORDS[language].letter_to.format_map({"recipient": office_named(office, language)})
