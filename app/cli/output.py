"""Composed letters → the file that was asked for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli.terminal import fail
from app.composing import Mailing, email_in_use, with_covering_letters
from app.content import load_stationery
from app.domain.case import Case
from app.domain.letter import Letter
from app.domain.mission import Mission
from app.domain.office import Office
from app.domain.problem import Problem
from app.domain.stationery import Envelope, LabelSheet, Stationery
from app.domain.supporter import Supporter

FORMATS = ("txt", "pdf", "html", "zip", "tif", "eml", "docx")
_BETWEEN_LETTERS = "\n" + "—" * 72 + "\n\n"


@dataclass(frozen=True)
class Job:
    """The letters about one case, and how they are to be put on paper."""

    case: Case
    offices: tuple[Office, ...]
    letters: tuple[Letter, ...]
    via: Mapping[str, Office]
    missions: Mapping[str, Mission]
    supporter: Supporter
    on: datetime.date
    posted_in: str | None
    choices: tuple[Stationery, ...]
    show_window: bool
    group4: bool
    packed: bool
    outer: Envelope | LabelSheet | None
    sender_email: str = ""

    @property
    def mailing(self) -> Mailing:
        mailing = Mailing(
            case=self.case,
            letters=self.letters,
            offices=self.offices,
            on=self.on,
            posted_in=self.posted_in,
            outer=self.outer,
            envelopes=load_stationery().envelopes,
            via=self.via,
            sender_email=self.sender_email,
        )
        return with_covering_letters(mailing, self.missions, self.supporter)


def format_of(output: str, wish: str | None) -> str:
    ending = Path(output).suffix.removeprefix(".").lower()
    if output == "-":
        return wish or "txt"
    if wish and ending in FORMATS and wish != ending:
        fail([f"«{output}» ends in .{ending}, and --format says {wish}. Make them agree."])
    if wish or ending in FORMATS:
        return wish or ending
    endings = ".pdf, .txt, .html, .zip, .tif, .eml or .docx"
    return fail([f"«{output}» must end in {endings}, or --format must say which it is."])


def written(job: Job, kind: str) -> bytes:
    # Imported late: the other commands work on a machine without Pango, and start at once.
    from app.rendering import html_page, plain_text

    if kind == "txt":
        return _BETWEEN_LETTERS.join(plain_text(letter) for letter in job.letters).encode()
    if kind == "html":
        if len(job.letters) > 1:
            fail(["An HTML file holds one letter. Name one office with --to, or write a PDF."])
        return html_page(job.letters[0], job.choices[-1]).encode()
    files = {"zip": _zip, "eml": _email, "docx": _docx}
    return files[kind](job) if kind in files else _pages(job, kind)


def _email(job: Job) -> bytes:
    from app.rendering import email_file

    if len(job.letters) > 1:
        fail(["An .eml holds one e-mail. Name one office with --to, or write a .zip."])
    office = job.offices[0]
    email = email_in_use(job.via.get(office.id, office))
    if email is None:
        fail([f"{office.title_in('en')} has no e-mail address that is in use. Send the letter by post."])
    return email_file(job.letters[0], email.address, job.sender_email)


def _docx(job: Job) -> bytes:
    from app.rendering import docx_file

    return docx_file(job.letters, load_stationery().plain(job.choices[-1].paper))


def _pages(job: Job, kind: str) -> bytes:
    from app.rendering import Renderer, fax_tiff, pack

    if job.packed and kind == "pdf":
        rendering = pack(Renderer(), job.mailing, job.choices)
    else:
        rendering = Renderer().render(job.letters, job.choices, show_window=job.show_window)
    _refuse(rendering.problems, rendering.missing)
    if kind == "tif":
        if len(job.letters) > 1:
            fail(["A .tif holds one fax. Name one office with --to, or write a .zip."])
        return fax_tiff(rendering.pdf, compression="group4" if job.group4 else "group3")
    return rendering.pdf


def _zip(job: Job) -> bytes:
    from app.rendering import Renderer, pack_files, zipped

    found = pack_files(Renderer(), job.mailing, job.choices)
    _refuse(found.problems, found.missing)
    return zipped(found.files)


def _refuse(problems: Sequence[Problem], missing: Sequence[str]) -> None:
    """A file with holes is given to nobody."""
    faults = [problem.words for problem in problems]
    faults += [f"No font has a sign for «{sign}». Take it out, or write it in another way." for sign in missing]
    if faults:
        fail(faults)
