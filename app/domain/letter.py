"""A letter: finished values only, in reading order; and its proof, for whoever writes the template."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from app.domain.delivery import Delivery
from app.domain.language import Language
from app.domain.text import length
from app.domain.values import Value


class Run(Value):
    """A stretch of text in one style; a line break is a newline in it.

    `set_apart` marks a value whose own direction must not disturb the sentence around it.
    """

    text: str
    emphasis: Literal["none", "emphasis", "strong"] = "none"
    set_apart: bool = False


class Fault(Run):
    """What an organiser has to mend, where it stands. Only a proof can hold it."""

    set_apart: bool = True


Text = tuple[Run, ...]


class Paragraph(Value):
    kind: Literal["paragraph"] = "paragraph"
    text: Text
    typed: bool = False  # by the supporter, in whatever language and direction

    @property
    def texts(self) -> tuple[Text, ...]:
        return (self.text,)


class ListBlock(Value):
    kind: Literal["list"] = "list"
    items: tuple[Text, ...]
    numbered: bool = False

    @property
    def texts(self) -> tuple[Text, ...]:
        return self.items


class Quotation(Value):
    kind: Literal["quotation"] = "quotation"
    paragraphs: tuple[Text, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        return self.paragraphs


Block = Paragraph | ListBlock | Quotation


class Labelled(Value):
    """A word with the space behind it, and what it stands before, such as «To: » and the addressee."""

    label: str
    value: str


class FaxHeader(Value):
    """What stands at the top of each page of a fax, so that a page alone finds its way.

    `page` are the words before, between and after the page's number and the number of pages,
    which are known only when the letter is laid out. `cover` asks for a cover sheet.
    """

    to: Labelled
    fax: Labelled
    sender: Labelled
    date: Labelled
    page: tuple[str, str, str]
    pages_label: str
    cover: bool = False

    @property
    def lines(self) -> tuple[Labelled, ...]:
        return (self.to, self.fax, self.sender, self.date)


class OwnParts(Value):
    """What in a letter is its sender's own, where all else is alike for everybody who says no words of their own."""

    sender_address: tuple[str, ...] = ()
    return_address: tuple[str, ...] = ()
    signature_block: tuple[str, ...]


class _Parts(Value):
    """The parts of a letter, named as letter writers name them.

    `return_address` is the sender's address as an envelope has it; it repeats what the letter says.
    `recipient` are the lines that the inside address begins with: whom it is to, without where.
    """

    fax_header: FaxHeader | None = None
    letterhead: tuple[str, ...] = ()
    sender_address: tuple[str, ...] = ()
    return_address: tuple[str, ...] = ()
    date_line: str
    inside_address: tuple[str, ...]
    recipient: tuple[str, ...] = ()
    delivery_line: str = ""
    reference: str = ""
    subject_line: str
    salutation: str
    body: tuple[Block, ...]
    complimentary_close: str
    signature_block: tuple[str, ...]
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    language: Language
    office_id: str

    @property
    def delivery(self) -> Delivery:
        return "fax" if self.fax_header else "post"

    @property
    def length(self) -> int:
        """The characters of the body, wide ones counted as two."""
        return sum(map(length, self._body_texts))

    @property
    def texts(self) -> tuple[str, ...]:
        """Each line or stretch of text in the letter."""
        lines = (self.subject_line, self.salutation, self.complimentary_close)
        return (*self.inside_address, *lines, *self._body_texts, *self.signature_block, *self.copies)

    @property
    def _body_texts(self) -> tuple[str, ...]:
        return tuple(run.text for block in self.body for text in block.texts for run in text)

    @property
    def addressee(self) -> str:
        """The first two lines of the inside address: who this letter is to."""
        return ", ".join(self.inside_address[:2])

    @property
    def faults(self) -> tuple[str, ...]:
        """What the red boxes in it say."""
        runs = (run for block in self.body for text in block.texts for run in text)
        return tuple(run.text for run in runs if isinstance(run, Fault))


class Letter(_Parts):
    """A letter that can be sent."""

    def signed(self, own: OwnParts) -> Letter:
        """The same letter from another sender."""
        return self.model_copy(update={name: getattr(own, name) for name in OwnParts.model_fields})

    @model_validator(mode="after")
    def _holds_no_fault(self) -> Self:
        if self.faults:
            raise ValueError("a letter cannot hold a fault; a proof can")
        return self


class Proof(_Parts):
    """A trial print for whoever writes the template: faults stand in it as red boxes.

    It is no Letter, so that nothing made for letters to be sent takes it.
    """
