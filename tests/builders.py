"""Hand-made offices, cases, letters and content folders, each with one thing changed."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from app.content import load_stationery
from app.domain.case import Case
from app.domain.language import LANGUAGES
from app.domain.letter import Letter, Paragraph, Run
from app.domain.office import Office
from app.domain.supporter import Supporter, read_supporter

STOCK = load_stationery()
PLAIN = [STOCK.plain("A4")]
NAME = "شیرین $& {{7*7}} <b>O'Neil</b>"


def a_supporter(**changes: Any) -> Supporter:
    typed = {"name": "Sheila O’Neil", "address": "12 Lange Munt\n9000 Gent", "country": "BE", **changes}
    supporter, told = read_supporter(typed)
    assert supporter is not None, told
    return supporter


def an_office(**changes: Any) -> Office:
    return Office.model_validate(
        {
            "id": "harbour-master",
            "title": {"en": "Harbour Master"},
            "organisation": {"en": "Port of Antwerp"},
            "country": "BE",
            "level": "agency",
            "languages": ("en",),
            "open_to": "supporters",
            "salutation": {"en": "Dear Harbour Master"},
            "contacts": {
                "post": {
                    "lines": ("1 Quay Street", "2000 Antwerpen"),
                    "country": "BE",
                    "source": "a page",
                    "status": "live",
                }
            },
            **changes,
        }
    )


TEMPLATE = "I am {{ supporter.introduction }}.\n\n{{ facts }}\n\nI ask you to:\n\n{{ asks }}\n\n{{ points }}\n\n{{ own_words }}"


def a_case(template: str = TEMPLATE, words: dict[str, Any] | None = None, **changes: Any) -> Case:
    return Case.model_validate(
        {
            "slug": "the-ship",
            "status": "open",
            "opened": datetime.date(2020, 1, 1),
            "countries": {"where": "BE"},
            "people": ({"id": "crew", "shown": "withheld"},),
            "recipients": ({"to": "harbour-master", "asks": ("release",)},),
            "facts": ({"id": "held", "source": "a page"},),
            "words": {
                "en": {
                    "title": "Let the ship go",
                    "subject": "The crew of the ship",
                    "summary": "A ship is held.",
                    "people": {"crew": "the crew"},
                    "facts": {"held": "The ship is held."},
                    "asks": {"release": "let the ship go"},
                    "points": {"winter": "Winter is near.", "ice": "There is ice."},
                    "letters": {"harbour-master": {"text": template, "reviewed": True}},
                    **(words or {}),
                }
            },
            **changes,
        }
    )


def a_letter(**changes: Any) -> Letter:
    parts: dict[str, Any] = {
        "date_line": "1 January 2020",
        "inside_address": ("Harbour Master", "Port of Antwerp"),
        "subject_line": "The crew of the ship",
        "salutation": "Dear Harbour Master,",
        "body": (Paragraph(text=(Run(text="Let the ship go."),)),),
        "complimentary_close": "Yours sincerely,",
        "signature_block": ("Sheila O’Neil",),
        "language": LANGUAGES["en"],
        "office_id": "harbour-master",
    }
    return Letter(**{**parts, **changes})


RECIPIENTS_YAML = """\
harbour-master:
  title: {en: Harbour Master}
  country: BE
  level: agency
  languages: [en]
  open_to: supporters
  salutation: {en: Dear Harbour Master}
  contacts:
    post:
      lines: [1 Quay Street, 2000 Antwerpen]
      country: BE
      source: a page
      status: live
  holder_unknown: Nobody told us who it is.
"""
CASE_YAML = """\
status: open
opened: 2020-01-01
kind: let-go
countries: {where: BE}
people:
  - {id: crew, shown: withheld}
grounds: [sea-law]
recipients:
  - to: harbour-master
    asks: [release]
facts:
  - {id: held, source: a page}
"""
EN_MD = """\
---
title: Let the ship go
subject: The crew of the ship
summary: A ship is held.
people:
  crew: the crew
facts:
  held: The ship is held.
asks:
  release: let the ship go
reviewed: true
---
"""
KIND_MD = """\
---
name: Let go
reviewed: true
---
I write about {{ people }}.

{{ facts }}

I ask you to:

{{ asks }}

{{ own_words }}
"""
LAW_YAML = """\
sea-law:
  names: {en: the law of the sea}
  says: Ships may sail.
  source: a page
  confirmed: true
"""
FILES = {
    "recipients.yaml": RECIPIENTS_YAML,
    "letter_templates/_law.yaml": LAW_YAML,
    "letter_templates/_kinds/let-go/en.md": KIND_MD,
    "letter_templates/the-ship/case.yaml": CASE_YAML,
    "letter_templates/the-ship/en.md": EN_MD,
}


def write_content(folder: Path, **changes: str) -> Path:
    """A sound content folder; each change replaces a file, named by its path."""
    for name, text in {**FILES, **changes}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
