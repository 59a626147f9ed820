"""Postal addresses, as literal lines and a country, and the form of e-mail addresses."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from app.domain.country import CountryCode
from app.domain.values import Value


class PostalAddress(Value):
    """Up to six lines in the order of the destination, without the country's line."""

    lines: tuple[str, ...] = ()
    country: CountryCode | None = None


def is_email_address(text: str) -> bool:
    """Whether it has the form of one; nobody is asked whether it exists."""
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
