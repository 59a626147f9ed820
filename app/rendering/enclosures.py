"""Uploaded PDFs → enclosures that can be trusted, or what is wrong with each; nothing touches the disk."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from app.domain.filing import EnclosedFile
from app.domain.problem import Problem, Problems
from app.domain.said import Said, Sentence, said
from app.rendering import clean_copy
from app.rendering.clean_copy import MEGABYTE, Fault

# What the Court's own site takes of one document; all of a filing keeps to it.
LARGEST = 50 * MEGABYTE
MOST_PAGES = 300
# All enclosures together must be read before a web server loses patience (gunicorn: 30 s).
_SECONDS = 15.0
# How a process ends that has used up its time.
_SPENT = frozenset({-signal.SIGXCPU, -signal.SIGKILL})


@dataclass(frozen=True)
class Enclosure:
    """A clean copy of an enclosed PDF: pages that are drawn and nothing else."""

    title: str
    pdf: bytes
    pages: int


def read_enclosures(files: Sequence[EnclosedFile], seconds: float = _SECONDS) -> tuple[tuple[Enclosure, ...], Problems]:
    """The enclosures in order, and every problem, each at «enclosure-1», «enclosure-2» …"""
    if sum(len(file.data) for file in files) > LARGEST:
        return (), (_too_large(),)
    deadline = time.monotonic() + seconds
    read = [_read(number, file, deadline) for number, file in enumerate(files, start=1)]
    problems = [one for one in read if isinstance(one, Problem)]
    enclosures = tuple(one for one in read if isinstance(one, Enclosure))
    pages = sum(enclosure.pages for enclosure in enclosures)
    if not problems and pages > MOST_PAGES:
        problems.append(_too_many_pages(pages))
    return (() if problems else enclosures), tuple(problems)


def _read(number: int, file: EnclosedFile, deadline: float) -> Enclosure | Problem:
    where = f"enclosure-{number}"
    name = said("«{title}»", title=file.title) if file.title else said("Enclosure {number}", number=number)
    if not file.data:
        return Problem(code="no-file", where=where, message=_choose(number, file.title))
    # The standard lets some bytes stand before the header (ISO 32000-1, annex H.3.4.1).
    if b"%PDF-" not in file.data[:1024]:
        return Problem(
            code="not-a-pdf",
            where=where,
            message=said("{enclosure} is not a PDF.", enclosure=name),
            hint=said("Print it to a PDF, or scan it as one, and choose that file."),
        )
    copy = _clean(file.data, deadline)
    if isinstance(copy, Fault):
        return _problem(copy, where, name)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        return Enclosure(file.title, copy, len(pdf.pages))


def _choose(number: int, title: str) -> Sentence:
    if title:
        return said("Choose the PDF of «{title}».", title=title)
    return said("Choose the PDF of enclosure {number}.", number=number)


def _problem(fault: Fault, where: str, name: Said) -> Problem:
    """What to tell of a PDF of which there is no clean copy."""
    code, message, hint = {
        Fault.LOCKED: (
            "pdf-locked",
            said("{enclosure} is locked with a password.", enclosure=name),
            said("Open it with the password. Print it to a new PDF and choose that one."),
        ),
        Fault.BROKEN: (
            "pdf-broken",
            said("{enclosure} is damaged and cannot be read.", enclosure=name),
            said("Open it on your own machine. Print it to a new PDF and choose that one."),
        ),
        Fault.EMPTY: (
            "pdf-empty",
            said("{enclosure} has no pages.", enclosure=name),
            said("Choose another file."),
        ),
        Fault.TOO_MANY_PAGES: (
            "too-many-pages",
            said("{enclosure} has more than {limit} pages.", enclosure=name, limit=MOST_PAGES),
            said("Choose the pages that matter and print those to a new PDF."),
        ),
        Fault.TOO_HEAVY: (
            "pdf-too-heavy",
            said("{enclosure} takes too long to read: its pages hold too much.", enclosure=name),
            said("Print it to a new PDF in black and white, or scan it at 200 dots an inch, and choose that one."),
        ),
    }[fault]
    return Problem(code=code, where=where, message=message, hint=hint)


def _clean(data: bytes, deadline: float) -> bytes | Fault:
    """The clean copy, made by a process that can be given up; whatever it crashes of is its own."""
    patience = deadline - time.monotonic()
    if patience <= 0:
        return Fault.TOO_HEAVY
    # -I: nothing of the environment or the current folder is looked at.
    command = [sys.executable, "-I", str(Path(clean_copy.__file__)), str(MOST_PAGES)]
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired:
        return Fault.TOO_HEAVY
    if done.returncode == 0:
        return done.stdout
    if done.returncode in _SPENT:
        return Fault.TOO_HEAVY
    return Fault(done.returncode) if done.returncode in set(Fault) else Fault.BROKEN


def _too_large() -> Problem:
    return Problem(
        code="too-large",
        where="enclosures",
        message=said("The enclosures must have {limit} MB or fewer together.", limit=LARGEST // MEGABYTE),
        hint=said("Scan them in black and white at 200 dots an inch, or leave out what the Court can do without."),
    )


def _too_many_pages(pages: int) -> Problem:
    return Problem(
        code="too-many-pages",
        where="enclosures",
        message=said("The enclosures must have {limit} pages or fewer together.", limit=MOST_PAGES),
        hint=said("They have {count}. Enclose the decisions first, then what matters most.", count=pages),
    )
