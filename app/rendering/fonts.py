"""The chosen fonts, and nothing else on the machine, so that lines break alike everywhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.resources import files

# One sample character for each script that names and letters are most often written in.
SCRIPTS: Mapping[str, str] = {
    "Latin": "é",
    "Greek": "λ",
    "Cyrillic": "ж",
    "Arabic and Persian": "ش",
    "Hebrew": "ש",
    "Armenian": "ա",
    "Georgian": "ქ",
    "Ethiopic": "አ",
    "Devanagari": "ह",
    "Bengali": "ব",
    "Tamil": "த",
    "Thai": "ท",
    "Khmer": "ខ",
    "Burmese": "မ",
    "Chinese": "京",
    "Japanese": "あ",
    "Korean": "한",
}


def use_only_our_fonts() -> None:
    """Point fontconfig at the packaged list. Call before the first FontConfiguration."""
    os.environ["FONTCONFIG_FILE"] = str(files("app.rendering") / "assets" / "fonts.conf")
