"""`letters doctor`: what this machine has and lacks for letters, and how to mend it."""

from __future__ import annotations

import ctypes.util
import datetime
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from app.content import load_stationery
from app.domain.language import LANGUAGES
from app.domain.letter import Letter, Paragraph, Run
from app.domain.stationery import Stationery

if TYPE_CHECKING:
    from app.rendering import Renderer

OLDEST_PANGO = (1, 44)
_FONT_PACKAGES = "fonts-sil-charis fonts-noto-core fonts-noto-cjk"


class Finding:
    """One thing looked at: whether it is well, what was seen, how to mend it."""

    def __init__(self, name: str, well: bool, seen: str, remedy: str = "") -> None:
        self.name, self.well, self.seen, self.remedy = name, well, seen, remedy


@click.command()
def doctor() -> None:
    """Say what this machine has and lacks for letters, and how to mend it."""
    findings = list(_examine())
    for finding in findings:
        mark = "well" if finding.well else "LACKS"
        click.echo(f"{mark:5}  {finding.name}: {finding.seen}")
        if not finding.well:
            click.echo(f"       To mend: {finding.remedy}")
    ill = sum(not finding.well for finding in findings)
    click.echo("All is well." if not ill else f"{ill} of {len(findings)} things to mend.")
    sys.exit(1 if ill else 0)


def _examine() -> Iterator[Finding]:
    yield _python()
    pango = _pango()
    yield pango
    yield _harfbuzz_subset()
    if pango.well:
        yield from _letters()


def _letters() -> Iterator[Finding]:
    # Imported late: without Pango the import itself fails, and that has been told by now.
    from app.rendering import renderer as room

    try:
        renderer = room.Renderer()
    except room.NoFontsError:
        yield Finding("Fonts", False, "none of the letters' fonts", f"apt-get install {_FONT_PACKAGES}")
        return
    yield from _scripts(renderer)
    yield _test_letter(renderer)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer")


def _pango() -> Finding:
    library = ctypes.util.find_library("pango-1.0")
    if library is None:
        return Finding("Pango", False, "not found", "apt-get install libpango-1.0-0 libpangoft2-1.0-0")
    number = ctypes.CDLL(library).pango_version()
    version = (number // 10000, number // 100 % 100, number % 100)
    return Finding("Pango", version[:2] >= OLDEST_PANGO, ".".join(map(str, version)), "install a newer Pango")


def _harfbuzz_subset() -> Finding:
    library = ctypes.util.find_library("harfbuzz-subset")
    if library is None:
        remedy = "apt-get install libharfbuzz-subset0 (without it a letter takes five times as long)"
        return Finding("HarfBuzz subset", False, "not found", remedy)
    version = ctypes.CDLL(library).hb_version_string
    version.restype = ctypes.c_char_p
    return Finding("HarfBuzz subset", True, version().decode())


def _scripts(renderer: Renderer) -> Iterator[Finding]:
    """Which scripts a name can be printed in."""
    from app.rendering.fonts import SCRIPTS

    missing = renderer.render([_letter("".join(SCRIPTS.values()))], [_plain()]).missing
    for script, sign in SCRIPTS.items():
        seen = "no font" if sign in missing else "can be printed"
        yield Finding(f"{script} script", sign not in missing, seen, f"apt-get install {_FONT_PACKAGES}")


def _test_letter(renderer: Renderer) -> Finding:
    letter = _letter("This is a test letter. " * 40)
    renderer.render([letter], [_plain()])
    begun = time.perf_counter()
    rendering = renderer.render([letter], [_plain()])
    spent = (time.perf_counter() - begun) * 1000
    seen = f"{len(rendering.pdf) / 1000:.0f} kB in {spent:.0f} ms"
    reader = shutil.which("pdfinfo")
    if reader:
        read = subprocess.run([reader, "-"], input=rendering.pdf, capture_output=True, check=False)
        return Finding("Test letter", read.returncode == 0, f"{seen}, read back by pdfinfo", "run `make setup` again")
    return Finding("Test letter", rendering.pdf.startswith(b"%PDF"), seen, "run `make setup` again")


def _plain() -> Stationery:
    return load_stationery().plain("A4")


def _letter(words: str) -> Letter:
    return Letter(
        date_line=datetime.date(2000, 1, 1).isoformat(),
        inside_address=("The Doctor",),
        subject_line="A test letter",
        salutation="Dear Doctor,",
        body=(Paragraph(text=(Run(text=words),)),),
        complimentary_close="Yours sincerely,",
        signature_block=("A test",),
        language=LANGUAGES["en"],
        office_id="test",
    )
