"""`letters doctor` and `letters serve`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import doctor, letters
from app.rendering.renderer import NoFontsError
from tests.builders import write_content
from tests.outside import LETTERS, fetched, free_port


def test_a_healthy_machine_is_told_so(runner: CliRunner) -> None:
    result = runner.invoke(letters, ["doctor"])

    assert result.exit_code == 0
    assert "well   Arabic and Persian script: can be printed" in result.stdout
    assert "read back by pdfinfo" in result.stdout
    assert result.stdout.endswith("All is well.\n")


def test_a_machine_without_libraries_is_told_how_to_mend_it() -> None:
    """In a process of its own, where Pango is nowhere to be found from the start."""
    script = (
        "import ctypes.util\n"
        "ctypes.util.find_library = lambda name: None\n"
        "from app.cli import letters\n"
        "letters(['doctor'])\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stdout.splitlines()[1:] == [
        "LACKS  Pango: not found",
        "       To mend: apt-get install libpango-1.0-0 libpangoft2-1.0-0",
        "LACKS  HarfBuzz subset: not found",
        "       To mend: apt-get install libharfbuzz-subset0 (without it a letter takes five times as long)",
        "2 of 3 things to mend.",
    ]


def test_a_machine_without_fonts_is_told_which_to_install(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_fonts() -> None:
        raise NoFontsError

    monkeypatch.setattr("app.rendering.renderer.Renderer", no_fonts)

    result = runner.invoke(letters, ["doctor"])

    assert result.exit_code == 1
    assert result.stdout.splitlines()[-3:] == [
        "LACKS  Fonts: none of the letters' fonts",
        "       To mend: apt-get install fonts-sil-charis fonts-noto-core fonts-noto-cjk",
        "1 of 4 things to mend.",
    ]


def test_checking_content_needs_no_pango(tmp_path: Path) -> None:
    """Whoever writes a case can check it on a machine that cannot print letters."""
    folder = tmp_path / "no-pango"
    (folder / "weasyprint").mkdir(parents=True)
    (folder / "weasyprint" / "__init__.py").write_text('raise OSError("cannot load library libpango-1.0-0")\n')
    content = write_content(tmp_path / "content")

    done = subprocess.run(
        [*LETTERS, "check", str(content)],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (
        0,
        "0 errors, 0 warnings, 0 hints; 1 case, 1 office and 3 letters looked at.\n",
    )
    assert done.stderr.endswith(
        "Letters were not tried on paper: this machine cannot lay them out. `letters doctor` says what is missing.\n"
    )


def test_without_a_reader_the_test_letter_is_still_looked_at(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)

    result = runner.invoke(letters, ["doctor"])

    assert "well   Test letter: " in result.stdout
    assert "pdfinfo" not in result.stdout


def test_serve_answers_on_its_port_and_logs_no_visitor(tmp_path: Path) -> None:
    port = free_port()
    log = tmp_path / "log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [*LETTERS, "serve", "--workers", "1"],
            env={**os.environ, "PORT": str(port)},
            stdout=out,
            stderr=out,
        )
    try:
        assert "Put a good letter" in fetched(f"http://127.0.0.1:{port}/?for=Sheila", server)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)

    assert server.returncode == 0
    greeting, *told = log.read_text().splitlines()
    assert greeting == f"Urgent Letters on http://127.0.0.1:{port}/ (stop with Ctrl-C)"
    assert {json.loads(line)["event"] for line in told} == {"request"}
    assert not [line for line in told if "Sheila" in line or "127.0.0.1" in line]
