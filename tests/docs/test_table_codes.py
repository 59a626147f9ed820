"""Every code that a table of supporters can be told is explained where organisers look for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.printing.columns import TARGETS
from app.printing.template_table import FIELDS
from tests.conftest import PROJECT

SOURCES = [
    *PROJECT.glob("app/printing/*.py"),
    *(PROJECT / name for name in ("app/content/column_file.py", "app/cli/columns.py")),
]
FORM = [PROJECT / f"app/domain/{name}.py" for name in ("supporter", "typed")]
SECTION = (
    (PROJECT / "docs/problems.md")
    .read_text(encoding="utf-8")
    .partition("## A table of supporters\n")[2]
    .partition("\n## ")[0]
)
GUIDE = (PROJECT / "docs/print-runs.md").read_text(encoding="utf-8")
# A mapping, such as a file can hold; a cell is text. The other belongs to forms with fields that must be filled.
NOT_OF_CELLS = {"not-text", "missing"}


def codes(sources: Iterable[Path]) -> list[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    return sorted(set(re.findall(r'(?:code=|\.problem\(\s*)"([a-z0-9-]+)"', text)))


@pytest.mark.parametrize("code", codes(SOURCES))
def test_every_code_of_a_table_has_an_example_a_meaning_and_a_remedy(code: str) -> None:
    entry = SECTION.partition(f"### {code}\n")[2].partition("\n### ")[0]

    assert f"[{code}]\n```" in entry
    assert ("What it means: " in entry, "How to mend it: " in entry) == (True, True)


@pytest.mark.parametrize("code", [code for code in codes(FORM) if code not in NOT_OF_CELLS])
def test_every_code_of_the_form_has_its_line(code: str) -> None:
    assert f"| `{code}` |" in SECTION


def test_the_guide_names_every_field_and_everything_that_a_column_can_be() -> None:
    assert [field for field in FIELDS if f"\n| `{field}` |" not in GUIDE] == []
    assert [target for target in TARGETS if target not in GUIDE] == []
