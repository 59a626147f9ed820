"""Reads a TIFF byte by byte, by nothing but its specification (TIFF 6.0, section 2)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_SIZES = {3: ("H", 2), 4: ("L", 4), 5: ("LL", 8)}


@dataclass(frozen=True)
class Directory:
    """One page's directory: where it stands, its fields by number, and where it and its long values end."""

    start: int
    end: int
    end_of_values: int
    fields: dict[int, tuple[int, ...]]


def directories(file: bytes) -> list[Directory]:
    order, version, place = struct.unpack_from("<2sHL", file)
    assert (order, version) == (b"II", 42)
    found = []
    while place:
        count = struct.unpack_from("<H", file, place)[0]
        end = place + 2 + 12 * count + 4
        read = [_field(file, place + 2 + 12 * index) for index in range(count)]
        assert [number for number, _values, _end in read] == sorted({number for number, _values, _end in read})
        fields = {number: values for number, values, _end in read}
        found.append(Directory(place, end, max([end, *(after for *_field, after in read)]), fields))
        place = struct.unpack_from("<L", file, end - 4)[0]
    return found


def _field(file: bytes, place: int) -> tuple[int, tuple[int, ...], int]:
    number, form, count = struct.unpack_from("<HHL", file, place)
    letters, size = _SIZES[form]
    inline = size * count <= 4
    start = place + 8 if inline else struct.unpack_from("<L", file, place + 8)[0]
    return number, struct.unpack_from(f"<{letters * count}", file, start), 0 if inline else start + size * count
