"""`letters write`: the letters about a case, as text, paper, pack, fax, e-mail or DOCX."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from app.cli.choices import case_named, offices_named, outer_named, stationery_named
from app.cli.output import FORMATS, Job, format_of, written
from app.cli.terminal import day_of, fail, put
from app.composing import compose, on_the_way, preferred_language
from app.config import Settings
from app.content import Library, load_library, load_stationery, read_supporter_file
from app.domain.case import Case
from app.domain.delivery import Delivery
from app.domain.letter import Letter
from app.domain.mission import Mission
from app.domain.office import Office
from app.domain.stationery import Stationery
from app.domain.supporter import Supporter


@dataclass(frozen=True)
class _Wish:
    """What was asked for on the command line, one field for each option."""

    case_name: str
    to: tuple[str, ...]
    language: str | None
    on: str | None
    supporter_file: Path | None
    output: str
    format_: str | None
    stationery: str | None
    show_window: bool
    via_embassy: bool
    copy_embassies: bool | None
    delivery: Delivery
    cover: bool
    tiff: str
    pack: bool
    envelopes: str | None
    labels: str | None


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
@click.option(
    "--output",
    default="-",
    metavar="FILE",
    help="FILE.pdf, .txt, .html, .zip, .tif, .eml or .docx; - for standard output.",
)
@click.option("--format", "format_", type=click.Choice(FORMATS), help="For standard output; txt if not given.")
@click.option(
    "--stationery",
    metavar="NAME",
    help="Paper and window, such as din5008-b (`letters stationery` lists them). Else as in the supporter's country.",
)
@click.option("--show-window", is_flag=True, help="Draw the envelope's window over the letter, to try it.")
@click.option("--via-embassy", is_flag=True, help="Send it c/o the State's embassy in the supporter's country.")
@click.option(
    "--copy-embassies/--no-copy-embassies",
    default=None,
    help="Name a copy to the State's embassy in the supporter's country; a pack has a covering letter. "
    "Else as the case wishes.",
)
@click.option("--delivery", type=click.Choice(["post", "fax"]), default="post", show_default=True)
@click.option("--cover", is_flag=True, help="Begin each fax with a cover sheet.")
@click.option(
    "--tiff",
    type=click.Choice(["profile-s", "group4"]),
    default="profile-s",
    show_default=True,
    help="What a .tif is: for fax gateways, or half the size.",
)
@click.option("--pack", is_flag=True, help="A check list, the letters, then envelopes or labels, as one PDF.")
@click.option(
    "--envelopes", metavar="SIZE", help="Print envelopes of this size for letters without a window, such as dl."
)
@click.option("--labels", metavar="SHEET", help="Print labels instead, such as l7163 or 5163.")
@click.pass_obj
def write(settings: Settings, /, **options: Any) -> None:
    """Write the letters about CASE, one to each OFFICE."""
    wish = _Wish(**options)
    library = load_library(settings.content)
    case = case_named(library, wish.case_name)
    offices = offices_named(library, case, wish.to)
    day = day_of(wish.on, settings)
    kind = format_of(wish.output, wish.format_)
    outer = outer_named(wish.envelopes, wish.labels)
    if kind == "tif" and wish.delivery != "fax":
        fail(["A .tif is for fax machines: add --delivery fax, or write a .pdf."])
    supporter = _supporter(wish.supporter_file)
    via = _embassies(library, offices, supporter) if wish.via_embassy else {}
    missions = _missions(library, case, offices, supporter, via, wish.copy_embassies)
    job = Job(
        case=case,
        offices=tuple(offices),
        letters=_composed(library, case, offices, supporter, day, via, missions, wish),
        via=via,
        missions=missions,
        supporter=supporter,
        on=day,
        posted_in=supporter.address.country,
        choices=_choices(wish.stationery, supporter),
        show_window=wish.show_window,
        group4=wish.tiff == "group4",
        packed=bool(wish.pack or outer or kind == "zip"),
        outer=outer,
        sender_email=supporter.email,
    )
    put(wish.output, written(job, kind))
    if wish.delivery == "fax":
        _tell_the_age_of_numbers(job)


def _composed(
    library: Library,
    case: Case,
    offices: list[Office],
    supporter: Supporter,
    day: datetime.date,
    via: Mapping[str, Office],
    missions: Mapping[str, Mission],
    wish: _Wish,
) -> tuple[Letter, ...]:
    composed = [
        compose(
            case,
            office,
            supporter,
            language=wish.language.lower() if wish.language else preferred_language(case, office),
            on=day,
            copied=(*library.copied(case, office), *([missions[office.id]] if office.id in missions else [])),
            embassy=via.get(office.id),
            delivery=wish.delivery,
            cover=wish.cover,
        )
        for office in offices
    ]
    faults = dict.fromkeys(problem for one in composed if not isinstance(one, Letter) for problem in one)
    if faults:
        fail(problem.words for problem in faults)
    return tuple(one for one in composed if isinstance(one, Letter))


def _tell_the_age_of_numbers(job: Job) -> None:
    for office in job.offices:
        for told in on_the_way(job.via.get(office.id, office).contacts, "fax", job.on):
            click.echo(f"{office.title_in('en')}: {told}", err=True)


def _embassies(library: Library, offices: list[Office], supporter: Supporter) -> dict[str, Office]:
    """The embassies in the supporter's country, by the office that is reached by way of each."""
    found = {office.id: library.embassy_for(office, supporter.address.country) for office in offices}
    known = {name: embassy for name, embassy in found.items() if embassy}
    if not known:
        fail(["We know no embassy of theirs in the supporter's country. Leave --via-embassy out."])
    return known


def _missions(
    library: Library,
    case: Case,
    offices: list[Office],
    supporter: Supporter,
    via: Mapping[str, Office],
    wish: bool | None,
) -> dict[str, Mission]:
    """The missions in the supporter's country that get a copy, by the office that is written to."""
    wished = [office for office in offices if (one := case.addressee(office.id)) and one.copied_to_embassy]
    chosen = offices if wish else wished if wish is None else []
    found = {office.id: library.mission_for(case, office, supporter.address.country) for office in chosen}
    missions = {
        name: mission for name, mission in found.items() if mission and (mission.embassy or mission) != via.get(name)
    }
    if wish and not missions:
        fail(["No letter here can be copied to an embassy in the supporter's country. Leave --copy-embassies out."])
    return missions


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
    return (stationery_named(name),) if name else load_stationery().usual_in(supporter.address.country)
