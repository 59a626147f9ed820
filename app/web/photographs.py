"""The photographs of a case, in the sizes that its page shows."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, make_response

from app.content import TEMPLATES, Library
from app.domain.case import Case, Photograph
from app.rendering import WIDTHS, Sized, sized
from app.web.desk import desk

_KEY = "photographs"
_FOR_A_DAY = "public, max-age=86400"

blueprint = Blueprint("photographs", __name__)


class Gallery:
    """The sizes of each photograph, kept with the version of the case that it was shown in.

    So another picture under the same name is seen as soon as its case is read anew, and a picture
    that was taken away stays as long as the last sound version of its case does.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._albums: dict[str, tuple[Case, dict[tuple[str, int], Sized]]] = {}

    def sized(self, case: Case, shown: Photograph, width: int) -> Sized | None:
        album = self._album(case)
        if (shown.file, width) not in album:
            found = sized(self._folder / case.slug / shown.file, width)
            if found is None:
                return None
            album[shown.file, width] = found
        return album[shown.file, width]

    def fill(self, library: Library) -> None:
        """Have all of them ready, and no others."""
        for slug in self._albums.keys() - library.cases.keys():
            self._albums.pop(slug, None)
        for case in library.cases.values():
            for shown in case.photographs:
                for width in WIDTHS:
                    self.sized(case, shown, width)

    def _album(self, case: Case) -> dict[tuple[str, int], Sized]:
        kept = self._albums.get(case.slug)
        if kept is None or kept[0] is not case:
            kept = self._albums[case.slug] = (case, {})
        return kept[1]


def set_up_photographs(app: Flask, content: Path) -> None:
    app.extensions[_KEY] = Gallery(content / TEMPLATES)
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(photograph_sizes=photograph_sizes)


def fill_gallery(app: Flask, library: Library) -> None:
    gallery: Gallery = app.extensions[_KEY]
    gallery.fill(library)


@blueprint.get("/cases/<slug>/photo/<id_>-<int:width>.jpg")
def photograph(slug: str, id_: str, width: int) -> Response:
    case = desk().case_or_404(slug)
    found = next((one for one in case.photographs if one.id == id_), None)
    if found is None or width not in WIDTHS:
        abort(404)
    answer = make_response((_sized(case, found, width) or abort(404)).jpeg)
    answer.mimetype = "image/jpeg"
    answer.headers["Cache-Control"] = _FOR_A_DAY
    return answer


def photograph_sizes(case: Case, shown: Photograph) -> list[tuple[int, Sized]]:
    """Each width that there is of a photograph, the smallest first, as it is served."""
    sizes = ((width, _sized(case, shown, width)) for width in WIDTHS)
    return [(width, found) for width, found in sizes if found]


def _sized(case: Case, shown: Photograph, width: int) -> Sized | None:
    gallery: Gallery = current_app.extensions[_KEY]
    return gallery.sized(case, shown, width)
