"""`letters`: the command, and all that it can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from app.config import Settings, SettingsError

_COMMANDS: Mapping[str, str] = {
    "cases": "app.cli.cases:cases",
    "write": "app.cli.write:write",
    "check": "app.cli.check:check",
    "recipients": "app.cli.recipients:recipients",
    "serve": "app.cli.serve:serve",
    "preview": "app.cli.preview:preview",
    "doctor": "app.cli.doctor:doctor",
    "new-case": "app.cli.new_case:new_case",
    "new-language": "app.cli.new_language:new_language",
    "schema": "app.cli.schema:schema",
    "stationery": "app.cli.stationery:stationery",
    "rule39": "app.cli.rule39:rule39",
    "sheet": "app.cli.sheet:sheet",
    "print-run": "app.cli.print_run:print_run_command",
}


class _Commands(click.Group):
    """Loads a command when it is asked for: what serves pages needs nothing of what reads tables."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _colon, name = _COMMANDS[cmd_name].partition(":")
        command: Any = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with recipients.yaml and letter_templates/ (else LETTERS_CONTENT, else the project's).",
)
@click.pass_context
def letters(context: click.Context, content: Path | None) -> None:
    """Urgent letters to people in power: on paper, from the command line."""
    try:
        settings = Settings.from_environment()
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    context.obj = replace(settings, content=content) if content else settings
