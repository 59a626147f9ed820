"""The `letters` command."""

from app.cli.main import letters

__all__ = ["letters"]
