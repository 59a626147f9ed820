"""What deploys the site is true: its files can be read, and every setting that they name exists and is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from app.cli.serve import _SERVING
from app.config import Settings
from tests.conftest import PROJECT

DEPLOY = PROJECT / "deploy"
FILES = ("compose.yaml", "Caddyfile", "letters.env.example", "letters.service")
GUIDE = (PROJECT / "docs/deploying.md").read_text(encoding="utf-8")
CADDYFILE = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
DOCKERFILE = (PROJECT / "Dockerfile").read_text(encoding="utf-8")


class Asked(dict[str, str]):
    """An environment in which nothing is set, and that knows what was looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return default


def settings() -> set[str]:
    environment = Asked()
    Settings.from_environment(environment)
    return environment.names


def services() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(DEPLOY / "compose.yaml")["services"]
    return found


def settings_in(text: str) -> set[str]:
    return set(re.findall(r"\bLETTERS_[A-Z_]+", text))


def test_every_setting_has_its_row_in_the_guide_and_no_row_is_of_none() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \|", GUIDE, re.MULTILINE)

    assert sorted(rows) == sorted(settings() | {"PORT"})


@pytest.mark.parametrize("name", FILES)
def test_every_setting_that_a_file_names_exists(name: str) -> None:
    assert settings_in((DEPLOY / name).read_text(encoding="utf-8")) <= settings()


def test_the_guide_names_no_setting_that_there_is_not() -> None:
    assert settings_in(GUIDE) <= settings()


@pytest.mark.parametrize("name", FILES)
def test_the_guide_leads_to_each_file(name: str) -> None:
    assert f"](../deploy/{name})" in GUIDE


@pytest.mark.parametrize("name", ["web1", "web2", "redis", "caddy"])
def test_no_container_writes_to_a_disk_or_swaps(name: str) -> None:
    service = services()[name]

    assert service["read_only"]
    assert service["mem_limit"] == service["memswap_limit"]
    assert service["ulimits"] == {"core": 0}
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_counts_are_kept_in_memory_alone() -> None:
    command = services()["redis"]["command"]

    assert command[command.index("--save") + 1] == ""
    assert command[command.index("--appendonly") + 1] == "no"
    assert services()["redis"]["networks"] == ["inner"]


def test_the_copies_of_the_site_have_no_way_out_and_no_secret_in_the_file() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")

    assert YAML(typ="safe").load(text)["networks"]["inner"] == {"internal": True}
    assert services()["web1"]["networks"] == ["inner"]
    assert services()["web1"]["env_file"] == "letters.env"
    assert not settings_in(text) & {"LETTERS_SECRET", "LETTERS_METRICS_TOKEN"}


def blocks(text: str) -> Iterator[str]:
    """The names of the blocks of a Caddyfile; one that is not closed, or closed twice, fails."""
    depth = 0
    for line in text.splitlines():
        line = line.strip()  # noqa: PLW2901
        if line.startswith("#"):
            continue
        if line.endswith("{"):
            depth += 1
            yield line.removesuffix("{").strip()
        if line == "}":
            depth -= 1
        assert depth >= 0
    assert depth == 0


def test_the_caddyfile_is_whole_and_logs_no_visitor() -> None:
    found = list(blocks(CADDYFILE))

    assert found == [
        "",
        "log default",
        "servers",
        "timeouts",
        "{$SITE}",
        "request_body",
        "reverse_proxy web1:8000 web2:8000",
        "transport http",
    ]
    assert "exclude http.log http.stdlib http.handlers.reverse_proxy" in CADDYFILE


@pytest.mark.parametrize("path", ["/metrics", "/readyz", "*/metrics", "*/readyz"])
def test_figures_and_readiness_are_not_public(path: str) -> None:
    (line,) = [line for line in CADDYFILE.splitlines() if "@inner path" in line]

    assert path in line.split()


def test_caddy_hangs_up_before_the_site_does_and_waits_longer_than_a_letter_takes() -> None:
    keepalive = int(re.findall(r"keepalive (\d+)s", CADDYFILE)[0])
    patience = int(re.findall(r"response_header_timeout (\d+)s", CADDYFILE)[0])

    assert keepalive < int(str(_SERVING["keepalive"]))
    # Twice its time in line, and urgent work takes four times as long.
    assert patience > 6 * Settings().seconds


def test_there_is_time_to_finish_letters_under_way() -> None:
    grace = int(str(_SERVING["graceful_timeout"]))

    assert int(services()["web1"]["stop_grace_period"].removesuffix("s")) > grace
    assert int(re.findall(r"TimeoutStopSec=(\d+)", (DEPLOY / "letters.service").read_text())[0]) > grace
    assert "STOPSIGNAL SIGTERM" in DOCKERFILE


def test_the_image_is_asked_whether_it_answers_and_runs_as_nobody() -> None:
    assert "/healthz" in DOCKERFILE
    assert re.search(r"^USER \d+$", DOCKERFILE, re.MULTILINE)
    assert not re.search(r"^ENV .*PYTHONOPTIMIZE", DOCKERFILE, re.MULTILINE)
