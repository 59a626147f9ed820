"""The rules that organisers' files must keep, and a trial of every letter they give."""

from app.checking.check import PATIENT, Report, breaches, check, examine
from app.checking.reading import Reading
from app.checking.samples import samples
from app.checking.trial import Outcome, Trial, day_of_trial, judge, workers

__all__ = [
    "PATIENT",
    "Outcome",
    "Reading",
    "Report",
    "Trial",
    "breaches",
    "check",
    "day_of_trial",
    "examine",
    "judge",
    "samples",
    "workers",
]
