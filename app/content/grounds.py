"""_law.yaml → the legal grounds that cases name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.content.complaints import build_each
from app.content.language_file import Files
from app.content.yaml_text import read_yaml_file
from app.domain.case import Ground
from app.domain.problem import Problem, Problems

# By id; None for one that is there but faulty, which is told once, at its own place.
Grounds = Mapping[str, Ground | None]


def read_grounds(path: Path, where: str, files: Files) -> tuple[Grounds, Problems]:
    """The legal grounds of _law.yaml by id."""
    file = read_yaml_file(path, where)
    if isinstance(file, Problem):
        return {}, (file,)
    files[where] = file
    return build_each(Ground, file)
