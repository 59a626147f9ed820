"""_kinds/ → letters that any case can use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.composing import check_template
from app.content.complaints import build
from app.content.language_file import folders_in, language_files_in
from app.domain.problem import Problem, Problems
from app.domain.values import Value

# A kind's letter in each language it has; None for a faulty one, which is told at its own place.
Kinds = Mapping[str, Mapping[str, str | None]]


class KindHead(Value):
    """The front matter of a kind's letter."""

    name: str
    reviewed: bool = False


def read_kinds(folder: Path, where: str) -> tuple[Kinds, Problems]:
    """The letters of _kinds/ that any case can use."""
    kinds: dict[str, dict[str, str | None]] = {}
    problems: list[Problem] = []
    for kind in folders_in(folder):
        kinds[kind.name] = {path.stem: None for path in kind.glob("*.md")}
        for language, file in language_files_in(kind, f"{where}/{kind.name}", problems):
            head = build(KindHead, file.front.data, file.front)
            faults = check_template(file.body, file.where, file.body_line)
            problems.extend(() if isinstance(head, KindHead) else head)
            problems.extend(faults)
            kinds[kind.name][language] = None if faults else file.body
    return kinds, tuple(problems)
