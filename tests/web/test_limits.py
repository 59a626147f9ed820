"""How often one address may ask, and that nobody can tell from the counts which address it was."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.web.limits import visitor
from app.web.visits import VisitStorage
from tests.conftest import PROJECT, TODAY

BELGIUM = "/cases/asylum-in-belgium"
# The cheapest answers that count: a case that nobody has, and a page that is not there.
LETTERS, LIVE, PAGE = "/cases/nowhere/letters.pdf", "/cases/nowhere/live", "/nowhere"
HERE, ELSEWHERE = "192.0.2.10", "192.0.2.11"
SECRET = "w9XkT2mVbQ7rLzYc4HnJ8sPdFgA1eUoI"  # noqa: S105  made for this test
TOMORROW = TODAY + datetime.timedelta(days=1)

Ask = Callable[..., int]


class Calendar:
    day = TODAY


def site(**settings: Any) -> Flask:
    return create_app(Settings(content=PROJECT, today=lambda: Calendar.day, **settings))


def asking(app: Flask) -> Ask:
    """Asks a number of times and gives the status of the last answer."""
    client = app.test_client()

    def ask(method: str, path: str, times: int = 1, address: str = HERE, **more: Any) -> int:
        for _time in range(times):
            with client.open(path, method=method, environ_overrides={"REMOTE_ADDR": address}, **more) as answer:
                status = answer.status_code
        return status

    return ask


def counted(app: Flask) -> dict[str, int]:
    """What the site's memory holds of its visitors."""
    (limiter,) = app.extensions["limiter"]
    storage = limiter.storage
    assert isinstance(storage, VisitStorage)
    return storage.counts


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Calendar, "day", TODAY)


@pytest.fixture(scope="module")
def counting() -> Flask:
    return site()


@pytest.fixture
def ask(counting: Flask) -> Iterator[Ask]:
    (limiter,) = counting.extensions["limiter"]
    limiter.reset()
    yield asking(counting)
    limiter.reset()


@pytest.mark.parametrize(
    ("method", "path", "most", "usual"),
    [
        ("POST", LETTERS, 120, 404),
        ("POST", LIVE, 240, 404),
        ("POST", "/rule-39", 20, 422),
        ("GET", PAGE, 600, 404),
    ],
    ids=["letters", "live preview", "Rule 39", "pages"],
)
def test_so_many_a_minute_and_no_more(method: str, path: str, most: int, usual: int, ask: Ask) -> None:
    assert ask(method, path, most) == usual
    assert ask(method, path) == 429
    assert ask(method, path, address=ELSEWHERE) == usual


def test_whoever_asks_too_often_is_told_how_long_to_wait(counting: Flask, ask: Ask) -> None:
    ask("POST", LETTERS, 120)

    answer = counting.test_client().post(LETTERS, data={"name": "Ann Lee"}, environ_overrides={"REMOTE_ADDR": HERE})

    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 61
    assert "Too much was asked of us from your network" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("to", [LETTERS, "/rule-39"])
@pytest.mark.parametrize("body", [b"own_words=" + b"x" * 4_500_000, b"a=&" * 400], ids=["a book", "many fields"])
def test_what_is_too_much_besides_is_refused_as_such(to: str, body: bytes, counting: Flask, ask: Ask) -> None:
    ask("POST", to, 120 if to == LETTERS else 20)

    sent = {"data": body, "content_type": "application/x-www-form-urlencoded"}
    assert ask("POST", to, **sent) == 413


def test_everything_that_makes_letters_counts_together_in_any_language(ask: Ask) -> None:
    for page in ("preview", "letters.pdf", "pack.pdf", "pack.zip", "letters.docx", "emails.zip"):
        assert ask("POST", f"/cases/nowhere/{page}", 10) == 404
        assert ask("POST", f"/fr/cases/nowhere/{page}", 10) == 404

    assert ask("POST", "/de/cases/nowhere/pack.zip") == 429


def test_whoever_has_made_too_many_letters_can_still_read_and_begin_a_request(ask: Ask) -> None:
    ask("POST", LETTERS, 121)

    assert ask("GET", "/") == 200
    assert ask("POST", "/rule-39") == 422
    assert ask("POST", LIVE) == 404


def test_a_request_to_the_court_is_counted_by_the_hour_as_well(counting: Flask, ask: Ask) -> None:
    ask("POST", "/rule-39/fax")

    assert sorted(key.rsplit("/", 3)[1:] for key in counted(counting)) == [["120", "1", "hour"], ["20", "1", "minute"]]


@pytest.mark.parametrize("path", ["/static/site.css", "/healthz", "/readyz", "/metrics"])
def test_what_every_page_needs_and_what_monitors_ask_is_not_counted(path: str, counting: Flask, ask: Ask) -> None:
    ask("GET", path, 3)

    assert counted(counting) == {}


def test_no_address_is_kept(counting: Flask, ask: Ask) -> None:
    for address in (HERE, "2001:db8:1:2::3"):
        ask("GET", "/", address=address)
        ask("POST", LETTERS, address=address)

    kept = list(counted(counting))
    assert len(kept) == 4
    assert all(re.fullmatch(r"LIMITER/[0-9a-f]{16}/(pages/600|letters/120)/1/minute", key) for key in kept), kept


def test_another_day_the_same_address_has_another_name(
    monkeypatch: pytest.MonkeyPatch, counting: Flask, ask: Ask
) -> None:
    ask("GET", "/")
    monkeypatch.setattr(Calendar, "day", TOMORROW)
    ask("GET", "/")

    assert list(counted(counting).values()) == [1, 1]


def test_two_sites_without_a_shared_secret_know_a_visitor_by_different_names() -> None:
    first, second = site(), site()
    asking(first)("GET", "/")
    asking(second)("GET", "/")

    assert set(counted(first)).isdisjoint(counted(second))


def test_machines_with_the_same_secret_know_a_visitor_by_the_same_name() -> None:
    first, second = site(secret=SECRET), site(secret=SECRET)
    asking(first)("GET", "/")
    asking(second)("GET", "/")

    assert set(counted(first)) == set(counted(second))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::4", True),
        ("2001:db8:1:2::3", "2001:db8:1:3::3", False),
        ("::ffff:192.0.2.10", "192.0.2.10", True),
        ("192.0.2.10", "192.0.2.11", False),
        ("", "unknown", True),
    ],
    ids=["one network", "two networks", "the same in two forms", "neighbours", "no address"],
)
def test_who_counts_as_one(one: str, other: str, same: bool) -> None:
    assert (visitor(one, TODAY, b"s") == visitor(other, TODAY, b"s")) is same


def test_a_claimed_address_counts_only_behind_a_proxy_of_ours() -> None:
    claims = [{"X-Forwarded-For": f"203.0.113.{number}"} for number in range(3)]
    bare, behind = site(), site(proxies=1)
    for headers in claims:
        asking(bare)("GET", "/", headers=headers)
        asking(behind)("GET", "/", headers=headers)

    assert (len(counted(bare)), len(counted(behind))) == (1, 3)


def test_limits_can_be_switched_off() -> None:
    assert asking(site(rate_limits=False))("POST", LETTERS, 130) == 404


@pytest.mark.parametrize("redis", ["redis://127.0.0.1:1/0", "unix:///nowhere/redis.sock"])
def test_where_redis_does_not_answer_this_machine_counts_for_itself(redis: str) -> None:
    ask = asking(site(redis=redis, secret=SECRET))

    assert ask("GET", "/") == 200
    assert ask("POST", LETTERS, 120) == 404
    assert ask("POST", LETTERS) == 429
    assert ask("POST", LETTERS, address=ELSEWHERE) == 404


def test_every_way_to_send_a_form_has_an_allowance(counting: Flask, ask: Ask) -> None:
    """A new one counts as letters do, unless it is told otherwise."""
    other = {"pages.live", "rule39.check", "rule39.fax"}
    forms = [rule for rule in counting.url_map.iter_rules() if "POST" in (rule.methods or ())]
    letters = [str(rule) for rule in forms if rule.endpoint not in other]

    for path in letters:
        ask("POST", path.replace("<slug>", "nowhere"))

    (key,) = counted(counting)
    assert key.endswith("/letters/120/1/minute")
    assert counted(counting)[key] == len(letters) >= 6
