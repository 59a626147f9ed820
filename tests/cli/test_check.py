"""`letters check` as an organiser types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import letters
from tests.builders import CASE_YAML, RECIPIENTS_YAML, write_content

CASE = "letter_templates/the-ship/case.yaml"


def check(runner: CliRunner, folder: Path, *args: str) -> Result:
    return runner.invoke(letters, ["--content", str(folder), "check", *args])


def test_sound_content_is_counted_and_the_exit_code_is_0(runner: CliRunner, tmp_path: Path) -> None:
    result = check(runner, write_content(tmp_path), "--strict")

    assert result.exit_code == 0
    assert result.stdout == "0 errors, 0 warnings, 0 hints; 1 case, 1 office and 3 letters looked at.\n"
    assert result.stderr == "Laid out 1 of 1 letters, each for every sample supporter.\n"


def test_all_problems_are_told_at_once_and_counted_by_code(runner: CliRunner, tmp_path: Path) -> None:
    folder = write_content(
        tmp_path, **{CASE: CASE_YAML.replace("open", "opne", 1), "recipients.yaml": RECIPIENTS_YAML + "mayor: {}\n"}
    )

    result = check(runner, folder)

    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in result.stdout.splitlines()[:-1]] == [
        f"{CASE}:1",
        *["recipients.yaml:15"] * 4,
    ]
    assert result.stdout.splitlines()[-1] == (
        "5 errors, 0 warnings, 0 hints (4 missing-key, 1 wrong-value); 0 cases, 1 office and 0 letters looked at."
    )


def test_a_warning_says_that_it_is_one_and_fails_only_when_strict(runner: CliRunner, tmp_path: Path) -> None:
    folder = write_content(tmp_path, **{CASE: CASE_YAML.replace("kind:", "send_by: 2020-02-01\nkind:")})

    lenient, strict = check(runner, folder, CASE), check(runner, folder, "--strict")

    assert lenient.stdout.startswith(
        f"{CASE}:3: warning: The case is open, and the day to send by, 2020-02-01, has passed."
    )
    assert (lenient.exit_code, strict.exit_code) == (0, 1)


def test_json_has_each_problem_and_the_counts(runner: CliRunner, tmp_path: Path) -> None:
    folder = write_content(tmp_path, **{CASE: CASE_YAML.replace("open", "opne", 1)})

    found = json.loads(check(runner, folder, "--format", "json").stdout)

    assert found == {
        "problems": [
            {
                "code": "wrong-value",
                "where": CASE,
                "message": "«status» must be one of: 'draft', 'open', 'closed'.",
                "hint": "",
                "line": 1,
                "severity": "error",
            }
        ],
        "errors": 1,
        "warnings": 0,
        "hints": 0,
        "cases": 0,
        "offices": 1,
        "letters": 0,
    }


@pytest.mark.parametrize("place", ["letter_templates/the-boat", "/etc", "../.."])
def test_a_place_outside_the_content_is_a_misunderstanding(place: str, runner: CliRunner, tmp_path: Path) -> None:
    result = check(runner, write_content(tmp_path), place)

    assert result.exit_code == 2
    assert f"«{place}» is neither a file nor a folder of the content" in result.stderr


def test_a_folder_of_content_can_be_named_itself(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(letters, ["check", str(write_content(tmp_path))])

    assert result.stdout.endswith("; 1 case, 1 office and 3 letters looked at.\n")
