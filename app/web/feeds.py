"""What is new, for feed readers (Atom, RFC 4287): all cases, or one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from flask import Blueprint, Response, request, url_for

from app.domain.case import Case
from app.domain.language import Language
from app.domain.said import Reader, said
from app.web.desk import desk
from app.web.languages import reader
from app.web.reading import HOUR, for_everybody, words_for

blueprint = Blueprint("feeds", __name__)

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# A tag: URI (RFC 4151) holds a name and a day on which its owner had it.
_SINCE = "2026"
_HOST = re.compile(r"[a-z0-9.-]+")


@dataclass(frozen=True)
class Item:
    """One thing that happened in a case; `name` tells it from others for good, in any language."""

    case: Case
    name: str
    on: datetime.date
    title: str
    text: str
    language: Language


@blueprint.get("/feed.atom")
def everything() -> Response:
    cases = desk().library.by_urgency
    items = [item for case in cases for item in _items(case, reader())]
    return _answer(
        "feed", reader().say(said("Urgent Letters: all cases")), url_for("pages.index", _external=True), items
    )


@blueprint.get("/cases/<slug>/feed.atom")
def one_case(slug: str) -> Response:
    case = desk().case_or_404(slug)
    words, _language = words_for(case, reader().language)
    title = reader().say(said("Urgent Letters: {case}", case=words.title))
    return _answer(slug, title, _page_of(case), _items(case, reader()))


def _items(case: Case, reading: Reader) -> Iterator[Item]:
    """The beginning, each update that is told, the end."""
    words, language = words_for(case, reading.language)
    yield Item(case, "opened", case.opened, reading.say(said("New: {case}", case=words.title)), words.summary, language)
    for update in case.updates:
        title = reading.say(said("News: {case}", case=words.title))
        text = words.updates.get(update.id, "")
        if text:
            yield Item(case, f"update/{update.id}", update.on.earliest, title, text, language)
    if case.status == "closed" and case.outcome:
        title = reading.say(said("Closed: {case}", case=words.title))
        yield Item(case, "outcome", case.closed or case.outcome.on.earliest, title, words.outcome, language)


def _answer(name: str, title: str, page: str, items: Iterable[Item]) -> Response:
    newest_first = sorted(items, key=lambda item: (item.on, item.case.slug, item.name), reverse=True)
    return for_everybody(_feed(name, title, page, newest_first), "application/atom+xml", seconds=HOUR // 2)


def _feed(name: str, title: str, page: str, items: list[Item]) -> bytes:
    feed = Xml.Element("feed", {"xmlns": _ATOM, _LANGUAGE: reader().language.code})
    _add(feed, "id", _tag(name))
    _add(feed, "title", title)
    _add(feed, "updated", _moment(max((item.on for item in items), default=datetime.date(2026, 1, 1))))
    _add(feed, "link", rel="self", type="application/atom+xml", href=request.base_url)
    _add(feed, "link", rel="alternate", type="text/html", href=page)
    _add(_add(feed, "author"), "name", "Urgent Letters")
    for item in items:
        _add_entry(feed, item)
    written: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(feed: Xml.Element, item: Item) -> None:
    entry = _add(feed, "entry", **{_LANGUAGE: item.language.code})
    _add(entry, "id", _tag(f"{item.case.slug}/{item.name}"))
    _add(entry, "title", item.title)
    _add(entry, "updated", _moment(item.on))
    _add(entry, "published", _moment(item.on))
    _add(entry, "link", rel="alternate", type="text/html", href=_page_of(item.case))
    _add(entry, "summary", " ".join(item.text.split()))


def _add(parent: Xml.Element, name: str, text: str | None = None, **attributes: str) -> Xml.Element:
    element = Xml.SubElement(parent, name, attributes)
    element.text = text
    return element


def _tag(name: str) -> str:
    """The same in each language, and for as long as the site keeps its name."""
    host = request.host.partition(":")[0].lower()
    authority = host if _HOST.fullmatch(host) else "localhost"
    return f"tag:{authority},{_SINCE}:{name}"


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _page_of(case: Case) -> str:
    return url_for("pages.case", slug=case.slug, _external=True)
