"""What a letter of a print run costs, beside a plain WeasyPrint loop: time, bytes and memory, for 100 to 10,000 rows.

Run `make bench`. Everything from sound rows to the finished file is counted: composing, laying out, joining. What a
letter takes of a core is the processor time of all processes together, by letter; the time of the clock is told
beside it. Starting costs the same for every run and is told apart: each process loads the fonts and lays out what all
letters share. The plain loop runs in one of the same processes; it sets each letter alone with one shared renderer,
and does no more: no order, no manifest.
"""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from app.composing import compose
from app.content import Library, load_library, load_stationery
from app.domain.letter import Letter
from app.domain.supporter import read_supporter
from app.printing.crew import LocalCrew
from app.printing.entries import Entry
from app.printing.letters import Order
from app.printing.run import Outcome, Wish, print_run
from app.printing.shop import Shop
from app.printing.store import Store
from bench.server import family

PROJECT = Path(__file__).parent.parent
CASE, OFFICE = "asylum-in-belgium", "be-cgrs"
DAY = datetime.date(2026, 11, 21)
SIZES = (100, 1_000, 10_000)
LOOP = 40
MOST_MS, MOST_BYTES, MOST_MB, MOST_DRIFT, LEAST_TIMES = 8.0, 1_000, 400, 0.10, 4.0


def an_entry(number: int) -> Entry:
    """Row `number`: each has another name and street."""
    supporter, _told = read_supporter(
        {"name": f"Sheila O’Neil the {number}th", "address": f"{number} Lange Munt\n9000 Gent", "country": "BE"}
    )
    assert supporter is not None
    return Entry(row=number, supporter=supporter)


def an_order(library: Library) -> Order:
    case, office = library.cases[CASE], library.offices[OFFICE]
    return Order(
        case=case, offices=(office,), languages={OFFICE: "en"}, on=DAY, stock=load_stationery(), copied={OFFICE: ()}
    )


def memory_mb() -> float:
    """What this process and all that it has started hold in memory, what they share counted once."""
    return sum(_share_mb(process) for process in family(psutil.Process()))


def _share_mb(process: psutil.Process) -> float:
    try:
        return process.memory_full_info().pss / 1e6
    except psutil.NoSuchProcess:
        return 0


@contextmanager
def highest_memory() -> Iterator[list[float]]:
    """The most that is held while it lasts, looked at four times a second."""
    found = [0.0]
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.25):
            found[0] = max(found[0], memory_mb())

    watcher = threading.Thread(target=look)
    watcher.start()
    yield found
    over.set()
    watcher.join()


def processor_seconds() -> float:
    """What this process and all that it has started have had of the processors."""
    return sum(map(_used, family(psutil.Process())))


def _used(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return times.user + times.system


def run(order: Order, rows: Sequence[Entry], crew: LocalCrew, folder: Path) -> tuple[float, float, Outcome]:
    """The processor's and the clock's seconds of one run."""
    output = folder / f"run-{len(rows)}.pdf"
    used, begun = processor_seconds(), time.perf_counter()
    with Store(output).opened() as store:
        outcome = print_run(order, rows, Wish(output), Shop(crew, store))
        store.remove()
    return processor_seconds() - used, time.perf_counter() - begun, outcome


def loop_ms() -> float:
    """The processor time of a letter in a plain WeasyPrint loop."""
    # Here alone: whoever gives out the work loads no WeasyPrint, and its memory counts.
    from bench.bare import Bare

    library, bare = load_library(PROJECT), Bare()

    def print_bare(number: int) -> None:
        letter = compose(
            library.cases[CASE], library.offices[OFFICE], an_entry(number).supporter, language="en", on=DAY
        )
        assert isinstance(letter, Letter)
        bare.laid_out(bare.html(letter)).write_pdf()

    for number in range(5):
        print_bare(number)
    used = time.process_time()
    for number in range(LOOP):
        print_bare(number)
    return (time.process_time() - used) / LOOP * 1000


def main() -> int:
    library = load_library(PROJECT)
    order = an_order(library)
    rows = [an_entry(number) for number in range(2, 2 + max(SIZES))]
    crew = LocalCrew(os.cpu_count() or 1)
    cost, clock = {}, {}
    with tempfile.TemporaryDirectory() as name, highest_memory() as memory:
        _used, start, _outcome = run(order, rows[:1_000], crew, Path(name))
        loops = [crew.executor.submit(loop_ms).result()]
        for size in SIZES:
            # Short runs are repeated, so that their cost is not one of a moment.
            runs = [run(order, rows[:size], crew, Path(name)) for _time in range(max(1, 2_000 // size))]
            cost[size] = sum(used for used, _clock, _outcome in runs) / len(runs) / size * 1000
            clock[size] = sum(seconds for _used, seconds, _outcome in runs) / len(runs)
            path, _sheets = runs[-1][2].files[0]
            length = path.stat().st_size / size
        loops.append(crew.executor.submit(loop_ms).result())
    crew.close()
    loop = sum(loops) / len(loops)
    times = loop / cost[max(SIZES)]
    drift = max(cost.values()) / min(cost.values()) - 1

    print(f"first 1,000 letters   {start:7.1f} s, with starting {os.cpu_count()} processes")
    for size in SIZES:
        print(f"{size:6,} letters        {cost[size]:7.2f} ms of a core each, at most {MOST_MS}; {clock[size]:.1f} s")
    print(f"plain WeasyPrint loop {loop:7.2f} ms of a core each")
    print(f"times as fast         {times:7.2f}    at least {LEAST_TIMES}")
    print(f"most over least       {drift:+7.1%}   at most {MOST_DRIFT:+.0%}")
    print(f"bytes a letter        {length:7.0f}    at most {MOST_BYTES:,}")
    print(f"memory of all         {memory[0]:7.0f} MB at most {MOST_MB}")
    kept = (
        max(cost.values()) < MOST_MS
        and times >= LEAST_TIMES
        and drift <= MOST_DRIFT
        and length < MOST_BYTES
        and memory[0] < MOST_MB
    )
    print("All limits are kept." if kept else "A limit is broken.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
