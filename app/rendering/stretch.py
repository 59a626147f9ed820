"""A stretch of a print run: many letters as one PDF for paper, the pieces that they share drawn once."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from markupsafe import escape

from app.composing.mailing import Face
from app.composing.separator import Separator
from app.composing.wording import Signed, Wording
from app.domain.letter import Letter, OwnParts
from app.domain.problem import Problems
from app.domain.said import ENGLISH
from app.domain.stationery import Envelope, LabelSheet, Stationery
from app.rendering.engine import Page, pydyf
from app.rendering.outer import lay_out_faces
from app.rendering.pdf_file import saved
from app.rendering.preprint import OwnBoxes, Places, Preprint
from app.rendering.renderer import Renderer, Workbench, has_return_line
from app.rendering.separator import separator_pages
from app.rendering.sheet import FITS, Setting, style_sheet

# Preprints that a process keeps, some 1 MB each.
_KEPT = 24


@dataclass(frozen=True)
class Stretch:
    """The letters' pages in their order; by letter its number of pages and what is wrong with it.

    `missing` are signs that no font can draw.
    """

    pdf: bytes
    pages: tuple[int, ...]
    problems: tuple[Problems, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Sheet:
    """One page as it is drawn: with the boxes that are its own, and the pieces between them."""

    page: Any
    preprint: Preprint | None = None
    places: Places | None = None

    @property
    def calls(self) -> list[bytes]:
        """What draws the pieces in their places, in the language of PDF."""
        if self.preprint is None or self.places is None:
            return []
        return [
            f"q 1 0 0 1 0 {self.preprint.rise(piece, self.places):.6f} cm /{name} Do Q".encode()
            for piece, name in zip(self.preprint.heights, self.preprint.names, strict=True)
        ]


@dataclass
class _Set:
    """A letter of the stretch, once it is laid out."""

    sheets: tuple[_Sheet, ...]
    problems: Problems = ()


@dataclass
class RunPrinter:
    """Prints stretch after stretch, and keeps what they share."""

    renderer: Renderer
    _preprints: dict[tuple[Letter, str, str], Preprint] = field(default_factory=dict)

    def print(self, wordings: Sequence[Wording], signed: Sequence[Signed]) -> Stretch:
        """One PDF of letters, each of them one of the wordings.

        It is made for paper, without a structure: tags of a text that is drawn once cannot be
        told apart by sheet. The same letters give the same bytes.
        """
        with self.renderer.at_work() as bench:
            found = self._set(bench, wordings, signed)
            sheets = [sheet for one in found for sheet in one.sheets]
            preprints = list(dict.fromkeys(sheet.preprint for sheet in sheets if sheet.preprint))
            return Stretch(
                pdf=_with_pieces(_written(bench, sheets), preprints),
                pages=tuple(len(one.sheets) for one in found),
                problems=tuple(one.problems for one in found),
                missing=tuple(dict.fromkeys((*bench.missing, *(sign for one in preprints for sign in one.missing)))),
            )

    def print_faces(self, outer: Envelope | LabelSheet, faces: Sequence[Face]) -> Stretch:
        """Envelopes, or sheets of labels; a face that has no room has its problem."""
        with self.renderer.at_work() as bench:
            laid = lay_out_faces(bench, outer, faces, ENGLISH)
            pdf = bench.untagged(laid.document.pages)
            return Stretch(pdf, pages=(laid.pages,), problems=(laid.problems,), missing=bench.missing)

    def print_separators(self, separators: Sequence[Separator]) -> Stretch:
        with self.renderer.at_work() as bench:
            pages = separator_pages(bench, separators)
            return Stretch(bench.untagged(pages), tuple(1 for _page in pages), (), bench.missing)

    def placed(self, letter: Letter, choices: Sequence[Stationery]) -> Stationery:
        """The first stationery that the letter's address fits, else the first of all."""
        with self.renderer.at_work() as bench:
            return bench.placed(letter, choices)[0]

    def unprintable(self, signs: str, language: str) -> tuple[str, ...]:
        """Those of the signs that no font can draw in a letter of a language.

        Marks are judged by the letters that bear them.
        """
        judged = " ".join(sign for sign in signs if unicodedata.category(sign)[0] not in "MCZ")
        page = f'<!doctype html><html lang="{language}"><body><p>{escape(judged)}</p></body></html>'
        with self.renderer.at_work() as bench:
            bench.untagged(bench.page(page, style_sheet("letter.css")).document.pages)
            return bench.missing

    def _set(self, bench: Workbench, wordings: Sequence[Wording], signed: Sequence[Signed]) -> list[_Set]:
        found: dict[int, _Set] = {}
        for number, wording in enumerate(wordings):
            own = {place: one.own for place, one in enumerate(signed) if one.wording == number}
            if wording.shared:
                found |= self._set_on_preprints(bench, wording, own)
        return [
            found.get(place) or _set_whole(bench, wordings[one.wording], one.own) for place, one in enumerate(signed)
        ]

    def _set_on_preprints(self, bench: Workbench, wording: Wording, own: Mapping[int, OwnParts]) -> dict[int, _Set]:
        """Those letters that surely come to the same as when laid out whole, by their place."""
        stationery, fit = bench.placed(wording.letter, wording.choices)
        if fit.misfit or wording.letter.delivery == "fax" or (stationery.window and stationery.window.date):
            return {}
        found: dict[int, _Set] = {}
        left = dict(own)
        for size in FITS:
            if not left:
                break
            setting = Setting(stationery, size, fit.style, return_line=has_return_line(stationery))
            preprint = self._preprint(bench, wording.letter, setting)
            tried = {place: one for place, one in left.items() if preprint.fits(preprint.least_shape(one))}
            for place, boxes in zip(tried, preprint.own_boxes(tuple(tried.values())), strict=True):
                if preprint.surely_fits(boxes):
                    found[place] = _Set((_sheet(preprint, boxes),))
                if preprint.surely_fits(boxes) or preprint.in_doubt(boxes):
                    del left[place]
        return found

    def _preprint(self, bench: Workbench, letter: Letter, setting: Setting) -> Preprint:
        key = (letter, setting.stationery.id, setting.fit)
        if key not in self._preprints:
            if len(self._preprints) >= _KEPT:
                del self._preprints[next(iter(self._preprints))]
            self._preprints[key] = Preprint(letter, setting, lambda *given: bench.page(*given).document)
        return self._preprints[key]


def _set_whole(bench: Workbench, wording: Wording, own: OwnParts) -> _Set:
    laid = bench.letter(wording.letter.signed(own), wording.choices)
    return _Set(tuple(map(_Sheet, laid.document.pages)), laid.problems)


def _sheet(preprint: Preprint, boxes: OwnBoxes) -> _Sheet:
    """The own parts moved to their places on a blank sheet, and where the pieces go."""
    places = preprint.places(boxes.shape)
    parts = {name: box for name, box in boxes.by_name.items() if box is not None}
    for name, box in parts.items():
        box.translate(preprint.left[name] - box.border_box_x(), places.tops[name] - box.border_box_y())
    page_box = preprint.blank._page_box.copy()
    root = page_box.children[0].copy()
    root.children = tuple(parts.values())
    page_box.children = [root, *page_box.children[1:]]
    return _Sheet(Page(page_box), preprint, places)


def _written(bench: Workbench, sheets: Sequence[_Sheet]) -> bytes:
    """All sheets in one file; of each piece there is the name alone."""

    def call_pieces(_document: Any, pdf: pydyf.PDF) -> None:
        papers: dict[bytes, Any] = {}
        for reference, sheet in zip(pdf.page_references, sheets, strict=True):
            page = pdf.objects[_number(reference)]
            pdf.objects[_number(page["Contents"])].stream[:0] = sheet.calls
            # Thousands of boxes that are the sheet itself add up in the memory of whoever joins them.
            del page["TrimBox"], page["BleedBox"]
            paper = papers.setdefault(page["MediaBox"].data, page["MediaBox"])
            if paper is page["MediaBox"]:
                pdf.add_object(paper)
            page["MediaBox"] = paper.reference

    return bench.untagged([sheet.page for sheet in sheets], call_pieces)


def _number(reference: bytes) -> int:
    return int(bytes(reference).split()[0])


def _with_pieces(pdf: bytes, preprints: Iterable[Preprint]) -> bytes:
    """The same file with the pieces in it, as form objects with fonts of their own."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        forms = file.pages[0].Resources.XObject
        for preprint in preprints:
            with pikepdf.open(io.BytesIO(preprint.pieces)) as pieces:
                for name, page in zip(preprint.names, pieces.pages, strict=True):
                    forms[f"/{name}"] = file.copy_foreign(page.as_form_xobject())
        return saved(file)
