"""What the rules look at: the content as it was read, the day, and the line of each place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.content import Files, LanguageFile, Library, YamlText, read_content
from app.domain.case import Case
from app.domain.problem import Problem, Severity

RECIPIENTS = "recipients.yaml"


@dataclass(frozen=True)
class Reading:
    """The library and the files it came from; `today` is the day on which the rules judge."""

    library: Library
    files: Files
    today: datetime.date

    @classmethod
    def of(cls, root: Path, today: datetime.date) -> Reading:
        return cls(*read_content(root), today)

    def yaml(self, where: str) -> YamlText:
        file = self.files[where]
        return file.front if isinstance(file, LanguageFile) else file

    def problem(
        self, code: str, severity: Severity, at: tuple[str, *tuple[str | int, ...]], message: str, hint: str
    ) -> Problem:
        """A problem at a file and a place within it: («recipients.yaml», «un-wgad», «holders», 2)."""
        where, *location = at
        line = self.yaml(where).line_of(location)
        return Problem(code=code, where=where, line=line, severity=severity, message=message, hint=hint)


# Looks at everything that was read and finds each breach of one rule.
Rule = Callable[[Reading], Iterator[Problem]]


def facts_of(case: Case) -> str:
    return f"letter_templates/{case.slug}/case.yaml"


def words_of(case: Case, language: str) -> str:
    return f"letter_templates/{case.slug}/{language}.md"
