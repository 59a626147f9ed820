"""What people would otherwise make a letter with, each where it is installed on this machine.

A program that is a command is started anew for each letter, because each letter is one call. What can be kept ready
by a server is here a second time, kept ready.
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from app.domain.letter import Letter
from bench.sources import HTML, LATEX, TYPST, docx_source

Print = Callable[[Sequence[Letter], Path], list[Path]]
STARTED, KEPT = "started for each", "kept ready"
_LONGEST = 120
_CHROMIUM = ("--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
# Without it Debian's wkhtmltopdf draws 11 points as 8.6.
_ZOOM = "1.27"
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


@dataclass(frozen=True)
class Program:
    """`print` makes PDFs of letters in an empty folder, in one call, and says which; many, unless `one_a_call`."""

    name: str
    version: str
    print: Print
    how: str = STARTED
    one_a_call: bool = False


@dataclass(frozen=True)
class Missing:
    name: str


def programs(kept: ExitStack) -> Iterator[Program | Missing]:
    """All of them; what is kept ready ends with `kept`."""
    yield _libreoffice()
    yield _pdflatex()
    yield _chromium()
    yield _chromium_kept(kept)
    yield _wkhtmltopdf()
    yield _typst()
    yield _typst_kept()


def run(*command: str | Path) -> str:
    """What the command prints. It finds all fonts of the machine, not ours alone."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,
    )
    try:
        printed, _nothing = process.communicate(timeout=_LONGEST)
    except subprocess.TimeoutExpired:
        # Programs are started by scripts: what those have started goes too.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command[0])
    return printed.decode(errors="replace")


def _environment() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}


def _version(command: str, pattern: str = r"(\d+(?:\.\d+)+)") -> str:
    found = re.search(pattern, run(command, "--version"))
    return found[1] if found else "unknown"


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _libreoffice() -> Program | Missing:
    if not shutil.which("soffice"):
        return Missing("LibreOffice")

    def convert(letters: Sequence[Letter], folder: Path) -> list[Path]:
        documents = [folder / f"{number}.docx" for number in range(len(letters))]
        for document, letter in zip(documents, letters, strict=True):
            document.write_bytes(docx_source(letter))
        # A profile of its own, beside the letters and kept, so that an office that is open is left alone.
        profile = f"-env:UserInstallation={(folder.parent / 'office').as_uri()}"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *documents)
        return [document.with_suffix(".pdf") for document in documents]

    return Program(f"python-docx {version('python-docx')}, LibreOffice", _version("soffice"), convert)


def _pdflatex() -> Program | Missing:
    if not shutil.which("pdflatex"):
        return Missing("pdflatex")

    def typeset(letters: Sequence[Letter], folder: Path) -> list[Path]:
        source = _write(folder, "letter.tex", LATEX.source(letters))
        options = ("-interaction=batchmode", "-halt-on-error", "-no-shell-escape", f"-output-directory={folder}")
        run("pdflatex", *options, source)
        return [source.with_suffix(".pdf")]

    return Program("pdflatex", _version("pdflatex", r"pdfTeX \S+-(\S+)"), typeset)


def _chromium() -> Program | Missing:
    if not shutil.which("chromium"):
        return Missing("Chromium")

    def visit(letters: Sequence[Letter], folder: Path) -> list[Path]:
        source, output = _write(folder, "letter.html", HTML.source(letters)), folder / "letter.pdf"
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        profile = f"--user-data-dir={folder.parent / 'chromium'}"
        options = (*_CHROMIUM, *sandbox, profile, "--no-pdf-header-footer", f"--print-to-pdf={output}")
        run("chromium", *options, source.as_uri())
        return [output]

    return Program("Chromium --print-to-pdf", _version("chromium"), visit)


def _chromium_kept(kept: ExitStack) -> Program | Missing:
    found = shutil.which("chromium")
    if not found:
        return Missing("Chromium, kept ready")
    playwright = kept.enter_context(sync_playwright())
    browser = playwright.chromium.launch(
        executable_path=found, chromium_sandbox=os.geteuid() != 0, env=dict(_environment())
    )
    kept.callback(browser.close)
    # One page for all letters is the quickest; a new one for each takes several times as long.
    page = browser.new_page()

    def visit(letters: Sequence[Letter], folder: Path) -> list[Path]:
        page.set_content(HTML.source(letters))
        page.pdf(path=folder / "letter.pdf", prefer_css_page_size=True, tagged=True)
        return [folder / "letter.pdf"]

    return Program("Chromium by Playwright", browser.version, visit, KEPT)


def _wkhtmltopdf() -> Program | Missing:
    if not shutil.which("wkhtmltopdf"):
        return Missing("wkhtmltopdf")

    def convert(letters: Sequence[Letter], folder: Path) -> list[Path]:
        source, output = _write(folder, "letter.html", HTML.source(letters)), folder / "letter.pdf"
        margins = [word for side in "TRBL" for word in (f"-{side}", "25mm")]
        options = ("--quiet", "--disable-javascript", "--zoom", _ZOOM, "--page-size", "A4", *margins)
        run("wkhtmltopdf", *options, source, output)
        return [output]

    return Program("wkhtmltopdf", _version("wkhtmltopdf"), convert)


def _typst() -> Program | Missing:
    """The command, or else a new Python with the package of this name."""
    command: Sequence[str]
    if shutil.which("typst"):
        command, told = ("typst", "compile"), _version("typst")
    elif find_spec("typst"):
        command, told = (sys.executable, "-c", _TYPST), version("typst")
    else:
        return Missing("Typst")

    def typeset(letters: Sequence[Letter], folder: Path) -> list[Path]:
        source, output = _write(folder, "letter.typ", TYPST.source(letters)), folder / "letter.pdf"
        run(*command, source, output)
        return [output]

    return Program("Typst", told, typeset)


def _typst_kept() -> Program | Missing:
    if not find_spec("typst"):
        return Missing("Typst, kept ready")
    compiler: Any = importlib.import_module("typst").Compiler()

    def typeset(letters: Sequence[Letter], folder: Path) -> list[Path]:
        compiler.compile(TYPST.source(letters).encode(), output=str(folder / "letter.pdf"))
        return [folder / "letter.pdf"]

    return Program("Typst in Python", version("typst"), typeset, KEPT)
