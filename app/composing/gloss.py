"""Sign what you understand: beside a letter stands what it says in the supporter's language, part by part."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from app.composing.compose import write_out
from app.composing.phrases import phrases_for
from app.domain.case import Addressee, Case
from app.domain.language import LANGUAGES, Language, language_name
from app.domain.letter import Block, Letter, ListBlock, Paragraph, Run, Text
from app.domain.mission import Mission
from app.domain.office import Office
from app.domain.said import Sentence, said
from app.domain.supporter import Supporter
from app.domain.values import Value

Part = Literal[
    "sender_address",
    "date_line",
    "inside_address",
    "delivery_line",
    "subject_line",
    "salutation",
    "paragraph",
    "list_item",
    "quotation",
    "body",
    "complimentary_close",
    "signature_block",
    "copies",
]


class Pair(Value):
    """A part of the letter as it stands there, and what it says in the reader's language.

    Each side is one text; of a body that does not line up, all of them. `meaning` is empty where
    the part means the same to everybody, as an address does, or where `note` says why. `number`
    is that of an item in a numbered list.
    """

    part: Part
    original: tuple[Text, ...]
    meaning: tuple[Text, ...] = ()
    note: Sentence = ""
    typed: bool = False
    number: int | None = None


class Gloss(Value):
    """The pairs in reading order. `language` is that of the meanings; `note` says why it is another than wished.

    Where the two bodies do not line up, `aligned` is false and each stands as a whole.
    """

    language: Language
    pairs: tuple[Pair, ...]
    aligned: bool
    note: Sentence = ""


def gloss(
    letter: Letter,
    case: Case,
    office: Office,
    supporter: Supporter,
    *,
    language: str,
    on: datetime.date,
    copied: Sequence[Office | Mission] = (),
    embassy: Office | None = None,
) -> Gloss | None:
    """What the letter says in a language, given what it was composed of; nothing where it says so itself.

    Where the case has not all its words in that language, they are English, then those of the first
    language that has them. A letter that is in the first of these already needs no gloss.
    """
    addressee = case.addressee(office.id)
    if addressee is None:
        return None
    spoken = _spoken(case, addressee, supporter, language, letter.language.code)
    if spoken in {None, letter.language.code}:
        return None
    meant = write_out(
        case,
        office,
        addressee,
        supporter,
        language=str(spoken),
        on=on,
        copied=copied,
        embassy=embassy,
        delivery=letter.delivery,
    )
    greeted = _is_greeted_in(meant.language, office, on)
    aligned = _shape(letter) == _shape(meant)
    return Gloss(
        language=meant.language,
        pairs=(
            *_opening(letter, meant, office, greeted),
            *(_lined_up(letter, meant) if aligned else (_as_wholes(letter, meant),)),
            *_closing(letter, meant, office, greeted),
        ),
        aligned=aligned,
        note="" if spoken == language else _in_another_language(language, meant.language),
    )


def _spoken(case: Case, addressee: Addressee, supporter: Supporter, wish: str, written: str) -> str | None:
    """The first language in which there is the whole letter; the one that it is written in is one."""
    wanted = (wish, "en", *case.words)
    return next((code for code in wanted if code == written or _says_all(case, addressee, supporter, code)), None)


def _says_all(case: Case, addressee: Addressee, supporter: Supporter, language: str) -> bool:
    words = case.words.get(language)
    return (
        words is not None
        and addressee.to in words.letters
        and set(addressee.asks) <= words.asks.keys()
        and {fact.id for fact in case.facts} <= words.facts.keys()
        and set(supporter.points) <= words.points.keys()
        and all(language in ground.names for ground in case.grounds)
    )


def _in_another_language(wish: str, language: Language) -> Sentence:
    known = LANGUAGES.get(wish)
    if known is None:
        return said("Its meaning is shown in {language}.", language=partial(language_name, language.code))
    return said(
        "We do not have the whole letter in {wish} yet; its meaning is shown in {language}.",
        wish=partial(language_name, known.code),
        language=partial(language_name, language.code),
    )


def _is_greeted_in(language: Language, office: Office, on: datetime.date) -> bool:
    """Whether we know how the office is greeted in a language, which it may not read."""
    holder = office.holder_on(on)
    return language.code in office.salutation or (holder is not None and language.code in holder.salutation)


def _opening(letter: Letter, meant: Letter, office: Office, greeted: bool) -> Iterator[Pair]:
    yield from _as_it_is("sender_address", letter.sender_address)
    yield _pair("date_line", letter.date_line, meant.date_line)
    yield from _as_it_is("inside_address", letter.inside_address)
    if letter.delivery_line:
        yield _pair("delivery_line", letter.delivery_line, meant.delivery_line)
    yield _pair("subject_line", letter.subject_line, meant.subject_line)
    if greeted:
        yield _pair("salutation", letter.salutation, meant.salutation)
    else:
        respectful = said("A respectful salutation to {office}.", office=office.title_in)
        yield Pair(part="salutation", original=_lines(letter.salutation), note=respectful)


def _closing(letter: Letter, meant: Letter, office: Office, greeted: bool) -> Iterator[Pair]:
    # Some closes repeat the salutation.
    if greeted or "{salutation}" not in phrases_for(meant.language.code, office.country).close:
        yield _pair("complimentary_close", letter.complimentary_close, meant.complimentary_close)
    else:
        formal = said(
            "A respectful close, as is usual in {language}.", language=partial(language_name, letter.language.code)
        )
        yield Pair(part="complimentary_close", original=_lines(letter.complimentary_close), note=formal)
    yield from _as_it_is("signature_block", letter.signature_block)
    if letter.copies:
        yield _pair("copies", "\n".join(letter.copies), "\n".join(meant.copies))


def _as_it_is(part: Part, lines: Sequence[str]) -> Iterator[Pair]:
    if lines:
        yield Pair(part=part, original=_lines("\n".join(lines)))


def _pair(part: Part, original: str, meaning: str) -> Pair:
    return Pair(part=part, original=_lines(original), meaning=_lines(meaning))


def _lines(text: str) -> tuple[Text, ...]:
    return ((Run(text=text),),)


def _shape(letter: Letter) -> list[tuple[str, int, bool]]:
    return [(block.kind, len(block.texts), _is_typed(block)) for block in letter.body]


def _is_typed(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.typed


def _lined_up(letter: Letter, meant: Letter) -> Iterator[Pair]:
    for ours, theirs in zip(letter.body, meant.body, strict=True):
        if _is_typed(ours):
            untranslated = said("Your own words are not translated.")
            yield Pair(part="paragraph", original=ours.texts, note=untranslated, typed=True)
            continue
        for number, (original, meaning) in enumerate(zip(ours.texts, theirs.texts, strict=True), start=1):
            numbered = isinstance(ours, ListBlock) and ours.numbered
            yield Pair(
                part="list_item" if isinstance(ours, ListBlock) else ours.kind,
                original=(original,),
                meaning=(meaning,),
                number=number if numbered else None,
            )


def _as_wholes(letter: Letter, meant: Letter) -> Pair:
    return Pair(part="body", original=_texts(letter), meaning=_texts(meant))


def _texts(letter: Letter) -> tuple[Text, ...]:
    return tuple(text for block in letter.body for text in block.texts)
