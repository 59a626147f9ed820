"""32 supporters who download letters at once, beside what bare WeasyPrint makes of the same machine.

Run `make bench`. Two bare processes print as many letters as they can, before and after the crowd, so that a machine
whose speed drifts changes both. Each supporter sends another letter as soon as the last has come. Then four times
as many come: each is answered, with a letter or with a page that says when to come again. At the end a thousand
letters in a row show what the processes keep of them.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import statistics
import sys
import time
from collections import Counter
from itertools import count

from app.content import load_library
from bench.bare import Bare
from bench.letter import a_letter
from bench.server import CASE, PROJECT, Answer, Server, post, serving, typed

CROWD = 32
SECONDS = 60.0
BARE_SECONDS = 20.0
LEAST_OF_BARE = 0.85
MOST_P95 = 1.5
MOST_GROWTH_MB = 5.0
PATH = f"/en/cases/{CASE}/letters.pdf"


def print_bare(seconds: float, ready: multiprocessing.synchronize.Barrier, done: multiprocessing.Queue[int]) -> None:
    """How many letters one process prints with WeasyPrint alone: the same HTML, style sheets read once."""
    library, bare = load_library(PROJECT), Bare()
    pages = [bare.html(a_letter(library, number)) for number in range(50)]
    for page in pages[:5]:
        bare.pdf(page)
    ready.wait()
    end, printed = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        bare.pdf(pages[printed % len(pages)])
        printed += 1
    done.put(printed)


def bare_letters_a_second(processes: int = 2) -> float:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Barrier(processes), context.Queue()
    working = [context.Process(target=print_bare, args=(BARE_SECONDS, ready, done)) for _one in range(processes)]
    for one in working:
        one.start()
    printed = sum(done.get() for _one in working)
    for one in working:
        one.join()
    return printed / BARE_SECONDS


async def crowd(server: Server, supporters: int, seconds: float, numbers: count[int]) -> list[Answer]:
    """All that was answered: each supporter asks again as soon as there is an answer; refused, when the site says."""
    answers: list[Answer] = []
    end = time.perf_counter() + seconds

    async def write() -> None:
        while time.perf_counter() < end:
            number = next(numbers)
            answer = await post(server.port, PATH, typed(number), number)
            answers.append(answer)
            await asyncio.sleep(answer.later)

    await asyncio.gather(*(write() for _supporter in range(supporters)))
    return answers


def percentile(seconds: list[float], part: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * part))]


def told(answers: list[Answer], seconds: float) -> tuple[float, float]:
    """Letters a second, and the time within which 95 of 100 came."""
    letters = [answer for answer in answers if answer.status == 200 and answer.body.startswith(b"%PDF")]
    spent = [letter.seconds for letter in letters]
    kinds = Counter(answer.status for answer in answers)
    print(f"  answers                    {dict(kinds)}")
    print(f"  letters a second           {len(letters) / seconds:7.1f}")
    p50, p95, p99 = (percentile(spent, part) for part in (0.5, 0.95, 0.99))
    print(f"  p50, p95, p99              {p50:7.2f} {p95:7.2f} {p99:7.2f} s")
    return len(letters) / seconds, p95


def growth(server: Server, numbers: count[int]) -> dict[int, float]:
    """What each process keeps of a thousand letters in a row."""

    async def write(letters: int) -> None:
        for _letter in range(letters):
            number = next(numbers)
            answer = await post(server.port, PATH, typed(number), number)
            assert answer.status == 200

    asyncio.run(write(100))
    before = server.memory_mb()
    asyncio.run(write(1000))
    after = server.memory_mb()
    return {pid: after[pid] - before[pid] for pid in before if pid in after}


def main() -> int:
    numbers = count(1)
    before = bare_letters_a_second()
    with serving(workers="2", proxies="1", seconds="60") as server:
        asyncio.run(crowd(server, 4, 3, numbers))
        # What was kept of letters for their download goes meanwhile.
        print(f"{CROWD} supporters for {SECONDS:.0f} s")
        answers = asyncio.run(crowd(server, CROWD, SECONDS, numbers))
        rate, p95 = told(answers, SECONDS)
        errors = [answer for answer in answers if answer.status != 200]
        held = sum(server.memory_mb().values())
        print(f"{4 * CROWD} supporters for {SECONDS / 3:.0f} s")
        flood = asyncio.run(crowd(server, 4 * CROWD, SECONDS / 3, numbers))
        told(flood, SECONDS / 3)
        strange = [answer for answer in flood if answer.status not in {200, 503}]
        grown_by_flood = sum(server.memory_mb().values()) - held
        grown = growth(server, numbers)
    after = bare_letters_a_second()
    bare = statistics.mean((before, after))

    print(f"two bare processes           {before:7.1f} before, {after:.1f} after, letters a second")
    print(f"the crowd's share of that    {rate / bare:7.2f}    at least {LEAST_OF_BARE}")
    print(f"p95                          {p95:7.2f} s  at most {MOST_P95}")
    last = p95 * bare / CROWD
    print(f"  beside {CROWD} bare letters    {last:7.2f}    the last of {CROWD} waits 1 at least")
    print(f"errors                       {len(errors):7d}    none")
    print(f"neither letter nor “later”   {len(strange):7d}    none")
    print(f"memory by the larger crowd   {grown_by_flood:+7.1f} MB, all processes")
    print(f"memory by 1,000 letters      {max(grown.values()):+7.1f} MB in one process, at most {MOST_GROWTH_MB:+}")
    kept = [
        rate >= LEAST_OF_BARE * bare,
        p95 <= MOST_P95,
        not errors,
        not strange,
        max(grown.values()) <= MOST_GROWTH_MB,
    ]
    print("All limits are kept." if all(kept) else "A limit is broken.")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
