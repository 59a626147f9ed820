"""How the site is: whether it answers, whether it prints letters, and figures. Nothing in them is about a visitor."""

from __future__ import annotations

import hmac
import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from flask import Blueprint, Flask, Response, abort, current_app, g, make_response, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from app.config import Settings
from app.content import load_stationery
from app.rendering import Renderer
from app.web.desk import Desk, desk, desk_of
from app.web.logs import tell

_KEY = "health"
# A letter of a moment ago stands for one now.
_RECENTLY = 60.0
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
# From a static file to a pack of letters.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60)

blueprint = Blueprint("health", __name__)


class Health:
    """What is remembered of an application's work: counts, and when it last printed a letter."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._token, self._limit = settings.metrics_token, settings.seconds
        # The moments of the last letter and of the last look, and how many letters there had been then.
        self._printed_at = self._looked_at = float("-inf")
        self._done = 0
        self._lock = threading.Lock()
        self._trial: Future[None] | None = None
        self._thread = ThreadPoolExecutor(1, "trial-letter")
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "letters_requests", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "letters_request_seconds", "How long requests took.", ("route",), buckets=_SECONDS, registry=self.registry
        )
        self.registry.register(_Figures(lambda: desk_of(app)))

    def opens_with(self, header: str) -> bool:
        """Whether an Authorization header has the token; without a token nothing does."""
        right = f"Bearer {self._token}".encode()
        return bool(self._token) and hmac.compare_digest(header.encode(), right)

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        self._requests.labels(route, method, f"{status // 100}xx").inc()
        self._seconds.labels(route).observe(seconds)

    def printed_recently(self, done: int) -> bool:
        """Whether a letter was printed of late; `done` is how many there have been."""
        now = time.monotonic()
        if done > self._done and now - self._looked_at < _RECENTLY:
            self._printed_at = now
        self._done, self._looked_at = done, now
        return now - self._printed_at < _RECENTLY

    def prints_now(self, letter_renders: Callable[[], None]) -> bool:
        """Whether a letter is printed within the limit; one trial at a time, however many ask."""
        with self._lock:
            if self._trial is None or self._trial.done():
                self._trial = self._thread.submit(letter_renders)
            trial = self._trial
        try:  # whatever it raises, no letter is printed
            trial.result(self._limit)
        except Exception as error:
            tell(logging.ERROR, "no letter can be printed", type=type(error).__name__)
            return False
        self._printed_at = time.monotonic()
        return True


class _Figures:
    """What is looked up when somebody asks."""

    def __init__(self, found: Callable[[], Desk]) -> None:
        self._desk = found

    def collect(self) -> Iterable[Metric]:
        desk = self._desk()
        yield _gauge("letters_cases", "Cases that are served.", len(desk.library.by_urgency))
        yield _gauge("letters_offices", "Offices that are served.", len(desk.library.offices))
        yield _gauge("letters_content_problems", "Errors in the content.", len(desk.content_problems))
        yield from rendering_figures(desk)


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=value)


def rendering_figures(desk: Desk) -> Iterable[Metric]:
    """Of the processes that lay letters out."""
    figures = desk.press.workers.figures
    ended = CounterMetricFamily("letters_jobs", "Jobs of laying out, by how they ended.", labels=("end",))
    for end in ("done", "cut_off", "died", "refused"):
        ended.add_metric((end,), getattr(figures, end))
    yield ended
    yield CounterMetricFamily("letters_job_seconds", "How long they took together.", value=figures.seconds)
    yield _gauge("letters_jobs_waiting", "Jobs that wait for a process.", figures.waiting)
    yield _gauge("letters_jobs_at_work", "Jobs that are laid out now.", figures.at_work)


def letter_renders(desk: Desk) -> None:
    """Print one letter, as for a supporter; raises what keeps it from being printed."""
    desk.press.workers.run_urgently(Renderer.warm, load_stationery().plain("A4"))


def set_up_health(app: Flask, settings: Settings) -> None:
    """To be called before other functions see answers, so that theirs is counted with them."""
    app.extensions[_KEY] = Health(app, settings)
    app.register_blueprint(blueprint)
    app.before_request(_begin)
    app.after_request(_end)


def health(app: Flask | None = None) -> Health:
    found: Health = (app or current_app).extensions[_KEY]
    return found


@blueprint.get("/healthz")
def healthz() -> Response:
    return _plain("ok\n", 200)


@blueprint.get("/readyz")
def readyz() -> Response:
    here, now = health(), desk()
    ready = here.printed_recently(now.press.workers.figures.done) or here.prints_now(lambda: letter_renders(now))
    letters = "letters are printed" if ready else "no letter can be printed"
    return _plain(f"{letters}\ncontent: {_content(now)}\n", 200 if ready else 503)


@blueprint.get("/metrics")
def metrics() -> Response:
    """For whoever has the token; for all others there is no such page."""
    if not health().opens_with(request.headers.get("Authorization", "")):
        abort(404)
    answer = make_response(generate_latest(health().registry))
    answer.headers["Content-Type"] = CONTENT_TYPE_LATEST
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _content(now: Desk) -> str:
    number = len(now.content_problems)
    if not number:
        return f"{len(now.library.by_urgency)} cases, no problems"
    return f"{number} {'problem' if number == 1 else 'problems'}, the last sound version is served"


def _plain(text: str, status: int) -> Response:
    answer = make_response(text, status)
    answer.mimetype = "text/plain"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _begin() -> None:
    g.begun = time.perf_counter()


def _end(response: Response) -> Response:
    """The rule that led here, and never the path: that can hold what somebody typed."""
    seconds = time.perf_counter() - g.get("begun", time.perf_counter())
    route = request.url_rule.rule if request.url_rule else "none"
    method = request.method if request.method in _METHODS else "other"
    health().count(route, method, response.status_code, seconds)
    tell(
        logging.INFO,
        "request",
        method=method,
        route=route,
        status=response.status_code,
        milliseconds=round(seconds * 1000),
    )
    return response
