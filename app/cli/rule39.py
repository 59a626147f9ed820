"""`letters rule39`: an urgent request to the European Court of Human Rights, ready to be faxed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.terminal import count, fail, line_of
from app.composing.rule39 import RULE39_OFFICE, compose_filing
from app.composing.rule39_steps import read_me_first
from app.composing.strasbourg import clock_line, now_line
from app.config import Settings
from app.content import load_library
from app.content.rule39_file import RequestFile, read_request_file
from app.content.rule39_sample import sample_request
from app.domain.country import find_country
from app.domain.filing import Filing
from app.domain.office import Office
from app.domain.problem import Problems
from app.domain.strasbourg import registry_clock

if TYPE_CHECKING:
    from app.rendering.enclosures import Enclosure
    from app.rendering.rule39 import Kit

_READ_ME = "read-me-first.txt"


@click.command("rule39")
@click.argument("path", metavar="[REQUEST.yaml]", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--output", metavar="FILE.pdf|FOLDER", help="The fax alone, or a folder for everything.")
@click.option("--from", "country", metavar="COUNTRY", help="Where the fax is sent from, such as BE. Else the State's.")
@click.option("--check", is_flag=True, help="Only say what is missing.")
@click.option("--clock", is_flag=True, help="Say whether the registry in Strasbourg is open.")
@click.option("--example", is_flag=True, help="Print a request of invented people, to begin with.")
@click.pass_obj
def rule39(
    settings: Settings,
    path: Path | None,
    output: str | None,
    country: str | None,
    *,
    check: bool,
    clock: bool,
    example: bool,
) -> None:
    """Make the fax of a request under Rule 39, for the applicant or their representative alone."""
    if example:
        click.echo(sample_request(), nl=False)
    elif clock:
        click.echo(_clock(settings))
    elif path is None:
        raise click.UsageError("Name the request's file, or ask for --example or --clock.")
    elif not check and output is None:
        raise click.UsageError("Say where it goes: --output FILE.pdf or a folder. Or ask for --check.")
    else:
        office = _office(settings)
        asked = read_request_file(path, settings.now(), office)
        _answer(settings, office, asked, None if check else output, country)


def _clock(settings: Settings) -> str:
    clock = registry_clock(settings.now())
    return f"{now_line(clock)} {clock_line(clock)}"


def _office(settings: Settings) -> Office:
    library = load_library(settings.content)
    if RULE39_OFFICE not in library.offices:
        fail([f"recipients.yaml has no sound office «{RULE39_OFFICE}»: run `letters check`."])
    return library.offices[RULE39_OFFICE]


def _answer(settings: Settings, office: Office, asked: RequestFile, output: str | None, country: str | None) -> None:
    sender = _country(country)
    filing, enclosures = _filing(settings, office, asked)
    if output is None:
        pages = sum(enclosure.pages for enclosure in enclosures)
        click.echo(f"Nothing is missing. {count(len(enclosures), 'enclosure')}, {count(pages, 'page')}.")
        return
    from app.rendering import Renderer
    from app.rendering.rule39 import make_kit

    kit = make_kit(filing, enclosures, Renderer())
    _stop_on(asked.without_signs(kit.missing))
    request = asked.request
    if request is not None:
        where = sender or request.respondent
        _write(Path(output), kit, read_me_first(office, kit.files, request.removal, now=settings.now(), country=where))


def _country(typed: str | None) -> str | None:
    country = find_country(typed or "")
    if typed and country is None:
        raise click.UsageError(f"«{typed}» is not a country. Give its two-letter ISO code, such as BE.")
    return country


def _filing(settings: Settings, office: Office, asked: RequestFile) -> tuple[Filing, tuple[Enclosure, ...]]:
    """The filing and its enclosures, unless anything is missing: then that is told, all of it."""
    # Imported late: the other commands start at once, and work on a machine without Pango.
    from app.rendering.enclosures import read_enclosures

    enclosures, unread = read_enclosures(asked.enclosed)
    _stop_on((*asked.problems, *asked.placed(unread)))
    if asked.request is None:
        sys.exit(1)
    filing = compose_filing(asked.request, office, [enclosure.pages for enclosure in enclosures], on=settings.today())
    if not isinstance(filing, Filing):
        _stop_on(asked.placed(filing))
        sys.exit(1)
    return filing, enclosures


def _stop_on(problems: Problems) -> None:
    """Tell every problem; an error is the end."""
    for problem in problems:
        click.echo(line_of(problem), err=True)
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)


def _write(target: Path, kit: Kit, steps: str) -> None:
    files = _fax_alone(target, kit) if target.suffix.lower() == ".pdf" else _everything(target, kit, steps)
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            fail([f"«{path}» cannot be written: {(error.strerror or 'unknown fault').lower()}."])
    _tell(files, kit)


def _fax_alone(target: Path, kit: Kit) -> Mapping[Path, bytes]:
    number = len(kit.fax)
    if number == 1:
        return {target: kit.fax[0]}
    return {
        target.with_name(f"{target.stem}-part-{part}-of-{number}{target.suffix}"): pdf
        for part, pdf in enumerate(kit.fax, start=1)
    }


def _everything(target: Path, kit: Kit, steps: str) -> Mapping[Path, bytes]:
    files = {_READ_ME: steps.encode(), **kit.fax_files, **kit.site}
    return {target / name: content for name, content in files.items()}


def _tell(paths: Iterable[Path], kit: Kit) -> None:
    click.echo(f"{count(kit.pages, 'page')} in {count(len(kit.fax), 'part')}. Written:")
    for path in paths:
        click.echo(f"  {path}")
