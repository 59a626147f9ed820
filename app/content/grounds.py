"""_law.yaml → the legal grounds that cases name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.content.complaints import build
from app.content.yaml_text import read_organisers_text, read_yaml
from app.domain.case import Ground
from app.domain.problem import Problem, Problems

# By id; None for one that is there but faulty, which is told once, at its own place.
Grounds = Mapping[str, Ground | None]


def read_grounds(path: Path, where: str) -> tuple[Grounds, Problems]:
    """The legal grounds of _law.yaml by id."""
    text = read_organisers_text(path, where)
    file = text if isinstance(text, Problem) else read_yaml(text, where)
    if isinstance(file, Problem):
        return {}, (file,)
    grounds: dict[str, Ground | None] = {}
    problems: list[Problem] = []
    for ground_id, data in file.data.items():
        ground = build(Ground, data, file, at=(ground_id,), supplied={"id": ground_id})
        problems.extend(() if isinstance(ground, Ground) else ground)
        grounds[ground_id] = ground if isinstance(ground, Ground) else None
    return grounds, tuple(problems)
