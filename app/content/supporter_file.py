"""A supporter's details in a YAML file with the form's field names."""

from __future__ import annotations

from pathlib import Path

from app.content.yaml_text import read_text, read_yaml
from app.domain.problem import Problem, Problems, did_you_mean
from app.domain.supporter import Supporter, read_supporter

FIELDS = ("name", "introduction", "address", "country", "email", "own_words", "points")


def read_supporter_file(path: Path) -> tuple[Supporter | None, Problems]:
    """The supporter, and what is wrong with or worth saying about the file."""
    where = path.name
    text = read_text(path, where)
    file = text if isinstance(text, Problem) else read_yaml(text, where)
    if isinstance(file, Problem):
        return None, (file,)
    unknown = tuple(
        file.problem("unknown-key", (key,), f"«{key}» is not a field.", did_you_mean(str(key), FIELDS))
        for key in file.data
        if key not in FIELDS
    )
    supporter, told = read_supporter(file.data)
    placed = tuple(
        problem.model_copy(update={"where": where, "line": file.line_of((problem.where,))}) for problem in told
    )
    return (None if unknown else supporter), (*unknown, *placed)
