"""A small Markdown → the blocks of a letter: paragraphs, lists, emphasis, quotations, breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.domain.letter import Block, ListBlock, Paragraph, Quotation, Run, Text
from app.domain.problem import Problem

# One-character stand-ins for values, from the private use area, which no input may hold.
MARKS = tuple(chr(code) for code in range(0xE000, 0xE010))
_MARK = re.compile(f"([{MARKS[0]}-{MARKS[-1]}])")

_REFUSED_RULES = [
    "autolink",
    "backticks",
    "code",
    "entity",
    "fence",
    "heading",
    "hr",
    "html_block",
    "html_inline",
    "image",
    "lheading",
    "link",
    "reference",
]
_READER = MarkdownIt("commonmark").disable(_REFUSED_RULES)
_CHECKER = MarkdownIt("commonmark")
# Filled templates that are remembered: all that supporters write in a day. Values are marks in them.
_TEMPLATES = 256

_REFUSED = {
    "code_block": "code (a line that begins with four spaces)",
    "code_inline": "code",
    "fence": "code",
    "heading_open": "a heading",
    "hr": "a rule",
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "an image",
    "link_open": "a link",
}


def refused_markup(flat: str, where: str, first_line: int, blocks: Set[str]) -> Iterator[Problem]:
    """A problem for each piece of Markdown that a letter cannot hold.

    `blocks` are the marks of values that make paragraphs of their own.
    """
    depth = 0
    line = first_line
    for token in _CHECKER.parse(flat):
        if token.map:
            line = first_line + token.map[0]
        depth += token.nesting if _is_container(token) else 0
        if depth > 1 and token.nesting == 1 and _is_container(token):
            yield _refused("a list or quotation inside another", where, line)
        for part in (token, *(token.children or ())):
            if part.type in _REFUSED:
                yield _refused(_REFUSED[part.type], where, line)
        if token.type == "inline":
            yield from _blocks_inside_sentences(token.content, where, line, blocks, depth)


def _blocks_inside_sentences(content: str, where: str, line: int, blocks: Set[str], depth: int) -> Iterator[Problem]:
    if blocks & set(content) and (len(content.strip()) > 1 or depth):
        yield Problem(
            code="placeholder-alone",
            where=where,
            line=line,
            message="{{ facts }}, {{ asks }}, {{ points }} and {{ own_words }} are whole paragraphs.",
            hint="Give each a paragraph of its own, with an empty line before and after it.",
        )


def _refused(what: str, where: str, line: int) -> Problem:
    return Problem(
        code="not-for-paper",
        where=where,
        line=line,
        message=f"A letter cannot hold {what}.",
        hint="Use paragraphs, lists, *emphasis*, **strong words**, > quotations and line breaks.",
    )


def _is_container(token: Token) -> bool:
    return token.type.startswith(("bullet_list", "ordered_list", "blockquote"))


def read_blocks(markdown: str, runs: Mapping[str, Text], blocks: Mapping[str, Sequence[Block]]) -> tuple[Block, ...]:
    """The blocks of a template filled with marks; empty paragraphs fall away.

    `runs` and `blocks` give the value of each mark: a stretch of a sentence, or paragraphs.
    """
    return tuple(_read(_tokens(markdown), runs, blocks))


@lru_cache(maxsize=_TEMPLATES)
def _tokens(markdown: str) -> tuple[Token, ...]:
    return tuple(_READER.parse(markdown))


def _read(tokens: Sequence[Token], runs: Mapping[str, Text], blocks: Mapping[str, Sequence[Block]]) -> Iterator[Block]:
    collected: list[Text] = []
    container: Token | None = None
    for token in tokens:
        if _is_container(token):
            if token.nesting == 1:
                container, collected = token, []
            elif collected and container is not None:
                yield _contained(container, tuple(collected))
                container = None
        elif token.type == "inline":
            content = token.content.strip()
            text = _read_inline(token.children or (), runs)
            if container is not None:
                collected.extend([text] if _has_words(text) else [])
            elif content in blocks:
                yield from blocks[content]
            elif _has_words(text):
                yield Paragraph(text=text)


def top_level(markdown: str) -> Iterator[tuple[Literal["paragraph", "list", "quotation"], int, int]]:
    """Of each block its kind, the number of texts in it, and its line, counted from 0."""
    opening: Token | None = None
    texts = 0
    for token in _READER.parse(markdown):
        if token.level == 0 and token.nesting == 1:
            opening, texts = token, 0
        texts += token.type == "inline"
        if token.level == 0 and token.nesting == -1 and opening is not None and opening.map:
            yield _kind(opening), texts, opening.map[0]


def _kind(opening: Token) -> Literal["paragraph", "list", "quotation"]:
    if not _is_container(opening):
        return "paragraph"
    return "quotation" if opening.type == "blockquote_open" else "list"


def _contained(container: Token, texts: tuple[Text, ...]) -> Block:
    if container.type == "blockquote_open":
        return Quotation(paragraphs=texts)
    return ListBlock(items=texts, numbered=container.type == "ordered_list_open")


def _has_words(text: Text) -> bool:
    return any(run.text.strip() for run in text)


def _read_inline(tokens: Sequence[Token], runs: Mapping[str, Text]) -> Text:
    found: list[Run] = []
    strong = emphasis = 0
    for token in tokens:
        strong += token.nesting if token.type.startswith("strong") else 0
        emphasis += token.nesting if token.type.startswith("em_") else 0
        for run in _runs_of(token, runs):
            style = "strong" if strong else "emphasis" if emphasis else run.emphasis
            found.append(run.model_copy(update={"emphasis": style}))
    return _joined(found)


def _runs_of(token: Token, runs: Mapping[str, Text]) -> Iterator[Run]:
    if token.type == "hardbreak":
        yield Run(text="\n")
    elif token.type == "softbreak":
        yield Run(text=" ")
    for part in _MARK.split(token.content):
        if part in runs:
            yield from runs[part]
        elif part:
            yield Run(text=part)


def _joined(runs: Sequence[Run]) -> Text:
    """Neighbours of one style as one run, so that a sentence is laid out as one text."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and not (last.set_apart or run.set_apart) and last.emphasis == run.emphasis:
            joined[-1] = last.model_copy(update={"text": last.text + run.text})
        else:
            joined.append(run)
    return tuple(joined)
