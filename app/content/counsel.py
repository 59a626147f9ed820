"""The packaged counsel.yaml → what is known of good and bad words in each language."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from app.content.yaml_text import read_yaml_file
from app.domain.counsel import Counsel, Counsels
from app.domain.problem import Problem


@cache
def load_counsels() -> Counsels:
    """By language. The file is ours: a fault in it is a fault of the program."""
    with as_file(files("app.content") / "assets" / "counsel.yaml") as path:
        file = read_yaml_file(path, path.name)
    if isinstance(file, Problem):
        raise ValueError(f"Tried to read the packaged counsel; found a fault: {file}. Mend that file.")
    return {language: Counsel.model_validate(row, strict=False) for language, row in file.data.items()}
