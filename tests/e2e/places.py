"""Every page of the site, and every state of it that looks different. A new page has to be listed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask.testing import FlaskClient
from playwright.sync_api import Page, Route
from werkzeug.test import TestResponse

from app.web.languages import SITE_LANGUAGES

CASE = "asylum-in-belgium"
LONG_CASE = "no-return-to-iran"
CLOSED = "release-the-seven"
OFFICES = ("be-minister-asylum-migration", "be-cgrs", "be-fedasil")
TYPED: dict[str, str | list[str]] = {
    "to": list(OFFICES),
    "name": "Ann Lee",
    "introduction": "a nurse",
    "address": "12 Lange Munt\n9000 Gent",
    "country": "BE",
    "own_words": "I have met families who waited for years.",
    "language-be-cgrs": "nl",
}
RIGHT_TO_LEFT = ("fa", "ar")
# Where a page is as wide as a desk's screen: in one language of each direction.
AT_A_DESK = ("en", "fa")

_FORM = {"content-type": "application/x-www-form-urlencoded"}
Form = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Place:
    """A page at an address without its language; `typed` is posted there, and `act` done when it is open."""

    name: str
    endpoint: str
    path: str
    typed: Form | None = None
    status: int = 200
    act: Callable[[Page], None] | None = field(default=None, compare=False)
    # With pictures of letters or of faxes.
    pictures: bool = False

    def __str__(self) -> str:
        return self.name

    def asked_of(self, client: FlaskClient, language: str) -> TestResponse:
        """The page as a program gets it."""
        path = f"/{language}{self.path}"
        return client.get(path) if self.typed is None else client.post(path, data=self.typed)

    def open(self, page: Page, language: str, origin: str = "") -> None:
        """The page as a browser gets it, still and with all it shows."""
        if self.typed is not None:

            def post(route: Route) -> None:
                route.continue_(method="POST", headers={**route.request.headers, **_FORM}, post_data=body)

            body = urlencode(dict(self.typed), doseq=True)
            page.route(f"**{self.path}", post, times=1)
        answer = page.goto(f"{origin}/{language}{self.path}")
        assert answer is not None
        assert answer.status == self.status
        if self.act:
            self.act(page)
        if page.locator("body.live").count() and page.locator("#sheets").is_visible():
            page.wait_for_selector("#sheets :is(.sheet, .summary)", state="attached")
            page.wait_for_selector("#sheets[aria-busy]", state="detached")


def _write_and_look(page: Page) -> None:
    """What is typed stands on the sheet; on a phone after a tap."""
    page.fill("#own_words", "I write while you look.")
    see = page.locator(".see")
    if see.is_visible():
        see.click()
    page.locator("#sheets .twin", has_text="I write while you look.").wait_for(state="attached")


def _open_all(page: Page) -> None:
    for summary in page.locator("summary:visible").all():
        summary.click()


PLACES = (
    Place("cases", "pages.index", "/"),
    Place("cases-narrowed", "pages.index", "/?country=BE&language=nl"),
    Place("cases-none", "pages.index", "/?country=JP&language=nl"),
    Place("case", "pages.case", f"/cases/{CASE}"),
    Place("case-long", "pages.case", f"/cases/{LONG_CASE}"),
    Place("case-closed", "pages.case", f"/cases/{CLOSED}"),
    Place("write", "pages.write", f"/cases/{CASE}/write", pictures=True),
    Place("write-all-open", "pages.write", f"/cases/{LONG_CASE}/write", act=_open_all, pictures=True),
    Place("write-live", "pages.write", f"/cases/{CASE}/write", act=_write_and_look, pictures=True),
    Place(
        "write-errors",
        "pages.preview",
        f"/cases/{CASE}/preview",
        typed={
            "own_words": "Kept.",
            "on": "2031-01-01",
            "email": "nobody",
            "language-be-cgrs": "xx",
            "stationery": "x",
        },
        status=422,
    ),
    Place("write-letters", "pages.preview", f"/cases/{CASE}/preview", typed=TYPED, pictures=True),
    Place("write-fax", "pages.preview", f"/cases/{CASE}/preview", typed={**TYPED, "delivery": "fax"}, pictures=True),
    Place("write-closed", "pages.write", f"/cases/{CLOSED}/write"),
    Place("write-closed-meanwhile", "pages.preview", f"/cases/{CLOSED}/preview", typed=TYPED, status=409),
    Place("safety", "pages.safety", "/safety"),
    Place("rule-39", "rule39.page", "/rule-39"),
    Place("rule-39-errors", "rule39.check", "/rule-39", typed={"telephone": "12"}, status=422),
    Place("error", "", "/cases/asylum-in-belgiun", status=404),
)
IN_EVERY_LANGUAGE = tuple((place, language) for place in PLACES for language in SITE_LANGUAGES)
