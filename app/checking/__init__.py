"""The rules that organisers' files must keep, and a trial of every letter they give."""

from app.checking.check import PATIENT, Report, by_the_rules, check, examine
from app.checking.reading import Reading
from app.checking.samples import samples
from app.checking.trial import workers

__all__ = ["PATIENT", "Reading", "Report", "by_the_rules", "check", "examine", "samples", "workers"]
