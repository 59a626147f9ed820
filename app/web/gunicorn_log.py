"""gunicorn's messages, of which only those about the server itself are told in full."""

from __future__ import annotations

import logging
import sys
from typing import Any

from gunicorn.glogging import Logger

from app.web import logs

# All others can hold a visitor's address, the path of a page, or what an application raised.
_ABOUT_THE_SERVER = ("gunicorn/arbiter.py", "gunicorn/sock.py")


class Log(Logger):  # type: ignore[misc]  # gunicorn has no type stubs
    """app/cli/serve.py names it to gunicorn, whose processes begin to log in our way with it."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self._access_log_enabled = False
        self.loglevel = logging.WARNING
        self.error_log.setLevel(self.loglevel)
        logs.start()

    def critical(self, msg: str, *args: Any, **_how: Any) -> None:
        _tell(logging.CRITICAL, msg, args)

    def error(self, msg: str, *args: Any, **_how: Any) -> None:
        _tell(logging.ERROR, msg, args)

    def warning(self, msg: str, *args: Any, **_how: Any) -> None:
        _tell(logging.WARNING, msg, args)

    def exception(self, msg: str, *args: Any, **_how: Any) -> None:
        raised = sys.exc_info()[1]
        if raised is None:
            _tell(logging.ERROR, msg, args)
        else:
            logs.tell_exception(raised)

    def _nothing(self, *_args: Any, **_how: Any) -> None:
        """What nobody has to know, or what there is none of."""

    info = debug = log = access = reopen_files = close_on_exec = _nothing


def _tell(level: int, msg: str, args: tuple[Any, ...]) -> None:
    """A warning about a request is its sender's own fault: not even its place is of use to anybody."""
    caller = sys._getframe(2)
    place = caller.f_code.co_filename
    if place.endswith(_ABOUT_THE_SERVER):
        logs.tell(level, "server", told=str(msg % args if args else msg).splitlines()[0])
    elif level > logging.WARNING:
        logs.tell(level, "gunicorn", at=f"{place}:{caller.f_lineno}")
