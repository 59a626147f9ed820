"""The supporter who signs: read from what was typed, never stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from app.domain.address import PostalAddress, is_email_address
from app.domain.country import find_country
from app.domain.problem import Problem, Problems, did_you_mean
from app.domain.said import said
from app.domain.text import is_longer, length
from app.domain.typed import (
    TextField,
    Typed,
    has_few_lines,
    has_no_piles_of_marks,
    has_spaces,
    keeps_to_limits,
    read_text,
)
from app.domain.values import Value

ADDRESS_LINES = 6
ADDRESS_LINE_LENGTH = 60
# With this much in each field a letter still has one page.
TEXTS = {
    "name": TextField(label=said("Your name"), limit=100),
    "introduction": TextField(label=said("The line about you"), limit=200),
    "address": TextField(label=said("Your address"), limit=400, lines=ADDRESS_LINES),
    "email": TextField(label=said("Your e-mail address"), limit=254),
    "own_words": TextField(label=said("Your own words"), limit=1000, lines=40),
}
# Longest text of each field, in characters.
LIMITS = {name: field.limit for name, field in TEXTS.items()}
# Letters by their category that leave no ink: Hangul fillers.
_INKLESS = frozenset("\u115f\u1160\u3164\uffa0")


class Supporter(Value):
    """Who signs. Without a name the letter leaves dotted lines to be filled in by hand."""

    name: str = ""
    introduction: str = ""
    address: PostalAddress = PostalAddress()
    email: str = ""
    own_words: str = ""
    points: tuple[str, ...] = ()


def read_supporter(typed: Typed, *, nameless: bool = False) -> tuple[Supporter | None, Problems]:
    """The supporter in a form's fields, and everything to tell about them.

    Fields: name, introduction, address (lines), country (ISO code), email, own_words, points
    (ids). Without an error the supporter is there; what is told then are warnings. `nameless` is
    one who has not yet come to give a name.
    """
    problems: list[Problem] = []
    fields = {name: read_text(TEXTS, name, typed.get(name), problems) for name in TEXTS}
    lines = tuple(line.strip() for line in fields["address"].splitlines() if line.strip())
    country = _read_country(typed.get("country"), problems)
    points = _read_points(typed.get("points"))
    for check in _CHECKS:
        if check is not _has_a_name or not nameless:
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


def _read_country(value: object, problems: list[Problem]) -> str | None:
    typed = str(value or "").strip()
    found = find_country(typed)
    if found or not typed:
        return found
    problems.append(
        Problem(
            code="unknown-country",
            where="country",
            message=said("Choose your country from the list, or leave it empty."),
            hint=said("In a file, write its two-letter ISO code, such as BE."),
        )
    )
    return None


def _read_points(value: object) -> tuple[str, ...]:
    chosen = [value] if isinstance(value, str) else value if isinstance(value, Sequence) else ()
    return tuple(dict.fromkeys(str(point) for point in chosen if point))


def _has_a_name(fields: Mapping[str, str]) -> list[Problem]:
    if any(unicodedata.category(sign)[0] in "LN" and sign not in _INKLESS for sign in fields["name"]):
        return []
    return [Problem(code="no-name", where="name", message=said("Enter your full name."))]


def _address_fits(fields: Mapping[str, str]) -> list[Problem]:
    lines = fields["address"].split("\n")
    problems = []
    if len(lines) > ADDRESS_LINES:
        problems.append(
            Problem(
                code="too-many-lines",
                where="address",
                message=said("Your address must have {limit} lines or fewer.", limit=ADDRESS_LINES),
                hint=said("It has {count}. Put two of them on one line.", count=len(lines)),
            )
        )
    for number, line in enumerate(lines, start=1):
        if is_longer(line, ADDRESS_LINE_LENGTH):
            problems.append(
                Problem(
                    code="too-long-line",
                    where="address",
                    message=said(
                        "Line {number} of your address must be {limit} characters or fewer.",
                        number=number,
                        limit=ADDRESS_LINE_LENGTH,
                    ),
                    hint=said("It has {count}. Break it in two.", count=length(line)),
                )
            )
    return problems


def _email_is_one(fields: Mapping[str, str]) -> list[Problem]:
    if not fields["email"] or is_email_address(fields["email"]):
        return []
    return [
        Problem(
            code="no-email",
            where="email",
            message=said("Enter an e-mail address like name@example.org, or leave it empty."),
        )
    ]


_CHECKS: tuple[Callable[[Mapping[str, str]], list[Problem]], ...] = (
    _has_a_name,
    partial(keeps_to_limits, TEXTS),
    partial(has_no_piles_of_marks, TEXTS),
    partial(has_spaces, TEXTS),
    _address_fits,
    partial(has_few_lines, {"own_words": TEXTS["own_words"]}),
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
            message=said("«{point}» is not a point of this case.", point=unknown[:40]),
            hint=did_you_mean(unknown[:40], known),
        ),
    )
