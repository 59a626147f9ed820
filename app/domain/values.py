"""The base of every domain object: a frozen, strict value that knows no file, framework or clock."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value. Unknown fields are refused and types are not coerced."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        populate_by_name=True,
        hide_input_in_errors=True,
    )
