"""The parts of a print run: what is printed in one go, by whichever process or machine, from and to bytes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from app.composing.mailing import Face
from app.composing.separator import Separator
from app.composing.wording import Signed, Wording
from app.domain.problem import Problem, Problems
from app.domain.stationery import Envelope, LabelSheet, Stationery
from app.domain.values import Value
from app.printing.crew import CrewError
from app.printing.edition import edition
from app.rendering.processes import roomy

if TYPE_CHECKING:
    from app.rendering.stretch import RunPrinter, Stretch


class LettersPart(Value):
    """Letters in their order, and the wordings they are of."""

    kind: Literal["letters"] = "letters"
    wordings: tuple[Wording, ...]
    signed: tuple[Signed, ...]

    def printed_by(self, printer: RunPrinter) -> Stretch:
        return printer.print(self.wordings, self.signed)


class FacesPart(Value):
    """Envelopes or labels in their order."""

    kind: Literal["faces"] = "faces"
    outer: Envelope | LabelSheet
    faces: tuple[Face, ...]

    def printed_by(self, printer: RunPrinter) -> Stretch:
        return printer.print_faces(self.outer, self.faces)


class SeparatorsPart(Value):
    kind: Literal["separators"] = "separators"
    separators: tuple[Separator, ...]

    def printed_by(self, printer: RunPrinter) -> Stretch:
        return printer.print_separators(self.separators)


Part = LettersPart | FacesPart | SeparatorsPart


class Printed(Value):
    """A part on paper: its PDF, and by letter its pages and what is wrong with it.

    `missing` are signs that no font can draw.
    """

    pdf: bytes
    pages: tuple[int, ...]
    problems: tuple[Problems, ...]
    missing: tuple[str, ...]


class OtherEditionError(CrewError):
    """A worker runs another version of this program, or of what it sets letters with."""

    def __str__(self) -> str:
        return "A worker runs another version than this machine. Install the same version on all of them."


@roomy
def print_part(part: Part, ours: str) -> Printed:
    """The part's pages, by a worker of the same edition."""
    _refuse_other_edition(ours)
    stretch = part.printed_by(_printer())
    return Printed(
        pdf=stretch.pdf,
        pages=stretch.pages,
        problems=tuple(tuple(map(_in_plain_words, problems)) for problems in stretch.problems),
        missing=stretch.missing,
    )


def stationery_of(wordings: tuple[Wording, ...], ours: str) -> tuple[Stationery, ...]:
    """By wording what it will be set on."""
    _refuse_other_edition(ours)
    return tuple(_printer().placed(one.letter, one.choices) for one in wordings)


def unprintable(signs: str, languages: tuple[str, ...], ours: str) -> frozenset[str]:
    """Those of the signs that no font can draw in a letter of one of the languages."""
    _refuse_other_edition(ours)
    return frozenset(sign for language in languages for sign in _printer().unprintable(signs, language))


def _refuse_other_edition(ours: str) -> None:
    if ours != edition():
        raise OtherEditionError


@cache
def _printer() -> RunPrinter:
    """One for each process."""
    # Imported late: whoever only gives work out needs no fonts.
    try:
        from app.rendering import Renderer
        from app.rendering.stretch import RunPrinter

        return RunPrinter(Renderer())
    except (OSError, RuntimeError):
        raise CrewError("A worker cannot lay letters out. `letters doctor` there says what is missing.") from None


def _in_plain_words(problem: Problem) -> Problem:
    """The same without what it would take to say it in another language: that cannot travel."""
    return problem.model_copy(update={"message": str.__str__(problem.message), "hint": str.__str__(problem.hint)})
