"""Links to be printed: short, typed by hand, and without a word about whoever follows them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.case import Case
from app.domain.language import LANGUAGES
from app.domain.short_code import read_code, short_code
from app.domain.values import Value

# A longer one makes a QR code too fine for a telephone to read off paper.
LONGEST_LINK = 200
_LINK = re.compile(r"https?://[^\s/?#]+[!-~]*")
_BETWEEN_CODES = "."


class Wish(Value):
    """What a link asks for: offices by id (none: all of the case) and a language of letters."""

    to: tuple[str, ...] = ()
    language: str | None = None


def is_link(text: str) -> bool:
    """Whether it is a link that can be printed and read off paper."""
    return len(text) <= LONGEST_LINK and _LINK.fullmatch(text) is not None


def short_link(root: str, case: Case, to: Iterable[str] = (), language: str | None = None) -> str:
    """`root` + /w/the-ship, /w/the-ship/k3wq.9fte or /w/the-ship/k3wq.9fte/fr; `to` are offices by id."""
    codes = _BETWEEN_CODES.join(short_code(office) for office in to)
    parts = [codes, language] if codes and language else [codes] if codes else []
    return "/".join([root.rstrip("/"), "w", case.slug, *parts])


def read_wish(case: Case, codes: str = "", language: str = "") -> Wish:
    """What the end of a short link asks for; what nobody knows is left out."""
    typed = {read_code(code) for code in codes.split(_BETWEEN_CODES)}
    spoken = language.strip().lower()
    return Wish(
        to=tuple(one.to for one in case.recipients if short_code(one.to) in typed),
        language=spoken if spoken in LANGUAGES else None,
    )


def as_printed(link: str) -> str:
    """The link as it stands under a QR code: without what every browser adds by itself."""
    return link.removeprefix("https://").removeprefix("http://").rstrip("/")
