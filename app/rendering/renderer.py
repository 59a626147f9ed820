"""Letters → one PDF, by a renderer that is warmed once a process and shared."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from app.domain.language import LANGUAGES, Language
from app.domain.letter import Letter, Proof
from app.domain.problem import Problems
from app.domain.stationery import Stationery
from app.rendering.fonts import use_only_our_fonts
from app.rendering.sheet import FITS, Setting, address_html, letter_html, stationery_css, style_sheet
from app.rendering.window import AddressFit, fit_of, misfits, return_line_fits, sender_misfits

use_only_our_fonts()

# Fontconfig must know our list before Pango starts; WeasyPrint then warns, once, of a machine
# without a single one of them.
with warnings.catch_warnings(record=True) as _warnings:
    warnings.simplefilter("always")
    import pydyf
    from weasyprint import CSS, HTML, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
_FONTLESS = any("FontConfig" in str(warning.message) for warning in _warnings)

# Characters from which on a letter rarely fits a page in the open size. It chooses what is tried
# first, never the outcome.
_LONG = 1_800
# Addresses whose size in a window is remembered: each office in a few languages and windows.
_OFFICES = 2_000
_LOG = logging.getLogger("weasyprint")
# WeasyPrint logs the very characters of a letter: they go to the renderer and nowhere else.
_LOG.propagate = False
_LOG.addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Rendering:
    """A PDF of one or more letters.

    `letter_of_page` has, for each page, the index of its letter; `stationery` what each letter is
    set on. `missing` are characters that no font can draw, `problems` addresses that do not fit
    their window: such a PDF has holes and must not be given to anyone.
    """

    pdf: bytes
    letter_of_page: tuple[int, ...]
    missing: tuple[str, ...]
    stationery: tuple[Stationery, ...] = ()
    problems: Problems = ()


class _NothingElse(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type stubs
    """Refuses every resource: a letter needs none but its packaged style sheet."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002  WeasyPrint's signature
        scheme = url.split(":", 1)[0]
        raise FatalURLFetchingError(f"A letter tried to load a resource ({scheme}:); letters load nothing.")


class Renderer:
    """Lays letters out. One at a time: Pango and the log it reports to are shared.

    Threads gain nothing here (the GIL); run more processes instead.
    """

    def __init__(self) -> None:
        if _FONTLESS:
            raise NoFontsError(
                "Tried to set a letter; found none of its fonts on this machine. "
                "Run `make setup`, or `letters doctor` to see what is missing."
            )
        self._lock = threading.Lock()
        self._fetcher = _NothingElse()
        self._fonts = FontConfiguration()
        self._sheets: dict[str, CSS] = {}
        self._address_fit = lru_cache(maxsize=_OFFICES)(self._fit_address)

    def render(
        self, letters: Sequence[Letter | Proof], choices: Sequence[Stationery], *, show_window: bool = False
    ) -> Rendering:
        """One tagged PDF (PDF/UA-1) of the letters in order, with a bookmark for each.

        Each letter is set on the first of `choices` whose window its address fits.
        `show_window` draws the window over it. The same letters give the same bytes: no date,
        name or random value is added.
        """
        with self._lock, _missing_characters() as missing:
            placed = [self._placed(letter, choices) for letter in letters]
            documents = [
                self._lay_out(letter, stationery, fit.style, show_window)
                for letter, (stationery, fit) in zip(letters, placed, strict=True)
            ]
            rendering = _written(documents, [letter.language.code for letter in letters], missing)
        return replace(
            rendering,
            stationery=tuple(stationery for stationery, _fit in placed),
            problems=tuple(
                problem
                for (stationery, fit), document in zip(placed, documents, strict=True)
                for problem in (*misfits(stationery, fit), *sender_misfits(document.pages[0], stationery))
            ),
        )

    def print(self, pages: Sequence[str], css: str, language: str = "en") -> Rendering:
        """One tagged PDF of HTML documents that are no letters, in order.

        `css` names a packaged style sheet; `letter_of_page` counts the documents.
        """
        with self._lock, _missing_characters() as missing:
            documents = [self._document(html, css) for html in pages]
            return _written(documents, [language] * len(documents), missing)

    def warm(self, stationery: Stationery) -> None:
        """Load fonts and caches, so that the first supporter does not wait for them."""
        self.render([_WARMING_LETTER], [stationery])

    def _placed(self, letter: Letter | Proof, choices: Sequence[Stationery]) -> tuple[Stationery, AddressFit]:
        """The first stationery that the letter's address fits, else the first of all, and how it fits."""
        placed = [(one, self._address_fit(letter.inside_address, letter.language, one)) for one in choices]
        return next((found for found in placed if not found[1].misfit), placed[0])

    def _fit_address(self, lines: tuple[str, ...], language: Language, stationery: Stationery) -> AddressFit:
        """Tried once for each office: every supporter's letter to it has the same lines."""
        if stationery.window is None:
            return AddressFit()
        html = address_html(lines, language)
        pages = self._document(html, "letter.css", stationery).pages
        return fit_of(pages, lines, language.direction, stationery)

    def _lay_out(
        self, letter: Letter | Proof, stationery: Stationery, address_style: str, show_window: bool
    ) -> Document:
        """On one page in the largest size that allows it, else in the regular size on more."""

        @cache
        def laid_out(fit: str) -> Document:
            has_line = bool(stationery.window and stationery.window.return_line)
            setting = Setting(stationery, fit, address_style, return_line=has_line, show_window=show_window)
            document = self._set(letter, setting)
            if return_line_fits(document.pages[0]):
                return document
            return self._set(letter, replace(setting, return_line=False))

        def fits(fit: str) -> bool:
            return len(laid_out(fit).pages) == 1

        # A letter too long for the regular size is too long for the open one: no need to try it.
        sizes = ("tight",) if letter.length > _LONG and not fits("regular") else FITS
        return next((laid_out(fit) for fit in sizes if fits(fit)), None) or laid_out("regular")

    def _set(self, letter: Letter | Proof, setting: Setting) -> Document:
        return self._document(letter_html(letter, setting), "letter.css", setting.stationery)

    def _document(self, html: str, css: str, stationery: Stationery | None = None) -> Document:
        sheets = [self._sheet(style_sheet(css)), *([self._sheet(stationery_css(stationery))] if stationery else [])]
        return HTML(string=html, url_fetcher=self._fetcher).render(stylesheets=sheets, font_config=self._fonts)

    def _sheet(self, text: str) -> CSS:
        """A style sheet, read once: it is the costly part of a letter."""
        if text not in self._sheets:
            self._sheets[text] = CSS(string=text, font_config=self._fonts, url_fetcher=self._fetcher)
        return self._sheets[text]


def _written(documents: Sequence[Document], languages: Sequence[str], missing: Sequence[str]) -> Rendering:
    """All pages in one file, so that their fonts are there once; `languages` is by document."""
    pages = [page for document in documents for page in document.pages]
    document_of_page = tuple(index for index, document in enumerate(documents) for _ in document.pages)
    spoken = [languages[index] for index in document_of_page]
    pdf: bytes = (
        documents[0]
        .copy(pages)
        .write_pdf(pdf_variant="pdf/ua-1", finisher=lambda _document, file: _name_languages(file, spoken))
    )
    return Rendering(pdf, document_of_page, tuple(dict.fromkeys(missing)))


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


class _Collector(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__()
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(".notdef") and record.args:
            self._found.append(str(record.args[0]))  # type: ignore[index]  # a tuple: character, code point


@contextmanager
def _missing_characters() -> Iterator[list[str]]:
    """Collects each character that was drawn as an empty box."""
    found: list[str] = []
    collector = _Collector(found)
    _LOG.addHandler(collector)
    try:
        yield found
    finally:
        _LOG.removeHandler(collector)


def _name_languages(pdf: pydyf.PDF, languages: Sequence[str]) -> None:
    """Give each letter's part of the structure its own language; `languages` is by page."""
    by_page = {bytes(reference): language for reference, language in zip(pdf.page_references, languages, strict=True)}
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and thing.get("S") == "/Part":
            thing["Lang"] = pydyf.String(by_page[bytes(thing["Pg"])])
