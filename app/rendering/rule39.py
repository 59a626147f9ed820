"""Filing + enclosures → the fax in parts of ten pages, and the PDFs for the Court's own site."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Matrix, Page, Pdf, Rectangle

from app.composing.rule39 import RULE_39_URGENT, counted
from app.domain.filing import Filing, KitFiles
from app.domain.text import bare_letters
from app.rendering.enclosures import Enclosure
from app.rendering.pdf_file import saved
from app.rendering.renderer import Renderer, Rendering
from app.rendering.sheet import environment, set_line

# «It is recommended that any faxes exceeding 10 pages be sent in several parts» (practice direction).
PAGES_OF_A_PART = 10
_POINTS = 72 / 25.4
_A4 = (210 * _POINTS, 297 * _POINTS)
# Where an enclosed page is drawn: below the stamp, and within what a fax machine scans.
_FIELD = Rectangle(8 * _POINTS, 8 * _POINTS, 202 * _POINTS, (297 - 36) * _POINTS)
_LONGEST_SLUG = 48


@dataclass(frozen=True)
class Kit:
    """Everything that a request becomes: `fax` are the parts, `site` the PDFs by their file names.

    `request` is the same request alone, for the preview. `missing` are characters that no font
    can draw: such a kit has holes and must not be given to anyone.
    """

    fax: tuple[bytes, ...]
    site: Mapping[str, bytes]
    pages: int
    missing: tuple[str, ...]

    @property
    def request(self) -> bytes:
        return self.site[REQUEST_FILE]

    @property
    def fax_files(self) -> Mapping[str, bytes]:
        number = len(self.fax)
        return {f"fax-part-{part}-of-{number}.pdf": pdf for part, pdf in enumerate(self.fax, start=1)}

    @property
    def files(self) -> KitFiles:
        return KitFiles(fax=tuple(self.fax_files), site=tuple(self.site))


REQUEST_FILE = "rule39-request.pdf"


def make_kit(filing: Filing, enclosures: Sequence[Enclosure], renderer: Renderer) -> Kit:
    """The kit of a filing; `enclosures` are those that the filing lists, in order."""
    site = renderer.print([_html(filing, "site")], "rule39.css")
    own = _by_fax(filing, len(site.letter_of_page), renderer)
    pages = filing.enclosed_pages + len(own.letter_of_page)
    stamps = renderer.print([_stamps(filing, pages)], "rule39.css")
    return Kit(
        fax=tuple(_parts(own.pdf, enclosures, stamps.pdf)),
        site={REQUEST_FILE: site.pdf, **_site_files(filing, enclosures)},
        pages=pages,
        missing=tuple(dict.fromkeys((*site.missing, *own.missing, *stamps.missing))),
    )


def _by_fax(filing: Filing, guess: int, renderer: Renderer) -> Rendering:
    """The request's own pages by fax.

    Its face says how many pages there are, which is known when it has been laid out. The request
    for the site nearly always has as many; else it is laid out once more.
    """
    rendering = renderer.print([_html(filing, "fax", filing.enclosed_pages + guess)], "rule39.css")
    pages = len(rendering.letter_of_page)
    if pages == guess:
        return rendering
    return renderer.print([_html(filing, "fax", filing.enclosed_pages + pages)], "rule39.css")


def extent_line(pages: int) -> str:
    return f"{counted(pages, 'page')} in {counted(parts_of(pages), 'part')}"


def parts_of(pages: int) -> int:
    return -(-pages // PAGES_OF_A_PART)


def _html(filing: Filing, kind: str, pages: int = 0) -> str:
    template = environment().get_template("rule39.html")
    return template.render(filing=filing, kind=kind, extent=extent_line(pages))


def _stamps(filing: Filing, pages: int) -> str:
    template = environment().get_template("rule39_stamps.html")
    return template.render(stamps=list(stamp_lines(filing, pages)))


def stamp_lines(filing: Filing, pages: int) -> Iterator[str]:
    """What stands at the top of each page, so that a page alone finds its way."""
    parts = parts_of(pages)
    for page in range(pages):
        part, place = divmod(page, PAGES_OF_A_PART)
        in_part = min(PAGES_OF_A_PART, pages - part * PAGES_OF_A_PART)
        whose = f"{RULE_39_URGENT} · {set_line(filing.applicant, 'ltr')}"
        where = f"part {part + 1} of {parts} · page {place + 1} of {in_part} of the part"
        yield f"{whose} · {where} · {filing.telephone}"


def _parts(own: bytes, enclosures: Sequence[Enclosure], stamps: bytes) -> Iterator[bytes]:
    with ExitStack() as open_files:

        def pages_of(pdf: bytes) -> list[Page]:
            return list(open_files.enter_context(pikepdf.open(io.BytesIO(pdf))).pages)

        enclosed = [(page, _in_its_field(page)) for enclosure in enclosures for page in pages_of(enclosure.pdf)]
        sheets = [*((page, Matrix()) for page in pages_of(own)), *enclosed]
        stamped = list(zip(sheets, pages_of(stamps), strict=True))
        for first in range(0, len(stamped), PAGES_OF_A_PART):
            with Pdf.new() as part:
                for (sheet, place), stamp in stamped[first : first + PAGES_OF_A_PART]:
                    _lay(part, sheet, place, stamp)
                yield saved(part)


def _in_its_field(sheet: Page) -> Matrix:
    """Where a foreign page is drawn: as large as its field allows, and turned if it is wide."""
    width, height = float(sheet.mediabox[2]), float(sheet.mediabox[3])
    turned = width > height
    across, up = (height, width) if turned else (width, height)
    scale = min(_FIELD.width / across, _FIELD.height / up)
    left = _FIELD.llx + (_FIELD.width - across * scale) / 2
    bottom = _FIELD.ury - up * scale
    upright = Matrix(scale, 0, 0, scale, left, bottom)
    return Matrix(0, scale, -scale, 0, left + across * scale, bottom) if turned else upright


def _lay(part: Pdf, sheet: Page, place: Matrix, stamp: Page) -> None:
    """A page of the fax: the sheet in its place, and the stamp over it."""
    # Not by pikepdf's overlays: they give their forms random names.
    under, over = (part.copy_foreign(one.as_form_xobject()) for one in (sheet, stamp))
    page = part.add_blank_page(page_size=_A4)
    page.obj.Resources = Dictionary(XObject=Dictionary(Sheet=under, Stamp=over))
    page.obj.Contents = part.make_stream(b"q " + place.encode() + b" cm /Sheet Do Q q /Stamp Do Q")


def _site_files(filing: Filing, enclosures: Sequence[Enclosure]) -> dict[str, bytes]:
    return {
        enclosure_name(number, enclosure.title, filing.private): enclosure.pdf
        for number, enclosure in enumerate(enclosures, start=1)
    }


def enclosure_name(number: int, title: str, private: Sequence[str]) -> str:
    """A file's name in plain ASCII from a title, without the names of people."""
    hidden = {word for name in private for word in bare_letters(name).split()}
    words = [word for word in re.findall(r"[a-z0-9]+", _ascii(title)) if not {word, word.removesuffix("s")} & hidden]
    slug = "-".join(words)[:_LONGEST_SLUG].strip("-")
    return f"enclosure-{number:02}{'-' if slug else ''}{slug}.pdf"


def _ascii(title: str) -> str:
    return bare_letters(title).encode("ascii", "ignore").decode()
