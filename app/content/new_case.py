"""A new case: read at every step as its finished files will be, then put in place."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from app.content.answers import AddresseeAnswer, Answers, FactAnswer, PersonAnswer, PointAnswer
from app.content.case_files import case_files
from app.content.cases import read_cases
from app.content.language_file import Files
from app.content.library import TEMPLATES, Library, read_shared
from app.domain.case import Case, Ground, Kind
from app.domain.language import LANGUAGES
from app.domain.office import Office
from app.domain.problem import Problem, Problems

# What stands where nothing is answered yet, so that the rest can be read by the library's own rules.
_SOMETHING = "…"
_SOMEONE = "someone"
_NAME = "Nobody Atall"  # stands in no text, where a name that is not shown must not be found
_LETTER = "{{ asks }}\n\n{{ own_words }}\n"


class NewCases:
    """Where new cases are read and made: what they may name, and the folder they go to."""

    UNNAMED = "new-case"  # the folder's name for as long as there is none

    def __init__(self, root: Path, today: datetime.date) -> None:
        self.folder, self.today = root / TEMPLATES, today
        shared = read_shared(root)
        self._references, self._files = shared.references, shared.files
        self.kinds: Mapping[str, Kind] = shared.kinds
        self.offices: Mapping[str, Office] = shared.sound_offices
        self.grounds: Mapping[str, Ground] = {
            name: ground for name, ground in self._references.grounds.items() if ground is not None
        }

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which a case can begin: there is a kind of letter, and an office that reads it."""
        spoken = {language for kind in self.kinds.values() for language in kind.letters}
        return tuple(code for code in LANGUAGES if code in spoken and self.open_to(code))

    def open_to(self, language: str) -> list[Office]:
        """The offices that supporters can write to in a language."""
        return [
            office
            for office in self.offices.values()
            if office.open_to == "supporters" and language in office.letter_languages
        ]

    def is_taken(self, slug: str) -> bool:
        """Whether something goes by that name, in whatever state."""
        return os.path.lexists(self.folder / slug)

    def reading_of(self, answers: Answers) -> tuple[Library, Files]:
        """What the library would read if these were all the answers, with stand-ins for the others."""
        files = dict(self._files)
        with TemporaryDirectory() as folder:
            body = "" if answers.kind else _LETTER
            cases, problems = self._write_and_read(self._with_stand_ins(answers), Path(folder), files, body)
        return Library(cases, self.offices, self.kinds, problems), files

    def make(self, answers: Answers) -> Path | Problems:
        """The new case's folder; or, with nothing written, what stands in its way."""
        try:
            workplace = Path(mkdtemp(prefix=".new-", dir=self.folder))
        except OSError as error:
            return (_cannot_write(answers.slug, error),)
        try:
            _cases, problems = self._write_and_read(answers, workplace, {})
            return problems or self._move(workplace / answers.slug)
        except OSError as error:
            return (_cannot_write(answers.slug, error),)
        finally:
            shutil.rmtree(workplace, ignore_errors=True)

    def _write_and_read(
        self, answers: Answers, folder: Path, files: Files, body: str = ""
    ) -> tuple[dict[str, Case], Problems]:
        (folder / answers.slug).mkdir()
        for name, text in case_files(answers, body).items():
            (folder / answers.slug / name).write_text(text, encoding="utf-8")
        cases, problems = read_cases(folder, TEMPLATES, self._references, files)
        return cases, problems if cases or problems else (_leans_on_faults(answers.slug),)

    def _move(self, made: Path) -> Path | Problems:
        if self.is_taken(made.name):
            return (_taken(made.name),)
        return made.rename(self.folder / made.name)

    def _with_stand_ins(self, answers: Answers) -> Answers:
        """The answers, with something sound in the place of each that is missing."""
        language = answers.language or "en"
        recipients = [_asked(one) for one in answers.recipients if one.to] or [self._any_addressee(language)]
        asked = [ask for one in recipients for ask in one.asks]
        return answers.model_copy(
            update={
                "language": language,
                **{key: getattr(answers, key) or _SOMETHING for key in ("title", "subject", "summary")},
                "slug": answers.slug or self.UNNAMED,
                "where": answers.where or "CH",
                "people": tuple(map(_shown, answers.people)) or (_shown(PersonAnswer()),),
                "recipients": tuple(recipients),
                "asks": {ask: answers.asks.get(ask) or _SOMETHING for ask in asked},
                "facts": tuple(map(_told, answers.facts)) or (_told(FactAnswer()),),
                "points": tuple(map(_ticked, answers.points)),
                "opened": answers.opened or "1900-01-01",
                "status": answers.status or "draft",
            }
        )

    def _any_addressee(self, language: str) -> AddresseeAnswer:
        office = next(iter(self.open_to(language)), None)
        return _asked(AddresseeAnswer(to=office.id if office else _SOMEONE))


def _asked(one: AddresseeAnswer) -> AddresseeAnswer:
    return one.model_copy(update={"asks": one.asks or (_SOMEONE,)})


def _shown(person: PersonAnswer) -> PersonAnswer:
    needs_name = person.shown in {"name", "initials"}
    return person.model_copy(
        update={
            "id": person.id or _SOMEONE,
            "shown": person.shown or "withheld",
            "name": person.name or (_NAME if needs_name else ""),
            "words": person.words or ("" if needs_name else _SOMETHING),
        }
    )


def _told(fact: FactAnswer) -> FactAnswer:
    return fact.model_copy(
        update={"id": fact.id or _SOMEONE, "says": fact.says or _SOMETHING, "source": fact.source or _SOMETHING}
    )


def _ticked(point: PointAnswer) -> PointAnswer:
    return point.model_copy(update={"id": point.id or _SOMEONE, "says": point.says or _SOMETHING})


def _taken(slug: str) -> Problem:
    return Problem(
        code="twice",
        where=f"{TEMPLATES}/{slug}",
        message=f"There is already a case «{slug}»; nothing was changed in it.",
        hint="Choose another name.",
    )


def _leans_on_faults(slug: str) -> Problem:
    return Problem(
        code="leans-on-faults",
        where=f"{TEMPLATES}/{slug}",
        message="The case names an office, a ground or a kind that has problems of its own.",
        hint="Run `letters check` and mend them.",
    )


def _cannot_write(slug: str, error: OSError) -> Problem:
    return Problem(
        code="unwritable",
        where=f"{TEMPLATES}/{slug}",
        message=f"The case cannot be written: {(error.strerror or 'unknown fault').lower()}.",
        hint="Check the folder's permissions and the space on the disk.",
    )
