"""The action sheet: a case on one or two pages, for people who sit down to write letters together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.composing.compose import compose, languages_for
from app.composing.sheet_recipients import language_for, recipient_of
from app.composing.sheet_values import ActionSheet, Deadline, Embassies, Entry, QrCode, Sample, Section
from app.composing.sources import as_told, in_short
from app.composing.typography import fine_spaces, joined
from app.domain.case import Case
from app.domain.country import country_name
from app.domain.language import LANGUAGES, LATIN_LETTERS
from app.domain.letter import Letter
from app.domain.links import as_printed
from app.domain.office import Office
from app.domain.problem import Problem, Problems
from app.domain.said import Reader, said, said_many
from app.domain.supporter import Supporter

# The newest of a case's updates that a sheet has room for.
_UPDATES = 3


def action_sheet(
    case: Case,
    offices: Sequence[Office],
    *,
    on: datetime.date,
    reader: Reader,
    link: str | None = None,
    copied: Mapping[str, Sequence[Office]] | None = None,
    embassies: Sequence[Office] = (),
) -> ActionSheet | Problems:
    """The sheet of a case on a day, or why there is none.

    `offices` are those that the case writes to, `copied` those that copies go to by the office's
    id, `embassies` those of which an address is known. `link` leads to the form.
    """
    if not case.takes_letters_on(on):
        return (_no_sheet(case, on),)
    open_offices = [office for office in offices if office.open_to == "supporters"]
    return _Desk(case, open_offices, on, reader).sheet(link, copied or {}, embassies)


def _no_sheet(case: Case, on: datetime.date) -> Problem:
    if on < case.opened:
        return Problem(
            code="date-outside-case",
            where="on",
            message=said("This case began on {day}: there is no sheet for a day before it.", day=case.opened),
        )
    closed = case.closed or on
    return Problem(
        code="date-outside-case",
        where="on",
        message=said("This case was closed on {day}: no more letters are wanted, so there is no sheet.", day=closed),
    )


class _Desk:
    """One case on one day, for one reader."""

    def __init__(self, case: Case, offices: Sequence[Office], on: datetime.date, reader: Reader) -> None:
        self.case, self.offices, self.on, self.reader = case, offices, on, reader
        self.say = reader.say
        self.code = case.told_in(reader.language.code)
        self.words = case.words[self.code]
        asked = (ask for one in case.recipients for ask in one.asks)
        self.numbers = {ask: number for number, ask in enumerate(dict.fromkeys(asked), 1)}

    def sheet(
        self, link: str | None, copied: Mapping[str, Sequence[Office]], embassies: Sequence[Office]
    ) -> ActionSheet:
        return ActionSheet(
            language=self.reader.language,
            words_language=LANGUAGES[self.code],
            kind=self.say(said("Letter-writing sheet")),
            index=tuple(self._index()),
            title=self._set(self.words.title),
            summary=self._set(self.words.summary),
            deadline=self._deadline(),
            sections=tuple(section for section in self._sections() if section.entries),
            recipients_heading=self.say(said("Write to")),
            recipients=tuple(
                recipient_of(
                    self.case,
                    office,
                    self.numbers,
                    on=self.on,
                    reader=self.reader,
                    copied=copied.get(office.id, ()),
                )
                for office in self.offices
            ),
            embassies=self._embassies(embassies),
            advice=self._advice(),
            qr=self._qr(link) if link else None,
            sample=self._sample(),
        )

    def _index(self) -> Iterator[str]:
        """What an archive files it by: countries, the case's own name, the day, whether it is open."""
        codes = [self.case.countries.where, self.case.countries.feared]
        yield " – ".join(country_name(code, self.reader.language.code) for code in dict.fromkeys(codes) if code)
        yield self.case.slug
        yield self.say(said("Issued on {day}", day=self.on))
        yield self.say(said("Draft: not yet published") if self.case.status == "draft" else said("Open"))

    def _deadline(self) -> Deadline:
        last = self.case.send_by
        if last is None:
            return Deadline(
                heading=self.say(said("Send now")),
                day="",
                words=self.say(said("No last day is set: the sooner a letter arrives, the more it can do.")),
            )
        return Deadline(
            heading=self.say(said("Send before")), day=self.reader.day(last), words=self.say(self._time_left(last))
        )

    def _time_left(self, last: datetime.date) -> str:
        if last < self.on:
            return said("That day has passed: check the news before you write.")
        return said_many(
            "{n} day is left. After that day, check the news before you write.",
            "{n} days are left. After that day, check the news before you write.",
            n=(last - self.on).days,
        )

    def _sections(self) -> Iterator[Section]:
        yield self._section(said("Who is at risk"), [Entry(text=self._people())])
        yield self._section(said("What happened"), self._facts())
        yield self._section(said("What happened since"), self._updates())
        yield self._section(said("What we ask"), self._asks())
        yield self._section(said("The law to name"), self._grounds())

    def _section(self, heading: str, entries: Iterable[Entry]) -> Section:
        return Section(heading=self.say(heading), entries=tuple(entry for entry in entries if entry.text))

    def _people(self) -> str:
        return _sentence(joined(self.case.people_in(self.code), self.code))

    def _facts(self) -> Iterator[Entry]:
        for fact in self.case.facts:
            if fact.known_on(self.on):
                yield Entry(text=self._set(self.words.facts.get(fact.id, "")), source=in_short(fact.source))

    def _updates(self) -> Iterator[Entry]:
        known = [update for update in self.case.updates if update.on.latest <= self.on]
        for update in known[-_UPDATES:]:
            yield Entry(
                text=self._set(self.words.updates.get(update.id, "")),
                day=self.reader.value(as_told(update.on)),
                source=in_short(update.source),
            )

    def _asks(self) -> Iterator[Entry]:
        for ask, number in self.numbers.items():
            yield Entry(text=_sentence(self._set(self.case.ask_in(self.code, ask))), mark=self.reader.value(number))

    def _grounds(self) -> Iterator[Entry]:
        for ground in self.case.grounds:
            yield Entry(text=_sentence(self._set(ground.name_in(self.code))))

    def _advice(self) -> Section:
        lines = (
            said("Keep to one page, in your own words; by hand is welcome."),
            said("Say in a line who you are, and use names, dates and places as they stand here."),
            said("Be polite: think of a reader who can be won over."),
            said("Ask only for what is listed here, and leave parties and quarrels out."),
            said("Ask for an answer, sign, and tell whoever gave you this sheet if one comes."),
        )
        return Section(
            heading=self.say(said("A good letter")),
            entries=tuple(
                Entry(text=self.say(line), mark=self.reader.value(number)) for number, line in enumerate(lines, 1)
            ),
        )

    def _embassies(self, known: Sequence[Office]) -> Embassies | None:
        if not any(office.country and office.level != "ambassador" for office in self.offices):
            return None
        return Embassies(
            heading=self.say(said("Copies")),
            words=self.say(
                said("If you live outside the country that you write to, send a copy to its embassy where you live.")
            ),
            known=tuple(_in_a_line(embassy, self.reader.language.code) for embassy in known),
        )

    def _qr(self, link: str) -> QrCode:
        shown = as_printed(link)
        return QrCode(
            link=link,
            shown=shown,
            words=self.say(said("Write and print your letter in five minutes:")),
            alternative=self.say(said("QR code that leads to {link}", link=shown)),
        )

    def _sample(self) -> Sample | None:
        """The letter to the first office that reads the sheet's language, else to the first of all."""
        spoken = self.reader.language.code
        read = [office for office in self.offices if languages_for(self.case, office)]
        office = next((one for one in read if spoken in languages_for(self.case, one)), next(iter(read), None))
        if office is None:
            return None
        language = language_for(self.case, office, self.reader)
        letter = compose(self.case, office, Supporter(), language=language, on=self.on)
        if not isinstance(letter, Letter):
            return None
        return Sample(
            heading=self.say(
                said(
                    "A letter to begin with: {office}. Your own words weigh more.",
                    office=lambda code: office.title_in(code, office.holder_on(self.on)),
                )
            ),
            letter=letter,
        )

    def _set(self, words: str) -> str:
        return " ".join(fine_spaces(words, self.code).split("\n")).strip()


def _sentence(words: str) -> str:
    """Words that stand within a sentence elsewhere, begun as one."""
    return words[:1].upper() + words[1:]


def _in_a_line(embassy: Office, reading: str) -> str:
    language = reading if reading in LATIN_LETTERS else "en"
    post = embassy.contacts.post
    lines = post.lines if post else ()
    country = [country_name(post.country, language)] if post else []
    return ", ".join([embassy.organisation_in(language), *lines, *country])
