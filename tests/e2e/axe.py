"""axe-core, run on an open page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

_SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async (only) => {
  const told = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
  return told.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((one) => ({
    html: one.html, why: one.failureSummary })) }));
}"""


def violations(page: Page) -> list[str]:
    """All that axe-core holds against the page, each with the element and the reason."""
    return _run(page, {"type": "tag", "values": _TAGS})


def faint(page: Page) -> list[str]:
    """Only what depends on the palette: text too faint for its ground, links told by their colour alone."""
    return _run(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})


def _run(page: Page, only: dict[str, Any]) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_SCRIPT)
    return [
        f"{found['id']}: {found['help']}\n{node['html']}\n{node['why']}"
        for found in page.evaluate(_RUN, only)
        for node in found["nodes"]
    ]
