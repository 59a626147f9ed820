"""`letters schema`: printed, or written where the files' first lines say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import letters
from app.content.schema import SCHEMAS, schema_of
from tests.builders import write_content


@pytest.mark.parametrize("name", SCHEMAS)
def test_one_schema_is_printed(name: str, runner: CliRunner) -> None:
    result = runner.invoke(letters, ["schema", name])

    assert (result.exit_code, json.loads(result.stdout)) == (0, schema_of(name))


def test_without_a_name_all_schemas_are_printed(runner: CliRunner) -> None:
    result = runner.invoke(letters, ["schema"])

    assert json.loads(result.stdout) == {name: schema_of(name) for name in SCHEMAS}


def test_schemas_are_written_beside_the_content(runner: CliRunner, tmp_path: Path) -> None:
    folder = write_content(tmp_path)

    one = runner.invoke(letters, ["--content", str(folder), "schema", "law", "--write"])
    everything = runner.invoke(letters, ["--content", str(folder), "schema", "--write"])

    assert one.stdout == f"Written: {folder}/docs/schema/law.json\n"
    assert [line.rpartition("/")[2] for line in everything.stdout.splitlines()] == [f"{name}.json" for name in SCHEMAS]
    assert json.loads((folder / "docs/schema/case.json").read_text(encoding="utf-8")) == schema_of("case")


def test_a_folder_that_cannot_be_written_is_told(runner: CliRunner, tmp_path: Path) -> None:
    folder = write_content(tmp_path, docs="a file in the folder's place")

    result = runner.invoke(letters, ["--content", str(folder), "schema", "--write"])

    assert result.exit_code == 1
    assert result.stderr == f"Error: «{folder}/docs/schema» cannot be written: not a directory.\n"
