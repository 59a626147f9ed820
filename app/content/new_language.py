"""A case's words in another language: a file in which each text waits for its translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from app.content.cases import read_case
from app.content.language_file import Files, LanguageFile
from app.content.library import TEMPLATES, read_shared
from app.content.recipients import Offices
from app.content.schema import modeline
from app.content.writing import WIDTH, text, wrapped
from app.domain.case import Case
from app.domain.language import LANGUAGES, Language
from app.domain.problem import Problem, Problems


class Translation(NamedTuple):
    """A case as far as it can be read, the language to translate from, and its letter if it has its own."""

    case: Case
    source: Language
    letter: str
    offices: Offices

    def readers_of(self, language: str) -> list[str]:
        """The offices of the case that can be written to in a language."""
        return [one.to for one in self.case.recipients if language in self._languages_of(one.to)]

    def _languages_of(self, office_id: str) -> tuple[str, ...]:
        office = self.offices.get(office_id)
        return office.letter_languages if office else ()


def translation_of(root: Path, slug: str) -> Translation | Problems:
    """What is there to translate: from English, else from the first language that is sound."""
    files: Files = {}
    references = read_shared(root).references
    case, problems = read_case(root / TEMPLATES / slug, f"{TEMPLATES}/{slug}", references, files)
    if case is None or not case.words:
        return problems
    source = "en" if "en" in case.words else case.languages[0]
    file = files[f"{TEMPLATES}/{slug}/{source}.md"]
    letter = file.body if isinstance(file, LanguageFile) else ""
    return Translation(case, LANGUAGES[source], letter, references.offices)


def file_to_translate(work: Translation, language: Language) -> str:
    """Every key that the language needs, empty, with the source's text as a comment beside it."""
    lines = [
        "---",
        modeline("words"),
        *_told(work, language),
        *_keys(work, language),
        "reviewed: false  # true once a native speaker has read it",
        *_own_letter(work, language),
        "---",
    ]
    return "\n".join(lines) + "\n"


def _told(work: Translation, language: Language) -> Iterator[str]:
    yield f"# {language.name} ({language.own_name}): write each text after its colon, on one line however long it is."
    yield f"# What stands after # is the {work.source.name}; it is not printed, and can be deleted or left."
    yield '# A text that holds a colon or begins with a sign goes between "straight quotation marks".'
    yield "# docs/translating.md says which form the texts under people: and asks: need in each language."


def _keys(work: Translation, language: Language) -> Iterator[str]:
    case, words = work.case, work.case.words[work.source.code]
    for key in ("title", "subject", "summary"):
        yield from _waiting(key, getattr(words, key))
    yield from _section("people", {one.id: words.people[one.id] for one in case.people if one.id in words.people})
    yield from _section("facts", {one.id: words.facts[one.id] for one in case.facts if one.id in words.facts})
    yield from _section("asks", _asks(work, language)) if work.readers_of(language.code) else ("asks: {}",)
    yield from _section("why", {one.to: words.why[one.to] for one in case.recipients if one.to in words.why})
    yield from _section("photographs", words.photographs)
    yield from _section("points", words.points)
    yield from _section("updates", {one.id: words.updates[one.id] for one in case.updates if one.id in words.updates})
    yield from _waiting("outcome", words.outcome) if words.outcome else ()


def _asks(work: Translation, language: Language) -> dict[str, str]:
    """What the offices that read the language are asked."""
    readers = work.readers_of(language.code)
    asked = dict.fromkeys(ask for one in work.case.recipients if one.to in readers for ask in one.asks)
    return {ask: work.case.ask_in(work.source.code, ask) for ask in asked}


def _section(key: str, sources: Mapping[str, str]) -> Iterator[str]:
    if sources:
        yield f"{key}:"
        for name, source in sources.items():
            yield from _waiting(f"  {text(name)}", source)


def _waiting(key: str, source: str) -> Iterable[str]:
    """An empty key with its source beside it, or above it where it is long."""
    said = " ".join(source.split())
    beside = f"{key}:  # {said}"
    if len(beside) <= WIDTH:
        return (beside,)
    indent = " " * (len(key) - len(key.lstrip()))
    return (*(f"{indent}# {line}" for line in wrapped(said, WIDTH - len(indent) - 2)), f"{key}:")


def _own_letter(work: Translation, language: Language) -> Iterator[str]:
    """The letter itself cannot hold comments, so that its source stands here."""
    if not work.letter:
        return
    yield f"# This case has a letter of its own. Write the {language.name} one below the last line «---», paragraph by"
    yield "# paragraph, with each {{ placeholder }} and {% tag %} as it stands here:"
    yield from (f"#   {line}".rstrip() for line in work.letter.split("\n"))


def write_new_language(root: Path, work: Translation, language: Language) -> Path | Problem:
    """The new file; never in another's place."""
    path = root / TEMPLATES / work.case.slug / f"{language.code}.md"
    where = f"{TEMPLATES}/{work.case.slug}/{path.name}"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(file_to_translate(work, language))
    except FileExistsError:
        return Problem(code="twice", where=where, message="This file is there already; nothing was changed in it.")
    except OSError as error:
        reason = (error.strerror or "unknown fault").lower()
        return Problem(code="unwritable", where=where, message=f"The file cannot be written: {reason}.")
    return path


def to_fill_in(root: Path, slug: str, language: str) -> int:
    """How many things `letters check` finds wrong in one language file."""
    _case, problems = read_case(root / TEMPLATES / slug, f"{TEMPLATES}/{slug}", read_shared(root).references, {})
    return sum(problem.where == f"{TEMPLATES}/{slug}/{language}.md" for problem in problems)
