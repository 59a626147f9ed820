"""The base of every domain object: a frozen, strict value that knows no file, framework or clock."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

# Spaces that a file may hold for its own sake; those that never break are a writer's and stay.
_PLAIN_SPACE = re.compile(r"[ \t\n]+")


def _in_one_line(text: str) -> str:
    line = _PLAIN_SPACE.sub(" ", text).strip(" ")
    if not line:
        raise ValueError("must be text; it is empty")
    return line


# A text that stands in one line, or within a sentence, however its file breaks it.
Line = Annotated[str, StringConstraints(max_length=1_000), AfterValidator(_in_one_line)]
Passage = Annotated[str, StringConstraints(min_length=1, max_length=3_000)]
# A name by which files refer to one another, and which stands in addresses of pages.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Value(BaseModel):
    """An immutable value. Unknown fields are refused and types are not coerced."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        populate_by_name=True,
        hide_input_in_errors=True,
    )
