"""What every view works with: the library, the press, the date and the hour."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, abort, current_app, g

from app.content import Library
from app.domain.case import Case
from app.domain.problem import Problems
from app.web.press import Press

_KEY = "urgent-letters"


@dataclass(frozen=True)
class Desk:
    library: Library
    press: Press
    today: Callable[[], datetime.date]
    now: Callable[[], datetime.datetime]
    # What keeps some of the content out, or an older version of it in.
    content_problems: Problems = ()

    def case_or_404(self, slug: str) -> Case:
        """A case that the public may see."""
        case = self.library.cases.get(slug)
        if case is None or case.status == "draft":
            abort(404)
        return case


def set_up(app: Flask, desk: Desk) -> None:
    """Put this desk in the place of the one before, for the requests that are still to come."""
    app.extensions[_KEY] = desk


def desk_of(app: Flask) -> Desk:
    """The desk as it is now, for whoever is no request."""
    found: Desk = app.extensions[_KEY]
    return found


def desk() -> Desk:
    """The same one for the whole of a request, whatever is taken over meanwhile."""
    if "desk" not in g:
        g.desk = desk_of(current_app)
    found: Desk = g.desk
    return found
