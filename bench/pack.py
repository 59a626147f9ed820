"""What a pack for five recipients costs beside one letter alone: check list, five letters, five envelopes, one PDF.

Run `make bench`. Everything is timed from case to PDF and in turn, in one process; the ratio of the medians is
what counts. The check list is alike for all who write about a case from one country with one kind of envelope, and
is kept; with a `new check list` it has to be laid out. The letters have one body, which is laid out once.
What five letters alone take is told too: no pack is quicker.
"""

from __future__ import annotations

import datetime
import statistics
import sys
from pathlib import Path

from app.composing import Mailing, compose
from app.content import Library, load_library, load_stationery
from app.domain.letter import Letter
from app.domain.supporter import read_supporter
from app.rendering import Renderer, pack
from bench.letter import seconds

ROUNDS = 15
RECIPIENTS = 5
CASE = "no-return-to-iran"
DAY = datetime.date(2026, 11, 22)
MOST_TIMES_ONE = 5.0


def a_mailing(library: Library, number: int, recipients: int = RECIPIENTS, envelope: str = "DL") -> Mailing:
    """Mailing `number`: each is another supporter's, so that no letter is remembered."""
    supporter, _told = read_supporter(
        {"name": f"Sheila O’Neil the {number}th", "address": f"{number} Lange Munt\n9000 Gent", "country": "BE"}
    )
    assert supporter is not None
    case, stock = library.cases[CASE], load_stationery()
    offices = library.offices_of(case)[:recipients]
    composed = [compose(case, office, supporter, language="en", on=DAY) for office in offices]
    return Mailing(
        case=case,
        letters=tuple(letter for letter in composed if isinstance(letter, Letter)),
        offices=offices,
        on=DAY,
        posted_in="BE",
        outer=stock.envelopes["dl"].model_copy(update={"name": envelope}),
        envelopes=stock.envelopes,
    )


def main() -> int:
    library = load_library(Path(__file__).parent.parent)
    renderer = Renderer()
    plain = [load_stationery().plain("A4")]

    def letters(number: int, recipients: int) -> bytes:
        return renderer.render(a_mailing(library, number, recipients).letters, plain).pdf

    def packed(number: int, envelope: str = "DL") -> bytes:
        return pack(renderer, a_mailing(library, number, envelope=envelope), plain).pdf

    def packed_anew(number: int) -> bytes:
        return packed(number, f"DL {number}")

    works = {
        "one letter alone": lambda number: letters(number, 1),
        "five letters alone": lambda number: letters(number, RECIPIENTS),
        "the pack": packed,
        "the pack, a new check list": packed_anew,
    }
    for work in works.values():
        work(1)
    spent: dict[str, list[float]] = {name: [] for name in works}
    for number in range(2, 2 + ROUNDS):
        for name, work in works.items():
            spent[name].append(seconds(lambda work=work, number=number: work(number)))  # type: ignore[misc]
    medians = {name: statistics.median(times) for name, times in spent.items()}
    times_one = {name: median / medians["one letter alone"] for name, median in medians.items()}

    for name, median in medians.items():
        print(f"{name:30} {median * 1000:7.1f} ms  {times_one[name]:5.2f} × one letter")
    kept = times_one["the pack"] <= MOST_TIMES_ONE
    print(f"The pack takes at most {MOST_TIMES_ONE} × one letter: {'kept' if kept else 'broken'}.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
