"""The empty document that a letter is written into: its paper, and a style for each part and language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from app.domain.language import Language
from app.domain.letter import Letter, ListBlock
from app.domain.stationery import Stationery
from app.domain.text import length
from app.rendering.archive import zipped

_FOLDER = "assets/docx"
_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/numbering.xml",
    "word/footer.xml",
)
_POINTS_A_MILLIMETRE = 72 / 25.4
# The word processor's names for the languages of letters, for its spelling.
_LOCALES = {
    "en": "en-GB",
    "fr": "fr-FR",
    "nl": "nl-BE",
    "de": "de-DE",
    "sv": "sv-SE",
    "tr": "tr-TR",
    "ar": "ar-SA",
    "fa": "fa-IR",
    "ja": "ja-JP",
}


@dataclass(frozen=True)
class Size:
    """The sizes of letter.css, in points: text and its leading, the rhythm between parts, and Naskh."""

    points: float
    leading: float
    rhythm: float
    naskh: float
    naskh_leading: float


SIZES = (Size(11, 15, 15, 13, 20), Size(10.5, 14, 11, 12, 18), Size(10, 13, 8, 11, 14.5))
# Parts of a point that a character takes on average for each point of its size; the room for a
# signature; and how many characters have room beside one another in the sender's frame.
_CHARACTER, _SIGNATURE, FRAME_CHARACTERS = 0.48, 38.0, 34
# Points that another word processor's fonts may take more.
_SPARE = 14.0


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of one language: all in the size that its longest letter has room in."""

    language: Language
    size: Size
    suffix: str

    def name_of(self, part: str) -> str:
        return part + self.suffix

    def id_of(self, part: str) -> str:
        return f"{part.replace(' ', '')}-{self.language.code}"

    @property
    def right_to_left(self) -> bool:
        return self.language.direction == "rtl"

    @property
    def leading(self) -> float:
        return self.size.naskh_leading if self.right_to_left else self.size.leading

    @property
    def close_at_end(self) -> bool:
        """Japanese letters have their 敬具 at the end of the line."""
        return self.language.code == "ja"

    @property
    def lang(self) -> Markup:
        """The attributes by which each run is of this language."""
        locale = _LOCALES[self.language.code]
        latin = "en-GB" if self.right_to_left or self.language.code == "ja" else locale
        bidi = locale if self.right_to_left else "ar-SA"
        return Markup('w:val="{}" w:eastAsia="ja-JP" w:bidi="{}"').format(latin, bidi)


@dataclass(frozen=True)
class Sheet:
    """The document for some letters, before their words stand in it."""

    letters: tuple[Letter, ...]
    stationery: Stationery

    @cached_property
    def styles(self) -> dict[str, Styles]:
        """The styles by language; the first letter's have the parts' own names."""
        first = self.letters[0].language
        languages = {letter.language.code: letter.language for letter in self.letters}
        return {
            code: Styles(language, self._size_in(code), "" if language == first else f" ({language.name})")
            for code, language in languages.items()
        }

    @property
    def package(self) -> bytes:
        """The DOCX. It has no properties: nobody's name, no date, no program."""
        return zipped(tuple((name, self._filled(name).encode()) for name in _PARTS))

    def _filled(self, name: str) -> str:
        numbered = range(2, 2 + sum(is_numbered(block) for letter in self.letters for block in letter.body))
        return (
            _environment()
            .get_template(name)
            .render(stationery=self.stationery, sets=self.styles.values(), numbered=numbered)
        )

    def _size_in(self, code: str) -> Size:
        letters = [letter for letter in self.letters if letter.language.code == code]
        sizes = (size for size in SIZES if all(self._has_room(letter, size) for letter in letters))
        return next(sizes, SIZES[-1])

    def _has_room(self, letter: Letter, size: Size) -> bool:
        """Whether the letter is likely to keep to one page, by its number of characters."""
        margins = self.stationery.margins
        width = (self.stationery.width - margins.left - margins.right) * _POINTS_A_MILLIMETRE
        room = (self.stationery.height - margins.top - margins.bottom) * _POINTS_A_MILLIMETRE
        return _height(letter, size, width / (size.points * _CHARACTER)) + _SPARE <= room


def is_numbered(block: object) -> bool:
    return isinstance(block, ListBlock) and block.numbered


def head_lines(letter: Letter) -> tuple[int, int]:
    """How many lines the sender's frame has, with the date's, and the inside address beside it."""
    by_hand = sum(not line.strip("…") for line in letter.sender_address)  # higher than a line of print
    sender = _lines_of(letter.sender_address, FRAME_CHARACTERS) + by_hand
    return sender + 2 if sender else 1, _lines_of(letter.inside_address, 2 * FRAME_CHARACTERS)


def _height(letter: Letter, size: Size, characters: float) -> float:
    leading = size.naskh_leading if letter.language.direction == "rtl" else size.leading
    texts = ["".join(run.text for run in text) for block in letter.body for text in block.texts]
    body = sum(_lines_of(text.split("\n"), characters) for text in texts)
    ends = [letter.subject_line, *letter.salutation.split("\n"), letter.complimentary_close, *letter.signature_block]
    ends += [*letter.enclosures, *letter.copies]
    lines = max(head_lines(letter)) + body + _lines_of(ends, characters)
    return lines * leading + (len(texts) * 0.62 + 5) * size.rhythm + _SIGNATURE


def _lines_of(texts: Iterable[str], characters: float) -> int:
    return sum(max(1, int(-(-_width(text) // characters))) for text in texts)


def _width(text: str) -> int:
    """Its characters; the vowel signs of Arabic stand above others."""
    return length("".join(sign for sign in text if not unicodedata.combining(sign)))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("app.rendering", _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["twips"] = lambda millimetres: round(millimetres * _POINTS_A_MILLIMETRE * 20)
    return made
