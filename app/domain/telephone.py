"""Telephone and fax numbers: kept as +41229179006, shown as they are dialled."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat


def is_possible_number(number: str) -> bool:
    """Whether its country has numbers of that length; nobody is called."""
    read = _read(number)
    return read is not None and phonenumbers.is_possible_number(read)


def as_dialled(number: str, country: str | None) -> str:
    """The number as somebody in `country` dials it, such as 00 41 22 917 90 06 in Belgium.

    In its international form, +41 22 917 90 06, where the country is not known.
    """
    read = _read(number)
    if read is None:
        return number
    if country is None:
        return phonenumbers.format_number(read, PhoneNumberFormat.INTERNATIONAL)
    return phonenumbers.format_out_of_country_calling_number(read, country)


def _read(number: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(number)
    except NumberParseException:  # no country has a number that begins so
        return None
