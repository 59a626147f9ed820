"""Everything organisers have written, as far as it is sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.content.cases import References, read_cases
from app.content.grounds import read_grounds
from app.content.kinds import read_kinds
from app.content.language_file import Files
from app.content.recipients import read_offices
from app.domain.case import Case, Kind
from app.domain.mission import Mission
from app.domain.office import Office
from app.domain.problem import Problems, in_order

TEMPLATES = "letter_templates"


@dataclass(frozen=True)
class Library:
    """The sound cases by slug and offices by id, and what keeps the others out."""

    cases: Mapping[str, Case]
    offices: Mapping[str, Office]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    problems: Problems = ()

    def offices_of(self, case: Case) -> tuple[Office, ...]:
        return tuple(self.offices[one.to] for one in case.recipients)

    def offices_by_asks(self, case: Case) -> tuple[tuple[tuple[str, ...], tuple[Office, ...]], ...]:
        """The asks of a case, each set of them with the offices that are asked for it."""
        asked: dict[tuple[str, ...], list[Office]] = {}
        for one in case.recipients:
            asked.setdefault(one.asks, []).append(self.offices[one.to])
        return tuple((asks, tuple(offices)) for asks, offices in asked.items())

    def copied(self, case: Case, office: Office) -> tuple[Office, ...]:
        addressee = case.addressee(office.id)
        return tuple(self.offices[copy] for copy in addressee.copied_offices) if addressee else ()

    def copied_by_office(self, case: Case) -> dict[str, tuple[Office, ...]]:
        return {office.id: self.copied(case, office) for office in self.offices_of(case)}

    def embassies_for(self, case: Case) -> tuple[Office, ...]:
        """Each embassy of a State that the case writes to, of which we know an address."""
        known = {embassy.id: embassy for office in self.offices_of(case) for embassy in self.embassies_of(office)}
        return tuple(known.values())

    def embassy_for(self, office: Office, country: str | None) -> Office | None:
        """The embassy in `country` of the State that the office serves, if we know its address."""
        return next((one for one in self.embassies_of(office) if one.destination == country), None)

    def embassies_of(self, office: Office) -> tuple[Office, ...]:
        """By whose way a letter can reach an office; none for an embassy itself, or for no State's office."""
        if office.country is None or office.level == "ambassador":
            return ()
        return self._embassies(office.country)

    def _embassies(self, state: str) -> tuple[Office, ...]:
        return tuple(
            one
            for one in self.offices.values()
            if one.level == "ambassador"
            and one.country == state
            and any(kind == "post" for kind, _contact in one.contacts.in_use)
        )

    def state_copied(self, case: Case, office: Office) -> str | None:
        """Whose embassy a letter to the office can be copied to: the State that it serves.

        Where the case wishes a copy to the embassy of the State where the people are, that State.
        """
        if office.level == "ambassador":
            return None
        addressee = case.addressee(office.id)
        return case.countries.where if addressee and addressee.copied_to_embassy else office.country

    def mission_for(self, case: Case, office: Office, country: str | None) -> Mission | None:
        """The mission in the supporter's country that a letter to the office can be copied to; none at home."""
        state = self.state_copied(case, office)
        if state is None or country is None or state == country:
            return None
        embassy = next((one for one in self._embassies(state) if one.destination == country), None)
        return Mission(state=state, country=country, embassy=embassy)

    @property
    def by_urgency(self) -> tuple[Case, ...]:
        """Open cases, the most urgent first, then closed ones, the latest first; no drafts."""
        public = [case for case in self.cases.values() if case.status != "draft"]
        still_open = sorted((case for case in public if case.status == "open"), key=lambda case: case.urgency)
        closed = sorted(
            (case for case in public if case.status == "closed"),
            key=lambda case: case.closed or case.opened,
            reverse=True,
        )
        return (*still_open, *closed)


def load_library(root: Path) -> Library:
    """Read `root`/recipients.yaml and `root`/letter_templates/."""
    return read_content(root)[0]


def read_content(root: Path) -> tuple[Library, Files]:
    """The library, and the files it was read from, so that a later finding can name its line."""
    shared = read_shared(root)
    files = dict(shared.files)
    cases, problems = read_cases(root / TEMPLATES, TEMPLATES, shared.references, files)
    return Library(cases, shared.sound_offices, shared.kinds, in_order((*shared.problems, *problems))), files


@dataclass(frozen=True)
class Shared:
    """What all cases lean on, sound or not: offices, legal grounds and kinds of letters."""

    references: References
    kinds: Mapping[str, Kind]
    files: Files
    problems: Problems

    @property
    def sound_offices(self) -> dict[str, Office]:
        return {name: office for name, office in self.references.offices.items() if office is not None}


def read_shared(root: Path) -> Shared:
    files: Files = {}
    offices, office_problems = read_offices(root / "recipients.yaml", "recipients.yaml", files)
    grounds, ground_problems = read_grounds(root / TEMPLATES / "_law.yaml", f"{TEMPLATES}/_law.yaml", files)
    letters, kinds, kind_problems = read_kinds(root / TEMPLATES / "_kinds", f"{TEMPLATES}/_kinds", files)
    problems = (*office_problems, *ground_problems, *kind_problems)
    return Shared(References(offices, grounds, letters), kinds, files, problems)
