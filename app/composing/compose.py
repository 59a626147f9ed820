"""The one way a letter comes to be."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from app.composing.dates import date_line
from app.composing.fax import no_fax, sent_by_fax
from app.composing.forms_of_address import (
    complimentary_close,
    inside_address,
    recipient_in_a_sentence,
    recipient_lines,
    return_address,
    sender_address,
)
from app.composing.markdown import read_blocks
from app.composing.mission_words import mission_named, office_named
from app.composing.phrases import Phrases, phrases_for
from app.composing.template import BLOCKS, INLINE, MARK_OF, fill_with_marks
from app.composing.typography import fine_spaces, joined
from app.domain.case import Addressee, Case, Words
from app.domain.delivery import Delivery
from app.domain.language import LANGUAGES
from app.domain.letter import Block, Letter, ListBlock, OwnParts, Paragraph, Run, Text
from app.domain.mission import Mission
from app.domain.office import Office
from app.domain.problem import Problem, Problems, did_you_mean
from app.domain.said import Sentence, said
from app.domain.supporter import Supporter, unknown_points

# Where a name or an address is left for the supporter's own hand.
BLANK_LINE = "…" * 16


def compose(
    case: Case,
    office: Office,
    supporter: Supporter,
    *,
    language: str,
    on: datetime.date,
    copied: Sequence[Office | Mission] = (),
    embassy: Office | None = None,
    delivery: Delivery = "post",
    cover: bool = False,
) -> Letter | Problems:
    """The letter to an office about a case, or all that stands in its way.

    `on` is the letter's date: it picks the holder. `copied` are the offices that a copy goes to;
    `embassy` is the one by whose way the letter travels, by post or by fax. `cover` asks for a
    fax cover sheet.
    """
    problems = _hindrances(case, office, supporter, language, on)
    if delivery == "fax" and office.open_to == "supporters":
        problems = (*problems, *no_fax(embassy or office))
    addressee = case.addressee(office.id)
    if problems or addressee is None:
        return problems
    return write_out(
        case,
        office,
        addressee,
        supporter,
        language=language,
        on=on,
        copied=copied,
        embassy=embassy,
        delivery=delivery,
        cover=cover,
    )


def write_out(
    case: Case,
    office: Office,
    addressee: Addressee,
    supporter: Supporter,
    *,
    language: str,
    on: datetime.date,
    copied: Sequence[Office | Mission] = (),
    embassy: Office | None = None,
    delivery: Delivery = "post",
    cover: bool = False,
) -> Letter:
    """The letter in any language that has all its words, whether the office reads it or not."""
    reached = embassy or office
    fax = reached.contacts.fax_in_use if delivery == "fax" else None
    holder = office.holder_on(on)
    phrases = phrases_for(language, office.country)
    greeting = office.salutation_in(language, holder)
    sheet = _Sheet(case, case.words[language], phrases, language)
    own = own_parts(supporter, reached.destination, language)
    letter = Letter(
        sender_address=own.sender_address,
        return_address=own.return_address,
        date_line=date_line(on, language, office.country),
        inside_address=inside_address(office, holder, language, supporter.address.country, embassy),
        recipient=recipient_lines(office, holder, language, embassy),
        subject_line=sheet.subject_line(),
        salutation=greeting + phrases.salutation_end,
        body=sheet.body(addressee, office, supporter, on),
        complimentary_close=complimentary_close(greeting, phrases),
        signature_block=own.signature_block,
        copies=_copies(copied, language, phrases),
        language=LANGUAGES[language],
        office_id=office.id,
    )
    return sent_by_fax(letter, fax, supporter.address.country, cover) if fax else letter


def languages_for(case: Case, office: Office) -> tuple[str, ...]:
    """The languages, most wanted by the office first, in which this letter can be written."""
    return tuple(
        code
        for code in office.letter_languages
        if code in LANGUAGES and code in case.words and office.id in case.words[code].letters
    )


def preferred_language(case: Case, office: Office, wish: str = "en") -> str:
    """The wished language where the office reads it, else the first that it does read."""
    offered = languages_for(case, office)
    return wish if wish in offered or not offered else offered[0]


def _hindrances(case: Case, office: Office, supporter: Supporter, language: str, on: datetime.date) -> Problems:
    if office.open_to != "supporters":
        return (office.refusal(),)
    if case.addressee(office.id) is None:
        known = [one.to for one in case.recipients]
        return (
            Problem(
                code="not-a-recipient",
                where="to",
                message=said("«{case}» does not write to «{office}».", case=case.slug, office=office.id),
                hint=did_you_mean(office.id, known),
            ),
        )
    return (
        *_wrong_language(case, office, language),
        *_wrong_date(case, on),
        *_wrong_points(case, supporter, language),
    )


def _wrong_language(case: Case, office: Office, language: str) -> Problems:
    offered = languages_for(case, office)
    if language in offered:
        return ()
    return (
        Problem(
            code="language-not-offered",
            where="language",
            message=said("There is no letter to {office} in «{language}».", office=office.id, language=language),
            hint=did_you_mean(language, offered),
        ),
    )


def _wrong_date(case: Case, on: datetime.date) -> Problems:
    if case.takes_letters_on(on):
        return ()
    return (Problem(code="date-outside-case", where="on", message=_not_then(case, on), hint=_when_then(case)),)


def _not_then(case: Case, on: datetime.date) -> Sentence:
    if on < case.opened:
        return said(
            "This case began on {day}, after the letter's date {on}.", day=case.opened.isoformat(), on=on.isoformat()
        )
    return said("This case was closed on {day}.", day=str(case.closed))


def _when_then(case: Case) -> Sentence:
    """Days as they are typed."""
    if case.closed is None:
        return said("Date the letter {day} or later.", day=case.opened.isoformat())
    return said(
        "Date the letter between {first} and {last}.", first=case.opened.isoformat(), last=case.closed.isoformat()
    )


def _wrong_points(case: Case, supporter: Supporter, language: str) -> Problems:
    if language not in case.words:
        return ()
    return unknown_points(supporter.points, tuple(case.words[language].points))


def own_parts(supporter: Supporter, destination: str | None, language: str) -> OwnParts:
    """The parts of a letter that its body does not know of: they alone differ where many say the same."""
    return OwnParts(
        sender_address=sender_lines(supporter, destination, language),
        return_address=return_address(supporter.address, supporter.name, destination, language),
        signature_block=(supporter.name or BLANK_LINE,),
    )


def sender_lines(supporter: Supporter, destination: str | None, language: str) -> tuple[str, ...]:
    if not supporter.name:
        return (BLANK_LINE,) * 3
    return sender_address(supporter.address, supporter.name, supporter.email, destination, language)


def _copies(copied: Sequence[Office | Mission], language: str, phrases: Phrases) -> tuple[str, ...]:
    if not copied:
        return ()
    named = [
        mission_named(one, language) if isinstance(one, Mission) else office_named(one, language) for one in copied
    ]
    return (phrases.copies_label, *named)


class _Sheet:
    """A case's words in one language, set for a letter."""

    def __init__(self, case: Case, words: Words, phrases: Phrases, language: str) -> None:
        self.case, self.words, self.phrases, self.language = case, words, phrases, language

    def subject_line(self) -> str:
        return self.phrases.subject_label + self._set(self.words.subject)

    def body(self, addressee: Addressee, office: Office, supporter: Supporter, on: datetime.date) -> tuple[Block, ...]:
        holder = office.holder_on(on)
        known = [fact.id for fact in self.case.facts if fact.known_on(on)]
        inline = {
            "case": self._value(self._set(self.words.subject)),
            "people": self._value(self._people()),
            "grounds": self._value(self._grounds()),
            "recipient": self._value(recipient_in_a_sentence(office, holder, self.language)),
            "supporter.introduction": self._value(supporter.introduction or self.phrases.introduction),
        }
        blocks: dict[str, tuple[Block, ...]] = {
            "facts": self._paragraphs([self.words.facts[fact] for fact in known]),
            "asks": (self._asks(addressee),),
            "points": self._paragraphs([self.words.points[point] for point in supporter.points]),
            "own_words": _own_words(supporter.own_words),
        }
        filled = {**inline, **blocks}
        markdown = fill_with_marks(self.words.letters[office.id].text, {name: bool(filled[name]) for name in filled})
        return read_blocks(
            self._set(markdown),
            runs={MARK_OF[name]: inline[name] for name in INLINE},
            blocks={MARK_OF[name]: blocks[name] for name in BLOCKS},
        )

    def _set(self, words: str) -> str:
        return fine_spaces(words, self.language)

    def _value(self, text: str) -> Text:
        return (Run(text=text, set_apart=True),) if text else ()

    def _people(self) -> str:
        named = self.case.people_in(self.language)
        return self._set(joined(named, self.language))

    def _grounds(self) -> str:
        names = [ground.names[self.language] for ground in self.case.grounds]
        return self._set(joined(names, self.language)) if names else ""

    def _paragraphs(self, passages: Sequence[str]) -> tuple[Block, ...]:
        """The passages as one paragraph; an empty line within one begins another."""
        joined = " ".join(passage.strip() for passage in passages)
        return tuple(
            Paragraph(text=(Run(text=" ".join(self._set(part).split("\n"))),))
            for part in joined.split("\n\n")
            if part.strip()
        )

    def _asks(self, addressee: Addressee) -> ListBlock:
        asks = [self._set(self.words.asks[ask]).strip().rstrip(".;؛。") for ask in addressee.asks]
        ends = [self.phrases.list_end] * (len(asks) - 1) + [self.phrases.full_stop]
        return ListBlock(items=tuple((Run(text=ask + end),) for ask, end in zip(asks, ends, strict=True)))


def _own_words(text: str) -> tuple[Block, ...]:
    """The supporter's paragraphs as typed: an empty line begins one, a line end breaks a line."""
    parts = [part.strip("\n") for part in text.split("\n\n")]
    return tuple(Paragraph(text=(Run(text=part),), typed=True) for part in parts if part.strip())
