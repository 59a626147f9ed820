"""Which office a file's positions are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from app.content.importing.sheet import Finding, Row, Sheet
from app.domain.office import Office
from app.domain.problem import did_you_mean
from app.domain.text import bare_letters

Offices = Mapping[str, Office]
Rows = Sequence[Row]

# Titles of ministers are alike: «Minister of Interior» is near enough, another ministry is not.
_NEAR = 0.85


def rows_of_one(sheet: Sheet, office: Office) -> tuple[Rows, list[Finding]]:
    """The rows about the office that the organiser named: those of its title, else all of a file about one position."""
    own = [row for row in sheet.rows if _is_called(row, office)]
    positions = dict.fromkeys(row.position for row in sheet.rows)
    if own or len(positions) <= 1:
        return own or sheet.rows, []
    title = office.title_in("en")
    near = get_close_matches(title, positions, n=1, cutoff=_NEAR)
    hint = f"Did you mean {near[0]}? " if near else ""
    problem = sheet.problem(
        "import-position",
        f"None of the {len(positions)} positions in this file is called «{title}», as {office.id} is.",
        f"{hint}Leave only the rows of the right one in the file.",
    )
    return (), [Finding(problem, ())]


def rows_by_office(sheet: Sheet, offices: Offices) -> tuple[dict[str, Rows], list[Finding]]:
    """The rows of each office that the file names by its id or by a title in any language."""
    found: dict[str, list[Row]] = {}
    findings: list[Finding] = []
    for rows in _by_position(sheet):
        meant = [office for office in offices.values() if _is_called(rows[0], office)]
        by_id = [office for office in meant if office.id in rows[0].names]
        one = (by_id or meant)[0] if by_id or len(meant) == 1 else None
        if one is not None:
            found.setdefault(one.id, []).extend(rows)
        else:
            findings.append(_several(rows, meant) if meant else _unknown(rows, offices))
    return dict(found), findings


def names_by_id(rows: Rows, office: Office) -> bool:
    return all(office.id in row.names for row in rows)


def _by_position(sheet: Sheet) -> list[list[Row]]:
    positions: dict[tuple[str, ...], list[Row]] = {}
    for row in sheet.rows:
        positions.setdefault(row.names, []).append(row)
    return list(positions.values())


def _is_called(row: Row, office: Office) -> bool:
    titles = {bare_letters(title) for title in _titles(office)}
    return office.id in row.names or any(bare_letters(name) in titles for name in row.names)


def _titles(office: Office) -> list[str]:
    forms = office.title.values()
    return [title for form in forms for title in (form.neutral, form.male, form.female) if title]


def _several(rows: Rows, meant: Sequence[Office]) -> Finding:
    names = ", ".join(office.id for office in meant)
    problem = rows[0].problem(
        "import-ambiguous",
        f"«{rows[0].position}» is the title of {len(meant)} offices: {names}.",
        "Say which one with --office.",
    )
    return Finding(problem, tuple(rows))


def _unknown(rows: Rows, offices: Offices) -> Finding:
    position = rows[0].position
    if not position:
        hint = "Add a column «position», or say with --office which office all rows are about."
        return Finding(rows[0].problem("import-position", "The row names no position.", hint), tuple(rows))
    titles = {title: office.id for office in offices.values() for title in _titles(office)}
    near = get_close_matches(position, titles, n=1, cutoff=_NEAR)
    advice = "Say with --office which one it is, or leave out its rows."
    hint = f"{did_you_mean(position, near)} {advice}" if near else advice
    problem = rows[0].problem("import-position", f"No office has the title «{position}».", hint)
    return Finding(problem, tuple(rows))
