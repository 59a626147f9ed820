"""The rules that organisers' files must keep, and a trial of every letter they give."""

from app.checking.check import Report, check
from app.checking.samples import samples
from app.checking.trial import workers

__all__ = ["Report", "check", "samples", "workers"]
