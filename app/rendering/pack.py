"""All that a supporter prints: the check list, each letter, then envelopes or labels; as one PDF or as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.composing.mailing import Item, Mailing, carrier_of
from app.composing.pack import CheckList, check_list
from app.composing.ways import email_in_use
from app.domain.paper import PAPER_SIZES, Paper
from app.domain.problem import Problems
from app.domain.said import ENGLISH, Reader
from app.domain.stationery import LabelSheet, Stationery
from app.rendering.archive import Files
from app.rendering.email import email_file
from app.rendering.fax_tiff import fax_tiff
from app.rendering.outer import face_of, lay_out_faces
from app.rendering.processes import roomy
from app.rendering.renderer import Laid, Renderer, Rendering, Workbench
from app.rendering.sheet import FITS, environment, style_sheet

# Letters up to which the check list keeps to one page in each size: it chooses what is tried
# first, never the outcome.
_FEW = 6


@dataclass(frozen=True)
class PackFiles:
    """A pack as single files, by name in the order of doing; what else as in a Rendering."""

    files: Files
    missing: tuple[str, ...]
    problems: Problems


@dataclass(frozen=True)
class _Parts:
    """A pack as it is laid out; `outer` are the envelopes or labels of the `carried`, if any are printed."""

    check_list: Laid
    letters: tuple[Laid, ...]
    outer: Laid | None
    carried: tuple[Item, ...]

    @property
    def in_order(self) -> tuple[Laid, ...]:
        return (self.check_list, *self.letters, *([self.outer] if self.outer else []))


@roomy
def pack(renderer: Renderer, mailing: Mailing, choices: Sequence[Stationery], reader: Reader = ENGLISH) -> Rendering:
    """One tagged PDF: the check list, each letter on the first of `choices` it fits, envelopes or labels.

    The check list is in the language of its `reader`; letters and envelopes are in their own.

    `letter_of_page` counts the parts: 0 the check list, then the letters, then all envelopes or labels.
    """
    with renderer.at_work() as bench:
        return bench.written(_laid_out(bench, mailing, choices, reader).in_order)


@roomy
def pack_files(
    renderer: Renderer, mailing: Mailing, choices: Sequence[Stationery], reader: Reader = ENGLISH
) -> PackFiles:
    """The same as single files, named by office and date and never by the supporter; then the e-mails."""
    with renderer.at_work() as bench:
        parts = _laid_out(bench, mailing, choices, reader)
        named = list(_named(parts, mailing))
        written = [bench.written([laid]) for _name, laid in named]
        width = len(str(len(named)))
        files = tuple(
            file
            for number, ((name, _laid), rendering) in enumerate(zip(named, written, strict=True), 1)
            for file in _files(f"{number:0{width}}-{name}", rendering.pdf)
        )
        problems = tuple(problem for laid in parts.in_order for problem in laid.problems)
        missing = tuple(dict.fromkeys(sign for one in written for sign in one.missing))
        return PackFiles((*files, *_emails(mailing)), missing, problems)


def _files(name: str, pdf: bytes) -> Files:
    """The PDF; of a fax, the file that gateways take too."""
    is_fax = name.partition("-")[2].startswith("fax-")
    return ((f"{name}.pdf", pdf), *([(f"{name}.tif", fax_tiff(pdf))] if is_fax else []))


def _emails(mailing: Mailing) -> Iterator[tuple[str, bytes]]:
    """A draft to each office that has an e-mail address in use, in a folder of their own."""
    for letter, office in zip(mailing.letters, mailing.offices, strict=True):
        email = email_in_use(mailing.via.get(office.id, office))
        if email:
            name = f"e-mail/{letter.office_id}-{mailing.on}.eml"
            yield name, email_file(letter, email.address, mailing.sender_email)


def _named(parts: _Parts, mailing: Mailing) -> Iterator[tuple[str, Laid]]:
    yield "check-list", parts.check_list
    for letter, laid in zip(mailing.letters, parts.letters, strict=True):
        yield f"{'fax' if letter.delivery == 'fax' else 'letter'}-{letter.office_id}-{mailing.on}", laid
    if parts.outer and isinstance(mailing.outer, LabelSheet):
        yield "labels", parts.outer
    elif parts.outer:
        for page, item in enumerate(parts.carried):
            yield f"envelope-{item.letter.office_id}", parts.outer.page(page)


def _laid_out(bench: Workbench, mailing: Mailing, choices: Sequence[Stationery], reader: Reader) -> _Parts:
    letters = tuple(bench.letter(letter, choices) for letter in mailing.letters)
    items = [
        Item(
            letter=letter,
            office=office,
            stationery=laid.stationery,
            pages=laid.pages,
            via=mailing.via.get(office.id),
        )
        for letter, office, laid in zip(mailing.letters, mailing.offices, letters, strict=True)
        if laid.stationery
    ]
    carried = tuple(item for item in items if carrier_of(item, mailing.outer) in {"envelope", "label"})
    faces = [face_of(item.letter) for item in carried]
    return _Parts(
        _check_list(bench, check_list(mailing, items), items[0].stationery.paper, reader),
        letters,
        lay_out_faces(bench, mailing.outer, faces, reader) if mailing.outer and faces else None,
        carried,
    )


def _check_list(bench: Workbench, checked: CheckList, paper: Paper, reader: Reader) -> Laid:
    """On one page in the largest size that allows it, else in the regular size on more."""
    template = environment().get_template("checklist.html")

    @cache
    def laid_out(fit: str) -> Laid:
        html = template.render(list=checked, fit=fit, reader=reader, language=reader.language)
        css = style_sheet("letter.css"), style_sheet("pack.css"), _sheet_of(paper)
        return bench.kept_page(html, *css, language=reader.language.code)

    sizes = FITS if len(checked.entries) <= _FEW else FITS[1:]
    return next((laid_out(fit) for fit in sizes if laid_out(fit).pages == 1), None) or laid_out("regular")


def _sheet_of(paper: Paper) -> str:
    width, height = PAPER_SIZES[paper]
    return f"@page {{ size: {width}mm {height}mm; margin: 17mm 20mm 16mm 22mm }}"
