"""`letters new-case`: a case from questions in plain English."""

from app.cli.new_case.command import new_case

__all__ = ["new_case"]
