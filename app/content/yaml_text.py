"""YAML as plain data that still knows on which line each value stands."""

from __future__ import annotations

import datetime
import re
import stat
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import Node
from ruamel.yaml.parser import Parser
from ruamel.yaml.scanner import Scanner
from yaml import YAMLError as PyYAMLError

from app.content.quick_yaml import NotQuickError, QuickLoader, QuickParser
from app.domain.problem import Problem
from app.domain.text import is_printable

Location = Sequence[str | int]

# No file of ours comes near either; larger and deeper ones only cost time.
LARGEST_FILE = 1_000_000
_DEEPEST = 20
# Of tabs, and of a comment that sticks to the sign of a block, the two parsers think differently.
_DISPUTED = re.compile(r"\t|[|>][-+0-9]*#")


class _PlainComposer(Composer):
    """Refuses aliases, with which a short file becomes a huge one, and deep nesting."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        if self.parser.check_event(AliasEvent):
            raise ComposerError(None, None, f"*{event.anchor} repeats another place; write it out", event.start_mark)
        if self.depth >= _DEEPEST:
            raise ComposerError(None, None, "it is nested too deeply", event.start_mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


class _ForgivingConstructor(RoundTripConstructor):
    """Leaves what looks like a date or a number and is none as text: its key's own check names it."""

    def construct_yaml_timestamp(self, node: Node, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return node.value

    def construct_yaml_int(self, node: Node) -> Any:
        try:
            return super().construct_yaml_int(node)
        except ValueError:
            return node.value


for _tag, _construct in (
    ("timestamp", _ForgivingConstructor.construct_yaml_timestamp),
    ("int", _ForgivingConstructor.construct_yaml_int),
):
    _ForgivingConstructor.add_constructor(f"tag:yaml.org,2002:{_tag}", _construct)


class YamlText:
    """A YAML document: `data` in plain types, and the line of any place within it."""

    def __init__(self, tree: Any, where: str, first_line: int) -> None:
        self.where = where
        self.data = _plain(tree)
        self._tree, self._first_line = tree, first_line

    def line_of(self, location: Location) -> int:
        """The line, from 1, of the deepest part of a location that exists."""
        node, line = self._tree, 0
        for step in location:
            if isinstance(node, CommentedMap) and step in (by_text := {str(key): key for key in node}):
                step = by_text[step]  # noqa: PLW2901  a key may be a number in the file
                # A key that came in through «<<» has no line of its own.
                line, _column, *_value = (node.lc.data or {}).get(step, (line, 0))
            elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
                # Nor has an entry of a list that came in as a key.
                line, _column = (node.lc.data or {}).get(step, (line, 0))
            else:
                break
            node = node[step]
        return line + self._first_line

    def entry_at(self, line: int) -> str:
        """The outermost key to whose value a line belongs."""
        return next((name for name in reversed(self.data) if self.line_of((name,)) <= line), "")

    def problem(self, code: str, location: Location, message: str, hint: str = "") -> Problem:
        return Problem(code=code, where=self.where, line=self.line_of(location), message=message, hint=hint)


def read_organisers_text(path: Path, where: str) -> str | Problem:
    """A file's text, if all of it can be printed; else the first place that cannot."""
    text = a_link(where) if path.is_symlink() else read_text(path, where)
    if isinstance(text, Problem):
        return text
    for number, line in enumerate(text.split("\n"), start=1):
        unwanted = [sign for sign in line.replace("\t", " ").rstrip("\r") if not is_printable(sign)]
        if unwanted:
            return Problem(
                code="invisible-character",
                where=where,
                line=number,
                message=f"The line holds an invisible character (U+{ord(unwanted[0]):04X}) that cannot be printed.",
                hint="Delete the words around it and type them again.",
            )
    return text


def a_link(where: str) -> Problem:
    """Content is what stands in its folder; a link could lead anywhere on the machine."""
    return Problem(
        code="link",
        where=where,
        message="This is a link to another place.",
        hint="Put the file or the folder itself here.",
    )


def read_text(path: Path, where: str, largest: int = LARGEST_FILE) -> str | Problem:
    """A file's text, or why it cannot be read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Problem(code="unreadable", where=where, message="This is not a file.", hint="Put a text file here.")
        if found.st_size > largest:
            return Problem(
                code="too-large",
                where=where,
                message=f"The file has more than {largest:,} bytes.",
                hint="Keep pictures and documents out of it.",
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(
            code="not-utf-8",
            where=where,
            message=f"The file is not UTF-8 text (byte {error.start}).",
            hint="Save it again with the encoding UTF-8.",
        )
    except OSError as error:
        return Problem(
            code="unreadable",
            where=where,
            message=f"The file cannot be read: {(error.strerror or 'unknown fault').lower()}.",
            hint="Check its name and its permissions.",
        )


def read_yaml_file(path: Path, where: str) -> YamlText | Problem:
    """An organiser's YAML file, or the first thing that keeps it from being one."""
    text = read_organisers_text(path, where)
    return text if isinstance(text, Problem) else read_yaml(text, where)


def read_yaml(text: str, where: str, first_line: int = 1) -> YamlText | Problem:
    """YAML 1.2 that must be a mapping, or the first place where it is none."""
    try:
        tree = _quick_tree(text) or _tree(text, Parser)
    except MarkedYAMLError as error:
        fault = (error.problem or "it cannot be read").splitlines()[0]
        # Where a text has no end, what matters is where it begins.
        endless = "end of stream" in fault
        mark = (error.context_mark if endless else None) or error.problem_mark or error.context_mark
        return _not_yaml(where, first_line + (mark.line if mark else 0), fault)
    except (YAMLError, ValueError, TypeError, RecursionError) as error:
        return _not_yaml(where, first_line, str(error).splitlines()[0])
    if tree is None:
        return Problem(
            code="empty", where=where, line=first_line, message="There is nothing here.", hint="Write the keys."
        )
    if not isinstance(tree, CommentedMap):
        return _not_yaml(where, first_line, "it must be a list of keys with values, such as «status: open»")
    return YamlText(tree, where, first_line)


def _quick_tree(text: str) -> CommentedMap | None:
    """The same as the parser in Python would give, if it is sure to be."""
    try:
        tree = _tree(text, partial(QuickParser, text)) if QuickLoader and not _DISPUTED.search(text) else None
    except (NotQuickError, PyYAMLError, YAMLError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return tree if isinstance(tree, CommentedMap) else None


def _tree(text: str, parser: Callable[..., Any]) -> Any:
    yaml = YAML(typ="rt", pure=True)
    yaml.Composer, yaml.Constructor = _PlainComposer, _ForgivingConstructor
    # Those of a round trip spend much of their time on comments, which nobody reads here.
    yaml.Scanner, yaml.Parser = Scanner, parser
    return yaml.load(StringIO(text))


# The parser's complaints that organisers meet most, in their own words and with a remedy.
_IN_PLAIN_WORDS = (
    (re.compile(r"found character '\\t'"), "it is indented with a tab", "Indent with spaces."),
    (
        re.compile(r'found duplicate key "(.*?)" with'),
        "«{0}» stands twice in the same place",
        "Take one out, or join what they say.",
    ),
    (
        re.compile(r"mapping values are not allowed"),
        "a text holds a colon followed by a space",
        "Put the whole text in quotation marks, or begin it with «>-» on the line before.",
    ),
    (
        re.compile(r"could not find expected ':'"),
        "a key has no colon after it",
        "Write «key: value», or indent the line if it goes on with the text above.",
    ),
    (
        re.compile(r"expected <block end>|did not find expected"),
        "this line is not indented like those beside it",
        "Give it as many spaces as its neighbours have.",
    ),
    (
        re.compile(r"found unexpected end of stream"),
        "a quotation mark is opened here and not closed",
        "Close it, or take it out.",
    ),
    (
        re.compile(r"found character '(.)' that cannot start"),
        "a text begins with «{0}»",
        "Put the whole text in quotation marks.",
    ),
    (re.compile(r"expected ',' or"), "a bracket is opened and not closed", "Close it on the line before."),
    (re.compile(r"found another document"), "a line «---» stands in the middle", "Take it out."),
)
_LOOK_ABOUT = "Check the indentation, the colons and the quotation marks here and one line above."


def _not_yaml(where: str, line: int, fault: str) -> Problem:
    hint = _LOOK_ABOUT
    for pattern, plain, remedy in _IN_PLAIN_WORDS:
        if found := pattern.search(fault):
            fault, hint = plain.format(*found.groups()), remedy
            break
    return Problem(code="yaml-syntax", where=where, line=line, message=f"This is not YAML: {fault}.", hint=hint)


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(_plain(key)): _plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return tuple(_plain(value) for value in node)
    if isinstance(node, bool | datetime.date) or node is None:
        return node
    for kind in (str, int, float):
        if isinstance(node, kind):
            return kind(node)
    return str(node)
