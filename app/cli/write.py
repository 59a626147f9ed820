"""`letters write`: the letters about a case, as text, paper or fax."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.cli.terminal import day_of, fail, left_out, put
from app.composing import compose, preferred_language
from app.config import Settings
from app.content import Library, load_library, load_stationery, read_supporter_file
from app.domain.case import Case
from app.domain.letter import Letter
from app.domain.office import Office
from app.domain.problem import did_you_mean
from app.domain.stationery import Stationery
from app.domain.supporter import Supporter

FORMATS = ("txt", "pdf", "html")
_BETWEEN_LETTERS = "\n" + "—" * 72 + "\n\n"


@click.command()
@click.argument("case_name", metavar="CASE")
@click.option("--to", "to", multiple=True, metavar="OFFICE", help="Whom to write to; may be given again. Else all.")
@click.option("--language", metavar="CODE", help="Such as en or fr. Else English where the office reads it.")
@click.option("--on", metavar="DATE", help="The letter's date, such as 2013-09-20. Else today.")
@click.option(
    "--supporter",
    "supporter_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.yaml",
    help="Who signs (name, introduction, address, country, email, own_words, points). Else lines to fill in.",
)
@click.option("--output", default="-", metavar="FILE", help="FILE.pdf, .txt or .html; - for standard output.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="For standard output; txt if not given.")
@click.option(
    "--stationery",
    "stationery_name",
    metavar="NAME",
    help="Paper and window, such as din5008-b (`letters stationery` lists them). Else as in the supporter's country.",
)
@click.option("--show-window", is_flag=True, help="Draw the envelope's window over the letter, to try it.")
@click.pass_obj
def write(
    settings: Settings,
    case_name: str,
    to: tuple[str, ...],
    language: str | None,
    on: str | None,
    supporter_file: Path | None,
    output: str,
    format_: str | None,
    stationery_name: str | None,
    show_window: bool,
) -> None:
    """Write the letters about CASE, one to each OFFICE."""
    library = load_library(settings.content)
    case = _case(library, case_name)
    offices = _offices(library, case, to)
    day = day_of(on, settings)
    kind = _format(output, format_)
    supporter = _supporter(supporter_file)
    composed = [
        compose(
            case,
            office,
            supporter,
            language=language.lower() if language else preferred_language(case, office),
            on=day,
            copied=library.copied(case, office),
        )
        for office in offices
    ]
    faults = dict.fromkeys(problem for one in composed if not isinstance(one, Letter) for problem in one)
    if faults:
        fail(problem.words for problem in faults)
    written = tuple(one for one in composed if isinstance(one, Letter))
    put(output, _rendered(written, kind, _choices(stationery_name, supporter), show_window))


def _case(library: Library, name: str) -> Case:
    if name in library.cases:
        return library.cases[name]
    broken = [problem for problem in library.problems if f"/{name}/" in problem.where]
    if broken:
        fail([f"«{name}» has problems and cannot be written about:", *map(str, broken)])
    return fail([f"There is no case «{name}». {did_you_mean(name, library.cases)}", *left_out(library)])


def _offices(library: Library, case: Case, names: tuple[str, ...]) -> list[Office]:
    """The named offices in the given order, else all that the case writes to."""
    unknown = [name for name in names if name not in library.offices]
    if unknown:
        known = [one.to for one in case.recipients]
        fail(f"There is no office «{name}». {did_you_mean(name, known)}" for name in unknown)
    return [library.offices[name] for name in dict.fromkeys(names) or [one.to for one in case.recipients]]


def _format(output: str, wish: str | None) -> str:
    ending = Path(output).suffix.removeprefix(".").lower()
    if output == "-":
        return wish or "txt"
    if wish and ending in FORMATS and wish != ending:
        fail([f"«{output}» ends in .{ending}, and --format says {wish}. Make them agree."])
    if wish or ending in FORMATS:
        return wish or ending
    return fail([f"«{output}» must end in .pdf, .txt or .html, or --format must say which it is."])


def _supporter(path: Path | None) -> Supporter:
    if path is None:
        return Supporter()
    supporter, told = read_supporter_file(path)
    for problem in told:
        click.echo(str(problem), err=True)
    if supporter is None:
        sys.exit(1)
    return supporter


def _choices(name: str | None, supporter: Supporter) -> tuple[Stationery, ...]:
    stock = load_stationery()
    if name is None:
        return stock.usual_in(supporter.address.country)
    if name not in stock.stationery:
        fail([f"There is no stationery «{name}». {did_you_mean(name, stock.stationery)}"])
    return (stock.stationery[name],)


def _rendered(written: tuple[Letter, ...], kind: str, choices: tuple[Stationery, ...], show_window: bool) -> bytes:
    # Imported late: the other commands work on a machine without Pango, and start at once.
    from app.rendering import Renderer, html_page, plain_text

    if kind == "txt":
        return _BETWEEN_LETTERS.join(plain_text(letter) for letter in written).encode()
    if kind == "html":
        if len(written) > 1:
            fail(["An HTML file holds one letter. Name one office with --to, or write a PDF."])
        return html_page(written[0], choices[-1]).encode()
    rendering = Renderer().render(written, choices, show_window=show_window)
    if rendering.problems:
        fail(problem.words for problem in rendering.problems)
    if rendering.missing:
        fail(f"No font has a sign for «{sign}». Take it out, or write it in another way." for sign in rendering.missing)
    return rendering.pdf
