"""The list of what was printed where, for whoever has to find one letter among thousands."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from app.printing.imposition import Placed

HEADERS = ("row", "office", "file", "pages", "sheets", "envelope")


def manifest(placed: Sequence[Placed], files: Sequence[str], envelopes: Mapping[int, str]) -> str:
    """A CSV with a line for each letter: the table's row, never a name.

    `sheets` are counted in the file from 1, separators too. `envelopes` tell, by the letter's
    place, on which sheet its envelope or label is.
    """
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADERS)
    for place, one in enumerate(placed):
        writer.writerow(
            (
                one.letter.row,
                one.letter.office.id,
                files[one.file],
                one.pages,
                _from_to(one.sheet, one.pages),
                envelopes.get(place, ""),
            )
        )
    return target.getvalue()


def _from_to(first: int, count: int) -> str:
    return str(first) if count == 1 else f"{first}-{first + count - 1}"
