"""Settings, read once from the environment."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_PROJECT = Path(__file__).parent.parent


def _today() -> datetime.date:
    return datetime.date.today()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True)
class Settings:
    """`content` holds recipients.yaml and letter_templates/.

    `today` gives the current date, `now` the moment, with its time zone. `public_url` is where the
    public reaches the site, for links that are printed without it.
    """

    content: Path = _PROJECT
    today: Callable[[], datetime.date] = field(default=_today)
    now: Callable[[], datetime.datetime] = field(default=_now)
    public_url: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """LETTERS_CONTENT: the folder of the content; the project's own where it is not set.

        LETTERS_PUBLIC_URL: such as https://letters.example.org; none where it is not set.
        """
        return cls(
            content=Path(environment.get("LETTERS_CONTENT") or _PROJECT),
            public_url=environment.get("LETTERS_PUBLIC_URL") or None,
        )
