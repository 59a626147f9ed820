"""A Rule 39 request as it goes out: finished values only, in reading order."""

from __future__ import annotations

from app.domain.values import Value


class EnclosedFile(Value):
    """What somebody encloses: its title and the bytes of the file, none if no file was given."""

    title: str
    data: bytes


class FaceItem(Value):
    """One item of the face: its label and its lines."""

    label: str
    lines: tuple[str, ...]


class Passage(Value):
    """A part of the statement: its heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


class ListedEnclosure(Value):
    """An enclosure as the list names it."""

    number: int
    title: str
    pages: int


class Filing(Value):
    """The request in parts: marking (in bold), face, statement, list of enclosures, signature.

    A marking is an item with or without lines. `private` are the names that must not stand in
    the name of a file.
    """

    office_id: str
    date_line: str
    marking: tuple[FaceItem, ...]
    face: tuple[FaceItem, ...]
    statement: tuple[Passage, ...]
    enclosures: tuple[ListedEnclosure, ...]
    signature: tuple[str, ...]
    applicant: str
    telephone: str
    private: tuple[str, ...]

    @property
    def enclosed_pages(self) -> int:
        return sum(enclosure.pages for enclosure in self.enclosures)


class KitFiles(Value):
    """The names of a kit's files: the parts of the fax, and the PDFs for the Court's own site."""

    fax: tuple[str, ...]
    site: tuple[str, ...]
