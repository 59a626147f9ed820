"""Every fault a visitor can cause, answered with what to do next."""

from __future__ import annotations

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from app.domain.problem import did_you_mean
from app.domain.said import Sentence, said
from app.web.desk import desk

_WORDS = {
    400: (said("We could not read that form"), said("Go back, check what you typed, and send it again.")),
    404: (said("There is no such page"), said("Choose a case from the list.")),
    405: (said("This page is reached through the form"), said("Choose a case from the list and write from there.")),
    413: (said("That is more than a letter holds"), said("Go back and shorten what you typed, your own words first.")),
    414: (said("That address is too long"), said("Choose a case from the list.")),
}
_OTHER_NAME = (said("This site has another name"), said("Come here by the link that you were given."))


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, explain)


def explain(error: HTTPException) -> Response:
    """The page about a fault; it says nothing that the fault itself says, which may quote the visitor."""
    code = error.code or 500
    title, advice = _words_for(error, code)
    hint = _near_case() if code == 404 else ""
    return make_response(render_template("error.html", title=title, advice=advice, hint=hint), code)


def _words_for(error: HTTPException, code: int) -> tuple[Sentence, Sentence]:
    if isinstance(error, SecurityError):
        return _OTHER_NAME
    return _WORDS.get(code, (said("That did not work"), said("Go back and try again in a moment.")))


def _near_case() -> Sentence:
    """For a mistyped address of a case, the nearest there is."""
    parts = request.path.strip("/").split("/")
    slugs = [case.slug for case in desk().library.by_urgency]
    if len(parts) < 2 or parts[0].lower() not in {"cases", "w"} or parts[1] in slugs:
        return ""
    return did_you_mean(parts[1], slugs)
