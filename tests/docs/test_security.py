"""SECURITY.md names code and tests: each of them is there."""

from __future__ import annotations

import re

from tests.conftest import PROJECT

TEXT = (PROJECT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_test_it_names_exists() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in PROJECT.glob("tests/**/test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", TEXT))

    assert len(named) > 20
    assert {name for name in named if f"def {name}(" not in written} == set()


def test_every_threat_says_what_is_not_covered() -> None:
    threats = TEXT.split("\n### ")[1:]

    assert [threat.splitlines()[0] for threat in threats if "**Not covered:**" not in threat] == []


def test_every_package_that_is_served_is_pinned_by_its_hash() -> None:
    locked = re.split(r"^(?=\S)", (PROJECT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE)
    packages = [entry for entry in locked if "==" in entry]

    assert len(packages) >= 60
    assert [entry.splitlines()[0] for entry in packages if "--hash=sha256:" not in entry] == []
