"""Judges the content in a process of its own, so that the seconds it takes are not the site's."""

from __future__ import annotations

import datetime
import os
import pickle
import subprocess
import sys
from pathlib import Path

from app.checking.standing import Standing, stand

_PROJECT = Path(__file__).parent.parent.parent
# The shipped content takes five; a process that hangs is ended.
_SECONDS = 300
_LESS_URGENT = 10


class NotJudgedError(RuntimeError):
    """The process that judges ended early; the text says how."""


def stand_apart(root: Path, today: datetime.date) -> Standing:
    """What `stand` gives. Raises NotJudgedError."""
    command = [sys.executable, "-m", __name__, str(root.resolve()), today.isoformat()]
    try:
        done = subprocess.run(command, cwd=_PROJECT, stdout=subprocess.PIPE, timeout=_SECONDS, check=True)
    except subprocess.CalledProcessError as error:
        raise NotJudgedError(f"it ended with code {error.returncode}") from None
    except subprocess.TimeoutExpired:
        raise NotJudgedError(f"it took more than {_SECONDS} s") from None
    except OSError as error:
        raise NotJudgedError(f"it did not start: {(error.strerror or 'unknown fault').lower()}") from None
    standing: Standing = pickle.loads(done.stdout)  # noqa: S301  from our own process, through a pipe
    return standing


if __name__ == "__main__":
    os.nice(_LESS_URGENT)
    sys.stdout.buffer.write(pickle.dumps(stand(Path(sys.argv[1]), datetime.date.fromisoformat(sys.argv[2]))))
