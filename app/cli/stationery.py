"""`letters stationery`: what paper and windows there are, and a sheet to hold against an envelope."""

from __future__ import annotations

import click

from app.cli.terminal import fail, put
from app.content import load_stationery
from app.domain.problem import did_you_mean
from app.domain.stationery import Stationery


@click.command()
@click.argument("profile", required=False)
@click.option("--output", default="sheet.pdf", show_default=True, metavar="FILE.pdf", help="Where the sheet goes.")
def stationery(profile: str | None, output: str) -> None:
    """List the stationery, or draw PROFILE's calibration sheet to hold against an envelope."""
    known = load_stationery().stationery
    if profile is None:
        for one in known.values():
            click.echo(_line(one))
        return
    if profile not in known:
        fail([f"There is no stationery «{profile}». {did_you_mean(profile, known)}"])
    # Imported late: the list needs no Pango.
    from app.rendering import Renderer, calibration_sheet

    put(output, Renderer().print([calibration_sheet(known[profile])], "calibration.css").pdf)


def _line(one: Stationery) -> str:
    usual = f", usual in {', '.join(one.countries)}" if one.countries else ""
    return f"{one.id:13} {one.name} ({one.paper}){usual}"
