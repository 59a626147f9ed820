"""The same letter made by what people would otherwise use: time, size, and what comes of it.

Run `make bench`. Each program is timed from case to PDF in turn with the others, so that a machine whose speed drifts
changes all of them; the ratio of the medians is what counts. What is not installed is passed over. Only one thing is
asked of the figures: that no other program makes a letter faster than the renderer that the site keeps ready.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from app.content import Library, load_library, load_stationery
from app.domain.letter import Letter, Paragraph
from app.rendering import Renderer
from bench.bare import Bare
from bench.letter import a_letter, seconds
from bench.machine import the_machine
from bench.programs import KEPT, STARTED, Missing, Program, programs, run
from bench.server import CASE, DAY, OFFICE, PROJECT

ROUNDS = 10
TOGETHER = 20
ROUNDS_TOGETHER = 3
OURS, BARE, COMMAND = "Urgent Letters", "WeasyPrint alone", "letters write"
HEADINGS = (
    *("program", "version", "how", "ms a letter", "from–to", "× ours", f"each of {TOGETHER}, ms"),
    *("kB", "pages", "text", "tagged"),
)
_WRITE = "from app.cli import letters; letters()"


@dataclass
class Tried:
    """A program and what was seen of it: seconds a letter, alone and among many, and what its PDF is."""

    program: Program
    alone: list[float] = field(default_factory=list)
    together: list[float] = field(default_factory=list)
    kilobytes: float = 0
    pages: str = ""
    readable: bool = False
    tagged: bool = False

    @property
    def median(self) -> float:
        return statistics.median(self.alone)


class Desk:
    """Gives each call letters that nobody has had before, and an empty folder that goes with the call."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library, self.folder = library, folder
        self.number = 0

    def seconds(self, program: Program, count: int = 1) -> float:
        """What each of so many letters takes in one call."""
        first, self.number = self.number, self.number + count

        def work() -> None:
            program.print([a_letter(self.library, number) for number in range(first, first + count)], Path(name))

        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            return seconds(work) / count

    def look(self, tried: Tried) -> None:
        """See what comes of one letter."""
        letter = a_letter(self.library, self.number)
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            (pdf,) = tried.program.print([letter], Path(name))
            told = run("pdfinfo", pdf).splitlines()
            facts = {key: value.strip() for key, _, value in (line.partition(":") for line in told)}
            tried.kilobytes = pdf.stat().st_size / 1000
            tried.pages, tried.tagged = facts["Pages"], facts["Tagged"] == "yes"
            tried.readable = is_readable(letter, run("pdftotext", pdf, "-"))


def is_readable(letter: Letter, text: str) -> bool:
    """Whether the name and the own words are found in what was read back."""
    found = " ".join(text.split())
    return all(" ".join(words.split()) in found for words in (*letter.signature_block, own_words(letter)))


def own_words(letter: Letter) -> str:
    typed = (block for block in letter.body if isinstance(block, Paragraph) and block.typed)
    return "\n\n".join("".join(run.text for run in block.text) for block in typed)


def ours() -> Iterator[Program]:
    """The renderer as the site keeps it, WeasyPrint with our HTML and nothing of ours around it, and our command."""
    yield _renderer()
    yield _bare()
    yield _command()


def _renderer() -> Program:
    renderer, plain = Renderer(), [load_stationery().plain("A4")]

    def render(letters: Sequence[Letter], folder: Path) -> list[Path]:
        (folder / "letter.pdf").write_bytes(renderer.render(letters, plain).pdf)
        return [folder / "letter.pdf"]

    return Program(OURS, version("urgent-letters"), render, KEPT)


def _bare() -> Program:
    bare = Bare()

    def render(letters: Sequence[Letter], folder: Path) -> list[Path]:
        laid_out = [bare.laid_out(bare.html(letter)) for letter in letters]
        joined = laid_out[0].copy([page for document in laid_out for page in document.pages])
        joined.write_pdf(folder / "letter.pdf", pdf_variant="pdf/ua-1")
        return [folder / "letter.pdf"]

    return Program(BARE, version("weasyprint"), render, KEPT)


def _command() -> Program:
    def write(letters: Sequence[Letter], folder: Path) -> list[Path]:
        (letter,) = letters
        told = {
            "name": letter.signature_block[0],
            "address": "\n".join(letter.sender_address[1:]),
            "country": "BE",
            "own_words": own_words(letter),
        }
        supporter, output = folder / "me.yaml", folder / "letter.pdf"
        supporter.write_text(json.dumps(told), encoding="utf-8")
        options = ("--to", OFFICE, "--language", "en", "--on", DAY, "--supporter", supporter, "--output", output)
        run(sys.executable, "-c", _WRITE, "write", CASE, *options)
        return [output]

    return Program(COMMAND, version("urgent-letters"), write, one_a_call=True)


def tried_all(desk: Desk, candidates: Sequence[Program]) -> list[Tried]:
    """Each in turn, round by round; the first of each fills caches that later ones find."""
    working = [Tried(program) for program in candidates if works(desk, program)]
    for _round in range(ROUNDS):
        for tried in working:
            tried.alone.append(desk.seconds(tried.program))
    for _round in range(ROUNDS_TOGETHER):
        for tried in working:
            if not tried.program.one_a_call:
                tried.together.append(desk.seconds(tried.program, TOGETHER))
    for tried in working:
        desk.look(tried)
    return working


def works(desk: Desk, program: Program) -> bool:
    try:
        desk.seconds(program)
    except (subprocess.SubprocessError, OSError) as error:
        print(f"{program.name}: prints no letter on this machine ({type(error).__name__})")
        return False
    return True


def row(tried: Tried, warm: Tried) -> tuple[str, ...]:
    together = f"{statistics.median(tried.together) * 1000:,.0f}" if tried.together else "–"
    return (
        tried.program.name,
        tried.program.version,
        tried.program.how,
        f"{tried.median * 1000:,.0f}",
        f"{min(tried.alone) * 1000:,.0f}–{max(tried.alone) * 1000:,.0f}",
        f"{tried.median / warm.median:.2g}" if tried.median < warm.median else f"{tried.median / warm.median:.1f}",
        together,
        f"{tried.kilobytes:.0f}",
        tried.pages,
        "yes" if tried.readable else "no",
        "yes" if tried.tagged else "no",
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """In columns, as Markdown has them, so that it can be put into docs/performance.md as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def main() -> int:
    print(the_machine())
    library = load_library(PROJECT)
    with tempfile.TemporaryDirectory() as name, ExitStack() as kept:
        found = list(programs(kept))
        for missing in found:
            if isinstance(missing, Missing):
                print(f"{missing.name}: not installed")
        others = [program for program in found if isinstance(program, Program)]
        warm, *rest = tried_all(Desk(library, Path(name)), [*ours(), *others])

    print(table([HEADINGS, *(row(tried, warm) for tried in (warm, *rest))]))
    faster = [tried.program for tried in rest if tried.program in others and tried.median < warm.median]
    for program in faster:
        print(f"{program.name}, {program.how}, is faster than ours.")
    # Whoever writes one letter starts a program for it; what could be kept ready on a server is told, and is no limit.
    broken = any(program.how == STARTED for program in faster)
    print("The limit is broken." if broken else "Ours is faster than each program that is started for a letter.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
