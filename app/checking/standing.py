"""What of the content may go live: the sound cases, and the last sound version of those that are not."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from app.checking.check import examine
from app.checking.reading import Reading
from app.content import TEMPLATES, Library, case_names
from app.domain.case import Case
from app.domain.problem import Problem, Problems


@dataclass(frozen=True)
class Standing:
    """What has no error, the errors of the rest, and the folders of all cases, sound or not."""

    library: Library
    errors: Problems
    folders: frozenset[str]

    @property
    def shared_errors(self) -> Problems:
        """Those that are no single case's: nobody can tell how far they reach."""
        return tuple(error for error in self.errors if _case_of(error) not in self.folders)

    def after(self, last: Library) -> Library:
        """What to serve from now on, when `last` has been served until now."""
        if self.shared_errors:
            return last
        kept = {slug: case for slug, case in last.cases.items() if self._is_kept(case)}
        return replace(self.library, cases={**kept, **self.library.cases})

    def _is_kept(self, case: Case) -> bool:
        """A case goes when its folder does, or an office that it writes to."""
        named = {name for one in case.recipients for name in (one.to, *one.copied_offices)}
        return case.slug in self.folders and named <= self.library.offices.keys()


def stand(root: Path, today: datetime.date) -> Standing:
    """Read and judge the content; letters are composed, and not laid out."""
    reading = Reading.of(root, today)
    errors = tuple(one for one in examine(reading, None).problems if one.severity == "error")
    faulty = {_case_of(error) for error in errors}
    sound = {slug: case for slug, case in reading.library.cases.items() if slug not in faulty}
    return Standing(replace(reading.library, cases=sound), errors, _folders(root))


def _folders(root: Path) -> frozenset[str]:
    return frozenset(case_names(root)) if (root / TEMPLATES).is_dir() else frozenset()


def _case_of(error: Problem) -> str:
    """The folder of the case that an error is in; empty where it is in what cases share."""
    templates, _, rest = error.where.partition("/")
    return rest.partition("/")[0] if templates == TEMPLATES else ""
