"""Pydantic's complaints, in an organiser's words and with the line they belong to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.content.yaml_text import Location, YamlText
from app.domain.problem import Problem, Problems, did_you_mean

Model = TypeVar("Model", bound=BaseModel)

# What pydantic adds to a location for each form that a value may have.
_FORMS = frozenset({"PartialDate", "literal['unknown']"})

_EXPECTED = {
    "bool_type": "true or false",
    "date_type": "a date such as 2013-09-20",
    "dict_type": "keys with values, one a line",
    "int_type": "a whole number",
    "mapping_type": "keys with values, one a line",
    "model_type": "keys with values, one a line",
    "string_type": "text; put it in quotation marks if it looks like a number or a date",
    "string_too_short": "text; it is empty",
    "tuple_type": "a list, each entry on a line that begins with «- »",
}


def build(
    model: type[Model], data: Any, file: YamlText, at: Location = (), supplied: Mapping[str, Any] | None = None
) -> Model | Problems:
    """A domain object from plain data that stands at `at` in the file, or all its problems.

    `supplied` are fields that do not come from the file; the file may not have them.
    """
    supplied = supplied or {}
    if not isinstance(data, dict):
        return (file.problem("wrong-value", at, f"«{_shown(at)}» must be {_EXPECTED['model_type']}."),)
    known = [key for key in _keys_of(model) if key not in supplied]
    forbidden = tuple(_unknown_key(file, (*at, key), known) for key in supplied if key in data)
    try:
        built = model.model_validate({**data, **supplied})
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True)
        told = [details for details in found if not _follows_from_another(details, found)]
        return (*forbidden, *_problems(model, told, file, at, known))
    return forbidden or built


def build_each(
    model: type[Model], file: YamlText, faults: Callable[[Model], Sequence[Problem]] = lambda _built: ()
) -> tuple[dict[str, Model | None], Problems]:
    """The objects that stand in a file under their ids, and what is wrong with the faulty ones.

    A faulty one is None, so that what leans on it knows that it is there. `faults` are what
    only the finished object shows.
    """
    entries: dict[str, Model | None] = {}
    problems: list[Problem] = []
    for name, data in file.data.items():
        built = build(model, data, file, at=(name,), supplied={"id": name})
        wrong = built if isinstance(built, tuple) else tuple(faults(built))
        problems.extend(wrong)
        entries[name] = None if isinstance(built, tuple) or wrong else built
    return entries, tuple(problems)


def _problems(
    model: type[BaseModel], found: Sequence[ErrorDetails], file: YamlText, at: Location, known: Sequence[str]
) -> Problems:
    """One problem for each place: where a value may be of several forms, pydantic complains of each."""
    by_place: dict[Location, list[ErrorDetails]] = {}
    for details in found:
        by_place.setdefault(_place(details), []).append(details)
    problems = []
    for place, complaints in by_place.items():
        beside = known if len(place) == 1 else _keys_beside(model, place)
        problems.append(_problem(place, complaints, file, at, beside))
    return tuple(problems)


def _place(details: ErrorDetails) -> Location:
    """Where in the file it is: without the names of the forms that pydantic tried."""
    return tuple(step for step in details["loc"] if isinstance(step, int) or step not in _FORMS)


def _follows_from_another(details: ErrorDetails, found: Sequence[ErrorDetails]) -> bool:
    """A list is called too short merely because an entry in it is faulty."""
    place = details["loc"]
    deeper = any(other["loc"][: len(place)] == place != other["loc"] for other in found)
    return details["type"] == "too_short" and deeper


def _problem(
    place: Location, complaints: Sequence[ErrorDetails], file: YamlText, at: Location, beside: Sequence[str]
) -> Problem:
    location = (*at, *place)
    kind = complaints[0]["type"]
    if kind == "missing":
        key = str(place[-1])
        return file.problem("missing-key", location[:-1], f"«{key}» is missing.", f"Add a line «{key}: …».")
    if kind == "extra_forbidden":
        return _unknown_key(file, location, beside)
    wanted = ", or ".join(_wanted(details) for details in complaints)
    hint = "Write it after the colon." if _is_unfilled(complaints[0]) else ""
    return file.problem("wrong-value", location, f"«{_shown(location)}» must be {wanted}.", hint)


def _is_unfilled(details: ErrorDetails) -> bool:
    """Whether it is a text's key without a value, as in a language file that is just begun."""
    return details["type"] == "string_type" and details["input"] is None


def _unknown_key(file: YamlText, location: Location, known: Sequence[str]) -> Problem:
    key = str(location[-1])
    return file.problem("unknown-key", location, f"«{key}» is not a key here.", did_you_mean(key, known))


def _shown(location: Location) -> str:
    """A key with its place, entries of a list counted from 1."""
    return " → ".join(str(step + 1) if isinstance(step, int) else step for step in location) or "this file"


def _wanted(details: ErrorDetails) -> str:
    """What a value must be, to stand after «must be»."""
    kind, context = details["type"], details.get("ctx", {})
    if _is_unfilled(details):
        kind = "string_too_short"
    words = {
        "literal_error": _one_of(str(context.get("expected"))),
        "too_short": f"a list of at least {context.get('min_length')}",
        "string_too_long": f"text of at most {context.get('max_length', 0):,} characters",
        "too_long": f"a list of at most {context.get('max_length')}",
        "string_pattern_mismatch": _PATTERNS.get(str(details["loc"][-1]), _SLUG),
        "value_error": str(context.get("error")).removeprefix("must be "),
        **_EXPECTED,
    }
    return words.get(kind) or details["msg"][:1].lower() + details["msg"][1:]


def _one_of(expected: str) -> str:
    return f"one of: {expected.replace(' or ', ', ')}" if " or " in expected else expected


_SLUG = "a name of small letters, figures and hyphens, such as the-ship"
_PATTERNS = {
    "number": "a fax number with + and the country's code, without spaces, such as +41229179006",
    "file": "the name of a picture in small letters, figures and hyphens, such as camp.jpg",
    "email": "an e-mail address such as name@example.org",
    "web": "a link that begins with https:// or http://",
    "url": "a link that begins with https:// or http://",
}


def _keys_beside(model: type[BaseModel], location: Location) -> list[str]:
    """The keys that the innermost model on the way to a location knows."""
    current: type[BaseModel] = model
    for step in location[:-1]:
        field = next((f for name, f in current.model_fields.items() if step in (name, f.alias)), None)
        inner = _model_in(field.annotation) if field else None
        current = inner or current
    return _keys_of(current)


def _keys_of(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)
