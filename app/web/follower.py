"""Follows the content while the site is up: what is sound goes live, of the rest the last sound version stays."""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flask import Flask

from app.checking.apart import NotJudgedError, stand_apart
from app.checking.standing import Standing
from app.content import Library, Stamps, stamps_of
from app.domain.problem import Problem, Problems
from app.web.desk import desk_of, set_up
from app.web.logs import tell, tell_exception
from app.web.photographs import fill_gallery
from app.web.watcher import Watcher

# Whoever copies a folder or checks out a branch writes file after file.
_QUIET = 1.0
# A folder that is put back, or is on another machine, is seen without being told.
_LOOK_ANYHOW = 30.0

Judge = Callable[[Path, datetime.date], Standing]


class Follower:
    """Judges the content after each change, from a thread of its own, and lets the site take it over."""

    def __init__(
        self, app: Flask, root: Path, seen: Stamps, judge: Judge = stand_apart, *, quiet: float = _QUIET
    ) -> None:
        self._app, self._root, self._seen, self._judge, self._quiet = app, root, seen, judge, quiet
        self._changed = threading.Event()
        self._told: Problems = ()

    def start(self) -> None:
        Watcher(self._root, self._changed.set).start()
        threading.Thread(target=self._follow, name="follower", daemon=True).start()

    def look(self) -> None:
        """Take over what has changed, unless it still changes."""
        stamps = self._stamps_at_rest()
        if stamps == self._seen:
            return
        try:
            standing = self._judge(self._root, desk_of(self._app).today())
        except NotJudgedError as error:
            self._tell((_not_judged(error),), desk_of(self._app).library)
            return
        if stamps_of(self._root) != stamps:
            self._changed.set()
            return
        self._seen = stamps
        self._take_over(standing)

    def _stamps_at_rest(self) -> Stamps:
        stamps = stamps_of(self._root)
        while stamps != self._seen:
            time.sleep(self._quiet)
            last, stamps = stamps, stamps_of(self._root)
            if stamps == last:
                break
        return stamps

    def _take_over(self, standing: Standing) -> None:
        """In one step: a request under way keeps the library that it began with."""
        desk = desk_of(self._app)
        library = standing.after(desk.library)
        set_up(self._app, replace(desk, library=library, content_problems=standing.errors))
        fill_gallery(self._app, library)
        self._tell(standing.errors, library)

    def _tell(self, errors: Problems, library: Library) -> None:
        """Each new state once."""
        if errors and errors != self._told:
            for error in errors:
                tell_problem(error)
            tell(logging.WARNING, "the last sound version is served", problems=len(errors), cases=len(library.cases))
        elif not errors:
            tell(logging.INFO, "content taken over", cases=len(library.cases), offices=len(library.offices))
        self._told = errors

    def _follow(self) -> None:
        fill_gallery(self._app, desk_of(self._app).library)
        while True:
            self._changed.wait(_LOOK_ANYHOW)
            self._changed.clear()
            try:
                self.look()
            except Exception as error:
                # Whatever it was, the site goes on with what it has, and looks again.
                tell_exception(error, "content not followed")


def tell_problem(problem: Problem) -> None:
    """To organisers, who find in it what they wrote and how to mend it."""
    tell(logging.ERROR, "content problem", place=problem.place, problem=problem.words, code=problem.code)


def _not_judged(error: NotJudgedError) -> Problem:
    return Problem(
        code="not-checked",
        where="letter_templates",
        message=f"The content could not be checked: {error}.",
        hint="Run `letters check` on this machine.",
    )
