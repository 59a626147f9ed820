"""A letter as other programs take it: HTML, LaTeX, Typst and DOCX, each a plain page of the same words.

They are what somebody would write who wants the letter on paper and no more: A4, 11 points, the sender on the right,
the subject in bold. What a supporter types is text in each of them, never a command.
"""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from app.domain.letter import Block, Letter, ListBlock, Paragraph, Quotation, Run, Text

FONT = "Charis SIL"


@dataclass(frozen=True)
class Markup:
    """How a language writes a letter: what stands around each part, between lines, and in place of a character."""

    escaped: Callable[[str], str]
    line_end: str
    between_letters: str
    around: Mapping[str, tuple[str, str]]

    def put(self, part: str, text: str) -> str:
        before, after = self.around[part]
        return f"{before}{text}{after}"

    def source(self, letters: Sequence[Letter]) -> str:
        """One document of all letters, each on a page of its own."""
        return self.put("document", self.between_letters.join(map(self._letter, letters)))

    def _letter(self, letter: Letter) -> str:
        return "".join(self.put(part, text) for part, text in self._parts(letter) if text)

    def _parts(self, letter: Letter) -> Iterator[tuple[str, str]]:
        for part, lines in _head(letter):
            yield part, self._lines(lines)
        for block in letter.body:
            yield self._block(block)
        for part, lines in _end(letter):
            yield part, self._lines(lines)

    def _lines(self, lines: Iterable[str]) -> str:
        return self.line_end.join(map(self.escaped, lines))

    def _block(self, block: Block) -> tuple[str, str]:
        if isinstance(block, Paragraph):
            return "paragraph", self._text(block.text)
        if isinstance(block, Quotation):
            return "quotation", "".join(self.put("paragraph", self._text(text)) for text in block.paragraphs)
        items = "".join(self.put("item", self._text(item)) for item in block.items)
        return "numbered" if block.numbered else "list", items

    def _text(self, text: Text) -> str:
        return "".join(map(self._run, text))

    def _run(self, run: Run) -> str:
        words = self._lines(run.text.split("\n"))
        return words if run.emphasis == "none" else self.put(run.emphasis, words)


def _head(letter: Letter) -> Iterator[tuple[str, Sequence[str]]]:
    """Each part above the body, by the place it has on the sheet, and its lines."""
    yield "paragraph", letter.letterhead
    yield "sender", (*letter.sender_address, letter.date_line)
    yield "paragraph", letter.inside_address
    yield "paragraph", [line for line in (letter.delivery_line, letter.reference) if line]
    yield "subject", (letter.subject_line,)
    yield "paragraph", (letter.salutation,)


def _end(letter: Letter) -> Iterator[tuple[str, Sequence[str]]]:
    yield "paragraph", (letter.complimentary_close,)
    yield "signature", letter.signature_block
    yield "paragraph", letter.enclosures
    yield "paragraph", letter.copies


HTML = Markup(
    escaped=html.escape,
    line_end="<br>",
    between_letters="<hr>",
    around={
        "document": (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Letter</title><style>'
            "@page { size: A4; margin: 25mm } body { margin: 0 }"
            f' body {{ font: 11pt/15pt "{FONT}", serif }} h1 {{ font-size: inherit }}'
            " .sender { margin-left: 88mm } .signature { margin-top: 15mm }"
            " hr { visibility: hidden; margin: 0; page-break-after: always }"
            "</style></head><body>",
            "</body></html>",
        ),
        "paragraph": ("<p>", "</p>\n"),
        "sender": ('<p class="sender">', "</p>\n"),
        "subject": ("<h1>", "</h1>\n"),
        "signature": ('<p class="signature">', "</p>\n"),
        "list": ("<ul>", "</ul>\n"),
        "numbered": ("<ol>", "</ol>\n"),
        "item": ("<li>", "</li>"),
        "quotation": ("<blockquote>", "</blockquote>\n"),
        "emphasis": ("<em>", "</em>"),
        "strong": ("<strong>", "</strong>"),
    },
)

_IN_LATEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        '"': r"\textquotedbl{}",
        "'": r"\textquotesingle{}",
        "`": r"\textasciigrave{}",
        # Two would be drawn as a dash.
        "-": "-{}",
        # Behind the end of a line it would be read as its measure.
        "[": "{[}",
        "*": "{*}",
    }
)

LATEX = Markup(
    escaped=lambda text: text.translate(_IN_LATEX),
    line_end="\\\\\n",
    between_letters="\\clearpage\n",
    around={
        "document": (
            "\\documentclass[11pt,a4paper]{article}\n\\usepackage[T1]{fontenc}\n\\usepackage[utf8]{inputenc}\n"
            "\\usepackage{textcomp}\n\\usepackage{lmodern}\n\\usepackage[margin=25mm]{geometry}\n"
            "\\pagestyle{empty}\n\\setlength{\\parindent}{0pt}\n\\setlength{\\parskip}{11pt}\n"
            "\\begin{document}\n\\raggedright\n",
            "\\end{document}\n",
        ),
        "paragraph": ("", "\n\n"),
        "sender": ("{\\leftskip=88mm\n", "\\par}\n\n"),
        "subject": ("\\textbf{", "}\n\n"),
        "signature": ("\\vspace{15mm}\n", "\n\n"),
        "list": ("\\begin{itemize}\n", "\\end{itemize}\n\n"),
        "numbered": ("\\begin{enumerate}\n", "\\end{enumerate}\n\n"),
        "item": ("\\item ", "\n"),
        "quotation": ("\\begin{quote}\n", "\\end{quote}\n\n"),
        "emphasis": ("\\emph{", "}"),
        "strong": ("\\textbf{", "}"),
    },
)


def _typst_string(text: str) -> str:
    words = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{words}";'


TYPST = Markup(
    escaped=_typst_string,
    line_end="#linebreak();",
    between_letters="#pagebreak()\n",
    around={
        "document": (
            '#set document(title: "Letter")\n#set page(paper: "a4", margin: 25mm)\n'
            f'#set text(font: "{FONT}", size: 11pt, lang: "en")\n#set par(spacing: 15pt)\n'
            "#show heading: set text(size: 11pt)\n",
            "",
        ),
        "paragraph": ("", "\n\n"),
        "sender": ("#pad(left: 88mm)[", "]\n\n"),
        "subject": ("#heading(level: 1)[", "]\n\n"),
        "signature": ("#v(15mm)\n", "\n\n"),
        "list": ("#list(", ")\n\n"),
        "numbered": ("#enum(", ")\n\n"),
        "item": ("[", "],"),
        "quotation": ("#quote(block: true)[", "]\n\n"),
        "emphasis": ("#emph[", "]"),
        "strong": ("#strong[", "]"),
    },
)


def docx_source(letter: Letter) -> bytes:
    """The letter as a word processor's document, made with python-docx."""
    document = docx.Document()
    _set_up(document)
    for part, lines in _head(letter):
        _add(document, part, (Run(text="\n".join(lines)),))
    for block in letter.body:
        style = ("List Number" if block.numbered else "List Bullet") if isinstance(block, ListBlock) else None
        for text in block.texts:
            _add(document, "paragraph", text, style)
    for part, lines in _end(letter):
        _add(document, part, (Run(text="\n".join(lines)),))
    store = io.BytesIO()
    document.save(store)
    return store.getvalue()


def _set_up(document: Document) -> None:
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = Mm(25)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = Pt(15), Pt(11)


def _add(document: Document, part: str, text: Text, style: str | None = None) -> WordParagraph | None:
    if not any(run.text for run in text):
        return None
    paragraph = document.add_paragraph(style=style)
    for run in text:
        written = paragraph.add_run(run.text)
        written.bold = run.emphasis == "strong" or part == "subject" or None
        written.italic = run.emphasis == "emphasis" or None
    paragraph.paragraph_format.left_indent = Mm(88) if part == "sender" else None
    paragraph.paragraph_format.space_before = Mm(15) if part == "signature" else None
    return paragraph
