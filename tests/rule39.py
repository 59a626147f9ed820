"""An invented Rule 39 request and the PDFs it encloses, each with one thing changed."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from app.domain.office import Office
from app.domain.rule39 import Rule39Request
from app.domain.rule39_reading import read_rule39

# A Friday; in Strasbourg it is 13:50.
NOW = datetime.datetime(2026, 11, 20, 12, 50, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 11, 20)
WHY_CLOSED = "This line is for applicants alone."


def the_office(**changes: Any) -> Office:
    source = {"source": "a page", "checked": "2024", "status": "live"}
    return Office.model_validate(
        {
            "id": "echr-rule39",
            "title": {"en": "Rule 39 requests"},
            "organisation": {"en": "European Court of Human Rights, Registry"},
            "level": "court",
            "languages": ("en",),
            "open_to": "representatives",
            "why_closed": WHY_CLOSED,
            "contacts": {
                "post": {"lines": ("Council of Europe", "67075 STRASBOURG CEDEX"), "country": "FR", **source},
                "fax": {"number": "+33388413900", "also": ("+33390214350",), **source},
                "web": {"url": "https://r39.example.org", **source},
            },
            **changes,
        }
    )


def typed(**changes: Any) -> dict[str, Any]:
    """What the representative of an invented applicant types."""
    return {
        "capacity": "representative",
        "respondent_state": "BE",
        "applicant_name": "Navid Exemplar",
        "date_of_birth": "1994-03-17",
        "nationality": "Iranian",
        "whereabouts": "Invented Closed Centre\n1 Sample Road, 1820 Steenokkerzeel",
        "contact_name": "Odile Sampleton",
        "telephone": "+32 2 555 01 23",
        "fax": "+32 2 555 01 24",
        "email": "odile@example.org",
        "contact_address": "10 Example Street\n1000 Brussels\nBelgium",
        "domestic_reference": "CCE 000 000",
        "removal": "dated",
        "removal_date": "2026-11-26",
        "removal_time": "07:40",
        "removal_zone": "Europe/Brussels",
        "removal_destination": "Tehran, Iran",
        "removal_flight": "flight XX 0000",
        "final_decision_date": "2026-11-19",
        "articles": ["2", "3"],
        "other_articles": "P4-4 and 13",
        "application_number": "12345/26",
        "measure": "Not to remove the applicant.",
        "facts": "He was held.\n\nHe fled.",
        "reasons": "A court has sentenced him to death.",
        "domestic_steps": "The appeal was dismissed.",
        "enclosures": [{"title": "Decision of 19 November 2026"}],
        "signature": "Odile Sampleton",
        **changes,
    }


def a_request(**changes: Any) -> Rule39Request:
    request, told = read_rule39(typed(**changes), NOW, the_office())
    assert request is not None, told
    return request


def written(pdf: Pdf, **options: Any) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, **options)
    return buffer.getvalue()


def a_pdf(pages: int = 1, size: tuple[float, float] = (595, 842), words: str = "Decision", **options: Any) -> bytes:
    """A PDF with a line of words on each page, named by its number."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(f"BT /F 20 Tf 60 500 Td ({words} {number}) Tj ET".encode())
    return written(pdf, **options)


def opened(data: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(data))
