"""The rules that organisers' files must keep, and a trial of every letter they give."""

from app.checking.check import Report, breaches, check
from app.checking.reading import Reading
from app.checking.samples import samples
from app.checking.trial import Outcome, Trial, day_of_trial, judge, workers

__all__ = ["Outcome", "Reading", "Report", "Trial", "breaches", "check", "day_of_trial", "judge", "samples", "workers"]
