"""New holders into recipients.yaml, every other line of it left as it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from app.content.complaints import build_each
from app.content.yaml_text import YamlText, read_yaml
from app.domain.dates import PartialDate
from app.domain.office import Holder, Office
from app.domain.problem import Problem

New = Mapping[str, Sequence[Holder]]

BOM = "\ufeff"
# As wide as the file's own lines, less what an entry stands in.
_WIDTH = 110


def append_holders(path: Path, new: New) -> Problem | None:
    """Write the new holders at the end of their offices' lists, or say why the file cannot take them."""
    old = path.read_bytes().decode("utf-8")
    text = with_new_holders(old, new)
    if text is None or not _adds_only(old, text, new):
        return Problem(
            code="import-form",
            where=path.name,
            message=f"The new holders of {', '.join(new)} find no place: their list is not written line by line.",
            hint="Write «holders:», and below it each holder as «- name: …» with the other keys under that.",
        )
    _replace(path, text)
    return None


def with_new_holders(text: str, new: New) -> str | None:
    """The file with more holders; None if an office's list is not written line by line.

    Only where the lists end is asked of ruamel's round trip, and only the new entries are written
    by it: a file that somebody keeps by hand stays as their hand wrote it, byte for byte.
    """
    tree = YAML(typ="rt", pure=True).load(StringIO(text.removeprefix(BOM)))
    lines = StringIO(text, newline="\n").readlines()
    places = {office_id: _place_of(tree, office_id, lines) for office_id in new}
    # From the end of the file on, so that the lines before stay where they are.
    for office_id, place in sorted(places.items(), key=lambda one: one[1] or (0, 0), reverse=True):
        if place is None:
            return None
        line, indent = place
        if lines[line - 1][-1:] != "\n":
            lines[line - 1] += "\n"
        has_list = "holders" in tree[office_id]
        lines[line:line] = _entries(new[office_id], indent, has_list=has_list, end="\r\n" if "\r\n" in text else "\n")
    return "".join(lines)


def _place_of(tree: CommentedMap, office_id: str, lines: Sequence[str]) -> tuple[int, int] | None:
    """How many lines stand before the new entries, and how far these are indented."""
    office = tree[office_id]
    end_of_office = _next_line(tree, office_id, len(lines))
    if "holders" not in office:
        indent = office.lc.key(next(iter(office)))[1]
        return _end_of_block(lines, end_of_office, indent), indent
    holders = office["holders"]
    if not isinstance(holders, CommentedSeq) or not holders or holders.fa.flow_style():
        return None
    end = _next_line(office, "holders", end_of_office)
    return _end_of_block(lines, end, office.lc.key("holders")[1]), holders.lc.col


def _next_line(mapping: CommentedMap, key: str, end: int) -> int:
    """The line of the key after this one."""
    own = mapping.lc.key(key)[0]
    return min((line for other in mapping if (line := mapping.lc.key(other)[0]) > own), default=end)


def _end_of_block(lines: Sequence[str], end: int, indent: int) -> int:
    """Before the blank lines and the comments that belong to what comes next."""
    while _is_between(lines[end - 1], indent):
        end -= 1
    return end


def _is_between(line: str, indent: int) -> bool:
    text = line.strip()
    return not text or (text.startswith("#") and len(line) - len(line.lstrip()) <= indent)


def _entries(holders: Iterable[Holder], indent: int, *, has_list: bool, end: str) -> list[str]:
    yaml = YAML(typ="rt", pure=True)
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = _WIDTH
    written = StringIO()
    yaml.dump({"holders": [_entry(holder) for holder in holders]}, written)
    key, *items = written.getvalue().splitlines()
    if not has_list:
        return [f"{' ' * indent}{line}{end}" for line in (key, *items)]
    return [f"{' ' * indent}{line[2:]}{end}" for line in items]


def _entry(holder: Holder) -> dict[str, Any]:
    seen = CommentedSeq([_plain(day) for day in holder.seen])
    seen.fa.set_flow_style()
    entry = {
        "name": holder.name,
        "gender": holder.gender,
        "from": _plain(holder.from_),
        "until": _plain(holder.until),
        "seen": seen,
        "source": holder.source,
        "unconfirmed": holder.unconfirmed,
    }
    return {key: value for key, value in entry.items() if value}


def _plain(day: PartialDate | str | None) -> Any:
    """A day as YAML's own date, a year as a number, a month as text: so they stand in the file."""
    if not isinstance(day, PartialDate):
        return day
    if day.day:
        return day.earliest
    return str(day) if day.month else day.year


def _adds_only(old: str, text: str, new: New) -> bool:
    """Whether every office is read as before but for the new holders at the end of its list."""
    before, after = _offices(old), _offices(text)
    return after == {office_id: _with(office, new.get(office_id, ())) for office_id, office in before.items()}


def _with(office: Office | None, holders: Sequence[Holder]) -> Office | None:
    return office and office.model_copy(update={"holders": (*office.holders, *holders)})


def _offices(text: str) -> dict[str, Office | None]:
    file = read_yaml(text.removeprefix(BOM), "recipients.yaml")
    return build_each(Office, file)[0] if isinstance(file, YamlText) else {}


def _replace(path: Path, text: str) -> None:
    """All or nothing: a file that is half written would take every office off the site."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8"))
        shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
