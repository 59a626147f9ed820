"""`letters schema`: what an editor needs to complete and check organisers' files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from app.config import Settings
from app.content.schema import SCHEMAS, schema_of


@click.command()
@click.argument("name", required=False, type=click.Choice(SCHEMAS))
@click.option("--write", is_flag=True, help="Write docs/schema/NAME.json in the content's folder instead of printing.")
@click.pass_obj
def schema(settings: Settings, name: str | None, write: bool) -> None:
    """Print the JSON Schema of organisers' files: all, or the one named."""
    wanted = (name,) if name else SCHEMAS
    if write:
        _write(settings.content / "docs" / "schema", wanted)
    else:
        click.echo(as_json(schema_of(name) if name else {one: schema_of(one) for one in SCHEMAS}), nl=False)


def as_json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _write(folder: Path, names: tuple[str, ...]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            (folder / f"{name}.json").write_text(as_json(schema_of(name)), encoding="utf-8")
            click.echo(f"Written: {folder / f'{name}.json'}")
    except OSError as error:
        reason = (error.strerror or "unknown fault").lower()
        raise click.ClickException(f"«{folder}» cannot be written: {reason}.") from error
