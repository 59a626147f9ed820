"""The supporter who signs: read from what was typed, never stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from app.domain.address import PostalAddress, is_email_address
from app.domain.country import find_country
from app.domain.problem import Problem, Problems, did_you_mean
from app.domain.text import clean, length, longest_pile_of_marks, longest_unbroken_run
from app.domain.values import Value

Typed = Mapping[str, object]

# Longest text of each field, in characters; with this much of their own a letter still has one page.
LIMITS = {"name": 100, "introduction": 200, "address": 400, "email": 254, "own_words": 1000}
LABELS = {
    "name": "Your name",
    "introduction": "The line about you",
    "address": "Your address",
    "email": "Your e-mail address",
    "own_words": "Your own words",
}
ADDRESS_LINES = 6
ADDRESS_LINE_LENGTH = 60
OWN_WORDS_LINES = 40
_COUNTED_TWICE = ", each Chinese, Japanese or Korean one counted as two"
# Longest run without a space, where the script has spaces: a web address fits.
UNBROKEN_RUN = 120
# Letters by their category that leave no ink: Hangul fillers.
_INKLESS = frozenset("\u115f\u1160\u3164\uffa0")
PILE_OF_MARKS = 6


class Supporter(Value):
    """Who signs. Without a name the letter leaves dotted lines to be filled in by hand."""

    name: str = ""
    introduction: str = ""
    address: PostalAddress = PostalAddress()
    email: str = ""
    own_words: str = ""
    points: tuple[str, ...] = ()


def read_supporter(typed: Typed) -> tuple[Supporter | None, Problems]:
    """The supporter in a form's fields, and everything to tell about them.

    Fields: name, introduction, address (lines), country (ISO code), email, own_words, points
    (ids). Without an error the supporter is there; what is told then are warnings.
    """
    problems: list[Problem] = []
    fields = {name: _read_text(name, typed.get(name), problems) for name in LIMITS}
    lines = tuple(line.strip() for line in fields["address"].splitlines() if line.strip())
    country = _read_country(typed.get("country"), problems)
    points = _read_points(typed.get("points"))
    for check in _CHECKS:
        problems.extend(check({**fields, "address": "\n".join(lines)}))
    if any(problem.severity == "error" for problem in problems):
        return None, tuple(problems)
    supporter = Supporter(
        name=fields["name"],
        introduction=fields["introduction"],
        address=PostalAddress(lines=lines, country=country),
        email=fields["email"],
        own_words=fields["own_words"],
        points=points,
    )
    return supporter, tuple(problems)


def _read_text(name: str, value: object, problems: list[Problem]) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple) and name == "address":
        value = "\n".join(str(part) for part in value)
    if isinstance(value, list | tuple | Mapping):
        problems.append(
            Problem(
                code="not-text",
                where=name,
                message=f"{LABELS[name]} must be text.",
                hint="Write it after the colon, in quotation marks.",
            )
        )
        return ""
    cleaned = clean(str(value))
    if cleaned.removed:
        count = "1 invisible character" if cleaned.removed == 1 else f"{cleaned.removed:,} invisible characters"
        problems.append(
            Problem(
                code="invisible-characters",
                where=name,
                message=f"{LABELS[name]} held {count} that cannot be printed. We took them out.",
                severity="warning",
            )
        )
    # Only an address and own words have lines.
    return cleaned.text if name in {"address", "own_words"} else " ".join(cleaned.text.split("\n"))


def _read_country(value: object, problems: list[Problem]) -> str | None:
    typed = str(value or "").strip()
    found = find_country(typed)
    if found or not typed:
        return found
    problems.append(
        Problem(
            code="unknown-country",
            where="country",
            message="Choose your country from the list, or leave it empty.",
            hint="In a file, write its two-letter ISO code, such as BE.",
        )
    )
    return None


def _read_points(value: object) -> tuple[str, ...]:
    chosen = [value] if isinstance(value, str) else value if isinstance(value, Sequence) else ()
    return tuple(dict.fromkeys(str(point) for point in chosen if point))


def _has_a_name(fields: Mapping[str, str]) -> list[Problem]:
    if any(unicodedata.category(sign)[0] in "LN" and sign not in _INKLESS for sign in fields["name"]):
        return []
    return [Problem(code="no-name", where="name", message="Enter your full name.")]


def _keeps_to_limits(fields: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            code="too-long",
            where=name,
            message=f"{LABELS[name]} must be {limit:,} characters or fewer.",
            hint=f"There are {length(fields[name]):,}{_COUNTED_TWICE * (length(fields[name]) > len(fields[name]))}.",
        )
        for name, limit in LIMITS.items()
        if length(fields[name]) > limit
    ]


def _has_no_piles_of_marks(fields: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            code="too-many-marks",
            where=name,
            message=f"{LABELS[name]} must have {PILE_OF_MARKS} or fewer accents on one letter.",
        )
        for name in LIMITS
        if longest_pile_of_marks(fields[name]) > PILE_OF_MARKS
    ]


def _has_spaces(fields: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            code="unbroken",
            where=name,
            message=f"{LABELS[name]} must have a space at least every {UNBROKEN_RUN} characters.",
        )
        for name in LIMITS
        if longest_unbroken_run(fields[name]) > UNBROKEN_RUN and length(fields[name]) <= LIMITS[name]
    ]


def _address_fits(fields: Mapping[str, str]) -> list[Problem]:
    lines = fields["address"].split("\n")
    problems = []
    if len(lines) > ADDRESS_LINES:
        problems.append(
            Problem(
                code="too-many-lines",
                where="address",
                message=f"Your address must have {ADDRESS_LINES} lines or fewer.",
                hint=f"It has {len(lines)}. Put two of them on one line.",
            )
        )
    for number, line in enumerate(lines, start=1):
        if length(line) > ADDRESS_LINE_LENGTH:
            problems.append(
                Problem(
                    code="too-long-line",
                    where="address",
                    message=f"Line {number} of your address must be {ADDRESS_LINE_LENGTH} characters or fewer.",
                    hint=f"It has {length(line)}. Break it in two.",
                )
            )
    return problems


def _own_words_have_few_lines(fields: Mapping[str, str]) -> list[Problem]:
    lines = fields["own_words"].count("\n") + 1
    if lines <= OWN_WORDS_LINES:
        return []
    return [
        Problem(
            code="too-many-lines",
            where="own_words",
            message=f"Your own words must have {OWN_WORDS_LINES} lines or fewer.",
            hint=f"They have {lines}.",
        )
    ]


def _email_is_one(fields: Mapping[str, str]) -> list[Problem]:
    if not fields["email"] or is_email_address(fields["email"]):
        return []
    return [
        Problem(
            code="no-email",
            where="email",
            message="Enter an e-mail address like name@example.org, or leave it empty.",
        )
    ]


_CHECKS: tuple[Callable[[Mapping[str, str]], list[Problem]], ...] = (
    _has_a_name,
    _keeps_to_limits,
    _has_no_piles_of_marks,
    _has_spaces,
    _address_fits,
    _own_words_have_few_lines,
    _email_is_one,
)


def unknown_points(chosen: Sequence[str], known: Sequence[str]) -> Problems:
    """A problem for the first chosen talking point that the case does not have."""
    unknown = next((point for point in chosen if point not in known), None)
    if unknown is None:
        return ()
    return (
        Problem(
            code="unknown-point",
            where="points",
            message=f"«{unknown[:40]}» is not a point of this case.",
            hint=did_you_mean(unknown[:40], known),
        ),
    )
