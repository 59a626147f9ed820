"""Envelopes and sheets of labels: an address in each size until it has room, all of them in one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.composing.mailing import Face
from app.domain.letter import Letter
from app.domain.problem import Problem, Problems
from app.domain.said import Reader, said
from app.domain.stationery import Envelope, LabelSheet
from app.domain.text import direction_of
from app.rendering.renderer import Laid, Workbench
from app.rendering.sheet import css_environment, environment, style_sheet
from app.rendering.window import SIZES, AddressFit

Outer = Envelope | LabelSheet


@dataclass(frozen=True)
class _Set:
    """What stands on one envelope or label, and in which size."""

    face: Face
    fit: AddressFit

    @property
    def style(self) -> str:
        return self.fit.style

    @property
    def plain(self) -> bool:
        """Whether no line goes on in the next or runs the other way, so that one paragraph holds all."""
        direction = self.face.language.direction
        return not self.fit.broken and all(direction_of(one, direction) == direction for one in self.face.recipient)


def face_of(letter: Letter) -> Face:
    """What an envelope or label says of a letter."""
    return Face(recipient=letter.inside_address, sender=letter.return_address, language=letter.language)


def lay_out_faces(bench: Workbench, outer: Outer, faces: Sequence[Face], reader: Reader) -> Laid:
    """All envelopes, or all sheets of labels, as one document; its problems are the lines that have no room."""
    fits = [bench.fit(face.recipient, face.language, outer.address) for face in faces]
    found = [_Set(face, fit) for face, fit in zip(faces, fits, strict=True)]
    problems = tuple(problem for fit in fits for problem in _misfit(outer, fit))
    return replace(_laid_out(bench, outer, found, reader), problems=problems)


def _laid_out(bench: Workbench, outer: Outer, found: Sequence[_Set], reader: Reader) -> Laid:
    css = style_sheet("letter.css"), style_sheet("pack.css"), _place_css(outer)
    if isinstance(outer, LabelSheet):
        template = environment().get_template("labels.html")
        return bench.kept_page(
            template.render(heading=reader.say(said("Labels")), faces=found, places=outer.addresses), *css
        )
    html = environment().get_template("envelope.html").render(heading=reader.say(said("Envelopes")), faces=found)
    return replace(bench.page(html, *css), languages=tuple(one.face.language.code for one in found))


def _misfit(outer: Outer, fit: AddressFit) -> Problems:
    if not fit.misfit:
        return ()
    if isinstance(outer, LabelSheet):
        message = said(
            "«{line}» has no room on the label «{label}», even at {size} points.",
            line=fit.misfit,
            label=outer.name,
            size=SIZES[-1],
        )
        hint = said("Choose larger labels or an envelope, or write the address by hand.")
    else:
        message = said(
            "«{line}» has no room on the envelope «{envelope}», even at {size} points.",
            line=fit.misfit,
            envelope=outer.name,
            size=SIZES[-1],
        )
        hint = said("Choose a larger envelope, or write the address by hand.")
    return (Problem(code="address-misfit", where="outer", message=message, hint=hint),)


@cache
def _place_css(outer: Outer) -> str:
    if isinstance(outer, LabelSheet):
        return css_environment().get_template("labels.css").render(sheet=outer)
    return css_environment().get_template("envelope.css").render(envelope=outer)
