"""`letters sheet`: a case on one or two pages, for an evening of letters."""

from __future__ import annotations

import datetime

import click

from app.cli.choices import case_named
from app.cli.terminal import day_of, fail, put
from app.composing.action_sheet import action_sheet
from app.composing.sheet_values import ActionSheet
from app.config import Settings
from app.content import Library, load_library
from app.content.catalogues import reader_in
from app.domain.case import Case
from app.domain.language import LANGUAGES, Language
from app.domain.links import LONGEST_LINK, is_link, short_link
from app.domain.paper import Paper
from app.domain.problem import did_you_mean


@click.command("sheet")
@click.argument("case_name", metavar="CASE")
@click.option("--output", default="sheet.pdf", show_default=True, metavar="FILE.pdf", help="Or - for standard output.")
@click.option("--language", default="en", show_default=True, metavar="CODE", help="In which the sheet is read.")
@click.option("--on", metavar="DATE", help="The day of issue, such as 2013-09-20. Else today.")
@click.option("--link", metavar="URL", help="What the QR code leads to. Else the form under LETTERS_PUBLIC_URL.")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
@click.pass_obj
def sheet(  # noqa: PLR0913, PLR0917  a command has as many parameters as options
    settings: Settings, case_name: str, output: str, language: str, on: str | None, link: str | None, paper: Paper
) -> None:
    """Print the action sheet of CASE: who is at risk, what is asked, whom to write to."""
    library = load_library(settings.content)
    case = case_named(library, case_name)
    made = _made(library, case, day_of(on, settings), _language(language), _link(settings, case, link))
    # Imported late: what is refused is refused at once, and on a machine without Pango.
    from app.rendering import Renderer
    from app.rendering.action_sheet import print_sheet

    rendering = print_sheet(Renderer(), made, paper)
    if rendering.missing:
        fail(f"No font has a sign for «{sign}». Take it out, or write it in another way." for sign in rendering.missing)
    put(output, rendering.pdf)
    if made.qr is None:
        click.echo("Without a QR code: give --link, or set LETTERS_PUBLIC_URL to where your site is.", err=True)


def _made(library: Library, case: Case, day: datetime.date, language: Language, link: str | None) -> ActionSheet:
    made = action_sheet(
        case,
        library.offices_of(case),
        on=day,
        reader=reader_in(language.code),
        link=link,
        copied=library.copied_by_office(case),
        embassies=library.embassies_for(case),
    )
    return made if isinstance(made, ActionSheet) else fail(problem.words for problem in made)


def _language(code: str) -> Language:
    known = LANGUAGES.get(code.lower())
    return known or fail([f"There is no language «{code}». {did_you_mean(code, LANGUAGES)}"])


def _link(settings: Settings, case: Case, wish: str | None) -> str | None:
    if wish is not None:
        return _sound(wish, "--link")
    return short_link(_sound(settings.public_url, "LETTERS_PUBLIC_URL"), case) if settings.public_url else None


def _sound(link: str, name: str) -> str:
    if is_link(link):
        return link
    advice = f"Begin it with https:// and keep it to {LONGEST_LINK} characters without a space."
    return fail([f"{name} «{link}» is no link. {advice}"])
