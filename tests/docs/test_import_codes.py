"""Every code that an import can tell is explained where organisers look for it."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT

SOURCES = [path.read_text(encoding="utf-8") for path in PROJECT.glob("app/content/importing/*.py")]
CODES = sorted(set().union(*(re.findall(r'"(import-[a-z-]+)"', source) for source in SOURCES)))
PROBLEMS = "".join(path.read_text(encoding="utf-8") for path in sorted(PROJECT.glob("docs/problems*.md")))


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_line_under_importing_and_its_entry_among_the_problems(code: str) -> None:
    importing = (PROJECT / "docs/recipients.md").read_text(encoding="utf-8").partition("## Importing")[2]
    entry = PROBLEMS.partition(f"### {code}\n")[2].partition("\n### ")[0]

    assert f"| `{code}` |" in importing
    assert f"[{code}]\n```" in entry
    assert ("What it means: " in entry, "How to mend it: " in entry) == (True, True)
