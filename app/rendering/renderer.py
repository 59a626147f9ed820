"""Letters → one PDF, by a renderer that is warmed once a process and shared."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from app.domain.language import LANGUAGES, Language
from app.domain.letter import Letter, Proof
from app.domain.problem import Problems
from app.domain.stationery import Area, Stationery
from app.rendering.fax_sheet import FAX_FIT, fax_sheet, taller_header, too_many_pages
from app.rendering.fits import largest_fit
from app.rendering.processes import roomy
from app.rendering.shared_body import SharedBodies
from app.rendering.sheet import Setting, address_html, letter_css, letter_html, style_sheet
from app.rendering.window import AddressFit, fit_of, misfits, return_line_fits, sender_misfits

if TYPE_CHECKING:
    from app.rendering.engine import CSS, Document, pydyf

# Addresses whose size in a window is remembered: each office in a few languages and windows.
_OFFICES = 2_000
# Laid out documents without personal data that are remembered: some 1 MB each.
_KEPT = 16
# A sheet on which an address stands in each size without a page's end between.
_TRIAL_SHEET = "@page { size: 300mm 3000mm; margin: 10mm }"


@dataclass(frozen=True)
class Rendering:
    """A PDF of one or more letters.

    `letter_of_page` has, for each page, the index of its letter; `stationery` what each letter is
    set on. `missing` are characters that no font can draw, `problems` addresses that do not fit
    their window and faxes of too many pages: such a PDF must not be given to anyone.
    """

    pdf: bytes
    letter_of_page: tuple[int, ...]
    missing: tuple[str, ...]
    stationery: tuple[Stationery, ...] = ()
    problems: Problems = ()


class Renderer:
    """Lays letters out. One at a time: Pango and the log it reports to are shared.

    Threads gain nothing here (the GIL); run more processes instead.
    """

    def __init__(self) -> None:
        # Imported late: whoever only gives out work needs no layout engine.
        from app.rendering import engine

        if engine.FONTLESS:
            raise NoFontsError(
                "Tried to set a letter; found none of its fonts on this machine. "
                "Run `make setup`, or `letters doctor` to see what is missing."
            )
        self._lock = threading.Lock()
        self._engine = engine
        self._fetcher = engine.NothingElse()
        self._fonts = engine.FontConfiguration()
        self._sheets: dict[str, CSS] = {}
        self._address_fit = lru_cache(maxsize=_OFFICES)(self._fit_address)
        self._kept_document = lru_cache(maxsize=_KEPT)(self._document)

    @roomy
    def render(
        self, letters: Sequence[Letter | Proof], choices: Sequence[Stationery], *, show_window: bool = False
    ) -> Rendering:
        """One tagged PDF (PDF/UA-1) of the letters in order, with a bookmark for each.

        Each letter is set on the first of `choices` whose window its address fits.
        `show_window` draws the window over it. The same letters give the same bytes: no date,
        name or random value is added.
        """
        with self.at_work() as bench:
            return bench.written([bench.letter(letter, choices, show_window=show_window) for letter in letters])

    @roomy
    def print(self, pages: Sequence[str], css: str, language: str = "en") -> Rendering:
        """One tagged PDF of HTML documents that are no letters, in order.

        `css` names a packaged style sheet; `letter_of_page` counts the documents.
        """
        with self.at_work() as bench:
            return bench.written([bench.page(html, style_sheet(css), language=language) for html in pages])

    @contextmanager
    def at_work(self) -> Iterator[Workbench]:
        """Letters and other documents laid out one by one, then written together; nobody else lays out meanwhile."""
        with self._lock, self._engine.missing_characters() as missing:
            yield Workbench(self, missing)

    def warm(self, stationery: Stationery) -> None:
        """Load fonts and caches, so that the first supporter does not wait for them."""
        self.render([_WARMING_LETTER], [stationery])

    def _laid_letter(
        self, letter: Letter | Proof, choices: Sequence[Stationery], bodies: SharedBodies, *, show_window: bool
    ) -> Laid:
        stationery, fit = self._placed(letter, choices)
        document = self._lay_out(letter, stationery, fit.style, bodies, show_window=show_window)
        told = (
            *misfits(stationery, fit),
            *sender_misfits(document.pages[0], stationery),
            *too_many_pages(letter, len(document.pages)),
        )
        return Laid(document, (letter.language.code,), stationery, told)

    def _placed(self, letter: Letter | Proof, choices: Sequence[Stationery]) -> tuple[Stationery, AddressFit]:
        """The first stationery that the letter's address fits, else the first of all, and how it fits."""
        if letter.delivery == "fax":
            return fax_sheet(choices[0]), AddressFit()
        placed = [(one, self._fit_in_window(letter.inside_address, letter.language, one)) for one in choices]
        return next((found for found in placed if not found[1].misfit), placed[0])

    def _fit_in_window(self, lines: tuple[str, ...], language: Language, stationery: Stationery) -> AddressFit:
        if stationery.window is None:
            return AddressFit()
        field = stationery.window.address
        return self._address_fit(lines, language, field.width, field.height)

    def _fit_address(self, lines: tuple[str, ...], language: Language, width: float, height: float) -> AddressFit:
        """Tried once for each office: every supporter's letter to it has the same lines."""
        pages = self._document(address_html(lines, language, width), style_sheet("letter.css"), _TRIAL_SHEET).pages
        return fit_of(pages, lines, language.direction, height)

    def _lay_out(
        self,
        letter: Letter | Proof,
        stationery: Stationery,
        address_style: str,
        bodies: SharedBodies,
        *,
        show_window: bool = False,
    ) -> Document:
        """On one page in the largest size that allows it, else in the regular size on more."""
        if letter.delivery == "fax":
            return self._lay_out_fax(letter, stationery)
        has_line = has_return_line(stationery)
        base = Setting(stationery, "", address_style, return_line=has_line, show_window=show_window)

        @cache
        def laid_out(fit: str) -> Document:
            setting = replace(base, fit=fit)
            document = bodies.set_letter(letter, setting, self._set)
            if return_line_fits(document.pages[0]):
                return document
            return bodies.set_letter(letter, replace(setting, return_line=False), self._set)

        return largest_fit(letter, stationery, laid_out, lambda fit: bodies.know(letter, replace(base, fit=fit)))

    def _lay_out_fax(self, letter: Letter | Proof, sheet: Stationery) -> Document:
        """In the one size that the line carries, on as many pages as it takes."""
        document = self._set(letter, Setting(sheet, FAX_FIT))
        height = taller_header(document.pages)
        return self._set(letter, Setting(fax_sheet(sheet, height), FAX_FIT)) if height else document

    def _set(self, letter: Letter | Proof, setting: Setting) -> Document:
        return self._document(letter_html(letter, setting), *letter_css(letter, setting.stationery))

    def _document(self, html: str, *css: str) -> Document:
        sheets = [self._sheet(text) for text in css]
        page = self._engine.Html(html, self._fetcher)
        return page.render(stylesheets=sheets, font_config=self._fonts)

    def _sheet(self, text: str) -> CSS:
        """A style sheet, read once: it is the costly part of a letter."""
        if text not in self._sheets:
            self._sheets[text] = self._engine.CSS(string=text, font_config=self._fonts, url_fetcher=self._fetcher)
        return self._sheets[text]


@dataclass(frozen=True)
class Laid:
    """A document that is laid out and not yet written: its pages' languages, and what to tell of it.

    Of fewer languages than pages the last one holds for the rest.
    """

    document: Document
    languages: tuple[str, ...]
    stationery: Stationery | None = None
    problems: Problems = ()

    @property
    def pages(self) -> int:
        return len(self.document.pages)

    def page(self, index: int) -> Laid:
        """One page of it, to be written alone."""
        return Laid(self.document.copy([self.document.pages[index]]), (self.language_of(index),))

    def language_of(self, page: int) -> str:
        return self.languages[min(page, len(self.languages) - 1)]


class Workbench:
    """What the renderer hands out while it is at work for one job alone."""

    def __init__(self, renderer: Renderer, missing: list[str]) -> None:
        self._renderer = renderer
        self._missing = missing
        self._bodies = SharedBodies()

    def letter(self, letter: Letter | Proof, choices: Sequence[Stationery], *, show_window: bool = False) -> Laid:
        return self._renderer._laid_letter(letter, choices, self._bodies, show_window=show_window)

    def page(self, html: str, *css: str, language: str = "en") -> Laid:
        """An HTML document that is no letter, under the given style sheets."""
        return Laid(self._renderer._document(html, *css), (language,))

    def kept_page(self, html: str, *css: str, language: str = "en") -> Laid:
        """The same for what is alike for many supporters: it is kept, so it must hold nothing of one of them."""
        return Laid(self._renderer._kept_document(html, *css), (language,))

    def fit(self, lines: tuple[str, ...], language: Language, field: Area) -> AddressFit:
        """The largest size in which an address has room in a field."""
        return self._renderer._address_fit(lines, language, field.width, field.height)

    def placed(self, letter: Letter, choices: Sequence[Stationery]) -> tuple[Stationery, AddressFit]:
        """The first stationery that the letter's address fits, else the first of all, and how it fits."""
        return self._renderer._placed(letter, choices)

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that were drawn as an empty box up to now."""
        return tuple(dict.fromkeys(self._missing))

    def untagged(self, pages: Sequence[Any], finisher: Callable[[Document, pydyf.PDF], None] | None = None) -> bytes:
        """Pages in one file without structure and bookmarks, for paper alone."""
        blank = self._renderer._kept_document("<title></title>")
        pdf: bytes = blank.copy(pages).write_pdf(finisher=finisher)
        return pdf

    def written(self, laid: Sequence[Laid]) -> Rendering:
        """All pages in one file, so that their fonts are there once."""
        pages = [page for one in laid for page in one.document.pages]
        spoken = [one.language_of(page) for one in laid for page in range(one.pages)]
        name_languages = self._renderer._engine.name_languages
        pdf: bytes = (
            laid[0]
            .document.copy(pages)
            .write_pdf(pdf_variant="pdf/ua-1", finisher=lambda _document, file: name_languages(file, spoken))
        )
        return Rendering(
            pdf,
            letter_of_page=tuple(index for index, one in enumerate(laid) for _ in range(one.pages)),
            missing=self.missing,
            stationery=tuple(one.stationery for one in laid if one.stationery),
            problems=tuple(problem for one in laid for problem in one.problems),
        )


def has_return_line(stationery: Stationery) -> bool:
    return bool(stationery.window and stationery.window.return_line)


_WARMING_LETTER = Letter(
    date_line="1 2 3",
    inside_address=("Aa",),
    subject_line="Bb",
    salutation="Cc",
    body=(),
    complimentary_close="Dd",
    signature_block=("Ee",),
    language=LANGUAGES["en"],
    office_id="warming",
)


class NoFontsError(RuntimeError):
    """Not one of the letters' fonts is installed; Pango would crash."""
