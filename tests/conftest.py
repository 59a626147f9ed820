"""Fixtures: the shipped library, one warm renderer, a client, and the supporters of our tests."""

from __future__ import annotations

import datetime
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from app import create_app
from app.config import Settings
from app.content import Library, load_library
from app.rendering import Renderer

PROJECT = Path(__file__).parent.parent
TODAY = datetime.date(2026, 11, 21)
# The day before, a Friday: in Strasbourg it is 13:50, and the registry is open.
NOW = datetime.datetime(2026, 11, 20, 12, 50, tzinfo=datetime.UTC)

# What takes long on a busy machine is no fault; benchmarks measure.
settings.register_profile("unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# A job in the background is deaf to Ctrl-C, and so are the commands that it starts; tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(PROJECT)


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer()


@pytest.fixture(scope="session")
def app() -> Flask:
    made = create_app(Settings(content=PROJECT, today=lambda: TODAY, now=lambda: NOW, rate_limits=False))
    made.testing = True
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()
