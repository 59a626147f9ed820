"""An organiser's letter template: placeholders in Jinja's sandbox, checked before any use.

Rendering puts one private mark where each value will stand. Marks become values only after the
Markdown is read, so a value is never scanned for placeholders or markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from app.composing.markdown import MARKS, refused_markup
from app.domain.problem import Problem, Problems, did_you_mean, in_order

INLINE = ("case", "people", "grounds", "recipient", "supporter.introduction")
BLOCKS = ("facts", "asks", "points", "own_words")
PLACEHOLDERS = (*INLINE, *BLOCKS)
# A one-character mark for each placeholder, from the private use area.
MARK_OF = dict(zip(PLACEHOLDERS, MARKS, strict=False))
_BLOCK_MARKS = frozenset(MARK_OF[name] for name in BLOCKS)

# Every private character: marks are among them.
PRIVATE = re.compile("([\ue000-\uf8ff\U000f0000-\U0010ffff])")

# Some five pages; past that only mistakes are.
LONGEST_TEMPLATE = 20_000
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If)
_IN_CONDITIONS = (nodes.Not, nodes.And, nodes.Or)
_FOREIGN: Mapping[type[nodes.Node], str] = {
    nodes.Assign: "a variable ({% set … %})",
    nodes.Call: "a function",
    nodes.Filter: "a filter (|)",
    nodes.For: "a loop ({% for … %})",
    nodes.Include: "another file ({% include … %})",
}
_EATING = re.compile(r"{[{%#][-+]|[-+][}%#]}|{%\s*(?:end)?raw\s*%}|{%\s*autoescape\b.*?%}")
_TAG = re.compile(r"{[{%#].*?[}%#]}", re.DOTALL)


class _Value:
    """What a template sees in a value's place: its mark, and whether there is anything."""

    def __init__(self, mark: str, present: bool) -> None:
        self._mark, self._present = mark, present

    def __str__(self) -> str:
        return self._mark

    def __bool__(self) -> bool:
        return self._present


def _environment() -> SandboxedEnvironment:
    # Tags keep their lines, so that {% if … %} on a line of its own parts paragraphs.
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    # Nothing but placeholders and {% if %}: no filters, tests or functions to misuse.
    environment.filters.clear()
    environment.tests.clear()
    environment.globals.clear()
    return environment


_ENVIRONMENT = _environment()


@lru_cache(maxsize=512)
def _compiled(source: str) -> Template:
    return _ENVIRONMENT.from_string(source)


def fill_with_marks(source: str, present: Mapping[str, bool]) -> str:
    """A checked template's Markdown with a mark for each placeholder.

    `present` says which placeholders hold anything, for {% if %}.
    """
    values = {name: _Value(MARK_OF[name], present[name]) for name in PLACEHOLDERS}
    supporter = {"introduction": values.pop("supporter.introduction")}
    return _compiled(source).render(**values, supporter=supporter)


@lru_cache(maxsize=64)
def check_template(source: str, where: str, first_line: int = 1) -> Problems:
    """Everything that is wrong with a template, by line. `first_line` is its place in the file."""
    if PRIVATE.search(source):
        return (_problem("private-character", where, first_line, _PRIVATE, "Delete and retype the line."),)
    if len(source) > LONGEST_TEMPLATE:
        return (
            _problem(
                "too-long",
                where,
                first_line,
                f"The letter must have {LONGEST_TEMPLATE:,} characters or fewer; it has {len(source):,}.",
                "A letter that is read has one page.",
            ),
        )
    try:
        return _faults(source, where, first_line)
    except RecursionError:
        return (_nested_too_deeply(where, first_line),)
    except TemplateSyntaxError as error:
        return (_unreadable(where, first_line - 1 + error.lineno, (error.message or "").rstrip(".")),)
    except ValueError:  # Python reads no number of more than some thousand figures
        return (_unreadable(where, first_line, "a number is too long"),)


def holds_only_placeholders_and_conditions(source: str) -> bool:
    """Whether a piece of a template has nothing else between braces, and closes what it opens."""
    try:
        tree = _ENVIRONMENT.parse(source)
        return not [*_foreign_tags(source, "", 1), *_foreign_nodes(tree, "", 1)]
    except (RecursionError, TemplateSyntaxError, ValueError):
        return False


def _faults(source: str, where: str, first_line: int) -> Problems:
    tree = _ENVIRONMENT.parse(source)
    found = [
        *_foreign_tags(source, where, first_line),
        *_foreign_nodes(tree, where, first_line),
        *_wrong_counts(tree, where, first_line),
        *refused_markup(without_tags(source), where, first_line, blocks=_BLOCK_MARKS),
    ]
    return in_order(found) or _glued_paragraphs(source, tree, where, first_line)


def _unreadable(where: str, line: int, fault: str) -> Problem:
    return _problem(
        "template-syntax",
        where,
        line,
        f"The placeholders here cannot be read: {fault}.",
        "Write a placeholder as {{ asks }} and a condition as {% if points %} … {% endif %}.",
    )


_PRIVATE = "The text holds a private-use character, which has no printed form."


def _foreign_tags(source: str, where: str, first_line: int) -> Iterator[Problem]:
    """Jinja's tags that eat the space around them, or print what stands between them as it is."""
    for match in _EATING.finditer(source):
        line = first_line + source.count("\n", 0, match.start())
        yield _problem(
            "not-for-letters",
            where,
            line,
            f"A letter's template cannot hold «{match.group()}».",
            "Write {{ asks }} and {% if points %}, without minus, plus or «raw».",
        )


def _foreign_nodes(tree: nodes.Template, where: str, first_line: int) -> Iterator[Problem]:
    """Each thing in a template that is neither text, a known placeholder nor a condition."""
    for node, in_condition in _walk(tree):
        line = first_line - 1 + _line_of(node)
        name = _placeholder(node)
        if name in PLACEHOLDERS:
            continue
        if name is not None:
            yield _problem(
                "unknown-placeholder",
                where,
                line,
                f"«{{{{ {name} }}}}» is not a placeholder.",
                _nearest(name),
            )
        elif not isinstance(node, (*_ALLOWED, *(_IN_CONDITIONS if in_condition else ()))):
            yield _problem(
                "not-for-letters",
                where,
                line,
                f"A letter's template cannot hold {_FOREIGN.get(type(node), 'a piece of program')}.",
                "Only placeholders and {% if … %} … {% else %} … {% endif %} are known here.",
            )


def _line_of(node: nodes.Node) -> int:
    """Its own; of what Jinja gives none, such as {% autoescape %}, that of what stands within it."""
    return node.lineno or next((line for child in node.iter_child_nodes() if (line := _line_of(child))), 1)


def _nearest(name: str) -> str:
    remedy = did_you_mean(name, PLACEHOLDERS)
    if name.startswith("supporter.") or name == "supporter":
        remedy = (
            "Of the supporter a template shows only {{ supporter.introduction }}; "
            "name, address and signature are set by the system."
        )
    return remedy


def _walk(node: nodes.Node, in_condition: bool = False) -> Iterator[tuple[nodes.Node, bool]]:
    """The node and all below it, but not what is inside a placeholder or a foreign thing.

    With each goes whether it stands in the question of an {% if %}.
    """
    yield node, in_condition
    if isinstance(node, _ALLOWED) or (in_condition and isinstance(node, _IN_CONDITIONS)):
        for child in node.iter_child_nodes():
            asked = isinstance(node, nodes.If) and child is node.test
            yield from _walk(child, in_condition or asked)


def _placeholder(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        inner = _placeholder(node.node)
        return f"{inner}.{node.attr}" if inner else None
    return None


def _wrong_counts(tree: nodes.Template, where: str, first_line: int) -> Iterator[Problem]:
    printed = list(_printed(tree))
    always = [name for output in tree.body if isinstance(output, nodes.Output) for name in _printed(output)]
    if printed.count("own_words") != 1:
        count = printed.count("own_words") or "no"
        yield _problem(
            "own-words-once",
            where,
            first_line,
            f"The letter has {count} place{'s' if count != 1 else ''} for the supporter's own words.",
            "Write {{ own_words }} exactly once, in a paragraph of its own.",
        )
    if "asks" not in printed:
        yield _problem(
            "no-asks",
            where,
            first_line,
            "The letter asks for nothing.",
            "Write {{ asks }} in a paragraph of its own.",
        )
    for name in ("own_words", "asks"):
        if name in printed and name not in always:
            yield _problem(
                "not-conditional",
                where,
                first_line,
                f"{{{{ {name} }}}} stands within a condition, so that it could be left out.",
                "Write it outside every {% if %}; an empty one leaves nothing behind.",
            )


def _printed(node: nodes.Node) -> Iterator[str]:
    """The names of the placeholders that a node and all below it print."""
    outputs = [node] if isinstance(node, nodes.Output) else node.find_all(nodes.Output)
    for output in outputs:
        for part in output.nodes:
            name = _placeholder(part)
            if name is not None:
                yield name


def _glued_paragraphs(source: str, tree: nodes.Template, where: str, first_line: int) -> Problems:
    """What is wrong only where a condition goes one way: looked at as it will be read."""
    asked = {
        name
        for condition in tree.find_all(nodes.If)
        for node, _asked in _walk(condition.test, in_condition=True)
        if (name := _placeholder(node)) is not None
    }
    everything, nothing = dict.fromkeys(PLACEHOLDERS, True), dict.fromkeys(PLACEHOLDERS, False)
    ways = [everything, nothing]
    ways += [{**everything, name: False} for name in asked]
    ways += [{**nothing, name: True} for name in asked]
    found: list[Problem] = []
    for way in ways if asked else ():
        try:
            filled = fill_with_marks(source, way)
        except (SyntaxError, RecursionError):
            return (_nested_too_deeply(where, first_line),)
        found.extend(refused_markup(filled, where, first_line, blocks=_BLOCK_MARKS))
    return in_order(found)


def without_tags(source: str) -> str:
    """The template with each placeholder as its mark and no conditions, line for line."""

    def stand_in(match: re.Match[str]) -> str:
        tag = match.group()
        lines = "\n" * tag.count("\n")
        name = tag.strip("{} \n\t-+")
        return (MARK_OF.get(name, "x") if tag.startswith("{{") else "") + lines

    return _TAG.sub(stand_in, source)


def _nested_too_deeply(where: str, line: int) -> Problem:
    return _problem("not-for-letters", where, line, "The conditions here are nested too deeply.", "Take some out.")


def _problem(code: str, where: str, line: int, message: str, hint: str) -> Problem:
    return Problem(code=code, where=where, line=line, message=message, hint=hint)
