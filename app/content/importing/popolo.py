"""Popolo JSON (https://www.popoloproject.com/specs/) → rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from app.content.importing.sheet import Row, Sheet, not_a_table
from app.domain.dates import read_day
from app.domain.problem import Problem
from app.domain.text import clean

Entry = Mapping[str, Any]

# Where files say of what day they are. Popolo has no word for it.
_DAYS_OF_A_FILE = ("snapshot", "date", "updated_at", "generated_at", "created_at")


def read_popolo(text: str, file: str) -> Sheet | Problem:
    """The memberships, each with its person and its post, or why the file has none."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        return not_a_table(file, f"{error.msg[:1].lower()}{error.msg[1:]}", error.lineno)
    except (ValueError, RecursionError):
        return not_a_table(file, "it holds a number or a nesting that nobody needs")
    if not isinstance(document, dict) or not _entries(document, "persons"):
        return not_a_table(file, "it has no list «persons»")
    persons = _entries(document, "persons")
    return Sheet(
        file=file,
        rows=tuple(_rows(document, file)),
        states_gender=any(_text(person, "gender") for person in persons),
        snapshot=_day_of(document.get("meta")),
    )


def _rows(document: Entry, file: str) -> Iterator[Row]:
    persons, posts = _by_id(document, "persons"), _by_id(document, "posts")
    for number, membership in enumerate(_memberships(document), start=1):
        person = persons.get(_text(membership, "person_id"), {})
        post = posts.get(_text(membership, "post_id"), {})
        yield Row(
            file=file,
            unit="membership",
            number=number,
            names=_names(membership, post),
            person=_text(person, "name"),
            wikidata=_wikidata(person),
            start=_text(membership, "start_date"),
            # Our own export knows terms that have ended nobody knows when.
            end=_text(membership, "end_date") or _text(membership, "until"),
            gender=_text(person, "gender"),
        )


def _memberships(document: Entry) -> Iterator[Entry]:
    """Those in the list of their own, then those that stand within their person."""
    yield from _entries(document, "memberships")
    for person in _entries(document, "persons"):
        for membership in _entries(person, "memberships"):
            yield {"person_id": person.get("id"), **membership}


def _names(membership: Entry, post: Entry) -> tuple[str, ...]:
    """The post's id, role and label; the role in the membership where there is no post."""
    named = [_text(membership, "post_id"), _text(post, "role"), _text(post, "label")]
    return tuple(dict.fromkeys(name for name in (named if post else [_text(membership, "role")]) if name))


def _wikidata(person: Entry) -> str:
    schemes = {_text(one, "scheme"): _text(one, "identifier") for one in _entries(person, "identifiers")}
    return schemes.get("wikidata", "")


def _day_of(meta: Any) -> Any:
    days = [read_day(_text(meta, key)[:10]) for key in _DAYS_OF_A_FILE] if isinstance(meta, dict) else []
    return next((day for day in days if day), None)


def _by_id(document: Entry, name: str) -> dict[str, Entry]:
    return {_text(entry, "id"): entry for entry in _entries(document, name) if _text(entry, "id")}


def _entries(within: Entry, name: str) -> list[Entry]:
    """The objects of a list; whatever else a file has there is passed over."""
    found = within.get(name)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _text(entry: Entry, key: str) -> str:
    """A text or a number, such as an id or a year, in one line."""
    value = entry.get(key)
    known = isinstance(value, str | int) and not isinstance(value, bool)
    return " ".join(clean(str(value)).text.split()) if known else ""
