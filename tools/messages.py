"""Brings the catalogues of the pages up to date: new sentences come in untranslated, old ones go.

Run by `make messages`. A translator edits app/web/translations/<language>/LC_MESSAGES/messages.po.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from app.content.catalogues import CATALOGUES
from app.web.languages import SITE_LANGUAGES

PROJECT = Path(__file__).parent.parent
LANGUAGES = tuple(code for code in SITE_LANGUAGES if code != "en")
_KEYWORDS = {"say": None, "said": None, "say_many": (1, 2), "said_many": (1, 2)}
_METHODS = [("**.py", "python"), ("**/templates/*.html", "jinja2"), ("**/assets/*.html", "jinja2")]
# Dates and placeholders for names, which would change with every run or say nothing.
_OF_NO_USE = ('"Report-Msgid', '"POT-Creation', '"PO-Revision', '"Last-Translator', '"Language-Team', '"Generated-By')
_OPTIONS = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}


def sentences() -> Catalog:
    """Every sentence that a reader can be told, as it stands in the code and the templates."""
    catalogue = Catalog(project="Urgent Letters", charset="utf-8", fuzzy=False)
    found = extract_from_dir(PROJECT / "app", _METHODS, _OPTIONS, keywords=_KEYWORDS)
    for file, _line, message, _comments, _context in sorted(found):
        catalogue.add(message, locations=[(f"app/{file}", 0)])
    return catalogue


def read(code: str) -> Catalog:
    path = CATALOGUES / code / "LC_MESSAGES/messages.po"
    if not path.exists():
        return Catalog(locale=code, project="Urgent Letters", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def write(code: str, catalogue: Catalog) -> None:
    path = CATALOGUES / code / "LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.header_comment = (
        f"# The pages of Urgent Letters in {catalogue.locale.english_name}. See docs/translating.md."
    )
    written = io.BytesIO()
    write_po(written, catalogue, width=110, sort_output=True, include_lineno=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(_OF_NO_USE)), encoding="utf-8")


def main() -> int:
    template = sentences()
    for code in LANGUAGES:
        catalogue = read(code)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        write(code, catalogue)
        missing = sum(1 for message in catalogue if message.id and not all(_texts(message.string)))
        print(f"{code}: {len(catalogue)} sentences, {missing} to translate")
    return 0


def _texts(string: object) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))


if __name__ == "__main__":
    sys.exit(main())
