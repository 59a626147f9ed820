"""The log: a line of JSON for each event, on standard error, that tells of no visitor."""

from __future__ import annotations

import datetime
import json
import logging
import sys
import threading
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

Fact = str | int | float | None | list[str]
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]

# Records of our own: their names and facts are chosen where they are told.
OURS = "letters"
_ours = logging.getLogger(OURS)


def tell(level: int, event: str, **facts: Fact) -> None:
    """Tell of an event. Facts are never what a supporter typed, nor an address, a path or a query."""
    _ours.log(level, _plainly(event, facts), extra={"event": event, "facts": facts})


def tell_exception(exception: BaseException, event: str = "exception", **facts: Fact) -> None:
    _ours.error(_plainly(event, facts), extra={"event": event, "facts": facts}, exc_info=exception)


def _plainly(event: str, facts: Mapping[str, Fact]) -> str:
    """For whoever runs the application in another server, with a log of its own."""
    return " ".join([event, *(f"{name}={value}" for name, value in facts.items())])


def start() -> None:
    """From now on everything that is logged in this process is told in this way, and nowhere else."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
    _ours.setLevel(logging.INFO)
    sys.excepthook = lambda _kind, exception, _trace: tell_exception(exception)
    sys.unraisablehook = lambda failed: _tell_hook(failed.exc_value)
    threading.excepthook = lambda failed: _tell_hook(failed.exc_value)


def _tell_hook(exception: BaseException | None) -> None:
    if exception is not None:
        tell_exception(exception)


class Lines(logging.Formatter):
    """Of what others log only the place: their words can hold a path, a name or half a letter."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"time": _time(record), "level": record.levelname.lower(), **_told(record)}
        if record.exc_info and record.exc_info[1]:
            line["exceptions"] = _exceptions(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _time(record: logging.LogRecord) -> str:
    moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _told(record: logging.LogRecord) -> dict[str, Any]:
    if record.name == OURS:
        return {"event": getattr(record, "event", ""), **getattr(record, "facts", {})}
    return {"event": "log", "logger": record.name, "at": f"{record.pathname}:{record.lineno}"}


def _exceptions(exception: BaseException) -> list[dict[str, Any]]:
    """The exception and those that led to it: kinds and frames, and never what they say."""
    chain: list[BaseException] = []
    following: BaseException | None = exception
    while following is not None and following not in chain:
        chain.append(following)
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    return [{"type": _kind(one), "frames": _frames(one)} for one in chain]


def _kind(exception: BaseException) -> str:
    kind = type(exception)
    return f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")


def _frames(exception: BaseException) -> list[str]:
    walked = traceback.walk_tb(exception.__traceback__)
    return [f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}" for frame, line in walked]
