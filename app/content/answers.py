"""What an organiser has answered about a new case, as far as they have come."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from app.content.complaints import build
from app.content.writing import day, folded, listed, text
from app.content.yaml_text import read_yaml_file
from app.domain.problem import Problem, Problems
from app.domain.values import Value

# Where an answer stands, such as ("facts", 0, "source").
Key = tuple[str | int, ...]
# Answers by their place, each as it was typed.
Flat = dict[Key, str]


def _as_typed(value: Any) -> Any:
    """A file's dates, numbers and empty values, as a person would have typed them."""
    if isinstance(value, datetime.date | int) and not isinstance(value, bool):
        return str(value)
    return "" if value is None else value


Typed = Annotated[str, BeforeValidator(_as_typed)]


class PersonAnswer(Value):
    id: Typed = ""
    shown: Typed = ""
    name: Typed = ""
    words: Typed = ""


class AddresseeAnswer(Value):
    to: Typed = ""
    asks: tuple[Typed, ...] = ()


class FactAnswer(Value):
    id: Typed = ""
    says: Typed = ""
    on: Typed = ""
    source: Typed = ""
    read: Typed = ""


class PointAnswer(Value):
    id: Typed = ""
    says: Typed = ""


class Answers(Value):
    """Each answer may be missing. `stopped_at` is the place of the question that comes next."""

    language: Typed = ""
    title: Typed = ""
    slug: Typed = ""
    subject: Typed = ""
    summary: Typed = ""
    where: Typed = ""
    feared: Typed = ""
    people: tuple[PersonAnswer, ...] = ()
    kind: Typed = ""
    recipients: tuple[AddresseeAnswer, ...] = ()
    asks: Mapping[str, Typed] = Field(default_factory=dict)
    facts: tuple[FactAnswer, ...] = ()
    grounds: tuple[Typed, ...] = ()
    points: tuple[PointAnswer, ...] = ()
    opened: Typed = ""
    send_by: Typed = ""
    status: Typed = ""
    stopped_at: tuple[Typed, ...] = ()

    @classmethod
    def from_flat(cls, flat: Mapping[Key, str]) -> Answers:
        tree: dict[Any, Any] = {}
        for key, value in flat.items():
            if value and key[-1] != ANOTHER:
                _plant(tree, key, value)
        tree["grounds"] = tuple(_ids_in(flat.get(("grounds",), "")))
        return cls.model_validate(_with_lists(tree))

    def as_flat(self) -> Flat:
        """The answers by place; with each list, that it goes on so far and no further."""
        flat: Flat = {}
        _gather(self.model_dump(exclude={"stopped_at", "grounds"}), (), flat)
        if self.grounds:
            flat["grounds",] = ", ".join(self.grounds)
        return flat

    def up_to_the_rest(self) -> tuple[Flat, Key | None]:
        """The answers by place, and the question to go on with, where `stopped_at` says which."""
        reached: Key = tuple(int(step) if step.isdecimal() else step for step in self.stopped_at)
        begun = {(*reached[: place + 1], ANOTHER): "yes" for place, step in enumerate(reached) if isinstance(step, int)}
        return {**self.as_flat(), **begun}, reached or None


# The last step of the place where it is said whether a list goes on with an entry.
ANOTHER = "another"


def _plant(tree: dict[Any, Any], key: Key, value: str) -> None:
    for step in key[:-1]:
        tree = tree.setdefault(step, {})
    tree[key[-1]] = value


def _with_lists(tree: Any) -> Any:
    """Entries that are numbered become lists."""
    if not isinstance(tree, dict):
        return tree
    if tree and all(isinstance(step, int) for step in tree):
        return tuple(_with_lists(tree[step]) for step in sorted(tree))
    return {step: _with_lists(value) for step, value in tree.items()}


def _gather(node: Any, at: Key, flat: Flat) -> None:
    if isinstance(node, str):
        if node:
            flat[at] = node
    elif isinstance(node, tuple) and node:
        for index, entry in enumerate(node):
            flat[*at, index, ANOTHER] = "yes"
            _gather(entry, (*at, index), flat)
        flat[*at, len(node), ANOTHER] = "no"
    elif isinstance(node, Mapping):
        for step, entry in node.items():
            _gather(entry, (*at, step), flat)


def _ids_in(listed: str) -> list[str]:
    return [name for name in listed.replace(",", " ").split() if name]


def read_answers(path: Path) -> Answers | Problems:
    """The answers in a file, or all that is wrong with its form."""
    file = read_yaml_file(path, path.name)
    return (file,) if isinstance(file, Problem) else build(Answers, file.data, file)


def answers_file(answers: Answers) -> str:
    """The answers as a file that `read_answers` reads."""
    single = [name for name, value in answers if isinstance(value, str) and value]
    lines = [f"{name}: {_written(name, getattr(answers, name))}" for name in single]
    if answers.grounds:
        lines.append(f"grounds: {listed(answers.grounds)}")
    for name in ("people", "recipients", "facts", "points"):
        entries = getattr(answers, name)
        lines += [f"{name}:", *(line for entry in entries for line in _entry(entry))] if entries else []
    if answers.asks:
        lines += ["asks:", *(f"  {text(ask)}: {folded(words, 4)}" for ask, words in answers.asks.items())]
    if answers.stopped_at:
        lines.append(f"stopped_at: {listed(answers.stopped_at)}")
    return "\n".join(lines) + "\n"


def _entry(entry: Value) -> list[str]:
    """One entry of a list, its keys one a line."""
    lines = []
    for name, value in entry:
        if isinstance(value, tuple) and value:
            lines.append(f"{name}: {listed(value)}")
        elif isinstance(value, str) and value:
            lines.append(f"{name}: {_written(name, value, 6)}")
    return [("  - " if index == 0 else "    ") + line for index, line in enumerate(lines)]


_DAYS = frozenset({"opened", "send_by", "on", "read"})


def _written(name: str, value: str, indent: int = 2) -> str:
    return day(value) if name in _DAYS else folded(value, indent)
