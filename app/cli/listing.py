"""Cases, offices and what is due as tables on the terminal."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from app.content import Library
from app.content.importing import Comparison
from app.domain.office import Contact, Office
from app.domain.recheck import Recheck


def list_cases(library: Library) -> None:
    table = Table("Case", "Status", "Written to", "Languages")
    for case in library.by_urgency:
        status = f"closed {case.closed}" if case.closed else case.status
        if case.status == "open" and case.send_by:
            status += f", send by {case.send_by}"
        offices = "\n".join(one.to for one in case.recipients)
        table.add_row(case.slug, status, offices, ", ".join(case.languages))
    _console().print(table)


def list_recipients(library: Library, on: datetime.date) -> None:
    table = Table("Office", f"Holder on {on}", "Languages", "Contacts")
    for office in library.offices.values():
        table.add_row(office.id, _holder(office, on), ", ".join(office.letter_languages), _contacts(office))
    _console().print(table)


def list_due(due: Iterable[Recheck], on: datetime.date) -> None:
    table = Table("Office", f"To check on {on}", "Age", "Status", "Open cases", "All cases")
    for one in due:
        table.add_row(one.office, one.what, one.age, one.status, str(one.open_cases), str(one.all_cases))
    _console().print(table)


def list_comparisons(office: str, comparisons: Iterable[Comparison]) -> None:
    table = Table("", "Person", "Ours", "Theirs", title=office, title_justify="left")
    for one in comparisons:
        theirs = f"→ {one.theirs}" if one.status == "differs" else one.theirs
        table.add_row(one.status, one.person, one.ours, theirs)
    _console().print(table)


def _console() -> Console:
    """As wide as the terminal; wide enough for every id where there is none. Names in brackets are names."""
    console = Console(markup=False, emoji=False)
    return console if console.is_terminal else Console(width=140, markup=False, emoji=False)


def _holder(office: Office, on: datetime.date) -> str:
    holder = office.holder_on(on)
    if holder is None:
        return "by title (not known for certain)"
    return f"{holder.name}\nnot confirmed: {holder.unconfirmed}" if holder.unconfirmed else holder.name


def _contacts(office: Office) -> str:
    return "\n".join(_contact(name, contact) for name, contact in office.contacts.each) or "none"


def _contact(name: str, contact: Contact) -> str:
    return f"{name}: {contact.status}" + (f" ({contact.checked})" if contact.checked else "")
