"""What one warm letter costs beside a bare WeasyPrint rendering of the same HTML, and what it leaves behind.

Run `make bench`. Times are whole letters, from case to PDF, taken in turn with the bare rendering in one
process, so that a machine whose speed drifts changes both; the ratio of the medians is what counts.
"""

from __future__ import annotations

import datetime
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from app.composing import compose
from app.content import Library, load_library, load_stationery
from app.domain.letter import Letter
from app.domain.supporter import read_supporter
from app.rendering import Renderer, page_images
from bench.bare import Bare

ROUNDS = 60
MANY = 500
MOST_TIMES_BARE = 1.25
MOST_GROWTH_MB = 5.0


def a_letter(library: Library, number: int) -> Letter:
    """Letter `number`: each has another name and other own words, so that no cache answers for it."""
    supporter, _told = read_supporter(
        {
            "name": f"Sheila O’Neil the {number}th",
            "address": f"{number} Lange Munt\n9000 Gent",
            "country": "BE",
            "own_words": f"I have written {number} times.",
        }
    )
    assert supporter is not None
    composed = compose(
        library.cases["asylum-in-belgium"],
        library.offices["be-cgrs"],
        supporter,
        language="en",
        on=datetime.date(2026, 11, 21),
    )
    assert isinstance(composed, Letter)
    return composed


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def memory_mb() -> float:
    """What the process holds in memory now."""
    return psutil.Process().memory_info().rss / 1e6


def main() -> int:
    library = load_library(Path(__file__).parent.parent)
    renderer = Renderer()
    bare = Bare()
    plain = load_stationery().plain("A4")

    def ours(number: int) -> bytes:
        return renderer.render([a_letter(library, number)], [plain]).pdf

    for number in range(10):
        bare.pdf(bare.html(a_letter(library, number)))
        ours(number)

    own, other, pictures = [], [], []
    for number in range(ROUNDS):
        html = bare.html(a_letter(library, number))
        pdf = ours(number)
        own.append(seconds(lambda number=number: ours(number)))  # type: ignore[misc]
        other.append(seconds(lambda html=html: bare.pdf(html)))  # type: ignore[misc]
        pictures.append(seconds(lambda pdf=pdf: page_images(pdf)))  # type: ignore[misc]
    ratio = statistics.median(own) / statistics.median(other)

    before = memory_mb()
    for number in range(MANY):
        ours(number)
    growth = memory_mb() - before

    print(f"one warm letter, case to PDF   {statistics.median(own) * 1000:7.1f} ms")
    print(f"bare WeasyPrint, the same HTML {statistics.median(other) * 1000:7.1f} ms")
    print(f"ratio                          {ratio:7.2f}    at most {MOST_TIMES_BARE}")
    print(f"its page image                 {statistics.median(pictures) * 1000:7.1f} ms")
    print(f"memory over {MANY} letters       {growth:+7.1f} MB at most {MOST_GROWTH_MB:+}")
    kept = ratio <= MOST_TIMES_BARE and growth <= MOST_GROWTH_MB
    print("Both limits are kept." if kept else "A limit is broken.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
