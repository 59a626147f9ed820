"""The rows of a table → supporters, each read as the form reads what is typed into it."""

from __future__ import annotations

from app.domain.supporter import Supporter
from app.domain.values import Value
from app.printing.fault import Fault


class Entry(Value):
    """A sound row, and who signs by it."""

    row: int
    supporter: Supporter


class Checked(Value):
    """`entries` are sound rows in the order of the table; `warnings` are those faults that are no errors."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
