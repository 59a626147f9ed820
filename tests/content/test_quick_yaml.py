"""The quick parser reads what the parser in Python reads, line by line, or leaves it to that one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.content import yaml_text
from app.content.yaml_text import YamlText, read_yaml
from app.domain.problem import Problem
from tests.conftest import PROJECT

CONTENT = [PROJECT / "recipients.yaml", *sorted((PROJECT / "letter_templates").rglob("*.yaml"))]
SIGNS = st.text("ab1 :-#'\"[]{},&*!|>%@`?~\n\t.0é\\", max_size=60)


def in_python(text: str) -> YamlText | Problem:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "QuickLoader", None)
        return read_yaml(text, "case.yaml")


def places(data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Each place of a document, from the outermost in."""
    yield at
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, tuple) else ()
    for step, value in inner:
        yield from places(value, (*at, step))


def assert_the_same(text: str) -> None:
    quick, slow = read_yaml(text, "case.yaml"), in_python(text)
    if isinstance(slow, Problem):
        assert quick == slow
        return
    assert isinstance(quick, YamlText)
    assert quick.data == slow.data
    for place in places(slow.data):
        assert quick.line_of(place) == slow.line_of(place)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.parent.name + "/" + path.name)
def test_our_own_content_reads_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert yaml_text._quick_tree(text) is not None, "it is read quickly"
    assert_the_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "%YAML 1.1\n---\na: yes\n",
        "a: 1\na: 2\n",
        "a: 1\n---\nb: 2\n",
        "- a\n- b\n",
        "just text",
        "",
        "a: [1, 2\nb: 3\n",
        "a:\n\t- b\n",
        'a: "never closed\n',
        "a: 2024-13-45\nb: 0b2\nc: 010\nd: yes\ne: 1_000\nf: 12:30:00\ng: .5\nh: ~\n",
        "a: |\n  two\n  lines\nb: >-\n  folded\n  text\n",
        "a: " + "[" * 30 + "]" * 30,
        "? a\n: b\n",
        "? [a, b]\n: [c, {d: e}]\n",
        "<<: {a: 1}\nb: 2\n",
    ],
)
def test_what_is_odd_is_told_the_same(text: str) -> None:
    assert_the_same(text)


@given(SIGNS)
@example("a: b:c\n")
@settings(max_examples=400)
def test_whatever_is_written_means_the_same(text: str) -> None:
    assert_the_same(text)
