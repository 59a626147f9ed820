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
