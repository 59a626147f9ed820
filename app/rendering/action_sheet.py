"""Action sheet → one or two pages to print and to lay on a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, takewhile
from math import ceil

from markupsafe import Markup

from app.composing.sheet_values import ActionSheet, Sample, Section
from app.domain.paper import PAPER_SIZES, Paper
from app.domain.text import length
from app.rendering.processes import roomy
from app.rendering.qr import qr_svg
from app.rendering.renderer import Laid, Renderer, Rendering, Workbench
from app.rendering.sheet import environment, style_sheet

# A sheet is one leaf, printed on both sides.
MOST_PAGES = 2
# The sizes it is set in, the largest first.
_SIZES = ("s1", "s2", "s3", "s4")
# The smallest size in which a letter to begin with is worth its room.
_SAMPLE_SIZES = _SIZES[:3]
# How high a thing is, in lines of the story, and how many characters such a line holds.
_ADVICE, _QR_CODE, _POSTMARK, _HEADING, _SOURCE = 20, 11, 8, 1.6, 0.75
_LINE, _SOURCE_LINE = 62, 85


@roomy
def print_sheet(renderer: Renderer, sheet: ActionSheet, paper: Paper = "A4") -> Rendering:
    """One tagged PDF in the largest size that keeps to one leaf.

    The letter to begin with is there if it has room. A sheet that keeps to one leaf in no size is
    set in the smallest, on as many pages as it takes.
    """
    with renderer.at_work() as bench:

        @cache
        def laid_out(size: str, sample: Sample | None) -> Laid:
            return _laid_out(bench, sheet_html(sheet, size, sample), sheet.language.code, paper)

        return bench.written([_largest(laid_out, sheet.sample)])


def _largest(laid_out: Callable[[str, Sample | None], Laid], sample: Sample | None) -> Laid:
    """With the letter to begin with if that keeps to one leaf, else without."""

    def one_leaf(sizes: Sequence[str], first: int, sample: Sample | None) -> Laid | None:
        """The larger a sheet is set, the more pages it takes: from a likely size on, the next ones answer for all."""
        tried = [laid_out(sizes[first], sample)]
        if _is_one_leaf(tried[0]):
            larger = (laid_out(size, sample) for size in reversed(sizes[:first]))
            return [*tried, *takewhile(_is_one_leaf, larger)][-1]
        smaller = (laid_out(size, sample) for size in sizes[first + 1 :])
        return next(filter(_is_one_leaf, smaller), None)

    # Whether there is room for the letter, its smallest size tells at once.
    found = one_leaf(_SAMPLE_SIZES, len(_SAMPLE_SIZES) - 1, sample) if sample else None
    return found or one_leaf(_SIZES, 1, None) or laid_out(_SIZES[-1], None)


def _is_one_leaf(laid: Laid) -> bool:
    return laid.pages <= MOST_PAGES


def sheet_html(sheet: ActionSheet, size: str = _SIZES[0], sample: Sample | None = None) -> str:
    """The document, without its style sheets."""
    drawn = qr_svg(sheet.qr.link, sheet.qr.alternative) if sheet.qr else ""
    code = Markup(drawn)  # noqa: S704  drawn by us; its words are escaped
    template = environment().get_template("action_sheet.html")
    return template.render(sheet=sheet, fit=size, sample=sample, qr=code, beside=_beside(sheet))


def _beside(sheet: ActionSheet) -> int:
    """How many sections stand in the narrow column, so that both columns end at about the same height."""
    room = _ADVICE + (_QR_CODE if sheet.qr else 0) + (_POSTMARK if sheet.deadline.day else 0)
    heights = [_height(section) for section in sheet.sections]
    middles = (end - height / 2 for end, height in zip(accumulate(heights), heights, strict=True))
    return sum(middle < room for middle in middles)


def _height(section: Section) -> float:
    texts = sum(ceil(length(entry.text) / _LINE) for entry in section.entries)
    sources = sum(ceil(len(entry.source) / _SOURCE_LINE) for entry in section.entries)
    return _HEADING + texts + sources * _SOURCE


def _laid_out(bench: Workbench, html: str, language: str, paper: Paper) -> Laid:
    css = style_sheet("letter.css"), style_sheet("action_sheet.css"), _sheet_of(paper)
    return bench.page(html, *css, language=language)


def _sheet_of(paper: Paper) -> str:
    width, height = PAPER_SIZES[paper]
    return f"@page {{ size: {width}mm {height}mm; margin: 12mm 17mm 13mm }}"
