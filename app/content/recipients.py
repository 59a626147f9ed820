"""recipients.yaml → offices."""

from __future__ import annotations

from pathlib import Path

from app.content.complaints import build_each
from app.content.language_file import Files
from app.content.yaml_text import YamlText, read_yaml_file
from app.domain.address import is_email_address
from app.domain.language import LANGUAGES
from app.domain.office import Office
from app.domain.problem import Problem, Problems

# Offices by id; None for one that is there but faulty.
Offices = dict[str, Office | None]


def read_offices(path: Path, where: str, files: Files) -> tuple[Offices, Problems]:
    """Every office by id, and what is wrong with the faulty ones."""
    file = read_yaml_file(path, where)
    if isinstance(file, Problem):
        return {}, (file,)
    files[where] = file
    return build_each(Office, file, faults=lambda office: _faults(office, file))


def _faults(office: Office, file: YamlText) -> list[Problem]:
    faults = []
    email = office.contacts.email
    if email is not None and not is_email_address(email.address):
        faults.append(
            file.problem(
                "no-email",
                (office.id, "contacts", "email", "address"),
                f"«{email.address}» is not an e-mail address.",
                "Write it like name@example.org.",
            )
        )
    if office.open_to == "representatives" and not office.why_closed:
        faults.append(
            file.problem(
                "no-reason",
                (office.id, "open_to"),
                "Supporters may not write to this office, and nothing says why.",
                "Add «why_closed: …», one sentence that they will read.",
            )
        )
    if office.open_to == "supporters" and office.letter_languages and not set(office.letter_languages) & set(LANGUAGES):
        faults.append(
            file.problem(
                "no-salutation",
                (office.id, "languages"),
                f"Letters are not yet written in any language of this office: {', '.join(office.letter_languages)}.",
                f"Give a title and a salutation in one of these: {', '.join(LANGUAGES)}.",
            )
        )
    elif office.open_to == "supporters" and not office.letter_languages:
        faults.append(
            file.problem(
                "no-salutation",
                (office.id, "salutation"),
                "No letter can be written: no language has a title and a salutation.",
                f"Give both in one of the office's languages: {', '.join(office.languages)}.",
            )
        )
    return faults
