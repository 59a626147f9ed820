"""A short name for an office, to be printed in a link and typed by hand."""

from __future__ import annotations

import hashlib

# Crockford's base 32: no i, l, o (they look like 1 and 0) and no u.
_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 4
_LOOK_ALIKES = str.maketrans("oil", "011")


def short_code(office_id: str) -> str:
    """Four signs that stay the same for as long as the office keeps its id."""
    number = int.from_bytes(hashlib.sha256(office_id.encode()).digest(), "big")
    return "".join(_SIGNS[number >> 5 * place & 31] for place in range(_LENGTH))


def read_code(typed: str) -> str:
    """A code as somebody may have typed it: in capitals, or with a letter that looks like a figure."""
    return typed.strip().lower().translate(_LOOK_ALIKES)
