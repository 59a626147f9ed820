"""Copies to embassies near the supporter: which there can be, and what the form says about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from app.content import Library
from app.domain.case import Case
from app.domain.country import country_name
from app.domain.mission import Mission
from app.domain.office import Office
from app.domain.said import Sentence, said


@dataclass(frozen=True)
class Copies:
    """`country` is the supporter's, none while it is not given."""

    library: Library
    case: Case
    country: str | None

    @property
    def missions(self) -> list[Mission]:
        """Each mission that a letter of this case can be copied to; none while the country is not known."""
        found = [self.library.mission_for(self.case, office, self.country) for office in self._offices]
        return list({mission.state: mission for mission in found if mission}.values())

    @property
    def can_go(self) -> bool:
        """Whether there is anything to ask: a mission, or one that may be there once the country is given."""
        if self.country:
            return bool(self.missions)
        return any(self.library.state_copied(self.case, office) for office in self._offices)

    @property
    def told(self) -> Iterator[Sentence]:
        if not self.country:
            yield said("Choose your country above, and it says which embassies that are.")
        known = tuple(mission.embassy.organisation_in for mission in self.missions if mission.embassy)
        if known:
            yield said("With all there is to print comes a covering letter to: {embassies}.", embassies=known)
        unknown = tuple(partial(country_name, mission.state) for mission in self.missions if not mission.embassy)
        if unknown:
            yield said(
                "Of these States we know no embassy in your country: {states}. Your own foreign ministry’s diplomatic "
                "list has its address, if there is one. The letter names the copy all the same.",
                states=unknown,
            )

    @property
    def _offices(self) -> tuple[Office, ...]:
        return self.library.offices_of(self.case)
