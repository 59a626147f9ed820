"""What each key of an organiser's file holds, in the words that editors show beside it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from app.content.kinds import KindHead
from app.domain.case import (
    Addressee,
    Case,
    Countries,
    Fact,
    Ground,
    Organisers,
    Outcome,
    Person,
    Photograph,
    Update,
    Words,
)
from app.domain.office import (
    Contact,
    Contacts,
    EmailContact,
    FaxContact,
    GenderedForm,
    Holder,
    Office,
    PostContact,
    WebContact,
)

_SOURCE = "Where this was found: a publication with its date, or a link."

DESCRIPTIONS: Mapping[type[BaseModel], Mapping[str, str]] = {
    Case: {
        "status": "draft: not shown on the site; open: takes letters; closed: shown with its outcome.",
        "opened": "The first day that letters can be dated, such as 2013-09-01.",
        "send_by": "The last day that makes sense to post a letter, if there is one.",
        "closed": "The last day that letters can be dated; only for a closed case.",
        "kind": "A folder of _kinds/: its letter is used where a language file has none of its own.",
        "countries": "Where the people are, and the country they fear.",
        "people": "The people at risk, each as they agreed to be shown.",
        "recipients": "The offices that are written to, and what each is asked.",
        "photographs": "Pictures for the case's page; what is to be seen on them stands in the language files.",
        "organisers": "Who takes care of the case: supporters are asked to tell them of an answer.",
        "grounds": "Legal grounds by their id in _law.yaml.",
        "facts": "What happened, each fact with its source; the words stand in the language files.",
        "updates": "What has happened since; the words stand in the language files.",
        "outcome": "What came of a closed case: its day and its source.",
    },
    Countries: {
        "where": "The country where the people are: a two-letter ISO code such as BE.",
        "feared": "The country they fear: a two-letter ISO code such as IR.",
    },
    Person: {
        "id": "A short name for the language files: small letters, figures and hyphens. It must not give a name away.",
        "shown": "name or initials, with «name»; withheld: no name may stand in the file.",
        "name": "The person's name; only where it may be shown, in full or as initials.",
    },
    Addressee: {
        "to": "An office by its id in recipients.yaml.",
        "asks": "What it is asked, by ids; the words stand in the language files.",
        "kind": "Another folder of _kinds/, where this office gets another letter than the rest.",
        "copies": "Offices that get a copy; they are named at the foot of the letter. embassy-of-where: the embassy, "
        "in the supporter’s country, of the State where the people are.",
    },
    Photograph: {
        "file": "A JPEG, PNG or WebP picture in the case's folder, such as camp.jpg.",
        "licence": "The licence that lets everybody show it, such as CC BY-SA 4.0.",
        "credit": "Who made it, as the licence wants them named.",
        "source": _SOURCE,
    },
    Organisers: {
        "name": "Their name, as supporters know it.",
        "email": "The address that supporters write to; it is public.",
        "web": "A page to tell them on, in the place of an e-mail address.",
    },
    Fact: {
        "id": "A short name for the language files: small letters, figures and hyphens.",
        "on": "When it happened: a day, a month or a year. A letter dated before leaves it out.",
        "source": _SOURCE,
        "read": "The day you read the source.",
    },
    Update: {
        "id": "A short name for the language files: small letters, figures and hyphens.",
        "on": "When it happened: a day, a month or a year.",
        "source": _SOURCE,
    },
    Outcome: {"on": "When it came about: a day, a month or a year.", "source": _SOURCE},
    Words: {
        "title": "The case's title, for the site.",
        "subject": "The subject line of the letters.",
        "summary": "Two or three sentences for the case's page.",
        "people": "By id: who is meant, as it stands in the sentence “I write to you about …”.",
        "facts": "By id: each fact in a sentence or two.",
        "asks": "By id: each ask, as it completes “I ask you to: …”, without a full stop.",
        "why": "By office id: in a line, why a letter to that office matters; supporters read it beside its name.",
        "photographs": "By file name without its ending: what is to be seen, for those who do not see it.",
        "points": "By id: sentences that a supporter may tick; the same ids in each language.",
        "updates": "By id: each update in a sentence or two.",
        "outcome": "For a closed case: what became of it.",
        "reviewed": "true once a native speaker has checked the text; until then the site says that nobody has.",
    },
    KindHead: {
        "name": "What this kind of letter asks for, in a few words.",
        "reviewed": "true once a native speaker has checked the letter.",
    },
    Ground: {
        "names": "By language: the name as it stands in a sentence.",
        "says": "What it says, in a neutral paraphrase, for the case's page.",
        "source": "Where its text can be read.",
        "confirmed": "Whether a page showed the text to us.",
    },
    Office: {
        "title": "By language: the office's title.",
        "organisation": "By language: what the office belongs to, where the title does not say it.",
        "country": "The State it serves, as a two-letter ISO code; left out for an international organisation.",
        "level": "The rank, which decides how the office is addressed.",
        "languages": "The languages the office reads, the most wanted first.",
        "open_to": "supporters, or representatives where only the person concerned is heard.",
        "why_closed": "Why supporters may not write to it, in one sentence that they read.",
        "salutation": "By language: the greeting that opens the letter, without its comma.",
        "contacts": "Where a letter reaches the office.",
        "holders": "The people who have held the office.",
        "holder_unknown": "Why nobody can be named today, in one sentence that supporters read.",
        "note": "What the next person to look should know.",
    },
    GenderedForm: {
        "neutral": "The form for an office without a known holder; it names nobody.",
        "male": "The form for a man; {name} is his name.",
        "female": "The form for a woman; {name} is her name.",
        "source": "The page that showed the form.",
        "confirmed": "true once a page has shown the form.",
    },
    Holder: {
        "name": "The person's name.",
        "names": "By language: the name in another form or script.",
        "styles": "By language: how the person is named on the envelope, else the name alone.",
        "gender": "male or female, only where a source states it.",
        "from": "The first day in office; a month or a year where no more is known.",
        "until": "The last day in office; unknown: they have left or may have left, nobody knows when.",
        "seen": "Days on which a source shows the person in office.",
        "title": "By language: the title, where it differed from the office's.",
        "organisation": "By language: the organisation, where it had another name.",
        "salutation": "By language: the salutation, where it differed from the office's.",
        "source": _SOURCE,
        "unconfirmed": "What no page confirmed, in words that follow “Not confirmed by a page:”.",
    },
    Contacts: {
        "post": "The postal address.",
        "fax": "The fax number.",
        "email": "The e-mail address.",
        "web": "The office's own site, or its form.",
    },
    Contact: {
        "source": _SOURCE,
        "checked": "The newest date on which a source shows it.",
        "status": "live: recent enough to rely on; stale: old or undated; historical: no longer used.",
        "note": "A note for ourselves.",
    },
    PostContact: {
        "lines": "Up to six lines in the destination's own order, without the country.",
        "country": "The country the post goes to: a two-letter ISO code.",
    },
    FaxContact: {
        "number": "With + and the country's code, without spaces, such as +41229179006.",
        "also": "Further numbers of the same line, written alike.",
    },
    EmailContact: {"address": "Such as name@example.org."},
    WebContact: {"url": "A link that begins with https:// or http://."},
}


def description_of(model: type[BaseModel], key: str) -> str:
    """The words for a key: its own model's, else those of a model that it builds upon."""
    owners = (DESCRIPTIONS[base] for base in model.__mro__ if base in DESCRIPTIONS)
    return next((owner[key] for owner in owners if key in owner), "")
