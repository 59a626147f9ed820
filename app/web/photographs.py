"""The photographs of a case, in the sizes that its page shows."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, make_response

from app.content import TEMPLATES
from app.domain.case import Case, Photograph
from app.rendering import WIDTHS, Sized, sized
from app.web.desk import desk

_KEY = "photographs"
_FOR_A_DAY = "public, max-age=86400"

blueprint = Blueprint("photographs", __name__)


def set_up_photographs(app: Flask, content: Path) -> None:
    app.extensions[_KEY] = content / TEMPLATES
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(photograph_sizes=photograph_sizes)


@blueprint.get("/cases/<slug>/photo/<id_>-<int:width>.jpg")
def photograph(slug: str, id_: str, width: int) -> Response:
    case = desk().case_or_404(slug)
    found = next((one for one in case.photographs if one.id == id_), None)
    if found is None or width not in WIDTHS:
        abort(404)
    answer = make_response(_sized(case, found, width).jpeg)
    answer.mimetype = "image/jpeg"
    answer.headers["Cache-Control"] = _FOR_A_DAY
    return answer


def photograph_sizes(case: Case, shown: Photograph) -> list[tuple[int, Sized]]:
    """Each width that there is of a photograph, the smallest first, as it is served."""
    return [(width, _sized(case, shown, width)) for width in WIDTHS]


def _sized(case: Case, shown: Photograph, width: int) -> Sized:
    folder: Path = current_app.extensions[_KEY]
    return sized(folder / case.slug / shown.file, width)
