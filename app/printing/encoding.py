"""The bytes of a CSV → text: by its byte order mark, as UTF-8, else by the likeliest encoding, which is told."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from app.domain.problem import Problem
from app.domain.values import Value
from app.printing.likeliest import by_likelihood

# Whoever has more names than this in a file has it told by fewer.
_SAMPLE = 16_000
_LONGEST_LINE = 2_000
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(rb"[\r\n]")
# What no encoding has as the second byte of a character, so that a text may be cut behind it.
_SURE_END = re.compile(rb"[\t ,;\"|](?=[^\t ,;\"|]*\Z)")
_SAVE_ANEW = "Save the table as “CSV UTF-8”, or as .xlsx."
# UTF-32 begins as UTF-16 does, and so is looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Old Japanese mail switches with these between ASCII and Japanese, and is ASCII to whoever does not know them.
_TO_JAPANESE = re.compile(rb"\x1b\$[@B]")
# A byte of this cost looks like nothing that we know; of so few bytes nothing is known.
_UNLIKELY = 1.0
_FEW = 12
# In another encoding it is chance that two bytes are one of UTF-8: so often it is not.
_MOSTLY = 10
NAMES = {
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1252": "Windows-1252 (Western European)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic and Persian)",
    "cp1257": "Windows-1257 (Baltic)",
    "cp874": "Windows-874 (Thai)",
    "cp932": "Shift-JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "gb18030": "GB18030 (Chinese)",
    "big5hkscs": "Big5 (Chinese)",
    "cp949": "Korean",
    "iso8859_15": "Latin-9 (Western European)",
    "iso8859_2": "Latin-2 (Central European)",
    "mac_roman": "Mac (Western European)",
    "mac_latin2": "Mac (Central European)",
    "mac_turkish": "Mac (Turkish)",
    "mac_cyrillic": "Mac (Cyrillic)",
    "cp850": "DOS (Western European)",
    "cp852": "DOS (Central European)",
    "cp857": "DOS (Turkish)",
    "cp866": "DOS (Cyrillic)",
    "koi8_r": "KOI8 (Cyrillic)",
}


class Decoded(Value):
    """`guessed` is the name of the encoding where nothing in the file says which it is."""

    text: str
    guessed: str = ""


def decode(data: bytes, where: str) -> Decoded | Problem:
    mark = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if mark is None and _TO_JAPANESE.search(data):
        mark = "iso2022_jp"
    if mark is None and b"\0" in data:
        return _unreadable(where, data, data.index(b"\0"), "holds a NUL byte, which no text has")
    try:
        return Decoded(text=data.decode(mark or "utf-8"))
    except UnicodeDecodeError as error:
        if mark or _is_mostly_utf_8(data):
            return _damaged(where, data, error, mark or "UTF-8")
        return _guessed(where, data, error.start)


def _guessed(where: str, data: bytes, first: int) -> Decoded | Problem:
    sample = sample_of(data)
    ranked = by_likelihood(sample)
    is_short = len(_BEYOND_ASCII.findall(sample)) < _FEW
    likely = [encoding for encoding, cost in ranked if cost <= _UNLIKELY or is_short]
    if not likely and (best := from_bytes(sample).best()):
        likely = [best.encoding]
    for encoding in likely:
        try:
            return Decoded(text=data.decode(encoding), guessed=NAMES.get(encoding, encoding))
        except UnicodeDecodeError:
            continue
    return _unreadable(where, data, first, "is in no encoding that we can tell")


def sample_of(data: bytes) -> bytes:
    """Lines that hold more than ASCII, as many as tell the encoding, none of them broken within a character."""
    pieces: list[bytes] = []
    size = at = 0
    while size < _SAMPLE and (found := _BEYOND_ASCII.search(data, at)):
        start = max(data.rfind(b"\n", at, found.start()) + 1, at, found.start() - _LONGEST_LINE)
        end = _LINE_END.search(data, found.start())
        at = end.start() if end else len(data)
        piece = data[start:at]
        if len(piece) > 2 * _LONGEST_LINE:
            piece = piece[: 2 * _LONGEST_LINE]
            sure = _SURE_END.search(piece)
            piece = piece[: sure.start()] if sure else piece
        pieces.append(piece)
        size += len(piece)
    return b"\n".join(pieces)


def _is_mostly_utf_8(data: bytes) -> bool:
    """Whether it is UTF-8 but for a few places, as where two files were put together."""
    read = data[: 64 * _SAMPLE].decode("utf-8", "surrogateescape")
    odd = len(re.findall("[\udc80-\udcff]", read))
    return len(re.findall("[\u0080-\ud7ff\ue000-\U0010ffff]", read)) > _MOSTLY * odd


def _damaged(where: str, data: bytes, error: UnicodeDecodeError, encoding: str) -> Problem:
    name = encoding.removesuffix("-sig").upper()
    if not name.startswith(("UTF-16", "UTF-32")):
        return _unreadable(where, data, error.start, f"is not {name}, as the rest of the file is")
    line = data[: error.start].decode(encoding, "replace").count("\n") + 1
    return _problem(where, line, f"is not {name}, as the file says at its beginning")


def _unreadable(where: str, data: bytes, at: int, fact: str) -> Problem:
    return _problem(where, len(data[:at].splitlines() or [b""]) + data[:at].endswith((b"\n", b"\r")), fact)


def _problem(where: str, line: int, fact: str) -> Problem:
    return Problem(code="table-encoding", where=where, line=line, message=f"The line {fact}.", hint=_SAVE_ANEW)
