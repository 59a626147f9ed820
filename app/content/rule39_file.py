"""A Rule 39 request in a YAML file with the form's field names, and the PDFs it encloses."""

from __future__ import annotations

import datetime
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.content.yaml_text import YamlText, read_text, read_yaml
from app.domain.filing import EnclosedFile
from app.domain.office import Office
from app.domain.problem import Problem, Problems, did_you_mean
from app.domain.rule39 import Rule39Request
from app.domain.rule39_fields import FIELDS, LISTS, MOST_ENCLOSURES
from app.domain.rule39_reading import name_missing_signs, read_rule39

# What the Court's site takes of one document: more is refused before it is read.
_LARGEST = 50_000_000


@dataclass(frozen=True)
class RequestFile:
    """A request as far as it can be read, the files it encloses, and every problem at its line."""

    request: Rule39Request | None
    enclosed: tuple[EnclosedFile, ...]
    problems: Problems
    _file: YamlText | None = None

    def placed(self, problems: Problems) -> Problems:
        """Problems of fields, at the lines of the file where the fields stand."""
        return tuple(_placed(problem, self._file) for problem in problems) if self._file else problems

    def without_signs(self, signs: tuple[str, ...]) -> Problems:
        """Each sign that no font can print, at its line."""
        return self.placed(name_missing_signs(self._file.data if self._file else {}, signs))


def read_request_file(path: Path, now: datetime.datetime, office: Office) -> RequestFile:
    """The request; enclosures' paths count from the file's own folder."""
    text = read_text(path, path.name)
    file = text if isinstance(text, Problem) else read_yaml(text, path.name)
    if isinstance(file, Problem):
        return RequestFile(None, (), (file,))
    unknown = tuple(
        file.problem("unknown-key", (key,), f"«{key}» is not a field.", did_you_mean(key, (*FIELDS, *LISTS)))
        for key in file.data
        if key not in FIELDS and key not in LISTS
    )
    request, told = read_rule39(file.data, now, office)
    refused = any(problem.code == "not-open-to-supporters" for problem in told)
    enclosed, unread = ((), ()) if refused else _read_enclosed(file.data.get("enclosures"), path.parent)
    problems = (*unknown, *(_placed(problem, file) for problem in (*told, *unread)))
    return RequestFile(None if unknown or unread else request, enclosed, problems, file)


def _placed(problem: Problem, file: YamlText) -> Problem:
    number = problem.where.removeprefix("enclosure-")
    at = ("enclosures", int(number) - 1) if number.isdecimal() else (problem.where,)
    return problem.model_copy(update={"where": file.where, "line": file.line_of(at)})


def _read_enclosed(value: object, folder: Path) -> tuple[tuple[EnclosedFile, ...], Problems]:
    if value is None:
        return (), ()
    if not isinstance(value, tuple):
        message = "«enclosures» must be a list, each entry on a line that begins with «- »."
        return (), (Problem(code="wrong-value", where="enclosures", message=message),)
    read = [_read_one(number, entry, folder) for number, entry in enumerate(value[:MOST_ENCLOSURES], start=1)]
    return (
        tuple(one for one in read if isinstance(one, EnclosedFile)),
        tuple(one for one in read if isinstance(one, Problem)),
    )


def _read_one(number: int, entry: object, folder: Path) -> EnclosedFile | Problem:
    where = f"enclosure-{number}"
    if not isinstance(entry, Mapping) or not entry.get("file"):
        message = f"Enclosure {number} must have a «title» and a «file»."
        return Problem(code="no-file", where=where, message=message, hint="«file» is the path of a PDF.")
    name, title = str(entry["file"]), str(entry.get("title") or "")
    try:
        path = folder / name
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return _unread(where, name, "it is not a file")
        if found.st_size > _LARGEST:
            message = f"«{name}» must have {_LARGEST // 1_000_000} MB or less."
            hint = f"It has {found.st_size // 1_000_000:,} MB. Scan it in black and white at 200 dots an inch."
            return Problem(code="too-large", where=where, message=message, hint=hint)
        return EnclosedFile(title=title, data=path.read_bytes())
    except (OSError, ValueError) as error:
        return _unread(where, name, (getattr(error, "strerror", "") or "unknown fault").lower())


def _unread(where: str, name: str, why: str) -> Problem:
    message = f"«{name}» cannot be read: {why}."
    hint = "Its path counts from the folder of the request’s file."
    return Problem(code="unreadable", where=where, message=message, hint=hint)
