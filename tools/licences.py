"""Lists the licences of what the app is served with; fails on one that cannot go into an AGPL-3.0-or-later program.

Run by `make check`. Which licences can is as the Free Software Foundation says
(https://www.gnu.org/licenses/license-list.html).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).parent.parent
# As packages tell them: by SPDX, or by PyPI's classifiers.
_COMPATIBLE = frozenset(
    {
        *(
            "Apache-2.0",
            "Apache Software License",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD License",
            "ISC",
            "MIT",
            "MIT-0",
        ),
        *("MIT License", "MIT-CMU", "MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)", "PSF-2.0"),
        *("GNU Library or Lesser General Public License (LGPL)", "The Unlicense (Unlicense)"),
    }
)
# What these tell cannot be read as one expression; somebody has looked.
_LOOKED_AT = {
    "pyphen": "to choose from GPL 2 or later, LGPL 2.1 or later, MPL 1.1",
    "pypdfium2": "BSD and Apache; so are PDFium and what is built into it, or freer",
}
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def licences() -> Mapping[str, str]:
    """Each package of requirements.lock that is installed here, and its licence as it tells it."""
    names = _PINNED.findall((PROJECT / "requirements.lock").read_text(encoding="utf-8"))
    command = [str(Path(sys.executable).with_name("pip-licenses")), "--format=json", "--packages", *names]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return {one["Name"]: one["License"] for one in told}


def faults(found: Mapping[str, str]) -> list[str]:
    remedy = "Do without it, or read that licence and say in tools/licences.py why it fits."
    return [
        f"{name}: its licence is «{licence}». {remedy}"
        for name, licence in sorted(found.items())
        if name not in _LOOKED_AT and not _is_compatible(licence)
    ]


def _is_compatible(licence: str) -> bool:
    """Of those to choose from one will do; of those that hold together, each must; both at once is for a reader."""
    choices = licence.split(" OR ")
    if len(choices) > 1 and " AND " in licence:
        return False
    return any(all(part.strip() in _COMPATIBLE for part in re.split(r" AND |;", choice)) for choice in choices)


def main() -> int:
    found = licences()
    told = faults(found)
    counts = Counter(found.values()).most_common()
    print(f"{len(found)} packages are served: {'; '.join(f'{count} {licence}' for licence, count in counts)}")
    print(*told, sep="\n", end="\n" if told else "")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
