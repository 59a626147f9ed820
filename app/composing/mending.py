"""A faulty template → one that can be filled, with a mark where each fault stands. For proofs only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError

from app.composing.markdown import refused_markup
from app.composing.template import (
    LONGEST_TEMPLATE,
    PLACEHOLDERS,
    PRIVATE,
    check_template,
    fill_with_marks,
    holds_only_placeholders_and_conditions,
    without_tags,
)

# Marks of faults come from the last two planes of private use; those of values from the first.
_FIRST_MARK = 0xF0000
# A tag that does not reach into the next one; or what is left of one that is not closed or opened.
_CLOSED, _COMMENT, _LEFT = (
    r"{{(?:(?!{[{%#]).)*?}}|{%(?:(?!{[{%#]).)*?%}",
    r"{#.*?#}",
    r"{[{%#](?:(?!{[{%#])[^\n])*|[-+][}%#]}",
)
_TAG = re.compile(f"{_CLOSED}|{_COMMENT}|{_LEFT}", re.DOTALL)
_TAG_OR_NO_COMMENT = re.compile(f"{_CLOSED}|{_LEFT}", re.DOTALL)
_KEYWORD = re.compile(r"{%[-+]?\s*(\w+)")
# What makes a tag of a condition whole, so that it can be looked at alone.
_AROUND = {
    "if": ("", "{% endif %}"),
    "elif": ("{% if asks %}", "{% endif %}"),
    "else": ("{% if asks %}", "{% endif %}"),
    "endif": ("{% if asks %}", ""),
}
# What keeps a condition in shape where its tag is faulty. Asks are always there: an unknown
# condition counts as met.
_INSTEAD = {"if": "{% if asks %}", "elif": "{% elif asks %}", "else": "{% else %}", "endif": "{% endif %}"}
# Faults of the letter as a whole, which stand nowhere in it.
_OF_THE_WHOLE = frozenset({"own-words-once", "no-asks", "not-conditional", "too-long"})
_LONGEST_WORDS = 80


class Faults:
    """What is to be said of each fault, by the private character that holds its place."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}

    def mark(self, words: str) -> str:
        """The character that stands for these words, the same one each time."""
        return self._marks.setdefault(words, chr(_FIRST_MARK + len(self._marks)))

    @property
    def by_mark(self) -> dict[str, str]:
        return {mark: words for words, mark in self._marks.items()}


def mend(source: str, faults: Faults) -> str:
    """The template as it is if it is sound, else with a mark of `faults` in each fault's place."""
    problems = check_template(source, "")
    if not problems:
        return source
    whole = [faults.mark(problem.message) for problem in problems if problem.code in _OF_THE_WHOLE]
    text = PRIVATE.sub(lambda match: faults.mark(f"U+{ord(match.group()):04X}"), source[:LONGEST_TEMPLATE])
    mended = _mark_tags(text, faults)
    if not _can_be_filled(mended):
        mended = _mark_tags(text, faults, conditions_too=True)
    return "\n\n".join([*whole, _mark_markup(mended, faults)])


def _mark_tags(text: str, faults: Faults, conditions_too: bool = False) -> str:
    """A mark for each faulty tag; for each tag of a condition where together they make no sense."""
    pieces, end = [], 0
    for tag in _tags(text):
        pieces += [text[end : tag.start()], _mark_tag(faults, conditions_too, tag)]
        end = tag.end()
    return "".join([*pieces, text[end:]])


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Each tag. Past the last end of a comment none is sought: every beginning would be followed to the text's end."""
    last, place = text.rfind("#}"), 0
    while found := (_TAG if place <= last else _TAG_OR_NO_COMMENT).search(text, place):
        yield found
        place = found.end()


def _mark_tag(faults: Faults, conditions_too: bool, match: re.Match[str]) -> str:
    tag = match.group()
    keyword = _keyword(tag)
    if _is_sound(tag, keyword) and not (keyword and conditions_too):
        return tag
    instead = "" if conditions_too else _INSTEAD.get(keyword, "")
    mark = instead + faults.mark(_in_short(tag))
    # As a sound tag would, one on a line of its own parts paragraphs.
    return f"\n{mark}\n" if _alone_on_its_line(match) else mark


def _is_sound(tag: str, keyword: str) -> bool:
    before, after = _AROUND.get(keyword, ("", ""))
    return tag.endswith("}") and holds_only_placeholders_and_conditions(before + tag + after)


def _keyword(tag: str) -> str:
    found = _KEYWORD.match(tag)
    return found.group(1) if found else ""


def _in_short(tag: str) -> str:
    words = " ".join(PRIVATE.sub("", tag).split())
    return words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS] + "…"


def _alone_on_its_line(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].rpartition("\n")[2]
    after = match.string[match.end() :].partition("\n")[0]
    return not (before.strip() or after.strip())


def _can_be_filled(source: str) -> bool:
    try:
        fill_with_marks(source, dict.fromkeys(PLACEHOLDERS, True))
    except (TemplateSyntaxError, SyntaxError, RecursionError):
        return False
    return True


def _mark_markup(text: str, faults: Faults) -> str:
    """A mark before each line with Markdown that a letter cannot hold, which then reads as plain text."""
    lines = text.split("\n")
    found = refused_markup(without_tags(text), "", 0, blocks=frozenset())
    for index, message in dict.fromkeys((problem.line or 0, problem.message) for problem in found):
        lines[index] = f"{faults.mark(message)} {lines[index].lstrip()}"
    return "\n".join(lines)
