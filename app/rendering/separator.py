"""The sheets between the bundles of a print run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.composing.separator import Separator
from app.domain.paper import PAPER_SIZES
from app.rendering.renderer import Workbench
from app.rendering.sheet import environment, style_sheet


def separator_pages(bench: Workbench, separators: Sequence[Separator]) -> list[Any]:
    """A page for each."""
    return [page for one in separators for page in _laid_out(bench, one).pages[:1]]


def _laid_out(bench: Workbench, separator: Separator) -> Any:
    width, height = PAPER_SIZES[separator.paper]
    sheet = f"@page {{ size: {width}mm {height}mm; margin: 20mm 24mm }}"
    html = environment().get_template("separator.html").render(separator=separator)
    return bench.page(html, style_sheet("letter.css"), style_sheet("separator.css"), sheet).document
