"""Text that an earlier program has read in the wrong encoding and saved: no letter shall bear such a name."""

from __future__ import annotations

# Stands where a program could not read a character, and so left it out.
_REPLACEMENT = "\ufffd"
# Long enough for any field; a longer text is told as too long.
_MEASURED_AT_MOST = 32_768


def is_garbled(text: str) -> bool:
    """Whether letters are lost («M�ller»), or two stand in the place of one («MÃ¼ller»)."""
    return not text.isascii() and (_REPLACEMENT in text or _is_utf_8_read_as_windows(text[:_MEASURED_AT_MOST]))


def _is_utf_8_read_as_windows(text: str) -> bool:
    """No word of any language has letters that are, as bytes, other letters in UTF-8 throughout."""
    try:
        text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True
