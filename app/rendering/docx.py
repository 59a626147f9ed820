"""The letter as a DOCX: to be changed in a word processor, then printed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from app.domain.language import Direction
from app.domain.letter import Block, Letter, ListBlock, Paragraph, Quotation, Run, Text
from app.domain.stationery import Stationery
from app.domain.text import direction_of, runs_right_to_left
from app.rendering.archive import zipped
from app.rendering.docx_sheet import Sheet, Styles, head_lines, is_numbered
from app.rendering.sheet import direction_of_paragraph

# What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOREIGN = re.compile("f(?:[fn]*f)?")
_BULLET = 1
# Its width is 66 millimetres, with four beside it, in twentieths of a point.
_FRAME = {"w": "3742", "hSpace": "227", "wrap": "around", "vAnchor": "text", "hAnchor": "margin", "y": "1"}
# Around a value that runs the other way. Every word processor keeps to these marks; LibreOffice passes over
# Word's own element for it, and Word over isolates.
_MARKS: Mapping[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
# Lines for a pen: eight millimetres apart.
_BY_HAND = Pt(22.7)


def docx_file(letters: Sequence[Letter], stationery: Stationery) -> bytes:
    """The letters in one document, each on pages of its own; `stationery` is a plain sheet.

    Its order is that of the parts, and each part has a style of its name. The same letters give
    the same bytes.
    """
    sheet = Sheet(tuple(letters), stationery)
    document = docx.Document(io.BytesIO(sheet.package))
    numbers = iter(range(_BULLET + 1, 10_000))
    for index, letter in enumerate(letters):
        _Writer(document, letter, sheet.styles[letter.language.code], numbers).write()
        if index < len(letters) - 1:
            _end_section(document)
    return _without_dates(document)


def _end_section(document: Document) -> None:
    """What follows begins on a new page, and its pages are counted anew."""
    section = deepcopy(document.element.body.sectPr)
    document.paragraphs[-1]._p.get_or_add_pPr().append(section)


def _without_dates(document: Document) -> bytes:
    store = io.BytesIO()
    document.save(store)
    with zipfile.ZipFile(store) as archive:
        return zipped(tuple((name, archive.read(name)) for name in archive.namelist()))


class _Writer:
    """Writes one letter at the end of a document."""

    def __init__(self, document: Document, letter: Letter, styles: Styles, numbers: Iterator[int]) -> None:
        self.document, self.letter, self.styles, self.numbers = document, letter, styles, numbers
        self.direction = letter.language.direction

    def write(self) -> None:
        letter = self.letter
        self._lines("Letterhead", letter.letterhead)
        sender = self._lines("Sender address", letter.sender_address)
        self._beside([*sender, *self._lines("Date line", (letter.date_line,))])
        self._lines("Inside address", letter.inside_address)
        below = self._lines("Delivery line", _if_any(letter.delivery_line))
        below += self._lines("Reference", _if_any(letter.reference))
        below += self._lines("Subject line", (letter.subject_line,))
        self._clear_the_frame(below[0])
        self._whole("Salutation", letter.salutation)
        for block in letter.body:
            self._block(block)
        self._whole("Complimentary close", letter.complimentary_close)
        signed = self._lines("Signature block", letter.signature_block)
        notes = [*self._lines("Enclosures", letter.enclosures), *self._lines("Copies", letter.copies)]
        for paragraph in [*signed, *notes][:-1]:
            paragraph.paragraph_format.keep_with_next = True

    def _beside(self, paragraphs: Sequence[WordParagraph]) -> None:
        """In a frame beside what follows: it keeps the order of reading, and those with one place are one."""
        side = "left" if self.styles.right_to_left else "right"
        for paragraph in paragraphs:
            paragraph._p.get_or_add_pPr().insert(1, _element("framePr", xAlign=side, **_FRAME))

    def _clear_the_frame(self, first: WordParagraph) -> None:
        """What stands under both addresses begins below the longer one."""
        sender, recipient = head_lines(self.letter)
        if sender > recipient:
            first.paragraph_format.space_before = Pt(
                self.styles.size.rhythm * 1.6 + (sender - recipient) * self.styles.leading
            )

    def _block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            direction = direction_of_paragraph(block, self.direction)
            paragraph = self._paragraph("Body", direction)
            self._text(paragraph, block.text, direction)
        elif isinstance(block, ListBlock):
            self._list(block)
        else:
            self._quotation(block)

    def _list(self, block: ListBlock) -> None:
        number = next(self.numbers) if is_numbered(block) else _BULLET
        for item in block.items:
            paragraph = self._paragraph("List", self.direction)
            numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().val = 0
            numbering.get_or_add_numId().val = number
            self._text(paragraph, item, self.direction)

    def _quotation(self, block: Quotation) -> None:
        for text in block.paragraphs:
            self._text(self._paragraph("Quotation", self.direction), text, self.direction)

    def _whole(self, part: str, text: str) -> None:
        self._text(self._paragraph(part, self.direction), (Run(text=text),), self.direction)

    def _lines(self, part: str, lines: Sequence[str]) -> list[WordParagraph]:
        return [self._line(part, line) for line in lines]

    def _line(self, part: str, line: str) -> WordParagraph:
        """A line of its own runs its own way, and keeps to its block's side."""
        direction = direction_of(line, self.direction)
        paragraph = self._paragraph(part, direction)
        if direction != self.direction:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT  # the end of such a line, which is its block's side
        if not line.strip("…"):
            paragraph.paragraph_format.line_spacing = _BY_HAND
        self._text(paragraph, (Run(text=line),), direction)
        return paragraph

    def _paragraph(self, part: str, direction: Direction) -> WordParagraph:
        paragraph = self.document.add_paragraph(style=self.styles.name_of(part))
        if direction != self.direction:
            paragraph._p.get_or_add_pPr().append(_element("bidi", val="1" if direction == "rtl" else "0"))
        return paragraph

    def _text(self, paragraph: WordParagraph, text: Text, around: Direction) -> None:
        for run in text:
            own = direction_of(run.text, around) if run.set_apart else around
            mark = "" if own == around else _MARKS[own]
            for words, direction in stretches(mark + _NOT_XML.sub("", run.text) + mark, own):
                _add_run(paragraph, words, run, direction)


def stretches(text: str, around: Direction) -> Iterator[tuple[str, Direction]]:
    """The text in pieces that run one way; signs and figures at the edge of a piece go with the text around it."""
    other: Direction = "ltr" if around == "rtl" else "rtl"
    kinds = "".join(_kind(sign, around) for sign in text)
    end = 0
    for found in _FOREIGN.finditer(kinds):
        if found.start() > end:
            yield text[end : found.start()], around
        yield text[found.start() : found.end()], other
        end = found.end()
    if end < len(text):
        yield text[end:], around


def _kind(sign: str, around: Direction) -> str:
    """f for a letter that runs the other way than the text around it, o for one of its own way, n for neither."""
    if runs_right_to_left(sign):
        return "o" if around == "rtl" else "f"
    if sign.isalpha():
        return "f" if around == "rtl" else "o"
    return "n"


def _add_run(paragraph: WordParagraph, words: str, run: Run, direction: Direction) -> None:
    made = paragraph.add_run(words)
    if run.emphasis == "strong":
        made.font.bold = made.font.cs_bold = True
    if run.emphasis == "emphasis":
        made.font.italic = made.font.cs_italic = True
    if direction == "rtl":
        made.font.rtl = True


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _if_any(line: str) -> tuple[str, ...]:
    return (line,) if line else ()
