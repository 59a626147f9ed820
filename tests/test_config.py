"""Settings from the environment: as usual where nothing is said, and refused where they cannot be meant."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from app.cli import letters
from app.config import Settings, SettingsError

GOOD_SECRET = "w9XkT2mVbQ7rLzYc4HnJ8sPdFgA1eUoI"  # noqa: S105  made for this test


def told(**environment: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment({f"LETTERS_{name}": value for name, value in environment.items()})
    return str(refused.value).splitlines()


def test_nothing_said_is_a_machine_of_ones_own() -> None:
    usual = Settings.from_environment({})

    assert usual.workers >= 1
    assert (usual.hosts, usual.proxies, usual.redis, usual.secret, usual.metrics_token) == ((), 0, None, None, None)
    assert usual.rate_limits
    assert usual.follow
    assert not Settings.from_environment({"LETTERS_FOLLOW": "off"}).follow


def test_everything_that_cannot_be_used_is_told_at_once() -> None:
    faults = told(
        WORKERS="many", PROXIES="-1", HOSTS="letters.example.org, http://x", REDIS="localhost", RATE_LIMITS="no"
    )

    assert faults == [
        "LETTERS_WORKERS is «many»: write a whole number from 1 to 64.",
        "LETTERS_HOSTS has «http://x»: write names such as letters.example.org, apart by commas.",
        "LETTERS_PROXIES is «-1»: write a whole number from 0 to 9.",
        "LETTERS_REDIS is no address of a Redis server: write one such as redis://redis:6379/0.",
        "LETTERS_RATE_LIMITS is «no»: write on or off.",
    ]


@pytest.mark.parametrize("weak", ["hunter22", "a" * 64, "changeme-changeme-changeme-chang"])
def test_a_weak_secret_is_refused_and_not_repeated(weak: str) -> None:
    faults = told(SECRET=weak, METRICS_TOKEN=weak)

    assert [fault.split(" is too weak: ")[0] for fault in faults] == ["LETTERS_SECRET", "LETTERS_METRICS_TOKEN"]
    assert weak not in " ".join(faults)


def test_several_machines_need_the_same_secret() -> None:
    (fault,) = told(REDIS="redis://redis:6379/0")

    assert fault.startswith("LETTERS_SECRET is missing: with Redis every machine needs the same.")
    assert Settings.from_environment({"LETTERS_REDIS": "redis://redis:6379/0", "LETTERS_SECRET": GOOD_SECRET}).redis


def test_secrets_show_in_no_representation() -> None:
    shown = repr(Settings.from_environment({"LETTERS_SECRET": GOOD_SECRET, "LETTERS_METRICS_TOKEN": GOOD_SECRET}))

    assert GOOD_SECRET not in shown


def test_the_command_line_says_what_to_mend(runner: CliRunner) -> None:
    result = runner.invoke(letters, ["cases"], env={"LETTERS_QUEUE": "0"})

    assert result.exit_code == 2
    assert "LETTERS_QUEUE is «0»: write a whole number from 1 to 1000." in result.stderr
