"""The questions that come again for each person, office, ask, fact and point."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from app.cli.new_case.office_search import OfficeSearch
from app.cli.new_case.questions import LONGEST_SLUG, Interview, Question
from app.cli.new_case.readers import Reader, numbered, one_of, short_name, yes_or_no
from app.content.answers import ANOTHER, Key
from app.content.new_case import NewCases

SHORT_NAME = "A short name stands in the files only: small letters, figures and hyphens, no spaces."
_SHOWN = {
    "withheld": "no name, anywhere: say only who they are (choose this if a name could harm anyone)",
    "initials": "initials on the site and in letters; the full name stands in the case's file",
    "name": "the full name, on the site and in letters",
}


def _each(section: Key, noun: str, entry: Callable[[int], Interview], needed: bool = True) -> Interview:
    """Asks for one entry after another, for as long as there is one more."""
    index = 0
    while (needed and index == 0) or (yield _another(section, index, noun)) == "yes":
        yield from entry(index)
        index += 1


def _another(section: Key, index: int, noun: str) -> Question:
    asks = f"Is there another {noun}?" if index else f"Is there a {noun}?"
    explains = "Type yes to add one, no to go on."
    return Question((*section, index, ANOTHER), "", asks, explains, read=yes_or_no, proposes="no")


def _id(key: Key, option: str, taken: list[str], asks: str, example: str) -> Question:
    noun = "person" if key[0] == "people" else str(key[0]).rstrip("s")
    proposes = _first_free(noun, taken)
    return Question(key, option, asks, SHORT_NAME, short_name(taken), example, proposes, longest=LONGEST_SLUG)


def _first_free(noun: str, taken: Collection[str]) -> str:
    return next(name for number in range(1, len(taken) + 2) if (name := f"{noun}-{number}") not in taken)


def people() -> Interview:
    taken: list[str] = []

    def person(index: int) -> Interview:
        at = ("people", index)
        asks = "Who is in danger? Give each person or group a short name for the files:"
        named = _id((*at, "id"), "--person", taken, asks, "crew")
        taken.append((yield replace(named, explains=f"{SHORT_NAME} Never put in it what must stay secret.")))
        shown = yield Question(
            (*at, "shown"),
            "--person",
            "How are they shown?",
            "As the people themselves agreed, or their family or lawyer. If nobody could be asked: withheld.",
            read=one_of(_SHOWN),
            proposes="withheld",
            choices=numbered(_SHOWN),
        )
        yield _person_name(at) if shown in {"name", "initials"} else _person_words(at)

    yield from _each(("people",), "person or group", person)


def _person_name(at: Key) -> Question:
    explains = "As it is written in Latin letters. It stands in the case's file, which others may read."
    return Question((*at, "name"), "--person", "What is the full name?", explains, example="Maryam Example")


def _person_words(at: Key) -> Question:
    return Question(
        (*at, "words"),
        "--person",
        "Who are they, so that it completes “I write to you about …”?",
        "Without a name, and without what would give one away; no full stop.",
        example="the seven residents of Camp Ashraf who are missing",
    )


def recipients(desk: NewCases, spoken: str) -> Interview:
    chosen: list[str] = []
    asks: dict[str, str] = {}

    def addressee(index: int) -> Interview:
        at = ("recipients", index)
        office = yield Question(
            (*at, "to"),
            "--to",
            "Which office do you write to?",
            "Type part of its title, organisation or country, and choose from what is found. "
            "`letters recipients` lists all offices.",
            read=OfficeSearch(desk.offices, spoken, tuple(chosen)),
            example="secretary-general, or Belgium",
        )
        chosen.append(office)
        yield from _asks(desk, office, (*at, "asks"), asks)

    yield from _each(("recipients",), "office to write to", addressee)


def _asks(desk: NewCases, office: str, section: Key, words: dict[str, str]) -> Interview:
    """What one office is asked: an ask that has its words already, or a new one."""
    title = desk.offices[office].title_in("en") if office in desk.offices else "this office"
    here: list[str] = []

    def ask(index: int) -> Interview:
        name = yield _ask_name((*section, index), title, here, words)
        here.append(name)
        if name not in words:
            words[name] = yield _ask_words(name)

    yield from _each(section, f"thing to ask of the {title}", ask)


def _ask_name(key: Key, title: str, here: list[str], words: Mapping[str, str]) -> Question:
    earlier = {name: said for name, said in words.items() if name not in here}
    asks = f"What do you ask of the {title}? First a short name for it:"
    if earlier:
        asks = f"What do you ask of the {title}? Choose an earlier ask, or give a new one a short name:"
    return Question(
        key,
        "--to",
        asks,
        f"{SHORT_NAME} The words come next. The same ask can go to several offices.",
        read=_earlier_or_new(earlier, here),
        example="protect",
        proposes=_first_free("ask", words),
        longest=LONGEST_SLUG,
        choices=numbered(earlier),
    )


def _earlier_or_new(earlier: Mapping[str, str], here: list[str]) -> Reader:
    def read(said: str) -> str:
        if said in earlier or (said.isdecimal() and 1 <= int(said) <= len(earlier)):
            return one_of(earlier)(said)
        return short_name(here)(said)

    return read


def _ask_words(name: str) -> Question:
    return Question(
        ("asks", name),
        "--ask",
        f"Now «{name}» in words, so that it completes “I ask you to: …”",
        "One thing, within the office's power; no full stop. It stands in a list, each ask on its own line.",
        example="see that the other residents are protected",
        longest=400,
    )


def facts(desk: NewCases) -> Interview:
    taken: list[str] = []

    def fact(index: int) -> Interview:
        at = ("facts", index)
        asks = "Now the facts, each with its source. Give this one a short name for the files:"
        taken.append((yield _id((*at, "id"), "--fact", taken, asks, "attack")))
        yield Question(
            (*at, "says"),
            "--fact",
            "What happened, in one or two sentences?",
            "Only what the source shows: who, what, where, when. The letters quote it as it stands.",
            example="On 1 September 2013 armed men attacked Camp Ashraf in Iraq.",
            longest=1000,
        )
        yield Question(
            (*at, "on"),
            "--fact-on",
            "On which day was that?",
            "A day, or a month or a year if no more is known: 2013-09-01, 2013-09 or 2013. A letter dated "
            "before leaves the fact out. Press Enter if it has no date.",
            example="2013-09-01",
            optional=True,
        )
        yield Question(
            (*at, "source"),
            "--fact-source",
            "What is the source?",
            "A newspaper, a report or a page, with its date or its link, so that others can look it up.",
            example="Reuters, 3 September 2013",
            longest=600,
        )
        yield Question(
            (*at, "read"),
            "--fact-read",
            "On which day did you read the source?",
            "Pages change: this says which state of it you saw. Write a day such as 2026-11-21.",
            proposes=str(desk.today),
        )

    yield from _each(("facts",), "fact", fact)


def points() -> Interview:
    taken: list[str] = []

    def point(index: int) -> Interview:
        at = ("points", index)
        asks = "Give the sentence a short name for the files:"
        taken.append((yield _id((*at, "id"), "--point", taken, asks, "winter")))
        yield Question(
            (*at, "says"),
            "--point",
            "The sentence, as the supporter would say it:",
            "Supporters tick the sentences they agree with; those stand in their letter.",
            example="I take no side in politics; my concern is for seven human lives.",
            longest=400,
        )

    yield from _each(("points",), "sentence that supporters may tick to add to their letter", point, needed=False)
