"""A print shop in this very process, and what its files say."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.content import Library
from app.domain.supporter import read_supporter
from app.printing.entries import Entry
from app.printing.letters import Order
from app.printing.run import Outcome, Wish, print_run
from app.printing.shop import Shop
from app.printing.store import Store
from tests.builders import STOCK
from tests.rendering.pdf import text_of

DAY = datetime.date(2026, 11, 21)
CASE = "asylum-in-belgium"
OFFICES = ("be-cgrs", "be-fedasil")


class InlineCrew:
    """One thread of this process, however many jobs are asked for."""

    losses: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, _jobs: int = 1) -> None:
        self.executor: Executor = ThreadPoolExecutor(1)
        self.width = 2

    def renew(self) -> bool:
        return True

    def close(self) -> None:
        self.executor.shutdown()


def an_entry(row: int, **typed: Any) -> Entry:
    fields = {"name": f"Sheila the {row}th", "address": f"{row} Lange Munt\n9000 Gent", "country": "BE", **typed}
    supporter, told = read_supporter(fields)
    assert supporter is not None, told
    return Entry(row=row, supporter=supporter)


def entries(count: int, **typed: Any) -> tuple[Entry, ...]:
    """Rows from 2 on, since the header is row 1."""
    return tuple(an_entry(row, **typed) for row in range(2, 2 + count))


def an_order(library: Library, offices: Sequence[str] = OFFICES[:1], **changes: Any) -> Order:
    case = library.cases[CASE]
    chosen = tuple(library.offices[name] for name in offices)
    fields = {
        "languages": dict.fromkeys(offices, "en"),
        "on": DAY,
        "stock": STOCK,
        "copied": {office.id: tuple(library.copied(case, office)) for office in chosen},
        **changes,
    }
    return Order(case=case, offices=chosen, **fields)


@contextmanager
def a_shop(output: Path) -> Iterator[Shop]:
    crew = InlineCrew()
    try:
        with Store(output).opened() as store:
            yield Shop(crew, store)
            store.remove()
    finally:
        crew.close()


def printed(order: Order, rows: Sequence[Entry], output: Path, **wish: Any) -> Outcome:
    with a_shop(output) as shop:
        return print_run(order, rows, Wish(output, **wish), shop)


def sheets_of(path: Path) -> list[str]:
    """The text of each sheet."""
    return text_of(path.read_bytes()).split("\f")[:-1]


def manifest_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
