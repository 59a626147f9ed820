"""What an action sheet holds: finished words, in the order of reading."""

from __future__ import annotations

from app.composing.sheet_recipients import Recipient
from app.domain.language import Language
from app.domain.letter import Letter
from app.domain.values import Value


class Entry(Value):
    """One thing that a section tells: its mark, its words, their day and where they come from, in short."""

    text: str
    mark: str = ""
    day: str = ""
    source: str = ""


class Section(Value):
    heading: str
    entries: tuple[Entry, ...]


class Deadline(Value):
    """The day to send before: `day` for the postmark, and whole sentences."""

    heading: str
    day: str
    words: str


class QrCode(Value):
    link: str
    shown: str
    words: str
    alternative: str


class Sample(Value):
    heading: str
    letter: Letter


class Embassies(Value):
    """Where copies go besides: what to do, and the addresses that we know."""

    heading: str
    words: str
    known: tuple[str, ...] = ()


class ActionSheet(Value):
    """Finished words, in the order of reading.

    What the sheet says itself is in `language`; what the case says in `words_language`, which is
    another one where nobody has translated the case.
    """

    language: Language
    words_language: Language
    kind: str
    index: tuple[str, ...]
    title: str
    summary: str
    deadline: Deadline
    sections: tuple[Section, ...]
    recipients_heading: str
    recipients: tuple[Recipient, ...]
    embassies: Embassies | None = None
    advice: Section
    qr: QrCode | None = None
    sample: Sample | None = None
