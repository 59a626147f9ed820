"""The packaged stationery.yaml → the stock of paper, envelopes and labels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from app.content.yaml_text import read_yaml_file
from app.domain.problem import Problem
from app.domain.stationery import Stock


@cache
def load_stationery() -> Stock:
    """All stationery there is. The file is ours: a fault in it is a fault of the program."""
    with as_file(files("app.content") / "assets" / "stationery.yaml") as path:
        file = read_yaml_file(path, path.name)
    if isinstance(file, Problem):
        raise ValueError(f"Tried to read the packaged stationery; found a fault: {file}. Mend that file.")
    return Stock.model_validate({section: _named(rows) for section, rows in file.data.items()}, strict=False)


def _named(rows: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {"id": name, **row} for name, row in rows.items()}
