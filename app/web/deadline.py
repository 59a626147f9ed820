"""The day to send a letter before, for a visitor's own calendar."""

from __future__ import annotations

import datetime

from flask import Blueprint, Response, abort, url_for
from icalendar import Alarm, Calendar, Event, vText

from app.domain.case import Case
from app.domain.language import Language
from app.domain.said import Reader, said
from app.web.desk import desk
from app.web.languages import reader
from app.web.reading import HOUR, for_everybody, words_for

blueprint = Blueprint("deadline", __name__)

_A_DAY = datetime.timedelta(days=1)
_REMINDED = datetime.timedelta(days=-2)


@blueprint.get("/cases/<slug>/deadline.ics")
def deadline(slug: str) -> Response:
    chosen = desk().case_or_404(slug)
    if chosen.status == "closed" or chosen.send_by is None:
        abort(404)
    response = for_everybody(_calendar(chosen, chosen.send_by, reader()), "text/calendar", seconds=HOUR // 2)
    response.headers.set("Content-Disposition", "attachment", filename=f"deadline-{slug}.ics")
    return response


def _calendar(case: Case, last: datetime.date, reading: Reader) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Urgent Letters//Deadline//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(case, last, reading))
    written: bytes = calendar.to_ical()
    return written


def _event(case: Case, last: datetime.date, reading: Reader) -> Event:
    """All of the day; two days before it the calendar speaks up."""
    words, _language = words_for(case, reading.language)
    page = url_for("pages.case", slug=case.slug, _external=True)
    summary = _spoken(reading.say(said("Send your letters: {case}", case=words.title)), reading.language)
    event = Event()
    event.add("uid", f"deadline-{case.slug}@urgent-letters")
    event.add("dtstamp", _changed(case))
    event.add("dtstart", last)
    event.add("dtend", last + _A_DAY)
    event.add("summary", summary)
    event.add("description", _spoken(f"{' '.join(words.summary.split())}\n{page}", reading.language))
    event.add("url", page)
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(summary))
    return event


def _alarm(summary: vText) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _REMINDED)
    alarm.add("description", summary)
    return alarm


def _spoken(text: str, language: Language) -> vText:
    spoken = vText(text)
    spoken.params["LANGUAGE"] = language.code
    return spoken


def _changed(case: Case) -> datetime.datetime:
    """The case's newest day, so that the same case gives the same file."""
    newest = max([case.opened, *(update.on.earliest for update in case.updates)])
    return datetime.datetime.combine(newest, datetime.time(), datetime.UTC)
