"""The pages for whoever is writing one case: its letters as proofs, and all its problems."""

from __future__ import annotations

import base64

from babel.dates import format_date
from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from app.config import Settings
from app.content import case_names
from app.domain.language import LANGUAGES
from app.domain.problem import did_you_mean
from app.rendering import Renderer
from app.web.closing import close
from app.web.entrance import guard_entrance
from app.web.proofs import ProofDesk

_KEY = "proof-desk"
# What each sample supporter shows, by its name in app/checking/samples.py.
_SAMPLES = {
    "short": "A name alone",
    "longest": "As many own words as there may be",
    "Arabic": "A name and an address in Arabic",
}

# What is asked for without end, or has nothing to do with the files.
_ONLY_ASKING = frozenset({"preview.state", "static"})

blueprint = Blueprint("preview", __name__)


def build_preview(name: str, settings: Settings) -> Flask:
    """The pages about the case in the folder of that name, which may be a draft and may be faulty."""
    app = Flask("app.web", static_folder="static", template_folder="templates")
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    app.extensions[_KEY] = ProofDesk(settings.content, name, Renderer(), settings.today)
    app.register_blueprint(blueprint)
    app.register_error_handler(HTTPException, _explain)
    app.context_processor(_surroundings)
    guard_entrance(app, settings)
    # No page of a preview has a form.
    close(app, forms_go_to="'none'")
    app.after_request(_keep_nothing)
    app.jinja_env.globals.update(LANGUAGES=LANGUAGES, SAMPLES=_SAMPLES)
    app.jinja_env.filters["day"] = lambda day: format_date(day, "long", locale="en_GB")
    app.jinja_env.filters["base64"] = lambda data: base64.b64encode(data).decode("ascii")
    return app


def proof_desk(app: Flask | None = None) -> ProofDesk:
    found: ProofDesk = (app or current_app).extensions[_KEY]
    return found


@blueprint.before_app_request
def look() -> None:
    """One look for the whole of a page, so that its state is that of what it shows."""
    desk = proof_desk()
    g.look = desk.last if request.endpoint in _ONLY_ASKING else desk.look()


@blueprint.get("/")
def start() -> BaseResponse:
    return redirect(url_for("preview.case", name=proof_desk().name))


@blueprint.get("/cases/<name>")
def case(name: str) -> str:
    _only_this_case(name)
    return render_template("preview/case.html")


@blueprint.get("/cases/<name>/<office_id>/<language>")
def letter(name: str, office_id: str, language: str) -> str:
    _only_this_case(name)
    desk = proof_desk()
    proofs = g.look.letters.get((office_id, language)) or abort(404, _nearest_letter(office_id, language))
    return render_template(
        "preview/letter.html", letter=proofs, pages=desk.pages(proofs), judged=desk.judged(proofs, g.look)
    )


@blueprint.get("/state")
def state() -> Response:
    """What an open page asks for: once it is another one than its own, a file has changed."""
    answer = make_response(g.look.state)
    answer.mimetype = "text/plain"
    return answer


def _only_this_case(name: str) -> None:
    desk = proof_desk()
    if name == desk.name:
        return
    if name in case_names(desk.root):
        abort(404, f"This preview shows one case. For the other, run: letters preview {name}")
    abort(404, did_you_mean(name, {desk.name, *case_names(desk.root)}))


def _nearest_letter(office_id: str, language: str) -> str:
    offices = {office.id for office in g.look.offices}
    if office_id not in offices:
        return f"The case does not write to «{office_id}». {did_you_mean(office_id, offices)}"
    written = [proofs.language for proofs in g.look.letters_to(office_id)]
    return f"There is no letter to «{office_id}» in «{language}». {did_you_mean(language, written)}"


def _surroundings() -> dict[str, object]:
    """What stands around each page: the problems, and the state that it was made in."""
    desk = proof_desk()
    # Where the look itself failed, the page that says so still shows the one before.
    return {"name": desk.name, "look": g.get("look", desk.last)}


def _explain(error: HTTPException) -> ResponseReturnValue:
    advice = error.description if error.code == 404 and error.description != type(error).description else ""
    title = "There is no such page" if error.code == 404 else "That did not work"
    return render_template("preview/error.html", heading=title, advice=advice), error.code or 500


def _keep_nothing(response: Response) -> Response:
    """A file may change what any page says."""
    response.headers["Cache-Control"] = "no-store"
    return response
