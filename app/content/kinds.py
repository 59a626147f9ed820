"""_kinds/ → letters that any case can use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.composing import check_template
from app.content.complaints import build
from app.content.language_file import Files, folders_in, language_files_in
from app.domain.case import Kind, LetterTemplate
from app.domain.problem import Problem, Problems
from app.domain.values import Line, Value

# A kind's letter in each language it has; None for a faulty one, which is told at its own place.
Kinds = Mapping[str, Mapping[str, LetterTemplate | None]]


class KindHead(Value):
    """The front matter of a kind's letter."""

    name: Line
    reviewed: bool = False


def read_kinds(folder: Path, where: str, files: Files) -> tuple[Kinds, dict[str, Kind], Problems]:
    """The letters of _kinds/ as cases lean on them, and the kinds without a fault."""
    letters: dict[str, dict[str, LetterTemplate | None]] = {}
    kinds: dict[str, Kind] = {}
    problems: list[Problem] = []
    for kind in folders_in(folder, where, problems):
        letters[kind.name] = dict.fromkeys((path.stem for path in kind.glob("*.md")), None)
        names: dict[str, str] = {}
        for language, file in language_files_in(kind, f"{where}/{kind.name}", problems):
            files[file.where] = file
            head = build(KindHead, file.front.data, file.front)
            faults = check_template(file.body, file.where, file.body_line)
            problems.extend(() if isinstance(head, KindHead) else head)
            problems.extend(faults)
            if isinstance(head, KindHead) and not faults:
                names[language] = head.name
                letters[kind.name][language] = LetterTemplate(text=file.body, reviewed=head.reviewed)
        sound = {language: letter for language, letter in letters[kind.name].items() if letter}
        if sound:
            kinds[kind.name] = Kind(slug=kind.name, names=names, letters=sound)
    return letters, kinds, tuple(problems)
