"""Whatever is sent to the site, it answers in words, within its time, and gives nothing away."""

from __future__ import annotations

import time
from random import Random
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from tests.web.odd_requests import OddRequest, odd_request

# Seconds of work for one answer, however busy the machine is otherwise.
LONGEST_WORK = 2.0
# An action sheet is set once for everybody on its day, in one size after the other until it fits.
FIRST_SHEET = 4.0


def check_answers(app: Flask, seed: int, count: int) -> None:
    random = Random(seed)  # noqa: S311  the same requests each time
    for number in range(count):
        check_answer(app, odd_request(random), f"request {number} of seed {seed}")


def check_answer(app: Flask, odd: OddRequest, which: str) -> None:
    began = time.process_time()

    body, status, headers = run_wsgi_app(app, odd.over(create_environ()), buffered=True)
    answer = b"".join(body)

    longest = FIRST_SHEET if odd.path.endswith(b"/sheet.pdf") else LONGEST_WORK
    assert time.process_time() - began < longest, which
    assert 200 <= int(status[:3]) < 500, which
    assert "Set-Cookie" not in headers, which
    assert _stays_here(headers.get("Location", "/"), odd), which
    assert b"Traceback (most recent call last)" not in answer, which


def test_three_hundred_odd_requests_are_answered(app: Flask) -> None:
    check_answers(app, seed=1, count=300)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_ten_thousand_odd_requests_are_answered(app: Flask, seed: int) -> None:
    check_answers(app, seed, count=1_000)


def _stays_here(location: str, odd: OddRequest) -> bool:
    """Whether a redirection leads to the name by which the visitor came."""
    found = urlsplit(location)
    return location.startswith("/") if not found.netloc else found.netloc == odd.environ.get("HTTP_HOST", "localhost")
