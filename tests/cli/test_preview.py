"""`letters preview`."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import letters
from tests.builders import CASE_YAML, write_content
from tests.outside import LETTERS, fetched, free_port

DRAFT = {"letter_templates/the-ship/case.yaml": CASE_YAML.replace("status: open", "status: draft")}


def test_a_case_that_is_not_there_is_named_with_its_nearest(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(letters, ["--content", str(write_content(tmp_path)), "preview", "the-shp"])

    assert result.exit_code == 1
    assert result.stderr == "There is no case «the-shp». Did you mean the-ship?\n"


@pytest.mark.parametrize("name", ["_kinds", "..", ".", ""])
def test_only_the_folder_of_a_case_is_one(name: str, runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(letters, ["--content", str(write_content(tmp_path)), "preview", name])

    assert result.exit_code == 1
    assert result.stderr == f"There is no case «{name}». There is: the-ship.\n"


def test_preview_answers_on_its_port_until_it_is_stopped(tmp_path: Path) -> None:
    port = free_port()
    log = tmp_path / "log"
    folder = write_content(tmp_path / "content", **DRAFT)
    options = ["--content", str(folder), "preview", "the-ship", "--port", str(port)]
    with log.open("w") as out:
        server = subprocess.Popen([*LETTERS, *options], stdout=out, stderr=out)
    try:
        assert "This case is a draft" in fetched(f"http://127.0.0.1:{port}/", server)
        assert status_by_another_name(port) == 400
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)

    assert server.returncode == 0
    assert log.read_text() == f"Preview of the-ship on http://127.0.0.1:{port}/ (stop with Ctrl-C)\n"


def status_by_another_name(port: int) -> int:
    """As where another site's name was made to lead to this machine."""
    asked = HTTPConnection("127.0.0.1", port, timeout=30)
    asked.request("GET", "/cases/the-ship", headers={"Host": f"elsewhere.example.net:{port}"})
    return asked.getresponse().status


def test_a_port_that_is_taken_is_said_without_a_traceback(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        folder = write_content(tmp_path)
        options = ["--content", str(folder), "preview", "the-ship", "--port", str(port)]
        done = subprocess.run([*LETTERS, *options], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert f"Port {port} is in use by another program." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_machine_that_cannot_set_letters_is_led_to_the_doctor(tmp_path: Path) -> None:
    folder = write_content(tmp_path)
    script = "import sys; sys.modules['weasyprint'] = None; from app.cli import letters; letters()"

    done = subprocess.run(
        [sys.executable, "-c", script, "--content", str(folder), "preview", "the-ship"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == "This machine cannot set letters. Run `letters doctor` to see what it lacks.\n"
