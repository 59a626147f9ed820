"""What decides how a letter looks besides its words: parts of two editions are never mixed."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_ROOMS = ("domain", "composing", "rendering")
_LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "fonttools", "pikepdf")


@cache
def edition() -> str:
    """A mark of this program's files and of the libraries that lay letters out."""
    mark = hashlib.sha256()
    for name in _LIBRARIES:
        mark.update(f"{name} {version(name)}\n".encode())
    app = Path(__file__).parent.parent
    for room in _ROOMS:
        for path in sorted((app / room).rglob("*.*")):
            if path.suffix != ".pyc" and path.is_file():
                mark.update(path.read_bytes())
    return mark.hexdigest()
