"""`letters cases`: what there is to write about."""

from __future__ import annotations

import click

from app.cli.listing import list_cases
from app.cli.terminal import left_out
from app.config import Settings
from app.content import load_library


@click.command()
@click.pass_obj
def cases(settings: Settings) -> None:
    """List the cases, the most urgent first."""
    library = load_library(settings.content)
    list_cases(library)
    for line in left_out(library):
        click.echo(line, err=True)
