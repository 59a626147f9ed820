"""The sample of a Rule 39 request, whose people, courts and numbers are all invented."""

from __future__ import annotations

from importlib.resources import files


def sample_request() -> str:
    """A commented file to begin with, which is read as any other is."""
    return (files("app.content") / "assets" / "rule39-request.yaml").read_text(encoding="utf-8")
