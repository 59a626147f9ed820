"""JSON Schema of organisers' files, so that an editor completes and checks them as they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from app.content.key_descriptions import description_of
from app.content.kinds import KindHead
from app.domain.case import Case, Ground, Words
from app.domain.dates import PartialDate
from app.domain.office import GenderedForm, Office
from app.domain.values import SLUG_FORM

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ID: Schema = {"type": "string", "pattern": SLUG_FORM}
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_PARTIAL_DATE: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 9999},
        {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    ]
}
# Fields that do not come from the file: its own place gives them, or other files do.
_SUPPLIED: Mapping[type[BaseModel], frozenset[str]] = {
    Case: frozenset({"slug", "words"}),
    Words: frozenset({"letters"}),
    Office: frozenset({"id"}),
    Ground: frozenset({"id"}),
}


class _File(NamedTuple):
    """A file of organisers': its title, its way up to the content's folder, and what it holds.

    `model` is all of the file, or with `by_id` each entry under its id.
    """

    title: str
    way_up: str
    model: type[BaseModel]
    by_id: bool = False


_FILES = {
    "case": _File("case.yaml: the facts of a case", "../../", Case),
    "words": _File("A case in one language: the front matter of its Markdown file", "../../", Words),
    "kind": _File("A kind of letter in one language: the front matter of its Markdown file", "../../../", KindHead),
    "recipients": _File("recipients.yaml: the offices, each under its id", "", Office, by_id=True),
    "law": _File("_law.yaml: the legal grounds, each under its id", "../", Ground, by_id=True),
}
SCHEMAS = tuple(_FILES)


def schema_of(name: str) -> Schema:
    """The JSON Schema (draft 2020-12) of one of SCHEMAS."""
    file = _FILES[name]
    generator = _GroundsById if file.model is Case else _AsWritten
    whole = file.model.model_json_schema(schema_generator=generator)
    definitions = whole.pop("$defs", {})
    if not file.by_id:
        whole.pop("description", None)  # a word to programmers; the title says it to organisers
    else:
        definitions[file.model.__name__] = whole
        entry = {"$ref": f"#/$defs/{file.model.__name__}"}
        whole = {"type": "object", "propertyNames": _ID, "additionalProperties": entry}
    return {"$schema": _DRAFT, "title": file.title, **whole, **({"$defs": definitions} if definitions else {})}


def modeline(name: str) -> str:
    """The comment by which an editor finds the schema of a file in its usual place."""
    return f"# yaml-language-server: $schema={_FILES[name].way_up}docs/schema/{name}.json"


class _AsWritten(GenerateJsonSchema):
    """Describes values as they stand in a file, before they become domain objects."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model = schema["cls"]
        if model is PartialDate:
            return {**_PARTIAL_DATE, "description": _in_paragraphs(PartialDate.__doc__ or "")}
        described = self._described(model, super().model_schema(schema))
        if model is GenderedForm:
            return {"anyOf": [{"type": "string", "pattern": r"\S"}, described]}
        return described

    @staticmethod
    def _described(model: type[BaseModel], schema: JsonSchemaValue) -> JsonSchemaValue:
        """Without what the file does not hold, and with a word on each key that it does."""
        supplied = _SUPPLIED.get(model, frozenset())
        held = {key: value for key, value in schema["properties"].items() if key not in supplied}
        required = [key for key in schema.get("required", ()) if key not in supplied]
        told = _in_paragraphs(schema.get("description", ""))
        return {
            **({"description": told} if told else {}),
            "type": "object",
            "properties": {key: {**value, "description": description_of(model, key)} for key, value in held.items()},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:  # noqa: ARG002  the base class's form
        return dict(_DAY)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        # An editor would offer a default to be written out, which no organiser needs.
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  the base class's form
        return False


class _GroundsById(_AsWritten):
    """In a case's file the legal grounds are named, not described."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        if schema["cls"] is Ground:
            return {**_ID, "description": "A legal ground by its id in _law.yaml."}
        return super().model_schema(schema)


def _in_paragraphs(docstring: str) -> str:
    """A docstring without the line ends that only its source needs."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in docstring.split("\n\n")).strip()
