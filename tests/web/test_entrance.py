"""Who is let in: by which name, past how many proxies, with how long an address."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from tests.conftest import PROJECT, TODAY

BELGIUM = "/cases/asylum-in-belgium"
HERE = "https://letters.example.org"
FORWARDED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "elsewhere.example.net",
    "X-Forwarded-Prefix": "/trap",
}


def made(**settings: object) -> Flask:
    return create_app(Settings(content=PROJECT, today=lambda: TODAY, rate_limits=False, **settings))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def named() -> FlaskClient:
    return made(hosts=("letters.example.org", ".letters.example.net")).test_client()


@pytest.fixture(scope="module")
def behind_a_proxy() -> FlaskClient:
    return made(proxies=1, hosts=("letters.example.org",)).test_client()


@pytest.mark.parametrize(
    "host", ["letters.example.org", "letters.example.org:8443", "letters.example.net", "fr.letters.example.net"]
)
def test_the_site_answers_to_its_names(host: str, named: FlaskClient) -> None:
    assert named.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.example.net",
        "letters.example.org.evil.example",
        "xletters.example.org",
        "127.0.0.1",
        "",
        "<b>",
        "a b",
    ],
)
@pytest.mark.parametrize("path", ["/", "/fr/safety", f"{BELGIUM}/preview", "/nowhere", "/static/site.css"])
def test_to_no_other_name_and_repeats_none(host: str, path: str, named: FlaskClient) -> None:
    for answer in (named.get(path, headers={"Host": host}), named.post(path, data={}, headers={"Host": host})):
        assert answer.status_code == 400
        assert "<h1>" in answer.text
        assert not host or host not in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_monitor_may_ask_by_number_whether_the_site_is_well(named: FlaskClient) -> None:
    for name in ("127.0.0.1:8000", "letters.example.org"):
        assert named.get("/healthz", headers={"Host": name}).text == "ok\n"
        assert named.get("/metrics", headers={"Host": name}).status_code == 404


@pytest.mark.parametrize("host", ["x" * 300, "a..b"])
def test_what_can_be_no_name_is_refused_where_any_name_will_do(host: str, client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": host})

    assert answer.status_code == 400
    assert "This site has another name" in answer.text


def test_whoever_comes_by_another_name_is_told_so_and_can_go_on_within_the_site(named: FlaskClient) -> None:
    answer = named.get("/", headers={"Host": "elsewhere.example.net"})

    assert "This site has another name" in answer.text
    assert "Come here by the link that you were given." in answer.text


def test_without_names_the_site_answers_to_any(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "anything.example.org"}).status_code == 200


def test_what_a_visitor_claims_of_proxies_changes_nothing(client: FlaskClient) -> None:
    told = client.get("/feed.atom", headers=FORWARDED)

    assert "Strict-Transport-Security" not in told.headers
    assert told.text == client.get("/feed.atom").text


def test_what_our_own_proxy_tells_is_believed(behind_a_proxy: FlaskClient) -> None:
    told = behind_a_proxy.get("/fr/feed.atom", headers={**FORWARDED, "X-Forwarded-Host": "letters.example.org"})

    assert f'rel="self" type="application/atom+xml" href="{HERE}/fr/feed.atom"' in told.text
    assert "/trap" not in told.text
    assert "Strict-Transport-Security" in told.headers


def test_a_name_that_our_proxy_tells_must_be_ours_too(behind_a_proxy: FlaskClient) -> None:
    assert behind_a_proxy.get("/", headers={"X-Forwarded-Host": "elsewhere.example.net"}).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        f"/cases/{'a' * 100_000}",
        f"/{'fr/' * 40_000}",
        f"/w/asylum-in-belgium/{'mmse.' * 20_000}",
        f"{BELGIUM}/write?{'to=be-cgrs&' * 10_000}",
        f"/?country={'B' * 100_000}",
        f"/rule-39?from={'B' * 100_000}",
    ],
    ids=["case", "languages", "codes", "offices", "country", "rule 39"],
)
def test_an_address_without_end_is_refused_in_words(address: str, client: FlaskClient) -> None:
    answer = client.get(address)

    assert answer.status_code == 414
    words = "Cette adresse est trop longue" if address.startswith("/fr") else "That address is too long"
    assert words in answer.text


def test_a_form_sent_to_such_an_address_is_refused_too(client: FlaskClient) -> None:
    assert client.post(f"{BELGIUM}/preview?{'x' * 5_000}", data={"name": "Ann Lee"}).status_code == 414


def test_a_link_that_chooses_many_offices_is_not_too_long(client: FlaskClient) -> None:
    offices = "&".join(f"to=a-ministry-with-quite-a-long-name-{number}" for number in range(80))

    assert client.get(f"{BELGIUM}/write?{offices}&in=fr").status_code == 200
