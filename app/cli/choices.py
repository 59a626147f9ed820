"""What the words of a command name: a case, offices, stationery, envelopes, labels."""

from __future__ import annotations

from collections.abc import Sequence

from app.cli.terminal import fail, left_out
from app.content import Library, load_stationery
from app.domain.case import Case
from app.domain.office import Office
from app.domain.problem import did_you_mean
from app.domain.stationery import Envelope, LabelSheet, Stationery


def case_named(library: Library, name: str) -> Case:
    if name in library.cases:
        return library.cases[name]
    broken = [problem for problem in library.problems if f"/{name}/" in problem.where]
    if broken:
        fail([f"«{name}» has problems and cannot be written about:", *map(str, broken)])
    return fail([f"There is no case «{name}». {did_you_mean(name, library.cases)}", *left_out(library)])


def offices_named(library: Library, case: Case, names: Sequence[str]) -> list[Office]:
    """The named offices in the given order, else all that the case writes to."""
    unknown = [name for name in names if name not in library.offices]
    if unknown:
        known = [one.to for one in case.recipients]
        fail(f"There is no office «{name}». {did_you_mean(name, known)}" for name in unknown)
    return [library.offices[name] for name in dict.fromkeys(names) or [one.to for one in case.recipients]]


def stationery_named(name: str) -> Stationery:
    stock = load_stationery().stationery
    return stock[name] if name in stock else fail([f"There is no stationery «{name}». {did_you_mean(name, stock)}"])


def outer_named(envelopes: str | None, labels: str | None) -> Envelope | LabelSheet | None:
    """What carries the addresses of letters without a window."""
    stock = load_stationery()
    if envelopes and labels:
        fail(["Choose either --envelopes or --labels."])
    if envelopes and envelopes not in stock.envelopes:
        fail([f"There is no envelope «{envelopes}». {did_you_mean(envelopes, stock.envelopes)}"])
    if labels and labels not in stock.labels:
        fail([f"There is no sheet of labels «{labels}». {did_you_mean(labels, stock.labels)}"])
    return stock.envelopes[envelopes] if envelopes else stock.labels[labels] if labels else None
