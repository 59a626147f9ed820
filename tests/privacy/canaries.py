"""Marked personal data: each field holds a word that stands nowhere else, so that a finding names it."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from functools import cache

# In everything that a visitor types, sends or is.
MARK = "zyxvogel"
# Where the visitor's requests come from: an address of this machine that nothing else uses.
ADDRESS = "127.0.83.77"
LETTER: Mapping[str, str] = {
    "name": "Zyxvogelname Qvist",
    "introduction": "a zyxvogelintroduction from Ghent",
    "address": "12 Zyxvogelstraat\n9000 Zyxvogeldorp",
    "email": "zyxvogelmail@example.org",
    "own_words": "I saw zyxvogelwords.\n\nAnd zyxvogelmore.",
}
REQUEST: Mapping[str, str] = {
    "applicant_name": "Zyxvogelapplicant Exemplar",
    "nationality": "Zyxvogelnational",
    "whereabouts": "Zyxvogelcentre\n1 Sample Road",
    "other_applicants": "Zyxvogelother, born 2001",
    "contact_name": "Zyxvogelcontact",
    "email": "zyxvogelcontact@example.org",
    "contact_address": "10 Zyxvogelstreet\n1000 Brussels",
    "domestic_reference": "ZYXVOGEL 000",
    "removal_destination": "Zyxvogelcity",
    "removal_flight": "flight ZYXVOGEL",
    "measure": "Zyxvogelmeasure.",
    "facts": "Zyxvogelfacts.",
    "reasons": "Zyxvogelreasons.",
    "domestic_steps": "Zyxvogelsteps.",
    "signature": "Zyxvogelsignature",
}
# A file of the kit is named after what is enclosed, but for names of persons.
ENCLOSED, TITLE, FILE = "Zyxvogelenclosed", "Decision on Zyxvogelapplicant Exemplar", "Zyxvogelfile.pdf"
AGENT = "Zyxvogelagent/1.0"


def holds(data: bytes, word: str = MARK) -> bool:
    """Whether a word stands in these bytes, as it is or as programs write it that mean no harm."""
    return any(disguise in data for disguise in _disguises(word))


@cache
def _disguises(word: str) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(one for spelt in (word, word.upper(), word.capitalize()) for one in _written(spelt)))


def _written(word: str) -> Iterator[bytes]:
    yield word.encode()
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    yield word.encode().hex().encode()
    for before in range(3):
        # Of what base64 makes of a word, the signs that do not depend on its neighbours.
        coded = base64.b64encode(bytes(before) + word.encode())
        yield coded[-(-8 * before // 6) : 8 * (before + len(word)) // 6]
