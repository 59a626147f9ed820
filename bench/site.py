"""What one supporter waits for at the site, beside a bare WeasyPrint rendering of the same letter.

Run `make bench`. Everything goes through `letters serve` and is timed from the form that is sent to the last byte of
the answer, in turn with the bare rendering, so that a machine whose speed drifts changes both; the ratio of the
medians is what counts.
"""

from __future__ import annotations

import asyncio
import statistics
import sys

from app.content import load_library
from bench.bare import Bare
from bench.letter import a_letter, seconds
from bench.server import CASE, PROJECT, Answer, Server, post, serving, typed

ROUNDS = 30
MOST_TIMES_BARE = {"preview": 2.0, "download after preview": 0.2}
IRAN = "no-return-to-iran"


def main() -> int:
    library, bare = load_library(PROJECT), Bare()
    five = [office.id for office in library.offices_of(library.cases[IRAN])[:5]]

    def print_bare(number: int) -> bytes:
        return bare.pdf(bare.html(a_letter(library, number)))

    def asked(server: Server, path: str, number: int, case: str = CASE, **changes: str | list[str]) -> float:
        form = {**typed(number), **changes}
        answer: Answer = asyncio.run(post(server.port, f"/en/cases/{case}/{path}", form, number))
        assert answer.status == 200, answer.status
        return answer.seconds

    spent: dict[str, list[float]] = {}
    with serving(workers="2", proxies="1") as server:
        for number in range(1, ROUNDS + 6):
            took = {
                "bare WeasyPrint": seconds(lambda number=number: print_bare(number)),  # type: ignore[misc]
                "letter": asked(server, "letters.pdf", 10_000 + number),
                "preview": asked(server, "preview", number),
                "download after preview": asked(server, "letters.pdf", number),
                "fax (PDF and TIFF)": asked(
                    server, "pack.zip", number, IRAN, to="de-minister-interior", delivery="fax"
                ),
                "pack of 5": asked(server, "pack.pdf", number, IRAN, to=five),
                "its files": asked(server, "pack.zip", number, IRAN, to=five),
                "document (DOCX)": asked(server, "letters.docx", number),
            }
            for name, time in took.items():
                # The first of each fill caches that later ones find.
                spent.setdefault(name, []).extend([time] if number > 5 else [])
    medians = {name: statistics.median(times) for name, times in spent.items()}
    ratios = {name: median / medians["bare WeasyPrint"] for name, median in medians.items()}

    for name, median in medians.items():
        most = f"    at most {MOST_TIMES_BARE[name]}" if name in MOST_TIMES_BARE else ""
        print(f"{name:24} {median * 1000:7.1f} ms  {ratios[name]:6.2f} × bare{most}")
    kept = all(ratios[name] < most for name, most in MOST_TIMES_BARE.items())
    print("All limits are kept." if kept else "A limit is broken.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
