"""When each file of the content was last changed, to tell whether any has."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

# Of each file, by its place within the content: when it was changed, its size and its number on the disk.
Stamps = Mapping[str, tuple[int, int, int]]


def stamps_of(root: Path) -> Stamps:
    """Words and pictures alike, without an editor's hidden files; what is not there has no stamp."""
    within = (path for path in (root / "letter_templates").rglob("*") if not path.name.startswith("."))
    paths = (root / "recipients.yaml", *within)
    found = {path.relative_to(root).as_posix(): _stamp(path) for path in paths}
    return {place: stamp for place, stamp in found.items() if stamp is not None}


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.lstat()
    except OSError:  # it went while we looked
        return None
    if stat.S_ISDIR(found.st_mode):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
