"""The fields of a form: what may be typed into each, and what is told where it may not."""

from __future__ import annotations

import re
from collections.abc import Mapping

import phonenumbers

from app.domain.problem import Problem
from app.domain.said import Sentence, said, said_many
from app.domain.text import clean, is_longer, length, longest_pile_of_marks, longest_unbroken_run
from app.domain.values import Value

# What a form or a file holds, by the field's name; nothing is sure about the values.
Typed = Mapping[str, object]

# Longest run without a space, where the script has spaces: a web address fits.
UNBROKEN_RUN = 120
PILE_OF_MARKS = 6
# So much is a book that was pasted by mistake: it is not looked at sign by sign.
_TIMES_TOO_LONG = 20
_TWO_NOUGHTS = re.compile(r"^\s*00")


class TextField(Value):
    """One field: how messages begin that speak of it, and how many characters it holds.

    `lines` is how many lines it may have; with one, line ends become spaces. `missing` is said
    of an empty field that must not be empty.
    """

    label: Sentence
    limit: int
    lines: int = 1
    missing: Sentence = ""


Fields = Mapping[str, TextField]


def read_text(fields: Fields, name: str, value: object, problems: list[Problem]) -> str:
    """A field's text as it can be printed; what keeps it from being one is added to `problems`."""
    field = fields[name]
    if value is None:
        return ""
    if isinstance(value, list | tuple) and field.lines > 1:
        value = "\n".join(str(part) for part in value)
    if isinstance(value, list | tuple | Mapping):
        problems.append(
            Problem(
                code="not-text",
                where=name,
                message=said("{field} must be text.", field=field.label),
                hint=said("Write it after the colon, in quotation marks."),
            )
        )
        return ""
    if len(str(value)) > _TIMES_TOO_LONG * field.limit:
        problems.append(_too_long(field, name, said("There are {count}.", count=len(str(value)))))
        return ""
    cleaned = clean(str(value))
    if cleaned.removed:
        problems.append(
            Problem(
                code="invisible-characters",
                where=name,
                message=said_many(
                    "{field} held {n} invisible character that cannot be printed. We took it out.",
                    "{field} held {n} invisible characters that cannot be printed. We took them out.",
                    n=cleaned.removed,
                    field=field.label,
                ),
                severity="warning",
            )
        )
    return cleaned.text if field.lines > 1 else " ".join(cleaned.text.split("\n"))


def keeps_to_limits(fields: Fields, texts: Mapping[str, str]) -> list[Problem]:
    return [
        _too_long(field, name, _number_of_characters(texts[name]))
        for name, field in fields.items()
        if is_longer(texts[name], field.limit)
    ]


def _too_long(field: TextField, name: str, number: Sentence) -> Problem:
    message = said("{field} must be {limit} characters or fewer.", field=field.label, limit=field.limit)
    return Problem(code="too-long", where=name, message=message, hint=number)


def _number_of_characters(text: str) -> Sentence:
    if length(text) > len(text):
        return said("There are {count}, each Chinese, Japanese or Korean one counted as two.", count=length(text))
    return said("There are {count}.", count=length(text))


def has_no_piles_of_marks(fields: Fields, texts: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            code="too-many-marks",
            where=name,
            message=said(
                "{field} must have {limit} or fewer accents on one letter.", field=field.label, limit=PILE_OF_MARKS
            ),
        )
        for name, field in fields.items()
        if longest_pile_of_marks(texts[name]) > PILE_OF_MARKS
    ]


def has_spaces(fields: Fields, texts: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            code="unbroken",
            where=name,
            message=said(
                "{field} must have a space at least every {limit} characters.", field=field.label, limit=UNBROKEN_RUN
            ),
        )
        for name, field in fields.items()
        if len(texts[name]) > UNBROKEN_RUN
        and longest_unbroken_run(texts[name]) > UNBROKEN_RUN
        and not is_longer(texts[name], field.limit)
    ]


def has_few_lines(fields: Fields, texts: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            code="too-many-lines",
            where=name,
            message=said("{field} must have {limit} lines or fewer.", field=field.label, limit=field.lines),
            hint=said("There are {count}.", count=lines),
        )
        for name, field in fields.items()
        if field.lines > 1 and (lines := texts[name].count("\n") + 1) > field.lines
    ]


def is_there(fields: Fields, texts: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(code="missing", where=name, message=field.missing)
        for name, field in fields.items()
        if field.missing and not texts[name]
    ]


def read_number(typed: str, country: str | None) -> str:
    """A telephone number as a person writes it, in the form +41229179006; empty where it cannot be one.

    Without + or 00 it is taken to be a number of `country`.
    """
    try:
        read = phonenumbers.parse(_TWO_NOUGHTS.sub("+", typed), country)
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number(read) and read.extension is None
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) if possible else ""
