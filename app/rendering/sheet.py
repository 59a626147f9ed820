"""Letter → the HTML that is laid out: one template for every letter there is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from app.domain.language import Direction
from app.domain.letter import Fault, Letter, Paragraph, Proof, Run, Text
from app.domain.paper import Paper
from app.domain.text import direction_of
from app.rendering.bidi import set_apart

# The sizes a letter is set in, the largest first; the next is tried while it takes two pages.
FITS = ("open", "regular", "tight")

_TAGS: Mapping[str, tuple[Markup, Markup]] = {
    "none": (Markup(""), Markup("")),
    "emphasis": (Markup("<em>"), Markup("</em>")),
    "strong": (Markup('<span class="strong">'), Markup("</span>")),
}
_FAULT = (Markup('<strong class="fault">'), Markup("</strong>"))


@cache
def style_sheet(name: str) -> str:
    """A packaged style sheet, by the name of its file."""
    return (files("app.rendering") / "assets" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("app.rendering", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["set"] = set_text
    environment.filters["line"] = set_line
    environment.filters["direction_of_block"] = direction_of_paragraph
    environment.globals["direction_of"] = direction_of
    return environment


def letter_html(letter: Letter | Proof, paper: Paper, fit: str) -> str:
    """The document for one letter, without its style sheet."""
    return _environment().get_template("letter.html").render(letter=letter, paper=paper, fit=fit, css="")


def html_page(letter: Letter, paper: Paper) -> str:
    """The letter as one HTML file that needs nothing else."""
    template = _environment().get_template("letter.html")
    return template.render(letter=letter, paper=paper, fit=FITS[0], css=Markup(style_sheet("letter.css")))  # noqa: S704  our own packaged sheet


def set_line(line: str, direction: Direction) -> str:
    """A line of its own, such as a name or a line of an address."""
    return set_apart(line, direction) if direction_of(line, direction) == direction else line


def set_text(text: Text, direction: Direction) -> Markup:
    """A stretch of text with its emphasis; values set apart for both directions."""
    return Markup("").join(_set_run(run, direction) for run in text)


def _set_run(run: Run, direction: Direction) -> Markup:
    opening, closing = _FAULT if isinstance(run, Fault) else _TAGS[run.emphasis]
    words = set_apart(run.text, direction) if run.set_apart else run.text
    return opening + escape(words) + closing


def direction_of_paragraph(paragraph: Paragraph, around: Direction) -> Direction:
    """A typed paragraph runs as its own words do; the others run with the letter."""
    return direction_of("".join(run.text for run in paragraph.text), around) if paragraph.typed else around
