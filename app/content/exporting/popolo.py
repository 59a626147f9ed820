"""Offices as Popolo JSON (https://www.popoloproject.com/specs/)."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from app.domain.office import AnyContact, FaxContact, Holder, Office
from app.domain.text import bare_letters

Entry = dict[str, Any]

_CONTACT_TYPES = {"post": "address", "fax": "fax", "email": "email", "web": "url"}
_LINK = re.compile(r"https?://\S+[^\s.,;)]")


def as_popolo(offices: Iterable[Office], on: datetime.date) -> str:
    """Everything on file: persons, organizations, posts with their contacts, and who held which when.

    What Popolo has no word for stands beside its own: `status` and `checked` of a contact,
    `open_to` of a post, `until` and `seen` of a term whose end nobody knows.
    """
    known = tuple(offices)
    terms = [(office, holder) for office in known for holder in office.holders]
    document = {
        "meta": {"generator": "Urgent Letters", "snapshot": on.isoformat()},
        "persons": _persons(holder for _, holder in terms),
        "organizations": _each_once(_organization(office) for office in known if _organization_id(office)),
        "posts": [_post(office) for office in known],
        "memberships": [_membership(office, holder) for office, holder in terms],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _persons(holders: Iterable[Holder]) -> list[Entry]:
    """Each person once, though they held two offices, or one twice."""
    terms: dict[str, list[Holder]] = {}
    for holder in holders:
        terms.setdefault(_person_id(holder), []).append(holder)
    return [_person(person, held) for person, held in terms.items()]


def _person(person: str, terms: list[Holder]) -> Entry:
    first = terms[0]
    names = {language: name for term in terms for language, name in term.names.items()}
    names_differ = dict.fromkeys(term.name for term in terms if term.name != first.name)
    identifiers = dict.fromkeys(item for term in terms for item in term.wikidata_ids)
    return _without_gaps(
        {
            "id": person,
            "name": first.name,
            "other_names": [
                *({"name": name} for name in names_differ),
                *({"name": name, "note": language} for language, name in names.items()),
            ],
            "gender": next((term.gender for term in terms if term.gender), None),
            "identifiers": [{"scheme": "wikidata", "identifier": item} for item in identifiers],
        }
    )


def _organization(office: Office) -> Entry:
    others = [{"name": name, "note": language} for language, name in office.organisation.items()]
    name = office.organisation_in("en")
    return _without_gaps(
        {
            "id": _organization_id(office),
            "name": name,
            "other_names": [other for other in others if other["name"] != name],
            "country": office.country,
        }
    )


def _post(office: Office) -> Entry:
    title = office.title_in("en")
    others = [{"name": form.neutral, "note": language} for language, form in office.title.items()]
    return _without_gaps(
        {
            "id": office.id,
            "label": title,
            "role": title,
            "other_labels": [other for other in others if other["name"] != title],
            "organization_id": _organization_id(office),
            "contact_details": [
                _contact_detail(name, contact, value, office)
                for name, contact in office.contacts.each
                for value in (contact.numbers if isinstance(contact, FaxContact) else (contact.value,))
            ],
            "level": office.level,
            "open_to": office.open_to,
            "why_closed": office.why_closed,
        }
    )


def _contact_detail(name: str, contact: AnyContact, value: str, office: Office) -> Entry:
    dated = f"checked {contact.checked}" if contact.checked else "undated"
    return _without_gaps(
        {
            "type": _CONTACT_TYPES[name],
            "value": value,
            "note": f"{contact.status}, {dated}. {contact.note}".strip(),
            "sources": [_source(contact.source, office)],
            "status": contact.status,
            "checked": str(contact.checked or ""),
        }
    )


def _membership(office: Office, holder: Holder) -> Entry:
    person = _person_id(holder)
    unknown_end = holder.until == "unknown"
    return _without_gaps(
        {
            "id": f"{office.id}/{person}/{holder.from_ or 'unknown'}",
            "person_id": person,
            "organization_id": _organization_id(office),
            "post_id": office.id,
            "role": office.title_in("en", holder),
            "start_date": str(holder.from_ or ""),
            "end_date": "" if unknown_end else str(holder.until or ""),
            "sources": [_source(holder.source, office, holder.wikidata_ids)],
            "until": "unknown" if unknown_end else "",
            "seen": [str(day) for day in holder.seen],
            "unconfirmed": holder.unconfirmed,
        }
    )


def _source(source: str, office: Office, items: Sequence[str] = ()) -> Entry:
    """A link and the source in words. Popolo asks for an address, and many a source has none."""
    link = _LINK.search(source)
    item = next(iter(items), None)
    url = f"https://www.wikidata.org/wiki/{item}" if item else f"urn:x-urgent-letters:{office.id}"
    return {"url": link.group() if link else url, "note": source}


def _person_id(holder: Holder) -> str:
    return _slug(holder.name)


def _organization_id(office: Office) -> str | None:
    name = office.organisation_in("en")
    if not name:
        return None
    return f"{office.country.lower()}-{_slug(name)}" if office.country else _slug(name)


def _slug(name: str) -> str:
    """The name in small Latin letters; where it has other letters, a name made from them that stays."""
    words = bare_letters(name)
    return words.replace(" ", "-") if words.isascii() else f"n-{sha256(words.encode()).hexdigest()[:12]}"


def _each_once(entries: Iterable[Entry]) -> list[Entry]:
    return list({entry["id"]: entry for entry in entries}.values())


def _without_gaps(entry: Mapping[str, Any]) -> Entry:
    return {key: value for key, value in entry.items() if value not in (None, "", [])}
