"""Nothing is served with the app that its own licence cannot hold."""

from __future__ import annotations

import pytest

from tools.licences import faults, licences


def test_every_package_that_is_served_can_go_into_the_app() -> None:
    found = licences()

    assert len(found) >= 60
    assert faults(found) == []


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "Apache-2.0 OR BSD-2-Clause",
        "Apache-2.0 AND BSD-2-Clause",
        "BSD License; MIT License",
        "GPL-2.0-only OR MIT",
    ],
)
def test_a_licence_that_fits(licence: str) -> None:
    assert faults({"a-package": licence}) == []


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-2.0-only",
        "Proprietary",
        "UNKNOWN",
        "",
        "MIT AND SSPL-1.0",
        "(MIT OR ISC) AND SSPL-1.0",
        "BSD License; Other/Proprietary License",
    ],
)
def test_a_licence_that_does_not(licence: str) -> None:
    assert faults({"a-package": licence, "another": "MIT"}) == [
        f"a-package: its licence is «{licence}». Do without it, or read that licence and say in tools/licences.py why it fits."
    ]
