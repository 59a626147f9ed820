"""The file that keeps the answers of a case that is not finished."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

from app.cli.new_case.questions import LONGEST_SLUG
from app.content.answers import Answers, Flat, Key, answers_file
from app.domain.text import clean
from app.domain.values import SLUG_FORM

# A leading dot: the library leaves it alone.
_PREFIX, _SUFFIX = ".new-case-", ".yaml"


class Notes:
    """Keeps answers in one file of a folder, named for the case as soon as it has a name."""

    def __init__(self, folder: Path, today: datetime.date, path: Path | None = None) -> None:
        self._folder, self._today, self.path = folder, today, path

    def keep(self, flat: Flat, next_key: Key) -> None:
        """Write the answers down, whole or not at all."""
        if not flat:
            return
        printable = {key: " ".join(clean(answer).text.split("\n")) for key, answer in flat.items()}
        answers = Answers.from_flat(printable).model_copy(update={"stopped_at": tuple(map(str, next_key))})
        named = re.fullmatch(SLUG_FORM, answers.slug) and len(answers.slug) <= LONGEST_SLUG
        path = self._place(answers.slug if named else str(self._today))
        draft = path.with_suffix(".part")
        draft.write_text(answers_file(answers), encoding="utf-8")
        draft.replace(path)
        if self.path not in {None, path}:
            self.forget()
        self.path = path

    def _place(self, name: str) -> Path:
        """A file of our own: another unfinished case of that name keeps its own."""
        names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
        paths = (self._folder / f"{_PREFIX}{one}{_SUFFIX}" for one in names)
        return next(path for path in paths if path == self.path or not os.path.lexists(path))

    def forget(self) -> None:
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def unfinished(folder: Path) -> dict[str, Path]:
    """The unfinished cases by name."""
    found = sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}"))
    return {path.name.removeprefix(_PREFIX).removesuffix(_SUFFIX): path for path in found}
