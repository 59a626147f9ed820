"""On what machine, and with which versions, something was measured: one line to stand above the figures.

The load tells whether something else was going on.
"""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from weasyprint.text.ffi import pango


def the_machine() -> str:
    return ", ".join(
        [
            _processor(),
            f"{os.cpu_count()} cores with a load of {os.getloadavg()[0]:.1f}",
            f"Python {platform.python_version()}",
            f"WeasyPrint {version('weasyprint')}",
            f"Pango {_dotted(pango.pango_version())}",
        ]
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def _dotted(number: int) -> str:
    """Pango tells 1.56.3 as 15603."""
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


if __name__ == "__main__":
    print(the_machine())
