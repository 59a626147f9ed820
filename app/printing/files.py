"""The files that a run leaves: each there as a whole, or none of them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf

Write = Callable[[Path, pikepdf.Pdf | str], None]


class Files:
    """The paths of `count` PDFs and of their manifest, beside each other."""

    def __init__(self, output: Path, count: int, *, split: bool) -> None:
        width = len(str(count))
        numbered = [output.with_stem(f"{output.stem}-{number:0{width}}") for number in range(1, count + 1)]
        self.paths = tuple(numbered) if split else (output,)
        self.manifest = manifest_of(output)

    @contextlib.contextmanager
    def written(self) -> Iterator[Write]:
        """Everything is written under another name, and gets its own when all is complete."""
        new: dict[Path, Path] = {}

        def write(path: Path, content: pikepdf.Pdf | str) -> None:
            new[path] = path.with_name(f".{path.name}.new")
            if isinstance(content, str):
                new[path].write_text(content, encoding="utf-8", newline="")
            else:
                content.save(new[path], deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)

        try:
            yield write
            for path, written in new.items():
                written.replace(path)
        finally:
            for written in new.values():
                written.unlink(missing_ok=True)


def manifest_of(output: Path) -> Path:
    return output.with_name(f"{output.stem}-manifest.csv")


def in_the_way(output: Path, *, split: bool) -> list[Path]:
    """Files that are there already and would be overwritten."""
    written = sorted(output.parent.glob(f"{_literal(output.stem)}-[0-9]*{output.suffix}")) if split else [output]
    return [path for path in (*written, manifest_of(output)) if path.exists()]


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
