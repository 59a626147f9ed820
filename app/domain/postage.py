"""How far a letter travels, in words, and the stamp that takes it there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Literal

from app.domain.country import country_name
from app.domain.said import Said, Sentence, said
from app.domain.values import Value

Zone = Literal["inland", "europe", "edge-of-europe", "world", "abroad", "posting-unknown", "destination-unknown"]


def _codes(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Europe by the United Nations (M49, region 150; CLDR's territory containment is the same), and
# Cyprus, which every post counts in as a member of the European Union.
EUROPE = _codes(
    "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV "
    "MC MD ME MK MT NL NO PL PT RO RS SE SI SJ SK SM UA VA XK"
)
# Counted in by some posts of Europe and left out by others: the Royal Mail takes in all of them,
# M49 Russia alone.
EDGE_OF_EUROPE = _codes("AM AZ GE GL KG KZ RU TJ TM TR UZ")
# Countries with one tariff for letters between them: Royal Mail with the islands; La Poste with
# Monaco, Andorra and the overseas departments and territories; Correos with Andorra; Poste
# Italiane with San Marino and the Vatican; Swiss Post with Liechtenstein; USPS, Domestic Mail
# Manual 608.2, with possessions and freely associated states.
ONE_TARIFF = tuple(
    _codes(countries)
    for countries in (
        "GB IM JE GG",
        "FR MC AD GP MQ GF RE YT PM BL MF NC PF WF TF",
        "ES AD",
        "IT SM VA",
        "CH LI",
        "US PR VI GU AS MP MH FM PW UM",
    )
)


class Postage(Value):
    """The zone of one letter: in words, with the country it goes to, and the stamp for it."""

    zone: Zone
    words: Sentence
    stamp: Sentence


def postage(posted_in: str | None, destination: str | None) -> Postage:
    """From the country of posting to that of destination; either may not be known."""
    zone = zone_between(posted_in, destination)
    return Postage(zone=zone, words=_words(zone, destination), stamp=_STAMPS[zone])


def _words(zone: Zone, destination: str | None) -> Said:
    if destination is None:
        return said("to an address that is not known yet")
    country = partial(country_name, destination)
    words: Mapping[Zone, Said] = {
        "inland": said("inside the country ({country})", country=country),
        "europe": said("within Europe ({country})", country=country),
        "edge-of-europe": said("within Europe or to the rest of the world ({country})", country=country),
        "world": said("to the rest of the world ({country})", country=country),
        "abroad": said("to another country ({country})", country=country),
        "posting-unknown": said("depending on where you post it ({country})", country=country),
    }
    return words[zone]


_STAMPS: Mapping[Zone, Said] = {
    "inland": said("an inland stamp"),
    "europe": said("a stamp for letters to other countries in Europe"),
    "edge-of-europe": said("ask at the counter, because posts differ on where Europe ends"),
    "world": said("a stamp for letters to countries outside Europe"),
    "abroad": said("a stamp for letters to other countries"),
    "posting-unknown": said("an inland stamp if you post it there, else one for letters to other countries"),
    "destination-unknown": said("look the address up first, because its country decides"),
}


def zone_between(posted_in: str | None, destination: str | None) -> Zone:
    if destination is None:
        return "destination-unknown"
    if posted_in is None:
        return "posting-unknown"
    if posted_in == destination or any({posted_in, destination} <= union for union in ONE_TARIFF):
        return "inland"
    return _zone_abroad(posted_in, destination)


def _zone_abroad(posted_in: str, destination: str) -> Zone:
    if posted_in not in EUROPE:
        return "abroad"
    if destination in EUROPE:
        return "europe"
    return "edge-of-europe" if destination in EDGE_OF_EUROPE else "world"
