"""The row that stands in a template to show how one is filled in, and is never printed."""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLE: Mapping[str, str] = {
    "name": "Example: Maria Rossi",
    "introduction": "a teacher from Bologna",
    "address": "Via dell’Esempio 12\n40121 Bologna BO",
    "country": "IT",
    "email": "maria.rossi@example.org",
    "own_words": "I have taught children who fled from prison. I ask you to think of those who could not.",
}
