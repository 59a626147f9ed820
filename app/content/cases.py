"""letter_templates/ → cases, each a folder of facts and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from app.composing import check_template
from app.content.complaints import build
from app.content.grounds import Grounds
from app.content.kinds import Kinds
from app.content.language_file import Files, LanguageFile, folders_in, language_files_in
from app.content.names import places_of
from app.content.photographs import photograph_problems
from app.content.recipients import Offices
from app.content.yaml_text import Location, YamlText, read_yaml_file
from app.domain.case import EMBASSY_OF_WHERE, Addressee, Case, Ground, LetterTemplate, Person, Words
from app.domain.problem import Problem, Problems, did_you_mean

Found = TypeVar("Found")


class References(NamedTuple):
    """What cases name by an id."""

    offices: Offices
    grounds: Grounds
    kinds: Kinds


def read_cases(folder: Path, where: str, references: References, files: Files) -> tuple[dict[str, Case], Problems]:
    """Every sound case by its folder's name, and what is wrong with the others."""
    cases: dict[str, Case] = {}
    problems: list[Problem] = []
    for case_folder in folders_in(folder, where, problems):
        if case_folder.name.startswith("_"):
            continue
        reading = CaseReading(case_folder, f"{where}/{case_folder.name}", references)
        case = reading.read(files)
        problems.extend(reading.problems)
        if case is not None and not reading.problems and not reading.leans_on_faults:
            cases[case.slug] = case
    return cases, tuple(problems)


def read_case(folder: Path, where: str, references: References, files: Files) -> tuple[Case | None, Problems]:
    """A case as far as it can be read, be that enough for letters or not; and all its problems."""
    reading = CaseReading(folder, where, references)
    return reading.read(files), tuple(reading.problems)


class CaseReading:
    """Reads one case's folder and collects every problem on the way."""

    def __init__(self, folder: Path, where: str, references: References) -> None:
        self.folder, self.where = folder, where
        self.offices, self.grounds, self.kinds = references
        self.problems: list[Problem] = []
        # Set where an office, a ground or a kind is faulty: told there, not here again.
        self.leans_on_faults = False

    def read(self, files: Files) -> Case | None:
        case = self._read_facts(files)
        spoken = dict(language_files_in(self.folder, self.where, self.problems))
        files.update({file.where: file for file in spoken.values()})
        if case is None:
            return None
        if not spoken and not self.problems:
            self._add(
                Problem(
                    code="no-language",
                    where=self.where,
                    message="The case has no words.",
                    hint="Add a file such as en.md beside case.yaml.",
                )
            )
        words = {language: self._read_words(case, language, file) for language, file in spoken.items()}
        self._match_points(spoken, words)
        self._guard_names(case, spoken)
        sound = {language: found for language, found in words.items() if found is not None}
        self._check_offered_languages(case, sound)
        return case.model_copy(update={"words": sound})

    def _add(self, *problems: Problem) -> None:
        self.problems.extend(problems)

    def _read_facts(self, files: Files) -> Case | None:
        where = f"{self.where}/case.yaml"
        file = read_yaml_file(self.folder / "case.yaml", where)
        if isinstance(file, Problem):
            self._add(file)
            return None
        self.file = files[where] = file
        # Ids are looked up first, so that one faulty ground hides no other fault.
        named = file.data.get("grounds", ())
        grounds = tuple(self._grounds_of(file, named)) if isinstance(named, tuple) else named
        built = build(Case, {**file.data, "grounds": grounds}, file, supplied={"slug": self.folder.name, "words": {}})
        if not isinstance(built, Case):
            self._add(*built)
            return None
        self._check_facts(built)
        self._add(*photograph_problems(self.folder, built, file))
        return built

    def _grounds_of(self, file: YamlText, named: Sequence[Any]) -> Iterator[Ground]:
        for index, name in enumerate(named):
            ground = self._find(file, ("grounds", index), "ground", str(name), self.grounds)
            if ground is not None:
                yield ground

    def _check_facts(self, case: Case) -> None:
        file = self.file
        if case.status == "closed":
            for key in ("closed", "outcome"):
                if getattr(case, key) is None:
                    self._add(
                        file.problem("missing-key", (), f"A closed case needs «{key}».", f"Add a line «{key}: …».")
                    )
        elif case.closed is not None:
            self._add(
                file.problem(
                    "wrong-value",
                    ("closed",),
                    f"The case has a day of closing and is «{case.status}».",
                    "Write «status: closed», or take the line out.",
                )
            )
        for key in ("closed", "send_by"):
            day = getattr(case, key)
            if day is not None and day < case.opened:
                self._add(
                    file.problem(
                        "wrong-order",
                        (key,),
                        f"«{key}» ({day}) is before «opened» ({case.opened}).",
                        "Mend one of them.",
                    )
                )
        self._check_ids(case)
        for index, person in enumerate(case.people):
            self._check_person(person, ("people", index))
        for index, addressee in enumerate(case.recipients):
            self._check_addressee(addressee, index, case)

    def _check_ids(self, case: Case) -> None:
        """Ids are unique within their list: words are found by them."""
        lists: dict[str, Iterable[str]] = {
            "people": (one.id for one in case.people),
            "facts": (one.id for one in case.facts),
            "updates": (one.id for one in case.updates),
            "recipients": (one.to for one in case.recipients),
        }
        for key, ids in lists.items():
            seen: set[str] = set()
            for index, name in enumerate(ids):
                if name in seen:
                    self._add(self.file.problem("twice", (key, index), f"«{name}» stands here twice.", "Take one out."))
                seen.add(name)

    def _check_person(self, person: Person, at: Location) -> None:
        if person.shown == "withheld" and person.name:
            self._add(
                self.file.problem(
                    "withheld-name",
                    (*at, "name"),
                    "A withheld person's name must not be in the file.",
                    "Delete the name, or write «shown: name» or «shown: initials».",
                )
            )
        if person.shown != "withheld" and not person.name:
            self._add(
                self.file.problem(
                    "missing-key", at, f"«name» is missing for «{person.id}».", "Add it, or write «shown: withheld»."
                )
            )

    def _check_addressee(self, addressee: Addressee, index: int, case: Case) -> None:
        at = ("recipients", index)
        self._find(self.file, (*at, "to"), "office", addressee.to, self.offices)
        for name in addressee.copied_offices:
            self._find(self.file, (*at, "copies"), "office", name, {EMBASSY_OF_WHERE: None, **self.offices})
        office = self.offices.get(addressee.to)
        if office is not None and office.open_to != "supporters":
            self._add(
                self.file.problem(
                    "not-open-to-supporters",
                    (*at, "to"),
                    f"Supporters cannot write to «{office.id}».",
                    f"Choose another office. {office.why_closed}",
                )
            )
        for key, kind in (("kind", addressee.kind), ("kind", case.kind)):
            if kind is not None:
                place = (*at, key) if kind == addressee.kind else (key,)
                self._find(self.file, place, "kind of letter", kind, self.kinds)

    def _read_words(self, case: Case, language: str, file: LanguageFile) -> Words | None:
        words = build(Words, file.front.data, file.front, supplied={"letters": {}})
        if file.body:
            self._add(*check_template(file.body, file.where, file.body_line))
        if not isinstance(words, Words):
            self._add(*words)
            return None
        self._check_words(case, language, words, file.front)
        return words.model_copy(update={"letters": self._letters(case, language, words, file)})

    def _letters(self, case: Case, language: str, words: Words, file: LanguageFile) -> dict[str, LetterTemplate]:
        """The template for each office: its own kind's, else this file's, else the case's kind's."""
        letters: dict[str, LetterTemplate] = {}
        own_letter = LetterTemplate(text=file.body, reviewed=words.reviewed) if file.body else None
        for addressee in case.recipients:
            own_kind = self.kinds.get(addressee.kind or "", {})
            case_kind = self.kinds.get(case.kind or "", {})
            # The first that has this language, even if it is faulty: never another letter in its stead.
            case_letter = own_letter or case_kind.get(language)
            template = own_kind.get(language, case_letter)
            if template:
                letters[addressee.to] = template
            elif language in own_kind or language in case_kind:
                self.leans_on_faults = True
            elif {addressee.kind, case.kind} - {None, *self.kinds}:
                continue  # a kind that nobody knows: told at its place
            elif language in self._languages_of(addressee):
                self._add(
                    Problem(
                        code="no-letter",
                        where=file.where,
                        line=file.body_line,
                        message=f"There is no letter to «{addressee.to}» in this language.",
                        hint="Write it below the front matter, or add this language to the case's kind.",
                    )
                )
        return letters

    def _languages_of(self, addressee: Addressee) -> tuple[str, ...]:
        office = self.offices.get(addressee.to)
        return office.letter_languages if office else ()

    def _check_words(self, case: Case, language: str, words: Words, file: YamlText) -> None:
        """Every id of the facts file has its words here, and the other way round."""
        asked = {ask for one in case.recipients for ask in one.asks}
        asked_here = {ask for one in case.recipients if language in self._languages_of(one) for ask in one.asks}
        nameless = {one.id for one in case.people if one.public_name is None}
        self._match(file, "asks", words.asks, needed=asked_here, known=asked)
        self._match(file, "facts", words.facts, needed=_ids(case.facts), known=_ids(case.facts))
        self._match(file, "updates", words.updates, needed=_ids(case.updates), known=_ids(case.updates))
        photographs = _ids(case.photographs)
        self._match(file, "photographs", words.photographs, needed=photographs, known=photographs)
        self._match(file, "people", words.people, needed=nameless, known=_ids(case.people))
        self._check_reasons(case, words, file)
        if case.status == "closed" and not words.outcome:
            self._add(file.problem("no-words", (), "A closed case says what came of it.", "Add a line «outcome: …»."))
        for ground in case.grounds:
            if language not in ground.names:
                self._add(
                    file.problem(
                        "no-words",
                        (),
                        f"The legal ground «{ground.id}» has no name in this language.",
                        f"Add «{language}: …» to its names in _law.yaml.",
                    )
                )

    def _check_reasons(self, case: Case, words: Words, file: YamlText) -> None:
        """Each reason why an office matters belongs to an office that the case writes to."""
        known = [one.to for one in case.recipients]
        for name in words.why:
            if name not in known:
                self._add(
                    file.problem(
                        "unknown-office",
                        ("why", name),
                        f"case.yaml does not write to «{name}».",
                        did_you_mean(name, known),
                    )
                )

    def _match(self, file: YamlText, key: str, words: Mapping[str, str], needed: set[str], known: set[str]) -> None:
        for name in sorted(needed - set(words)):
            self._add(
                file.problem(
                    "no-words", (key,), f"«{name}» has no words under «{key}».", f"Add a line «  {name}: …» there."
                )
            )
        for name in sorted(set(words) - known):
            self._add(
                file.problem(
                    "words-without-fact",
                    (key, name),
                    f"case.yaml has no «{name}» under «{key}».",
                    did_you_mean(name, known),
                )
            )

    def _guard_names(self, case: Case, files: Mapping[str, LanguageFile]) -> None:
        """Nobody whose name must not be shown is named anywhere in the case."""
        for index, person in enumerate(case.people):
            name = person.name or ""
            if person.shown == "name" or not any(map(str.isalpha, name)):
                continue
            own_place = ("people", index, "name")
            found = [place for place in places_of(name, self.file.data) if place != own_place]
            for file, place in [*((self.file, place) for place in found), *_places_in(files, name)]:
                self._add(
                    file.problem(
                        "name-revealed",
                        place,
                        "The full name of a person who is not shown by name stands here.",
                        "Take it out: write the initials, or words such as «a woman from Tehran».",
                    )
                )

    def _match_points(self, files: Mapping[str, LanguageFile], words: Mapping[str, Words | None]) -> None:
        """A point that a supporter ticks must have its words in every letter."""
        known = {point for found in words.values() if found for point in found.points}
        for language, found in words.items():
            if found is not None:
                self._match(files[language].front, "points", found.points, needed=known, known=known)

    def _check_offered_languages(self, case: Case, words: Mapping[str, Words]) -> None:
        if self.problems or self.leans_on_faults:
            return
        for index, addressee in enumerate(case.recipients):
            if not set(self._languages_of(addressee)) & set(words):
                wanted = ", ".join(self._languages_of(addressee))
                self._add(
                    self.file.problem(
                        "no-common-language",
                        ("recipients", index, "to"),
                        f"No letter can be written to «{addressee.to}»: it reads {wanted}.",
                        f"Add a file in one of these languages; there is {', '.join(words)}.",
                    )
                )

    def _find(
        self, file: YamlText, at: Location, what: str, name: str, known: Mapping[str, Found | None]
    ) -> Found | None:
        """What goes by a name; a name that nobody knows is a problem here."""
        found = known.get(name)
        if name not in known:
            code = f"unknown-{what.partition(' ')[0]}"
            self._add(file.problem(code, at, f"There is no {what} «{name}».", did_you_mean(name, known)))
        elif found is None:
            self.leans_on_faults = True
        return found


def _places_in(files: Mapping[str, LanguageFile], name: str) -> Iterator[tuple[YamlText, Location]]:
    for file in files.values():
        yield from ((file.front, place) for place in places_of(name, file.front.data))
        yield from ((file.front, ()) for _place in places_of(name, file.body))


def _ids(things: Iterable[Any]) -> set[str]:
    return {thing.id for thing in things}
