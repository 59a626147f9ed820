"""One case as far as it can be read, for whoever is writing it. Supporters are never served from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from app.content.cases import CaseReading, References
from app.content.kinds import Kinds
from app.content.language_file import Files, LanguageFile, folders_in
from app.content.library import TEMPLATES, Shared
from app.content.yaml_text import YamlText
from app.domain.case import Case, LetterTemplate
from app.domain.office import Office
from app.domain.problem import Problem, Problems, did_you_mean, in_order


@dataclass(frozen=True)
class Manuscript:
    """A case that may be faulty, the sound offices, and what is wrong with the case and with all it names.

    The case is None where its facts cannot be read at all. `files` are all that were read.
    """

    case: Case | None
    offices: Mapping[str, Office]
    problems: Problems
    files: Files

    def copied(self, case: Case, office: Office) -> tuple[Office, ...]:
        addressee = case.addressee(office.id)
        names = addressee.copied_offices if addressee else ()
        return tuple(self.offices[name] for name in names if name in self.offices)


def case_names(root: Path) -> tuple[str, ...]:
    """The folders of cases, whatever is in them."""
    return tuple(folder.name for folder in folders_in(root / TEMPLATES, TEMPLATES, []) if folder.name[0] != "_")


def read_manuscript(root: Path, name: str, shared: Shared) -> Manuscript:
    """The case in the folder of that name, with its faulty templates, and every problem it has.

    `shared` is what the case leans on: reading it takes far longer than reading one case.
    """
    where = f"{TEMPLATES}/{name}"
    known = case_names(root)
    if name not in known:
        problem = Problem(code="no-case", where=where, message="There is no such case.", hint=did_you_mean(name, known))
        return Manuscript(None, shared.sound_offices, (problem,), shared.files)
    files: Files = {}
    reading = CaseReading(root / TEMPLATES / name, where, _with_faulty_letters(shared))
    case = reading.read(files)
    facts = files.get(f"{where}/case.yaml")
    ids = _texts(facts.data) if isinstance(facts, YamlText) else ()
    named = frozenset((*ids, *(path.stem for path in (root / where).glob("*.md"))))
    leaned_on = [problem for problem in shared.problems if _concerns(problem, named, shared.files)]
    problems = in_order((*reading.problems, *leaned_on))
    return Manuscript(case, shared.sound_offices, problems, {**shared.files, **files})


def _with_faulty_letters(shared: Shared) -> References:
    """The references with each kind's letter as it is written, where it is faulty."""
    kinds: Kinds = {
        kind: {
            language: letter or _as_written(shared.files.get(f"{TEMPLATES}/_kinds/{kind}/{language}.md"))
            for language, letter in letters.items()
        }
        for kind, letters in shared.references.kinds.items()
    }
    return shared.references._replace(kinds=kinds)


def _as_written(file: YamlText | LanguageFile | None) -> LetterTemplate | None:
    return LetterTemplate(text=file.body, reviewed=False) if isinstance(file, LanguageFile) else None


def _texts(data: Any) -> Iterator[str]:
    """Every text in a file's data: among them the ids of all that it leans on."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, tuple):
        for value in data:
            yield from _texts(value)


def _concerns(problem: Problem, named: frozenset[str], files: Files) -> bool:
    """Whether a problem of a shared file matters to a case that names these ids and languages."""
    path = PurePosixPath(problem.where)
    if path.parts[:2] == (TEMPLATES, "_kinds"):
        return {path.parts[2], path.stem} <= named
    file = files.get(problem.where)
    # Without the file itself nothing in it can be read.
    return not isinstance(file, YamlText) or file.entry_at(problem.line or 1) in named
