"""Settings, read once from the environment."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_PROJECT = Path(__file__).parent.parent
_HOST = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?|\[[0-9a-f:]+\](:\d+)?")
# Fewer different signs than this in a secret are a word or a row of one key.
_LEAST_SECRET, _LEAST_SIGNS = 32, 10
_ON_OFF = {"on": True, "off": False}
_MAKE_ONE = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"


class SettingsError(ValueError):
    """Settings that cannot be served with; the text has a line for each, with how to mend it."""


def _today() -> datetime.date:
    return datetime.date.today()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True)
class Settings:
    """`content` holds recipients.yaml and letter_templates/.

    `today` gives the current date, `now` the moment, with its time zone. `public_url` is where the
    public reaches the site, for links that are printed without it.

    `workers` is how many processes lay letters out, 0 the one that serves; `queue` how many letters
    may wait for each; `seconds` after how long a letter is cut off.

    `hosts` are the names that the site answers to, none for any; `proxies` how many stand in front
    of it and are believed. `redis` counts the visits of several machines together; without it each
    counts its own. `secret` makes addresses unrecognisable in those counts; `metrics_token` opens
    /metrics. `rate_limits` can be off where all visitors share one address, as behind Tor.

    `follow` takes over each sound change of the content while the site is up.
    """

    content: Path = _PROJECT
    today: Callable[[], datetime.date] = field(default=_today)
    now: Callable[[], datetime.datetime] = field(default=_now)
    public_url: str | None = None
    workers: int = 0
    queue: int = 16
    seconds: float = 15.0
    hosts: tuple[str, ...] = ()
    proxies: int = 0
    redis: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    metrics_token: str | None = field(default=None, repr=False)
    rate_limits: bool = True
    follow: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """From LETTERS_…, as docs/deploying.md lists them; what is not set is as usual.

        Raises SettingsError with everything that cannot be used.
        """
        reading = _Reading(environment)
        settings = cls(
            content=Path(environment.get("LETTERS_CONTENT") or _PROJECT),
            public_url=environment.get("LETTERS_PUBLIC_URL") or None,
            workers=reading.number("WORKERS", os.cpu_count() or 1, 1, 64),
            queue=reading.number("QUEUE", cls.queue, 1, 1000),
            seconds=reading.number("SECONDS", int(cls.seconds), 1, 300),
            hosts=reading.hosts(),
            proxies=reading.number("PROXIES", cls.proxies, 0, 9),
            redis=reading.redis(),
            secret=reading.secret("SECRET"),
            metrics_token=reading.secret("METRICS_TOKEN"),
            rate_limits=reading.choice("RATE_LIMITS", _ON_OFF, "on"),
            follow=reading.choice("FOLLOW", _ON_OFF, "on"),
        )
        if settings.redis and not settings.secret and not reading.told:
            reading.tell("SECRET", f"is missing: with Redis every machine needs the same. {_MAKE_ONE}")
        if reading.told:
            raise SettingsError("\n".join(reading.told))
        return settings


class _Reading:
    """Reads values and collects what is wrong with them; it never repeats a secret."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.told: list[str] = []

    def tell(self, name: str, what: str) -> None:
        self.told.append(f"LETTERS_{name} {what}")

    def number(self, name: str, usual: int, least: int, most: int) -> int:
        typed = self._typed(name)
        if not typed:
            return usual
        if typed.isascii() and typed.isdigit() and least <= int(typed[:9]) <= most:
            return int(typed)
        self.tell(name, f"is «{typed[:40]}»: write a whole number from {least} to {most}.")
        return usual

    def choice(self, name: str, known: Mapping[str, bool], usual: str) -> bool:
        typed = self._typed(name).lower() or usual
        if typed not in known:
            self.tell(name, f"is «{typed[:40]}»: write {' or '.join(known)}.")
        return known.get(typed, known[usual])

    def hosts(self) -> tuple[str, ...]:
        hosts = tuple(self._typed("HOSTS").lower().replace(",", " ").split())
        for host in hosts:
            if not _HOST.fullmatch(host):
                self.tell("HOSTS", f"has «{host[:60]}»: write names such as letters.example.org, apart by commas.")
        return hosts

    def redis(self) -> str | None:
        typed = self._typed("REDIS")
        if typed and not typed.startswith(("redis://", "rediss://", "unix://")):
            self.tell("REDIS", "is no address of a Redis server: write one such as redis://redis:6379/0.")
        return typed or None

    def secret(self, name: str) -> str | None:
        typed = self._typed(name)
        if typed and (len(typed) < _LEAST_SECRET or len(set(typed)) < _LEAST_SIGNS):
            self.tell(name, f"is too weak: it needs {_LEAST_SECRET} characters that nobody can guess. {_MAKE_ONE}")
        return typed or None

    def _typed(self, name: str) -> str:
        return self._environment.get(f"LETTERS_{name}", "").strip()
