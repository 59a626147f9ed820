"""The Nu HTML checker has nothing to say against any page or style sheet."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.conftest import PROJECT
from tests.e2e.places import AT_A_DESK, PLACES

CHECKER = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
STATIC = PROJECT / "app/web/static"


@pytest.fixture(scope="module")
def told(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """All that the checker says, in one run: it takes longer to start than to read."""
    folder = tmp_path_factory.mktemp("pages")
    client = app.test_client()
    for place in PLACES:
        for language in AT_A_DESK:
            answer = place.asked_of(client, language)
            assert answer.status_code == place.status, place
            (folder / f"{place}-{language}.html").write_bytes(answer.data)
    for sheet in STATIC.glob("*.css"):
        (folder / sheet.name).write_bytes(sheet.read_bytes())
    command = [
        "java",
        "-jar",
        CHECKER,
        "--also-check-css",
        "--no-langdetect",
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        folder,
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    said: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return said


def test_the_checker_finds_no_error_and_warns_of_nothing(told: list[dict[str, Any]]) -> None:
    found = [
        f"{Path(one['url']).name}:{one.get('lastLine', '')}: {one.get('subType', one['type'])}: {one['message']}\n"
        f"{one.get('extract', '')}"
        for one in told
        if one["type"] != "info" or one.get("subType") == "warning"
    ]

    assert not found, "\n\n".join(found)
