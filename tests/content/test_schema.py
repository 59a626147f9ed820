"""The JSON Schemas of organisers' files: up to date, true of all content, strict with the rest."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.cli.schema import as_json
from app.content import LanguageFile, read_content
from app.content.key_descriptions import DESCRIPTIONS, description_of
from app.content.kinds import KindHead
from app.content.schema import SCHEMAS, modeline, schema_of
from app.domain.case import Case, Ground, Words
from app.domain.office import Office
from tests.builders import CASE_YAML, EN_MD, KIND_MD, LAW_YAML, RECIPIENTS_YAML, write_content
from tests.conftest import PROJECT

FILES = {
    "case": "letter_templates/the-ship/case.yaml",
    "words": "letter_templates/the-ship/en.md",
    "kind": "letter_templates/_kinds/let-go/en.md",
    "recipients": "recipients.yaml",
    "law": "letter_templates/_law.yaml",
}
SOUND = {"case": CASE_YAML, "words": EN_MD, "kind": KIND_MD, "recipients": RECIPIENTS_YAML, "law": LAW_YAML}


def schema_for(where: str) -> str:
    """The name of the schema that a content file must keep to."""
    patterns = {
        "recipients": r"recipients\.yaml",
        "law": r"letter_templates/_law\.yaml",
        "kind": r"letter_templates/_kinds/.*\.md",
        "case": r"letter_templates/[^/]+/case\.yaml",
        "words": r"letter_templates/[^/]+/[a-z]+\.md",
    }
    return next(name for name, pattern in patterns.items() if re.fullmatch(pattern, where))


def as_an_editor_sees_it(data: Any) -> Any:
    """A file's values as JSON knows them: a date is a text."""
    if isinstance(data, dict):
        return {key: as_an_editor_sees_it(value) for key, value in data.items()}
    if isinstance(data, tuple):
        return [as_an_editor_sees_it(value) for value in data]
    return data.isoformat() if isinstance(data, datetime.date) else data


def complaints(folder: Path) -> list[str]:
    """What the schemas find wrong in a content folder: file and message."""
    found = []
    for where, file in read_content(folder)[1].items():
        data = as_an_editor_sees_it((file.front if isinstance(file, LanguageFile) else file).data)
        validator = Draft202012Validator(schema_of(schema_for(where)))
        found += [f"{where}: {error.message}" for error in validator.iter_errors(data)]
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_written_schemas_are_those_of_the_models(name: str) -> None:
    """If this fails: run `letters schema --write`."""
    assert (PROJECT / f"docs/schema/{name}.json").read_text(encoding="utf-8") == as_json(schema_of(name))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_json_schema_of_2020(name: str) -> None:
    schema = schema_of(name)

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_all_shipped_content_keeps_to_its_schemas() -> None:
    assert complaints(PROJECT) == []


def test_every_file_in_form_is_accepted(tmp_path: Path) -> None:
    assert complaints(write_content(tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("case", "status:", "state:", "('state' was unexpected)"),
        ("case", "status: open", "status: opne", "'opne' is not one of ['draft', 'open', 'closed']"),
        ("case", "2020-01-01", "1 January 2020", "'1 January 2020' does not match"),
        ("case", "where: BE", "where: Belgium", "'Belgium' does not match '^[A-Z]{2}$'"),
        ("case", "[sea-law]", "[{id: sea-law}]", "{'id': 'sea-law'} is not of type 'string'"),
        ("case", "asks: [release]", "asks: []", "[] should be non-empty"),
        ("case", "source: a page}", "source: a page, on: 2013/9}", "{'year'|'2013/9' is not valid"),
        ("case", "people:", "slug: x\npeople:", "('slug' was unexpected)"),
        ("words", "title: Let", "titel: Let", "('titel' was unexpected)"),
        ("words", "reviewed: true", "reviewed: perhaps", "'perhaps' is not of type 'boolean'"),
        ("words", "reviewed: true", "letters: {}", "('letters' was unexpected)"),
        ("kind", "name: Let go", "named: Let go", "('named' was unexpected)"),
        ("recipients", "level: agency", "level: boss", "'boss' is not one of"),
        ("recipients", "harbour-master:", "Harbour Master:", "'Harbour Master' does not match"),
        ("recipients", "  level: agency", "  level: agency\n  id: x", "('id' was unexpected)"),
        ("recipients", "{en: Dear", "{en: {neutrl: Dear", "is not valid under any of the given schemas"),
        ("law", "confirmed: true", "confirmed: yes", "'yes' is not of type 'boolean'"),
        ("law", "says:", "say:", "('say' was unexpected)"),
    ],
)
def test_what_the_check_refuses_an_editor_underlines(name: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    text = SOUND[name].replace(old, new, 1)
    text = text.replace("neutrl: Dear Harbour Master}", "neutrl: Dear Harbour Master}}")

    folder = write_content(tmp_path, **{FILES[name]: text})

    assert read_content(folder)[0].problems != ()
    found = [complaint for complaint in complaints(folder) if complaint.startswith(FILES[name])]
    assert any(part in complaint for complaint in found for part in told.split("|")), found


@pytest.mark.parametrize("written", ["2008", "2008-07", "2008-07-03", '"2008-07-03"'])
def test_a_date_may_be_a_year_a_month_or_a_day(written: str, tmp_path: Path) -> None:
    text = CASE_YAML.replace("source: a page}", f"source: a page, on: {written}}}")

    assert complaints(write_content(tmp_path, **{FILES["case"]: text})) == []


def test_a_title_is_a_text_or_forms_and_a_term_may_end_nobody_knows_when(tmp_path: Path) -> None:
    holder = "  holders: [{name: Ann, source: a page, from: 2001, until: unknown, title: {en: {neutral: X}}}]\n"

    assert complaints(write_content(tmp_path, **{FILES["recipients"]: RECIPIENTS_YAML + holder})) == []


def test_editors_explain_every_key() -> None:
    untold = [
        (name, place, key)
        for name in SCHEMAS
        for place, model in {"file": schema_of(name), **schema_of(name).get("$defs", {})}.items()
        for part in [model, *model.get("anyOf", ())]
        for key, value in part.get("properties", {}).items()
        if not value.get("description")
    ]

    assert untold == []


def test_no_key_is_explained_that_does_not_exist() -> None:
    unknown = [
        (model.__name__, key)
        for model, words in DESCRIPTIONS.items()
        for key in words
        if key not in {field.alias or name for name, field in model.model_fields.items()}
    ]

    assert unknown == []


def test_what_does_not_come_from_the_file_is_no_key() -> None:
    assert [key for key in ("slug", "words") if key in schema_of("case")["properties"]] == []
    assert "letters" not in schema_of("words")["properties"]
    assert [description_of(model, "id") for model in (Case, Words, KindHead, Office, Ground)] == [""] * 5


def modeline_in(path: Path) -> str | None:
    lines = path.read_text(encoding="utf-8").splitlines()
    first = lines[1] if path.suffix == ".md" else lines[0]
    return first if first.startswith("# yaml-language-server:") else None


CONTENT = [PROJECT / "recipients.yaml", *sorted(PROJECT.glob("letter_templates/**/*.yaml"))]
WORDS = sorted(PROJECT.glob("letter_templates/*/*.md")) + sorted(PROJECT.glob("letter_templates/_kinds/*/*.md"))


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_yaml_file_names_its_schema_in_its_first_line(path: Path) -> None:
    assert modeline_in(path) == modeline(schema_for(str(path.relative_to(PROJECT))))


def test_a_language_file_that_names_a_schema_names_its_own() -> None:
    named = {path: line for path in WORDS if (line := modeline_in(path)) is not None}

    wrong = [path for path, line in named.items() if line != modeline(schema_for(str(path.relative_to(PROJECT))))]

    assert named
    assert wrong == []


def test_the_named_schemas_are_where_the_lines_say() -> None:
    for path in [*CONTENT, *WORDS]:
        line = modeline_in(path)
        if line is not None:
            target = path.parent / line.partition("$schema=")[2]
            assert target.resolve().parent == PROJECT / "docs/schema"
            assert target.is_file()
