"""Values as YAML that organisers can read and that reads back as the same values."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

# A line of ours, so that two files fit beside one another on a screen.
WIDTH = 110
# What needs no quotation marks: it begins with a letter, and nothing in it is a sign of YAML's.
_PLAIN = re.compile(r"[^\W\d_](?:[^\n:#]|:(?=[^\s])|(?<=\S)#)*", re.UNICODE)
_FLOW_SIGNS = frozenset("[]{},")
# Words that YAML takes for something else than text, in one of its versions.
_NO_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def text(value: str, within_brackets: bool = False) -> str:
    """A text on one line, in quotation marks where YAML would take it for something else."""
    plain = _PLAIN.fullmatch(value) and value == value.strip() and value.casefold() not in _NO_TEXT
    if plain and not (within_brackets and _FLOW_SIGNS & set(value)):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def listed(values: Iterable[str]) -> str:
    """Texts in brackets, on one line."""
    return f"[{', '.join(text(value, within_brackets=True) for value in values)}]"


def folded(value: str, indent: int) -> str:
    """A text after its key: on the key's line if it is short, else folded below it."""
    one_line = " ".join(re.split(r"[ \t\n]+", value)).strip(" ")
    if indent + len(one_line) <= WIDTH - 20:
        return text(one_line)
    return ">-\n" + textwrap.indent("\n".join(wrapped(one_line, WIDTH - indent)), " " * indent)


def wrapped(value: str, width: int) -> list[str]:
    """The text on lines that break only at its spaces."""
    return textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False)


def day(value: str) -> str:
    """A date, a month or a year as YAML's own; anything else as text, for its key's check to name."""
    return value if _PARTIAL_DATE.fullmatch(value) else text(value)
