"""Letter → the HTML that is laid out: one template for every letter there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from app.domain.language import Direction, Language
from app.domain.letter import Fault, Letter, Paragraph, Proof, Run, Text
from app.domain.stationery import Area, Stationery
from app.domain.text import direction_of
from app.rendering.bidi import set_apart
from app.rendering.fax_sheet import FAX_FIT, fax_sheet
from app.rendering.window import styles

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
def environment() -> Environment:
    """Where the packaged pages are filled."""
    environment = Environment(
        loader=PackageLoader("app.rendering", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["set"] = set_text
    environment.filters["line"] = set_line
    environment.filters["apart"] = set_apart
    environment.filters["direction_of_block"] = direction_of_paragraph
    environment.filters["all_run"] = lambda lines, direction: all(
        direction_of(line, direction) == direction for line in lines
    )
    environment.filters["told"] = lambda words, reader: reader.value(words)
    environment.globals["direction_of"] = direction_of
    return environment


@dataclass(frozen=True)
class Setting:
    """How one letter is set: its sheet, its size, and what of the window is used or shown.

    `head_alone` leaves out all that stands below the salutation.
    """

    stationery: Stationery
    fit: str = FITS[0]
    address_style: str = ""
    return_line: bool = False
    show_window: bool = False
    head_alone: bool = False


def letter_html(letter: Letter | Proof, setting: Setting, css: str = "") -> str:
    """The document for one letter, without its style sheets unless they are given."""
    window = setting.stationery.window
    template = environment().get_template("letter.html")
    return template.render(
        letter=letter,
        setting=setting,
        stationery=setting.stationery,
        css=css,
        marks=_marks(setting.stationery),
        date_apart=bool(window and window.date),
        shown=_shown(setting.stationery) if setting.show_window else (),
    )


def html_page(letter: Letter, stationery: Stationery) -> str:
    """The letter as one HTML file that needs nothing else."""
    setting = Setting(fax_sheet(stationery), FAX_FIT) if letter.delivery == "fax" else Setting(stationery)
    css = Markup("".join(letter_css(letter, setting.stationery)))  # noqa: S704  our own packaged sheets
    return letter_html(letter, setting, css)


def letter_css(letter: Letter | Proof, stationery: Stationery) -> tuple[str, ...]:
    """The style sheets that a letter is set with, each over those before it."""
    by_fax = (style_sheet("fax.css"),) if letter.delivery == "fax" else ()
    return (style_sheet("letter.css"), *by_fax, stationery_css(stationery))


def address_html(lines: tuple[str, ...], language: Language, width: float) -> str:
    """An inside address alone, so many millimetres wide, once in each size that a field allows."""
    template = environment().get_template("address.html")
    tried = [f"{style}; width: {width}mm" for style in styles(language.direction)]
    return template.render(inside_address=lines, language=language, styles=tried)


def _marks(stationery: Stationery) -> tuple[float, ...]:
    """How far the marks for folds and hole stand below the upper margin, in millimetres."""
    window = stationery.window
    if window is None:
        return ()
    heights = (*window.folds, *([window.hole] if window.hole else []))
    return tuple(round(y - stationery.margins.top - 0.1, 2) for y in sorted(heights))


_RULE = 100.0


def calibration_sheet(stationery: Stationery) -> str:
    """A sheet to hold against an envelope: window, safe zone and folds, with a rule to prove its size."""
    shown = _shown(stationery)
    lowest = max((area.bottom for name, area, _label in shown if name != "fold"), default=30)
    template = environment().get_template("calibration.html")
    return template.render(stationery=stationery, shown=shown, words_top=lowest + 12, rule=_RULE)


def _shown(stationery: Stationery) -> tuple[tuple[str, Area, str], ...]:
    """What an envelope lets one see, its safe zone and the folds: the class that draws each, and its name."""
    window = stationery.window
    if window is None:
        return ()
    seen = [("seen", area, "") for area in (window.seen, window.sender_seen) if area]
    folds = [("fold", Area(x=0, y=y, width=stationery.width, height=0), f"fold, {y:g} mm") for y in window.folds]
    return (*seen, ("safe", window.address, "the recipient’s address"), *folds)


@cache
def stationery_css(stationery: Stationery) -> str:
    """The style sheet of one profile."""
    window = stationery.window
    template = css_environment().get_template("stationery.css")
    if window is None:
        return template.render(stationery=stationery, margins=stationery.margins, window=None)
    field = window.return_line or window.address
    return template.render(stationery=stationery, margins=stationery.margins, window=window, field=field)


@cache
def css_environment() -> Environment:
    """Where style sheets that hold millimetres are filled."""
    return Environment(  # noqa: S701  a style sheet of numbers
        loader=PackageLoader("app.rendering", "assets"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


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
