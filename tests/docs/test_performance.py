"""What `make bench` runs is there and is explained."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT

EXPLAINED = (PROJECT / "docs/performance.md").read_text(encoding="utf-8")
RUN = re.findall(r"-m bench\.(\w+)", (PROJECT / "Makefile").read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", RUN)
def test_every_benchmark_that_is_run_exists_and_is_explained(module: str) -> None:
    assert (PROJECT / f"bench/{module}.py").is_file()
    assert f"`bench.{module}`" in EXPLAINED


def test_every_module_that_says_so_is_run() -> None:
    saying = {path.stem for path in PROJECT.glob("bench/*.py") if "Run `make bench`" in path.read_text("utf-8")}

    assert saying == set(RUN)
