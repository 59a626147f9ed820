"""The headers of a table → the fields of the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

from app.domain.problem import Problem, Problems, nearest
from app.domain.values import Value
from app.printing.cells import is_problem_column

Target = Literal["name", "introduction", "address", "same-line", "country", "email", "own_words", "points", "leave-out"]
TARGETS: tuple[Target, ...] = get_args(Target)
# Each header, as it is written in the table, and what its column is.
ColumnMap = Mapping[str, Target]

# The form's fields by their names in files, and by all that the form calls them.
LABELS: Mapping[Target, tuple[str, ...]] = {
    "name": ("name", "Your name", "Full name", "Your full name"),
    "introduction": ("introduction", "A line about you", "The line about you"),
    "address": ("address", "Your address", "Your address, without the country"),
    "country": ("country", "Your country"),
    "email": ("email", "E-mail address", "Your e-mail address"),
    "own_words": ("own_words", "Your own words"),
    "points": ("points", "Talking points", "Sentences to add"),
}
# What only one column can be: two countries of one person would contradict each other.
_SINGLE: tuple[Target, ...] = ("country", "email", "introduction")
# Usual headers of membership lists, to suggest what they are likely to be.
_USUAL: Mapping[str, Target] = {
    **dict.fromkeys(("firstname", "lastname", "forename", "surname", "givenname", "familyname"), "name"),
    **dict.fromkeys(("street", "postcode", "postalcode", "zip", "zipcode"), "address"),
    **dict.fromkeys(("city", "town"), "same-line"),
    **dict.fromkeys(("mail", "emails"), "email"),
    **dict.fromkeys(("message", "comment", "comments", "personalmessage"), "own_words"),
}


class Column(Value):
    """`index` counts from 0."""

    index: int
    header: str
    target: Target


class Columns(Value):
    """The columns that are read, in the order of the table."""

    read: tuple[Column, ...]

    def of(self, *targets: Target) -> list[Column]:
        return [column for column in self.read if column.target in targets]


def match(headers: Sequence[str], chosen: ColumnMap) -> Columns | tuple[str, ...]:
    """What each column is: as chosen, else by its header; or the headers that nobody knows."""
    targets = [_target(header, chosen) for header in headers]
    unknown = tuple(header for header, target in zip(headers, targets, strict=True) if target is None)
    if unknown:
        return unknown
    return Columns(
        read=tuple(
            Column(index=index, header=header, target=target)
            for index, (header, target) in enumerate(zip(headers, targets, strict=True))
            if target and target != "leave-out"
        )
    )


def _target(header: str, chosen: ColumnMap) -> Target | None:
    if header in chosen:
        return chosen[header]
    return "leave-out" if not header or is_problem_column(header) else target_of(header)


def target_of(header: str) -> Target | None:
    """The field that a header names, without regard to case, spaces and hyphens; «Address 2» is of the address."""
    bare = _bare(header)
    return _BY_LABEL.get(bare) or ("address" if re.fullmatch(r"address(line)?\d", bare) else None)


def suggestion(header: str) -> Target:
    """What an unknown header probably means."""
    bare = _bare(header)
    near = _USUAL.get(bare) or _BY_LABEL.get(nearest(bare, _BY_LABEL))
    return near or "leave-out"


def column_problems(table: str, columns: Columns) -> Problems:
    """What keeps the columns of a table from being supporters."""
    return tuple(_column_problems(table, columns))


def _column_problems(table: str, columns: Columns) -> Iterator[Problem]:
    if not columns.of("name"):
        yield Problem(
            code="no-name-column",
            where=table,
            message="No column is the supporters’ name.",
            hint="Give the column with the full names the header «name».",
        )
    counts = Counter(column.target for column in columns.read)
    for target in _SINGLE:
        if counts[target] > 1:
            headers = ", ".join(f"«{column.header}»" for column in columns.of(target))
            yield Problem(
                code="one-column-only",
                where=table,
                message=f"{counts[target]} columns are the {target}: {headers}.",
                hint="Keep one of them; the others are «leave-out» in the list of columns.",
            )


def _bare(header: str) -> str:
    return "".join(sign for sign in header.casefold() if sign.isalnum())


_BY_LABEL: Mapping[str, Target] = {_bare(label): target for target, labels in LABELS.items() for label in labels}
