"""One Markdown file of a case or a kind: front matter, then the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.content.yaml_text import YamlText, a_link, read_organisers_text, read_yaml
from app.domain.language import LANGUAGES
from app.domain.problem import Problem, did_you_mean

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class LanguageFile:
    """`front` is the front matter, `body` the letter's template, `body_line` where it begins."""

    front: YamlText
    body: str
    body_line: int

    @property
    def where(self) -> str:
        return self.front.where


# What was read, by the place that problems name.
Files = dict[str, YamlText | LanguageFile]


def read_language_file(path: Path, where: str) -> LanguageFile | Problem:
    text = read_organisers_text(path, where)
    if isinstance(text, Problem):
        return text
    fences = list(_FENCE.finditer(text))
    if len(fences) < 2 or text[: fences[0].start()].strip():
        return Problem(
            code="no-front-matter",
            where=where,
            line=1,
            message="The file does not begin with front matter.",
            hint="Begin with a line «---», then the keys, then another line «---», then the letter.",
        )
    opening, closing = fences[0], fences[1]
    front_line = text.count("\n", 0, opening.end()) + 2
    front = read_yaml(text[opening.end() + 1 : closing.start()], where, front_line)
    if isinstance(front, Problem):
        return front
    body = text[closing.end() :]
    leading = len(body) - len(body.lstrip("\n"))
    body_line = text.count("\n", 0, closing.end() + leading) + 1
    return LanguageFile(front, body.strip("\n"), body_line)


def folders_in(folder: Path, where: str, problems: list[Problem]) -> list[Path]:
    """The folders of a folder, by name; none where it is not there. Links are told of and left out."""
    if not folder.is_dir():
        return []
    found = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    problems.extend(a_link(f"{where}/{path.name}") for path in found if path.is_symlink())
    return [path for path in found if not path.is_symlink()]


def language_files_in(folder: Path, where: str, problems: list[Problem]) -> Iterator[tuple[str, LanguageFile]]:
    """Each language file that can be read; the other problems are added to the list."""
    for path in sorted(folder.glob("[!._]*.md")):
        shown = f"{where}/{path.name}"
        if path.stem not in LANGUAGES:
            problems.append(
                Problem(
                    code="unknown-language",
                    where=shown,
                    message=f"«{path.stem}» is not a language of letters.",
                    hint=did_you_mean(path.stem, LANGUAGES),
                )
            )
            continue
        file = read_language_file(path, shown)
        if isinstance(file, Problem):
            problems.append(file)
        else:
            yield path.stem, file
