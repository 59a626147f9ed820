"""A print run, from sound rows to files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.composing.mailing import Face
from app.composing.separator import Separator
from app.composing.wording import Wording
from app.domain.problem import Problem
from app.domain.stationery import Envelope, LabelSheet, Stationery
from app.printing.crew import ask
from app.printing.edition import edition
from app.printing.entries import Entry, no_glyph
from app.printing.files import Files
from app.printing.imposition import Imposition, Placed, Stack, lay_letters
from app.printing.joining import joined
from app.printing.letters import Order, RunLetters, compose_letters, rows_saying
from app.printing.manifest import manifest
from app.printing.part import FacesPart, Printed, SeparatorsPart, print_part, stationery_of
from app.printing.plan import PlannedPart, Sort, bundles_of
from app.printing.press import print_parts
from app.printing.separators import letters_separator, outer_separator
from app.printing.shop import Shop
from app.printing.store import part_name

Thing = TypeVar("Thing")

# Envelopes that are printed in one go; labels come by whole sheets.
_ENVELOPES, _LABEL_SHEETS = 200, 20
_WORDINGS = 200


@dataclass(frozen=True)
class Wish:
    """How the run is to come out: its order, its files, what carries the addresses of letters without a window.

    `skip_faulty` leaves out letters that show a fault only when they are laid out.
    """

    output: Path
    sort: Sort = "office"
    outer: Envelope | LabelSheet | None = None
    split: int | None = None
    skip_faulty: bool = False


@dataclass(frozen=True)
class LayoutFault:
    """What showed when a row's letter was laid out."""

    row: int
    office: str
    problem: Problem


@dataclass(frozen=True)
class Outcome:
    """What was printed: the files with their sheets, or the faults that kept it from being printed."""

    files: tuple[tuple[Path, int], ...] = ()
    manifest: Path | None = None
    letters: int = 0
    faults: tuple[LayoutFault, ...] = ()


def print_run(order: Order, entries: Sequence[Entry], wish: Wish, shop: Shop) -> Outcome:
    """Every letter on paper, or every fault that shows while they are laid out.

    Files appear when all of them are complete, not before.
    """
    letters = compose_letters(order, entries)
    shop.watch.planned(len(letters.letters))
    run = _Run(order, letters, wish, shop)
    faults = run.print_letters(entries)
    if faults and not wish.skip_faulty:
        return Outcome(faults=faults)
    return run.write_files(frozenset((fault.row, fault.office) for fault in faults), faults)


class _Run:
    def __init__(self, order: Order, letters: RunLetters, wish: Wish, shop: Shop) -> None:
        self._order, self._letters, self._wish, self._stock = order, letters, wish, order.stock
        self._shop, self._store = shop, shop.store
        self._sheets = self._stationery(letters.wordings)
        self._bundles = bundles_of(letters, self._sheets, wish.sort)

    def print_letters(self, entries: Sequence[Entry]) -> tuple[LayoutFault, ...]:
        """All parts into the store; what showed while they were laid out."""
        planned = {part.name: part for bundle in self._bundles for part in bundle.parts}
        print_parts(
            {name: one.part for name, one in planned.items()},
            self._shop,
            lambda name: self._shop.watch.printed(len(planned[name].letters)),
        )
        return tuple(
            fault for one in planned.values() for fault in _faults_of(one, self._store.printed(one.name), entries)
        )

    def write_files(self, left_out: frozenset[tuple[int, str]], faults: tuple[LayoutFault, ...]) -> Outcome:
        separated = len(self._bundles) > 1 or self._wish.split is not None or self._wish.outer is not None
        imposition = Imposition(self._wish.split, separated=separated)
        pages = {part.name: self._store.printed(part.name).pages for one in self._bundles for part in one.parts}
        placed = list(lay_letters(imposition, self._bundles, pages, left_out))
        envelopes, more = self._print_outer(imposition, placed)
        if more:
            return Outcome(faults=(*faults, *more))
        files = Files(self._wish.output, len(imposition.files), split=bool(self._wish.split))
        separators = self._separators(imposition)
        with files.written() as write:
            first = 0
            for file, path in zip(imposition.files, files.paths, strict=True):
                write(path, joined(file, separators, first, lambda name: self._store.printed(name).pdf, self._title))
                first += len(file.stacks)
            names = [path.name for path in files.paths]
            write(files.manifest, manifest(placed, names, _envelope_names(envelopes, names)))
        return Outcome(
            files=tuple((path, file.sheets) for path, file in zip(files.paths, imposition.files, strict=True)),
            manifest=files.manifest,
            letters=len(placed),
            faults=faults,
        )

    @property
    def _title(self) -> str:
        return f"{self._order.case.slug}, {self._order.on.isoformat()}"

    def _stationery(self, wordings: Sequence[Wording]) -> tuple[Stationery, ...]:
        """By wording what it is set on: one answer for all that have the same address."""
        places = [(one.letter.inside_address, one.letter.language.code, one.choices) for one in wordings]
        asked = list(dict(zip(reversed(places), reversed(wordings), strict=True)).items())
        found: dict[object, Stationery] = {}
        for some in _some_at_a_time(asked, _WORDINGS):
            sheets = ask(self._shop.crew, stationery_of, tuple(wording for _place, wording in some), edition())
            found |= {place: sheet for (place, _wording), sheet in zip(some, sheets, strict=True)}
        return tuple(found[place] for place in places)

    def _print_outer(
        self, imposition: Imposition, placed: Sequence[Placed]
    ) -> tuple[dict[int, tuple[int, str]], tuple[LayoutFault, ...]]:
        """The envelopes or labels for letters without a window, behind all letters and in their order.

        By the letter's place: the file, and the sheet or label.
        """
        outer = self._wish.outer
        bare = [place for place, one in enumerate(placed) if self._needs_outer(one)]
        if outer is None or not bare:
            return {}, ()
        labels = len(outer.addresses) if isinstance(outer, LabelSheet) else 1
        parts = {}
        for some in _some_at_a_time(bare, _LABEL_SHEETS * labels if labels > 1 else _ENVELOPES):
            part = FacesPart(outer=outer, faces=tuple(self._face(placed[place]) for place in some))
            parts[part_name(part)] = (part, some)
        print_parts({name: part for name, (part, _some) in parts.items()}, self._shop)
        faults = {
            problem: LayoutFault(placed[some[0]].letter.row, placed[some[0]].letter.office.id, problem)
            for name, (_part, some) in parts.items()
            for problems in self._store.printed(name).problems
            for problem in problems
        }
        if self._wish.split:
            imposition.begin_file()
        imposition.begin(len(self._bundles))
        envelopes: dict[int, tuple[int, str]] = {}
        for name, (_part, some) in parts.items():
            for page, together in enumerate(_some_at_a_time(some, labels)):
                file, sheet = imposition.add(name, page, 1, len(together), ())
                for number, place in enumerate(together, 1):
                    envelopes[place] = (file, f"{sheet} label {number}" if labels > 1 else str(sheet))
        return envelopes, tuple(faults.values())

    def _needs_outer(self, placed: Placed) -> bool:
        posted = self._order.delivery == "post" and placed.letter.office.contacts.post_in_use is not None
        return posted and self._sheets[placed.letter.wording].window is None

    def _face(self, placed: Placed) -> Face:
        letter = self._letters.wordings[placed.letter.wording].letter
        # A label has no room for a sender, and is the same for all.
        sender = placed.letter.own.return_address if isinstance(self._wish.outer, Envelope) else ()
        return Face(recipient=letter.inside_address, sender=sender, language=letter.language)

    def _separators(self, imposition: Imposition) -> bytes:
        if not imposition.separated:
            return b""
        part = SeparatorsPart(separators=tuple(map(self._separator, imposition.separated)))
        return ask(self._shop.crew, print_part, part, edition()).pdf

    def _separator(self, stack: Stack) -> Separator:
        outer = self._wish.outer
        last = len(self._bundles) + (1 if outer else 0)
        if stack.number == len(self._bundles) and outer is not None:
            return outer_separator(stack, last, outer, self._sheets[0])
        bundle = self._bundles[stack.number]
        carrier = self._carrier(bundle.stationery)
        return letters_separator(stack, last, bundle, carrier, self._order.on)

    def _carrier(self, stationery: Stationery) -> str:
        if self._order.delivery == "fax":
            return "none: these are faxes"
        if stationery.window:
            return f"{self._stock.envelopes[stationery.envelope].name} with a window"
        outer = self._wish.outer
        if isinstance(outer, LabelSheet):
            return f"any, with a label of {outer.name}"
        return f"{outer.name}, printed" if outer else "by hand, or printed with --envelopes or --labels"


def _faults_of(planned: PlannedPart, printed: Printed, entries: Sequence[Entry]) -> Iterator[LayoutFault]:
    for letter, problems in zip(planned.letters, printed.problems, strict=True):
        for problem in problems:
            yield LayoutFault(letter.row, letter.office.id, problem)
    for sign in printed.missing:
        saying = set(rows_saying(entries, sign))
        rows = [letter for letter in planned.letters if letter.row in saying] or planned.letters
        for letter in rows:
            yield LayoutFault(letter.row, letter.office.id, no_glyph([sign]))


def _envelope_names(envelopes: Mapping[int, tuple[int, str]], files: Sequence[str]) -> dict[int, str]:
    """Where each letter's envelope or label is; with the file where there are several."""
    return {place: f"{files[file]} {sheet}" if len(files) > 1 else sheet for place, (file, sheet) in envelopes.items()}


def _some_at_a_time(things: Sequence[Thing], number: int) -> list[Sequence[Thing]]:
    return [things[first : first + number] for first in range(0, len(things), number)]
