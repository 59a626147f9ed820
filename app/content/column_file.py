"""What the columns of somebody's table are: headers and fields in a file beside it, and nothing of what it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from app.content.writing import text
from app.content.yaml_text import YamlText, read_yaml_file
from app.domain.problem import Problem, Problems, did_you_mean


def column_file_path(table: Path) -> Path:
    return table.with_name(f"{table.stem}.columns.yaml")


def read_column_file(path: Path, targets: Collection[str]) -> dict[str, str] | Problems:
    """Each header with what its column is, one of the `targets`; nothing where there is no such file."""
    if not path.exists():
        return {}
    file = read_yaml_file(path, path.name)
    if isinstance(file, Problem):
        return (file,)
    problems = tuple(_unknown(file, header, targets) for header, target in file.data.items() if target not in targets)
    return problems or {header: str(target) for header, target in file.data.items()}


def _unknown(file: YamlText, header: str, targets: Collection[str]) -> Problem:
    target = file.data[header]
    shown = f"«{target[:60]}»" if isinstance(target, str) else "This"
    hint = did_you_mean(target[:60], targets) if isinstance(target, str) else f"Write one of: {', '.join(targets)}."
    return file.problem("unknown-target", (header,), f"{shown} is nothing that a column can be.", hint)


def column_text(chosen: Mapping[str, str]) -> str:
    """The file's lines, each a header and what its column is."""
    return "".join(f"{text(header, within_brackets=True)}: {target}\n" for header, target in chosen.items())


def write_column_file(path: Path, table: str, chosen: Mapping[str, str], targets: Collection[str]) -> Problem | None:
    """The file, or why it cannot be written."""
    about = f"# What the columns of {table} are: {', '.join(targets)}.\n"
    try:
        path.write_text(about + column_text(chosen), encoding="utf-8")
    except OSError as error:
        return Problem(
            code="unwritable",
            where=path.name,
            message=f"The answers cannot be kept: {(error.strerror or 'unknown fault').lower()}.",
            hint="Check the folder's permissions and the space on the disk.",
        )
    return None
