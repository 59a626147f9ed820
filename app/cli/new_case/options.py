"""The command line's options as answers by their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

from app.content.answers import (
    AddresseeAnswer,
    Answers,
    FactAnswer,
    PersonAnswer,
    PointAnswer,
)
from app.domain.problem import did_you_mean

Command = Callable[..., Any]

_SINGLE = {
    "language": "CODE|The language you write in, such as en.",
    "title": "TEXT|The title of the case.",
    "slug": "NAME|The case's folder; else made from the title.",
    "subject": "TEXT|The subject line of the letters.",
    "summary": "TEXT|Two or three sentences for the case's page.",
    "where": "COUNTRY|Where the people are: a name or a code.",
    "feared": "COUNTRY|The country they fear, if any.",
    "kind": "KIND|A folder of letter_templates/_kinds/.",
    "opened": "DATE|The first day of letters; else today.",
    "send_by": "DATE|The last day that makes sense, if any.",
    "status": "draft|open|draft (if not given) or open.",
}
_REPEATED = {
    "person": "ID:SHOWN:TEXT|Shown name or initials with the name, or withheld with words for who they are.",
    "to": "OFFICE=ASK,ASK|An office, and the ids of what it is asked.",
    "ask": "ID=TEXT|An ask in words; it completes “I ask you to: …”.",
    "fact": "ID=TEXT|A fact in a sentence or two.",
    "fact_on": "ID=DATE|The day, month or year of a fact.",
    "fact_source": "ID=TEXT|The source of a fact.",
    "fact_read": "ID=DATE|The day you read the source; else today.",
    "ground": "ID|A legal ground of _law.yaml.",
    "point": "ID=TEXT|A sentence that supporters may tick.",
}

_PERSON_FORM = "Write it as ID:SHOWN:TEXT with name, initials or withheld, such as crew:withheld:the crew of the ship."


def answer_options(command: Command) -> Command:
    """Gives a command an option for every answer."""
    for name, words in reversed({**_SINGLE, **_REPEATED}.items()):
        metavar, _, told = words.rpartition("|")
        again = " May be given again." if name in _REPEATED else ""
        flag = f"--{name.replace('_', '-')}"
        command = click.option(flag, name, metavar=metavar, multiple=name in _REPEATED, help=told + again)(command)
    return command


def usages_of(options: Iterable[str]) -> list[str]:
    """How each option is written, each once, with what it is for."""
    told = {**_SINGLE, **_REPEATED}
    named = {option: told[option.removeprefix("--").replace("-", "_")].rpartition("|") for option in options}
    width = max(len(option) + len(metavar) for option, (metavar, _bar, _words) in named.items()) + 3
    return [f"{f'{option} {metavar}':{width}}{words}" for option, (metavar, _bar, words) in named.items()]


def answers_in(given: Mapping[str, Any]) -> tuple[Answers, list[str]]:
    """The answers that options give, and what is wrong with the form of the others."""
    wrong: list[str] = []
    facts = _pairs("fact", given, wrong)
    details = {name: _pairs(f"fact_{name}", given, wrong) for name in ("on", "source", "read")}
    for name, values in details.items():
        wrong += [
            f"--fact-{name} {fact}: There is no fact «{fact}». {did_you_mean(fact, facts)}"
            for fact in values
            if fact not in facts
        ]
    single: dict[str, Any] = {name: given.get(name) or "" for name in _SINGLE}
    answers = Answers(
        **single,
        people=tuple(_people(given.get("person", ()), wrong)),
        recipients=tuple(
            AddresseeAnswer(to=office, asks=tuple(asks.replace(",", " ").split()))
            for office, asks in _pairs("to", given, wrong, needs_value=False).items()
        ),
        asks=_pairs("ask", given, wrong),
        facts=tuple(
            FactAnswer(id=fact, says=says, **{name: details[name].get(fact, "") for name in details})
            for fact, says in facts.items()
        ),
        grounds=tuple(given.get("ground", ())),
        points=tuple(PointAnswer(id=point, says=says) for point, says in _pairs("point", given, wrong).items()),
    )
    return answers, wrong


def _pairs(name: str, given: Mapping[str, Any], wrong: list[str], needs_value: bool = True) -> dict[str, str]:
    """The values of a repeated ID=VALUE option by their id."""
    option = f"--{name.replace('_', '-')}"
    pairs: dict[str, str] = {}
    for typed in given.get(name, ()):
        key, equals, value = (part.strip() for part in typed.partition("="))
        if not key or (needs_value and not (equals and value)):
            wrong.append(f"{option} «{typed[:40]}»: Write it as {_REPEATED[name].partition('|')[0]}.")
        elif key in pairs:
            wrong.append(f"{option} {key}: It is given twice. Take one out.")
        else:
            pairs[key] = value
    return pairs


def _people(typed: Sequence[str], wrong: list[str]) -> list[PersonAnswer]:
    people = []
    for one in typed:
        name, shown, said = (*(part.strip() for part in one.split(":", 2)), "", "")[:3]
        if shown not in {"name", "initials", "withheld"} or not (name and said):
            wrong.append(f"--person «{name[:40]}»: {_PERSON_FORM}")
            continue
        words = {"words": said} if shown == "withheld" else {"name": said}
        people.append(PersonAnswer(id=name, shown=shown, **words))
    return people
