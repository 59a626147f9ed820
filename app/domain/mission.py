"""Diplomatic missions: the sending State and the receiving State, whether or not we know the address."""

from __future__ import annotations

from app.domain.country import CountryCode
from app.domain.office import Office
from app.domain.values import Value


class Mission(Value):
    """The mission of `state` in `country`; `embassy` is the office we know of it, with its address."""

    state: CountryCode
    country: CountryCode
    embassy: Office | None = None
