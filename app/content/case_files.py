"""Answers about a new case → the text of its two files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.content.answers import Answers, FactAnswer, PersonAnswer
from app.content.schema import modeline
from app.content.writing import day, folded, listed, text


def case_files(answers: Answers, body: str = "") -> dict[str, str]:
    """The files of a case by their names; without `body` its kind's letter is used."""
    return {"case.yaml": _facts_file(answers), f"{answers.language}.md": _words_file(answers, body)}


def _facts_file(answers: Answers) -> str:
    lines = [
        modeline("case"),
        f"status: {text(answers.status)}  # draft (not on the site), open or closed",
        f"opened: {day(answers.opened)}  # letters are dated from this day",
        *_if(answers.send_by, f"send_by: {day(answers.send_by)}  # the last day that makes sense"),
        *_if(answers.kind, f"kind: {text(answers.kind)}  # the letter in letter_templates/_kinds/"),
        _countries(answers),
        "# name, initials or withheld; a withheld name must not stand here",
        "people:",
        *(line for person in answers.people for line in _person(person)),
        *_if(answers.grounds, f"grounds: {listed(answers.grounds)}  # from letter_templates/_law.yaml"),
        "recipients:",
        *(line for one in answers.recipients for line in (f"  - to: {text(one.to)}", f"    asks: {listed(one.asks)}")),
        "# on: when it happened; read: when you read the source",
        "facts:",
        *(line for fact in answers.facts for line in _fact(fact)),
    ]
    return "\n".join(lines) + "\n"


def _if(value: object, line: str) -> tuple[str, ...]:
    return (line,) if value else ()


def _countries(answers: Answers) -> str:
    feared = f", feared: {_code(answers.feared)}" if answers.feared else ""
    return f"countries: {{where: {_code(answers.where)}{feared}}}"


def _code(value: str) -> str:
    return text(value, within_brackets=True)


def _person(person: PersonAnswer) -> Iterable[str]:
    if not person.name:
        return (f"  - {{id: {_code(person.id)}, shown: {_code(person.shown)}}}",)
    return (f"  - id: {text(person.id)}", f"    shown: {text(person.shown)}", f"    name: {text(person.name)}")


def _fact(fact: FactAnswer) -> Iterable[str]:
    return (
        f"  - id: {text(fact.id)}",
        *_if(fact.on, f"    on: {day(fact.on)}"),
        f"    source: {folded(fact.source, 6)}",
        *_if(fact.read, f"    read: {day(fact.read)}"),
    )


def _words_file(answers: Answers, body: str) -> str:
    asked = dict.fromkeys(ask for one in answers.recipients for ask in one.asks)
    lines = [
        "---",
        modeline("words"),
        f"title: {folded(answers.title, 2)}",
        f"subject: {folded(answers.subject, 2)}",
        f"summary: {folded(answers.summary, 2)}",
        *_section("people", {person.id: person.words for person in answers.people if person.words}),
        *_section("facts", {fact.id: fact.says for fact in answers.facts}),
        *_section("asks", {ask: answers.asks[ask] for ask in asked}),
        *_section("points", {point.id: point.says for point in answers.points}),
        "reviewed: false  # true once a native speaker has read it",
        "---",
    ]
    return "\n".join(lines) + "\n" + body


def _section(key: str, words: Mapping[str, str]) -> Iterable[str]:
    if words:
        yield f"{key}:"
        yield from (f"  {text(name)}: {folded(said, 4)}" for name, said in words.items())
