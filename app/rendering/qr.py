"""Links as QR codes: one drawing, for the page and for paper."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

# Modules of white around a code (ISO/IEC 18004): scanners find its edge by it.
QUIET_ZONE = 4
# Level M: up to 15 % of the code may be smudged.
_LEVEL = "m"
_INK, _PAPER = "#1D2430", "#FFFFFF"


@lru_cache(maxsize=256)
def qr_svg(link: str, title: str) -> str:
    """An SVG element that scales to any size; dark on white, whatever stands around it.

    `title` is what it says to those who do not see it.
    """
    drawing = io.BytesIO()
    segno.make(link, error=_LEVEL, micro=False).save(
        drawing,
        kind="svg",
        border=QUIET_ZONE,
        dark=_INK,
        light=_PAPER,
        title=title,
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return drawing.getvalue().decode("utf-8")
