"""A postal address as literal lines and a country."""

from __future__ import annotations

from app.domain.country import CountryCode
from app.domain.values import Value


class PostalAddress(Value):
    """Up to six lines in the order of the destination, without the country's line."""

    lines: tuple[str, ...] = ()
    country: CountryCode | None = None
