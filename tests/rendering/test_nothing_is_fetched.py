"""However a text lures, a letter that is made of it opens no file but our own, and calls nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig

import pytest

from tests.conftest import PROJECT
from tests.lures import lures

# Ours, Python's and its libraries', and where the machine keeps fonts.
OURS = (
    str(PROJECT / "app"),
    *{sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")},
    *("/usr/share/", "/etc/fonts/", "/dev/null", "/proc/"),
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Each file, server and program that was asked for while all formats were made."""
    lure = tmp_path_factory.mktemp("lure") / "secret.png"
    lure.write_bytes(b"\x89PNG\r\n\x1a\n")
    done = subprocess.run(
        [sys.executable, "-m", "tests.rendering.fetching", str(lure)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [(event, what) for event, what in json.loads(done.stdout)]


def test_no_server_is_called(asked: list[tuple[str, str]]) -> None:
    assert [event for event, _what in asked if event.startswith(("socket.", "urllib."))] == []


def test_no_file_is_opened_but_our_own(asked: list[tuple[str, str]]) -> None:
    opened = {what for event, what in asked if event == "open" and not what.isdigit()}

    assert {what for what in opened if not what.startswith(OURS)} == set()


def test_no_program_is_run_but_our_own(asked: list[tuple[str, str]]) -> None:
    """Enclosures alone are read by a process of their own."""
    run = [what for event, what in asked if event in {"subprocess.Popen", "os.system"}]

    assert len(run) == 1
    assert "clean_copy.py" in run[0]


def test_the_lures_name_each_kind_of_place() -> None:
    texts = "\n".join(lures("/etc/passwd"))

    assert all(place in texts for place in ("file:///etc/passwd", "http://169.254.169.254/", 'src="http', "url(ftp://"))
