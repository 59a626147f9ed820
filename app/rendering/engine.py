"""WeasyPrint, told of our fonts before it starts. Loading it takes a second: only who lays out imports this."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.etree import ElementTree

from app.rendering.fonts import use_only_our_fonts

use_only_our_fonts()

# Fontconfig must know our list before Pango starts; WeasyPrint then warns, once, of a machine
# without a single one of them.
with warnings.catch_warnings(record=True) as _warnings:
    warnings.simplefilter("always")
    import pydyf
    from cssselect2 import ElementWrapper
    from weasyprint import CSS, HTML, Document
    from weasyprint.document import Page
    from weasyprint.formatting_structure.boxes import BlockBox, BlockLevelBox, LineBox
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
FONTLESS = any("FontConfig" in str(warning.message) for warning in _warnings)

__all__ = [
    "CSS",
    "FONTLESS",
    "HTML",
    "BlockBox",
    "BlockLevelBox",
    "Document",
    "FontConfiguration",
    "Html",
    "LineBox",
    "NothingElse",
    "Page",
    "missing_characters",
    "name_languages",
    "pydyf",
]

_LOG = logging.getLogger("weasyprint")
# WeasyPrint logs the very characters of a letter: they go to the renderer and nowhere else.
_LOG.propagate = False
_LOG.addHandler(logging.NullHandler())


class NothingElse(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type stubs
    """Refuses every resource: a letter needs none but its packaged style sheet."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002  WeasyPrint's signature
        scheme = url.split(":", 1)[0]
        raise FatalURLFetchingError(f"A letter tried to load a resource ({scheme}:); letters load nothing.")


class Html(HTML):  # type: ignore[misc]
    """A document of our own templates, which are XML as well: reading it as that takes a tenth of the time.

    What a person typed is escaped in it. Whatever is not well formed is read as HTML.
    """

    def __init__(self, text: str, fetcher: URLFetcher) -> None:
        try:
            root = ElementTree.fromstring(text.partition("<!doctype html>")[2] or text)  # noqa: S314  our own templates
        except ElementTree.ParseError:
            super().__init__(string=text, url_fetcher=fetcher)
            return
        self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class _Collector(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__()
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(".notdef") and record.args:
            self._found.append(str(record.args[0]))  # type: ignore[index]  # a tuple: character, code point


@contextmanager
def missing_characters() -> Iterator[list[str]]:
    """Collects each character that was drawn as an empty box."""
    found: list[str] = []
    collector = _Collector(found)
    _LOG.addHandler(collector)
    try:
        yield found
    finally:
        _LOG.removeHandler(collector)


def name_languages(pdf: pydyf.PDF, languages: Sequence[str]) -> None:
    """Give each letter's part of the structure its own language; `languages` is by page."""
    by_page = {bytes(reference): language for reference, language in zip(pdf.page_references, languages, strict=True)}
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and thing.get("S") == "/Part":
            thing["Lang"] = pydyf.String(by_page[bytes(thing["Pg"])])
