"""`letters`: the command, and all that it can do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from app.cli.check import check
from app.cli.doctor import doctor
from app.cli.listing import list_cases
from app.cli.new_case import new_case
from app.cli.new_language import new_language
from app.cli.preview import preview
from app.cli.print_run import print_run_command
from app.cli.recipients import recipients
from app.cli.rule39 import rule39
from app.cli.schema import schema
from app.cli.serve import serve
from app.cli.sheet import sheet
from app.cli.stationery import stationery
from app.cli.terminal import left_out
from app.cli.write import write
from app.config import Settings
from app.content import load_library


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with recipients.yaml and letter_templates/ (else LETTERS_CONTENT, else the project's).",
)
@click.pass_context
def letters(context: click.Context, content: Path | None) -> None:
    """Urgent letters to people in power: on paper, from the command line."""
    settings = Settings.from_environment()
    context.obj = replace(settings, content=content) if content else settings


@letters.command("cases")
@click.pass_obj
def cases(settings: Settings) -> None:
    """List the cases, the most urgent first."""
    library = load_library(settings.content)
    list_cases(library)
    for line in left_out(library):
        click.echo(line, err=True)


letters.add_command(write)
letters.add_command(check)
letters.add_command(recipients)
letters.add_command(serve)
letters.add_command(preview)
letters.add_command(doctor)
letters.add_command(new_case)
letters.add_command(new_language)
letters.add_command(schema)
letters.add_command(stationery)
letters.add_command(rule39)
letters.add_command(sheet)
letters.add_command(print_run_command)
