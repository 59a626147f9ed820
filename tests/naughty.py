"""Strings that have broken programs elsewhere, and what of them a form must give back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from app.domain.text import clean

# The list as it was published, and what letters meet beside it.
NAUGHTY: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *json.loads((Path(__file__).parent / "data" / "blns.json").read_text(encoding="utf-8")),
            "{{ own_words }}",
            "{% include '/etc/passwd' %}",
            "\ue000\ue001\uf8ff\U000f0000",
            "a\r\nBcc: everybody@example.org\r\n\r\nb",
            '=HYPERLINK("http://192.0.2.1/")',
            "\x00\x1b[31m\x7f",
            "\u2066\u202e abc \u2069\u202c",
            "e" + "\u0301" * 40,
            "\ud83d",
            "<w:p/>]]>",
        )
    )
)


def every(step: int, strings: Sequence[str] = NAUGHTY) -> tuple[str, ...]:
    """A sample that has some of each kind: the list is in the order of kinds."""
    return strings[::step]


def as_printed(typed: str) -> str:
    """What of a text arrives on paper: all but what cannot be printed."""
    return clean(typed).text


def in_one_line(typed: str) -> str:
    return " ".join(as_printed(typed).split("\n"))


def with_plain_ends(text: str) -> str:
    """As a browser gives back what it was sent: one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def filled_in(html: str) -> dict[str, str]:
    """The text fields of a page's forms, with what stands in them."""
    form = _Form()
    form.feed(with_plain_ends(html))
    return form.fields


def beside(html: str, fields: Iterable[str]) -> set[str]:
    """Those of the fields that have a message beside them."""
    return {name for name in fields if f'id="{name}-error-1"' in html}


def batches(strings: Iterable[str], limit: int, lines: int) -> Iterator[str]:
    """The strings as texts of so many characters and lines, a line or more for each."""
    batch = ""
    for string in strings:
        longer = f"{batch}\n{string}" if batch else string
        if batch and (len(longer) * 2 > limit or longer.count("\n") >= lines):
            yield batch
            longer = string
        batch = longer
    if batch:
        yield batch


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, str] = {}
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "input" and found.get("type") in {"text", "email", "date", "tel"}:
            self.fields[found["name"]] = found.get("value", "")
        elif tag == "textarea":
            self._area = found.get("name", "")
            self.fields[self._area] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # The line end behind the tag belongs to it.
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data
