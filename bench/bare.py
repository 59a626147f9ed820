"""WeasyPrint alone: our HTML and style sheets, which are read once, and nothing of ours around it."""

from __future__ import annotations

from app.content import load_stationery
from app.domain.letter import Letter
from app.rendering.engine import CSS, HTML, Document, FontConfiguration
from app.rendering.sheet import Setting, letter_html, stationery_css, style_sheet


class Bare:
    """Lays out pages on plain A4, all with one font configuration."""

    def __init__(self) -> None:
        self._plain = load_stationery().plain("A4")
        self._fonts = FontConfiguration()
        self._css = CSS(string=style_sheet("letter.css") + stationery_css(self._plain), font_config=self._fonts)

    def html(self, letter: Letter) -> str:
        return letter_html(letter, Setting(self._plain))

    def laid_out(self, html: str) -> Document:
        return HTML(string=html).render(stylesheets=[self._css], font_config=self._fonts)

    def pdf(self, html: str) -> bytes:
        pdf: bytes = self.laid_out(html).write_pdf(pdf_variant="pdf/ua-1")
        return pdf
