"""The questions about a new case, in the order in which an organiser thinks of them."""

from __future__ import annotations

from app.cli.new_case.lists import SHORT_NAME, facts, people, points, recipients
from app.cli.new_case.questions import LONGEST_SLUG, Interview, Question
from app.cli.new_case.readers import (
    RefusedError,
    as_short_name,
    country,
    language,
    numbered,
    one_of,
    short_name,
    some_of,
)
from app.content.new_case import NewCases
from app.domain.language import LANGUAGES

_STATUS = {
    "draft": "not on the site yet: look at the letters first",
    "open": "on the site at once",
}


def interview(desk: NewCases) -> Interview:
    """Asks for everything a case needs. What it is sent must be sound, or empty to go on regardless."""
    spoken = yield _language(desk)
    title = yield _line("title", "What is the title of the case?", "Release the seven taken from Camp Ashraf", _TITLE)
    yield _folder(desk, title)
    yield _line("subject", "What is the subject line of the letters?", _SUBJECT_EXAMPLE, _SUBJECT)
    yield _line("summary", "What is it about, in two or three sentences?", _SUMMARY_EXAMPLE, _SUMMARY, longest=1000)
    yield _country("where", "In which country are the people?", "Iraq, or IQ")
    yield _country("feared", "Which country do they fear, if any?", "Iran, or IR", optional=True)
    yield from people()
    yield _kind(desk, spoken)
    yield from recipients(desk, spoken)
    yield from facts(desk)
    yield _grounds(desk, spoken)
    yield from points()
    yield _opened(desk)
    yield _send_by()
    yield _status()


_TITLE = "A short line that says what the letters are for. It is the heading of the case's page."
_SUBJECT = "Officials read this first. It says who and what, with a date if there is one; no full stop."
_SUBJECT_EXAMPLE = "The seven residents of Camp Ashraf missing since 1 September 2013"
_SUMMARY = "This stands on the case's page, for supporters: what happened, and who could help."
_SUMMARY_EXAMPLE = (
    "Fifty-two people were killed and seven were taken. Write to the two officials who could speak for them."
)


def _line(key: str, asks: str, example: str, explains: str, longest: int = 200) -> Question:
    return Question((key,), f"--{key}", asks, explains, example=example, longest=longest)


def _language(desk: NewCases) -> Question:
    codes = {code: LANGUAGES[code].name for code in desk.languages}
    explains = "The case begins in one language. `letters new-language` adds others later, for offices that read them."

    def read(said: str) -> str:
        return one_of(codes)(language(said) if not said.isdecimal() else said)

    proposes = "en" if "en" in codes else next(iter(codes), "")
    return Question(
        ("language",),
        "--language",
        "In which language do you write?",
        explains,
        read=read,
        proposes=proposes,
        choices=numbered(codes),
    )


def _folder(desk: NewCases, title: str) -> Question:
    def read(said: str) -> str:
        name = short_name(())(said)
        return short_name({name} if desk.is_taken(name) else ())(name)

    return Question(
        ("slug",),
        "--slug",
        "What shall the case's folder be called?",
        f"It is also part of the address of the case's page. {SHORT_NAME}",
        read=read,
        proposes=_free_name(desk, as_short_name(title) or f"case-{desk.today}"),
        longest=LONGEST_SLUG,
    )


def _free_name(desk: NewCases, name: str) -> str:
    names = (name, *(f"{name}-{number}" for number in range(2, 100)))
    return next((one for one in names if not desk.is_taken(one)), "")


def _country(key: str, asks: str, example: str, optional: bool = False) -> Question:
    explains = "The country's name in English, or its two-letter code."
    return Question((key,), f"--{key}", asks, explains, read=country, example=example, optional=optional)


def _kind(desk: NewCases, spoken: str) -> Question:
    kinds = {slug: kind.name_in(spoken) for slug, kind in desk.kinds.items() if not spoken or spoken in kind.letters}
    return Question(
        ("kind",),
        "--kind",
        "What kind of letter is it?",
        "The letter's sentences are written already; your facts and asks stand in them. Later you can write your own.",
        read=one_of(kinds),
        choices=numbered(kinds),
    )


def _grounds(desk: NewCases, spoken: str) -> Question:
    named = {
        name: ground.name_in(spoken) for name, ground in desk.grounds.items() if not spoken or spoken in ground.names
    }
    return Question(
        ("grounds",),
        "--ground",
        "Which laws protect them? Numbers or short names, with commas between.",
        "The letter recalls them in a sentence of its own. Choose one to three, or press Enter for none.",
        read=some_of(named),
        optional=True,
        choices=numbered(named),
    )


def _opened(desk: NewCases) -> Question:
    asks = "From which day on can letters be dated?"
    explains = "A letter cannot be dated before this day. Write a day as year, month and day, such as 2013-09-20."
    return Question(("opened",), "--opened", asks, explains, proposes=str(desk.today))


def _send_by() -> Question:
    asks = "Is there a last day on which a letter still makes sense?"
    explains = "The site shows the most urgent cases first. Write a day such as 2013-12-31, or press Enter for none."
    return Question(("send_by",), "--send-by", asks, explains, example="2013-12-31", optional=True)


def _status() -> Question:
    def read(said: str) -> str:
        if said.casefold() == "closed":
            raise RefusedError("A new case is a draft or open; docs/writing-a-case.md says how a case is closed.")
        return one_of(_STATUS)(said)

    return Question(
        ("status",),
        "--status",
        "Shall the site show it?",
        "A draft can be read and printed on this machine only. To open it, change one word in its case.yaml.",
        read=read,
        proposes="draft",
        choices=numbered(_STATUS),
    )
