"""The rules organisers' files must keep, and the sample supporters that each letter is tried with."""

from app.checking.samples import samples

__all__ = ["samples"]
