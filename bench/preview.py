"""What an answer of the live preview costs beside one letter's rendering: words typed, letter set, pictures made.

Run `make bench`. Each edit has other own words, as if somebody were typing; the answer is the whole page fragment
with the pictures of the letter's pages, packed for the way. Both are timed in turn, in one process, so that a
machine whose speed drifts changes both; the ratio of the medians is what counts.
"""

from __future__ import annotations

import datetime
import statistics
import sys
from pathlib import Path

from app import create_app
from app.composing import compose
from app.config import Settings
from app.content import Library, load_library, load_stationery
from app.domain.letter import Letter
from app.domain.supporter import read_supporter
from app.rendering import Renderer
from bench.letter import seconds

PROJECT = Path(__file__).parent.parent
CASE = "asylum-in-belgium"
OFFICE = "be-cgrs"
DAY = datetime.date(2026, 11, 21)
EDITS = 50
MOST_TIMES_ONE = 2.0


def typed(number: int) -> dict[str, str]:
    """The form at edit `number`."""
    return {
        "name": "Sheila O’Neil",
        "address": "12 Lange Munt\n9000 Gent",
        "country": "BE",
        "own_words": f"I have thought of this for {number} days, and I cannot leave it at that.",
    }


def a_letter(library: Library, number: int) -> Letter:
    supporter, _told = read_supporter(typed(number))
    assert supporter is not None
    composed = compose(library.cases[CASE], library.offices[OFFICE], supporter, language="en", on=DAY)
    assert isinstance(composed, Letter)
    return composed


def main() -> int:
    library, renderer = load_library(PROJECT), Renderer()
    choices = load_stationery().usual_in("BE")
    site = create_app(Settings(content=PROJECT, today=lambda: DAY, rate_limits=False)).test_client()

    def edit(number: int) -> None:
        fields = {**typed(number), "to": OFFICE, "shown": OFFICE, f"language-{OFFICE}": "en", "on": DAY.isoformat()}
        answer = site.post(f"/en/cases/{CASE}/live", data=fields, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200

    def render(number: int) -> None:
        renderer.render([a_letter(library, number)], choices)

    for number in range(10):
        edit(number)
        render(number)

    previews, letters = [], []
    for number in range(100, 100 + EDITS):
        previews.append(seconds(lambda number=number: edit(number)))  # type: ignore[misc]
        letters.append(seconds(lambda number=number: render(number)))  # type: ignore[misc]
    ratio = statistics.median(previews) / statistics.median(letters)

    print(f"one answer of the live preview {statistics.median(previews) * 1000:7.1f} ms")
    print(f"one letter, case to PDF        {statistics.median(letters) * 1000:7.1f} ms")
    print(f"ratio                          {ratio:7.2f}    at most {MOST_TIMES_ONE}")
    print("The limit is kept." if ratio <= MOST_TIMES_ONE else "The limit is broken.")
    return 0 if ratio <= MOST_TIMES_ONE else 1


if __name__ == "__main__":
    sys.exit(main())
