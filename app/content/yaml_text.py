"""YAML as plain data that still knows on which line each value stands."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from app.domain.problem import Problem

Location = Sequence[str | int]


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
            if isinstance(node, CommentedMap) and step in node:
                line = node.lc.key(step)[0]
            elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
                line = node.lc.item(step)[0]
            else:
                break
            node = node[step]
        return line + self._first_line

    def problem(self, code: str, location: Location, message: str, hint: str = "") -> Problem:
        return Problem(code=code, where=self.where, line=self.line_of(location), message=message, hint=hint)


def read_text(path: Path, where: str) -> str | Problem:
    """A file's text, or why it cannot be read."""
    try:
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


def read_yaml(text: str, where: str, first_line: int = 1) -> YamlText | Problem:
    """YAML 1.2 that must be a mapping, or the first place where it is none."""
    try:
        tree = YAML(typ="rt", pure=True).load(StringIO(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        return _not_yaml(where, line, (error.problem or "it cannot be read").splitlines()[0])
    except (YAMLError, ValueError, RecursionError) as error:
        return _not_yaml(where, first_line, str(error).splitlines()[0])
    if not isinstance(tree, CommentedMap):
        return _not_yaml(where, first_line, "it must be a list of keys with values, such as «status: open»")
    return YamlText(tree, where, first_line)


def _not_yaml(where: str, line: int, fault: str) -> Problem:
    return Problem(
        code="yaml-syntax",
        where=where,
        line=line,
        message=f"This is not YAML: {fault}.",
        hint="Check the indentation, the colons and the quotation marks here and one line above.",
    )


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {_plain(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return tuple(_plain(value) for value in node)
    if isinstance(node, bool | datetime.date) or node is None:
        return node
    for kind in (str, int, float):
        if isinstance(node, kind):
            return kind(node)
    return str(node)
