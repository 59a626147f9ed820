"""How a letter names and greets whoever it is to, and takes its leave."""

from __future__ import annotations

from app.composing.phrases import NAMELESS_SALUTATIONS, Phrases
from app.domain.address import PostalAddress
from app.domain.country import country_line, own_country_line
from app.domain.language import LATIN_LETTERS
from app.domain.office import Holder, Office


def inside_address(
    office: Office, holder: Holder | None, language: str, posted_in: str | None, embassy: Office | None = None
) -> tuple[str, ...]:
    """Style and title, organisation, the lines of the destination, the country for the post.

    With an embassy the letter travels to it: its lines take the office's own's place.
    """
    post = (embassy or office).contacts.post_in_use
    place = (*post.lines, country_line(post.country, posted_in, language)) if post else ()
    return tuple(line for line in (*recipient_lines(office, holder, language, embassy), *place) if line)


def recipient_lines(
    office: Office, holder: Holder | None, language: str, embassy: Office | None = None
) -> tuple[str, ...]:
    """Whom a letter is to, line by line; by way of an embassy, "c/o" that."""
    named = [holder.style_in(language)] if holder else []
    named += [office.title_in(language, holder), office.organisation_in(language, holder)]
    lines = list(dict.fromkeys(named))
    if embassy is not None:
        # For the post of the embassy's country, whatever the letter's language.
        lines.append(f"c/o {embassy.organisation_in(language if language in LATIN_LETTERS else 'en')}")
    return tuple(line for line in lines if line)


def sender_address(
    sender: PostalAddress, name: str, email: str, destination: str | None, language: str
) -> tuple[str, ...]:
    """The sender's block: empty where no answer is to come by post or e-mail."""
    if not (sender.lines or email):
        return ()
    return tuple(line for line in (name, *sender.lines, _country_of(sender, destination, language), email) if line)


def return_address(sender: PostalAddress, name: str, destination: str | None, language: str) -> tuple[str, ...]:
    """The sender's address as it stands on an envelope: empty where there is none."""
    if not (sender.lines and name):
        return ()
    return tuple(line for line in (name, *sender.lines, _country_of(sender, destination, language)) if line)


def _country_of(sender: PostalAddress, destination: str | None, language: str) -> str:
    return own_country_line(sender.country, destination, language) if sender.country else ""


def complimentary_close(greeting: str, phrases: Phrases) -> str:
    close = phrases.close_without_name if greeting in NAMELESS_SALUTATIONS else phrases.close
    return close.replace("{salutation}", greeting)


def recipient_in_a_sentence(office: Office, holder: Holder | None, language: str) -> str:
    return holder.name_in(language) if holder else office.title_in(language)
