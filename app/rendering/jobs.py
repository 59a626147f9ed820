"""What the site has laid out: work for the workers, each beginning with the renderer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.filing import Filing
from app.domain.letter import Letter
from app.domain.stationery import Stationery
from app.rendering.docx import docx_file
from app.rendering.enclosures import Enclosure
from app.rendering.page_images import PageImage, page_images
from app.rendering.renderer import Renderer, Rendering
from app.rendering.rule39 import Kit, make_kit


@dataclass(frozen=True)
class Printed:
    """A PDF and, where they were asked for, the pictures of its pages."""

    rendering: Rendering
    images: tuple[PageImage, ...] = ()


def print_letters(
    renderer: Renderer, letters: Sequence[Letter], choices: Sequence[Stationery], *, pictured: bool
) -> Printed:
    rendering = renderer.render(letters, choices)
    return Printed(rendering, page_images(rendering.pdf) if pictured else ())


def write_docx(_renderer: Renderer, letters: Sequence[Letter], plain: Stationery) -> bytes:
    return docx_file(letters, plain)


def make_pictured_kit(
    renderer: Renderer, filing: Filing, enclosures: Sequence[Enclosure], *, pictured: bool
) -> tuple[Kit, tuple[PageImage, ...]]:
    """A Rule 39 kit, and the pictures of the request's own pages."""
    kit = make_kit(filing, enclosures, renderer)
    return kit, page_images(kit.request) if pictured and not kit.missing else ()
