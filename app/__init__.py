"""Urgent Letters: case facts + an office + a supporter → a letter on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application, with content loaded and a warm renderer."""
    from app.config import Settings as _Settings
    from app.web.application import build_application

    return build_application(settings or _Settings.from_environment())


def create_preview(name: str, settings: Settings | None = None) -> Flask:
    """The pages for whoever is writing the case of that name, which follow its files."""
    from app.config import Settings as _Settings
    from app.web.preview import build_preview, proof_desk
    from app.web.watcher import Watcher

    app = build_preview(name, settings or _Settings.from_environment())
    desk = proof_desk(app)
    Watcher(desk.root, desk.look).start()
    return app
