"""`letters print-run`: a letter from each supporter of a table, in files for the printer."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from app.cli.choices import case_named, offices_named, outer_named, stationery_named
from app.cli.columns import columns_of
from app.cli.run_report import Bar, Told
from app.cli.terminal import day_of, fail, line_of, put
from app.composing import preferred_language
from app.config import Settings
from app.content import load_library, load_stationery
from app.domain.delivery import Delivery
from app.printing.columns import Columns
from app.printing.crew import ClusterCrew, Crew, CrewError, LocalCrew, ask
from app.printing.edition import edition
from app.printing.entries import Checked, check_rows
from app.printing.files import in_the_way
from app.printing.letters import Order, hindrances
from app.printing.part import unprintable
from app.printing.plan import SORTS, Sort
from app.printing.press import PartError
from app.printing.run import Wish, print_run
from app.printing.shop import Shop
from app.printing.store import Store, StoreError, own_folder, remove_all
from app.printing.table import Table, read_table
from app.printing.template_table import KINDS, table_template

# The exit code of whatever Ctrl-C ends.
_STOPPED = 130
_GOES_ON = "What is finished is kept: the same command goes on from there, and --clean removes it."


@dataclass(frozen=True)
class _Options:
    """What was asked for on the command line, one field for each option."""

    case_name: str | None
    table: Path | None
    to: tuple[str, ...]
    output: Path | None
    language: str | None
    on: str | None
    stationery: str | None
    delivery: Delivery
    envelopes: str | None
    labels: str | None
    sort: Sort
    split: int | None
    skip_faulty: bool
    overwrite: bool
    jobs: int
    scheduler: str | None
    template: bool
    clean: bool


@click.command("print-run")
@click.argument("case_name", metavar="CASE", required=False)
@click.argument("table", metavar="TABLE", required=False, type=click.Path(path_type=Path))
@click.option("--to", "to", multiple=True, metavar="OFFICE", help="Whom to write to; may be given again. Else all.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE.pdf", help="What is printed; with a manifest.")
@click.option("--language", metavar="CODE", help="Such as en or fr. Else English where the office reads it.")
@click.option("--on", metavar="DATE", help="The letters' date, such as 2013-09-20. Else today.")
@click.option("--stationery", metavar="NAME", help="Paper and window for all. Else as in each supporter's country.")
@click.option("--delivery", type=click.Choice(["post", "fax"]), default="post", show_default=True)
@click.option("--envelopes", metavar="SIZE", help="Print an envelope of this size for each letter, such as dl.")
@click.option("--labels", metavar="SHEET", help="Print labels instead, such as l7163 or 5163.")
@click.option("--sort", type=click.Choice(SORTS), default="office", show_default=True, help="The order of printing.")
@click.option("--split", type=click.IntRange(min=2), metavar="SHEETS", help="Files of no more sheets than this.")
@click.option("--skip-faulty", is_flag=True, help="Print the sound rows though others have faults.")
@click.option("--overwrite", is_flag=True, help="Write over files that are there.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1, max=256),
    default=lambda: os.cpu_count() or 1,
    show_default="one a core",
    help="Processes on this machine.",
)
@click.option("--scheduler", metavar="tcp://…", help="Print on the workers of this Dask scheduler instead.")
@click.option("--template", is_flag=True, help="Write an empty table to begin with, as .csv and .xlsx.")
@click.option("--clean", is_flag=True, help="Remove what a stopped run has left behind.")
@click.pass_obj
def print_run_command(settings: Settings, /, **given: Any) -> None:
    """Print a letter to each OFFICE from each supporter in TABLE (.csv or .xlsx) about CASE.

    Every row is checked first; if one has a fault, all faults are told and nothing is printed. A run
    that was stopped goes on when the same command is given again.
    """
    options = _Options(**given)
    if options.template:
        _write_templates(settings, options)
    elif options.clean:
        _clean(options)
    else:
        _print(settings, options)


def _print(settings: Settings, options: _Options) -> None:
    if options.case_name is None or options.table is None or options.output is None:
        raise click.UsageError("Name a CASE, a TABLE of supporters, and with --output the file to write.")
    output = _output(options, options.output)
    order = _order(settings, options, options.case_name)
    table = read_table(options.table)
    if not isinstance(table, Table):
        fail(map(line_of, table))
    columns = columns_of(table, options.table)
    told = Told(table, options.table, options.skip_faulty)
    outer = outer_named(options.envelopes, options.labels)
    wish = Wish(output, options.sort, outer, options.split, options.skip_faulty)
    with _explained(), _crew(options) as crew, Store(output).opened() as store, Bar() as bar:
        checked = _checked(table, columns, order, crew)
        told.of_rows(checked)
        outcome = print_run(order, checked.entries, wish, Shop(crew, store, bar.watch))
        store.remove()
    told.of_letters(outcome)
    click.echo(bar.summary(outcome))


def _checked(table: Table, columns: Columns, order: Order, crew: Crew) -> Checked:
    languages = tuple(dict.fromkeys(order.languages.values()))
    points = set.intersection(*(set(order.case.words[code].points) for code in languages))
    return check_rows(table, columns, points, lambda signs: ask(crew, unprintable, signs, languages, edition()))


def _order(settings: Settings, options: _Options, name: str) -> Order:
    """What is to be written, if nothing stands in the way of all letters alike."""
    library = load_library(settings.content)
    case = case_named(library, name)
    offices = offices_named(library, case, options.to)
    stock = load_stationery()
    stationery = stationery_named(options.stationery) if options.stationery else None
    # Whoever prints envelopes or labels folds no letter for a window.
    plain = stationery is None and bool(options.envelopes or options.labels)
    wish = options.language.lower() if options.language else None
    order = Order(
        case=case,
        offices=tuple(offices),
        languages={office.id: wish or preferred_language(case, office) for office in offices},
        on=day_of(options.on, settings),
        stock=stock,
        copied={office.id: tuple(library.copied(case, office)) for office in offices},
        stationery=stationery,
        plain=plain,
        delivery=options.delivery,
    )
    faults = hindrances(order)
    if faults:
        fail(problem.words for problem in faults)
    return order


def _output(options: _Options, output: Path) -> Path:
    if output.suffix.lower() != ".pdf":
        fail([f"«{output}» must end in .pdf."])
    if not output.parent.is_dir():
        fail([f"There is no folder «{output.parent}». Make it first."])
    _write_over(options, in_the_way(output, split=bool(options.split)))
    return output


def _write_over(options: _Options, there: Sequence[Path]) -> None:
    """Files that are there already, or the end of the command."""
    if there and not options.overwrite:
        fail([f"«{path}» is there already. Choose another --output, or add --overwrite." for path in there])


@contextlib.contextmanager
def _crew(options: _Options) -> Iterator[Crew]:
    crew: Crew = ClusterCrew(options.scheduler) if options.scheduler else LocalCrew(options.jobs)
    try:
        yield crew
    finally:
        crew.close()


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """What ends a run early, in words; what is finished waits for the same command."""
    try:
        yield
    except KeyboardInterrupt:
        fail([f"Stopped. {_GOES_ON}"], code=_STOPPED)
    except (CrewError, StoreError) as error:
        fail([str(error)])
    except PartError as error:
        fail([f"Some letters cannot be printed: {error}. {_GOES_ON}"])
    except OSError as error:
        fail([f"{_reason(error)} {_GOES_ON}"])


def _reason(error: OSError) -> str:
    place = f" for «{Path(error.filename).parent}»" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"The disk is full{place}. Make room; TMPDIR names another folder for finished parts."
    return f"Something cannot be read or written{place}: {(error.strerror or 'unknown fault').lower()}."


def _clean(options: _Options) -> None:
    """What stopped runs have left: of one output, or of all."""
    store = Store(options.output) if options.output else None
    there = store.is_there if store else own_folder().exists()
    (store.remove if store else remove_all)()
    click.echo("What was left of stopped runs is removed." if there else "There is nothing to remove.", err=True)


def _write_templates(settings: Settings, options: _Options) -> None:
    """Beside each other: supporters.csv and supporters.xlsx, or named as --output is."""
    library = load_library(settings.content)
    points = case_named(library, options.case_name).words_in("en").points if options.case_name else {}
    stem = options.output or Path("supporters")
    templates = {kind: stem.with_suffix(f".{kind}") for kind in KINDS}
    _write_over(options, [path for path in templates.values() if path.exists()])
    for kind, path in templates.items():
        put(str(path), table_template(kind, points))
        click.echo(f"Wrote {path}.", err=True)
