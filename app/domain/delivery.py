"""The ways in which a letter on paper goes to its office."""

from __future__ import annotations

from typing import Literal

Delivery = Literal["post", "fax"]
