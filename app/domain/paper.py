"""Sheets of paper."""

from __future__ import annotations

from typing import Literal

from app.domain.country import LETTER_PAPER_COUNTRIES

Paper = Literal["A4", "Letter"]
# Width and height in millimetres.
PAPER_SIZES: dict[Paper, tuple[float, float]] = {"A4": (210, 297), "Letter": (215.9, 279.4)}


def paper_of(country: str | None) -> Paper:
    """The sheet that is sold in a country; A4 where nothing is known."""
    return "Letter" if country in LETTER_PAPER_COUNTRIES else "A4"
