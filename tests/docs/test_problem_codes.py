"""Every code that `letters check` can tell is explained in docs/problems.md, with an example and a remedy."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from app.checking.check import RULES
from tests.conftest import PROJECT

PROBLEMS = (PROJECT / "docs/problems.md").read_text(encoding="utf-8")
SOURCES = [
    *PROJECT.glob("app/checking/*.py"),
    *(PROJECT / f"app/composing/{name}.py" for name in ("markdown", "template")),
    *(
        PROJECT / f"app/content/{name}.py"
        for name in (
            "cases",
            "complaints",
            "grounds",
            "kinds",
            "language_file",
            "library",
            "photographs",
            "recipients",
            "yaml_text",
        )
    ),
]
# These are put together from what is looked for: an office, a kind of letter, a legal ground.
COMPUTED = {"unknown-office", "unknown-kind", "unknown-ground"}


def codes() -> Iterator[str]:
    """The code of each Problem that the rooms of organisers' files can make."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [keyword.value for keyword in node.keywords if keyword.arg == "code"] if name == "Problem" else []
            given += node.args[:1] if name in {"problem", "_problem"} else []
            yield from (one.value for one in given if isinstance(one, ast.Constant))


@pytest.mark.parametrize("code", sorted({*codes(), *COMPUTED, *(rule.__name__.replace("_", "-") for rule in RULES)}))
def test_every_code_has_an_example_a_meaning_and_a_remedy(code: str) -> None:
    entry = PROBLEMS.partition(f"### {code}\n")[2].partition("\n### ")[0]

    assert f"[{code}]\n```" in entry
    assert ("What it means: " in entry, "How to mend it: " in entry) == (True, True)
