"""What a file is that is no table, by its first bytes: each kind has its own remedy."""

from __future__ import annotations

import re
from typing import Literal

from app.domain.problem import Problem

SAVE_ANEW = "Save it as .xlsx, or as CSV UTF-8."
_EXPORT = "Open it, and save or export the table as .xlsx or as CSV UTF-8."
# Older files of Office, and newer ones with a password, are a small file system of their own.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_KINDS = (
    (re.compile(rb"%PDF-"), "This is a PDF.", "Ask for the table that it was made from, as .xlsx or as CSV UTF-8."),
    (
        re.compile(
            rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF....WEBP|....ftyp(?:heic|heix|mif1)",
            re.DOTALL,
        ),
        "This is a picture.",
        "Ask for the table that it was taken of, as .xlsx or as CSV UTF-8.",
    ),
    (
        re.compile(rb"\s*(?:<!doctype html|<html|<table|<\?xml|<Workbook)", re.IGNORECASE),
        "This is a page (HTML or XML).",
        _EXPORT,
    ),
    (re.compile(rb"\{\\rtf"), "This is a text document.", _EXPORT),
    (
        re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ"),
        "This is an archive.",
        "Unpack it, and name the table within.",
    ),
    (re.compile(rb"PK\x05\x06"), "This is an empty archive.", SAVE_ANEW),
)


def kind_of(name: str, data: bytes) -> Literal["zip", "text"] | Problem:
    """Whether it can be a spreadsheet or a CSV; else what it is."""
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data.startswith(_COMPOUND):
        return _locked(name) if _LOCKED in data else not_a_table(name, "This is an old file of Excel or Word.", _EXPORT)
    for signs, fact, remedy in _KINDS:
        if signs.match(data):
            return not_a_table(name, fact, remedy)
    return "text"


def not_a_table(name: str, fact: str, remedy: str) -> Problem:
    return Problem(code="not-a-table", where=name, message=fact, hint=remedy)


def _locked(name: str) -> Problem:
    return not_a_table(name, "The file is locked with a password.", "Open it, and save it without one.")
