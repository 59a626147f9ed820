"""What every view works with: the library, the shared renderer, the date and the hour."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, abort, current_app

from app.content import Library
from app.domain.case import Case
from app.rendering import Renderer

_KEY = "urgent-letters"


@dataclass(frozen=True)
class Desk:
    library: Library
    renderer: Renderer
    today: Callable[[], datetime.date]
    now: Callable[[], datetime.datetime]

    def case_or_404(self, slug: str) -> Case:
        """A case that the public may see."""
        case = self.library.cases.get(slug)
        if case is None or case.status == "draft":
            abort(404)
        return case


def set_up(app: Flask, desk: Desk) -> None:
    app.extensions[_KEY] = desk


def desk() -> Desk:
    found: Desk = current_app.extensions[_KEY]
    return found
