"""Takes pictures of every page, on a phone and at a desk, in English and Persian, into docs/screenshots.

Run `make screenshots`. The day is fixed, so that a picture changes only with its page.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect

from app import create_app
from app.config import Settings
from tests.conftest import NOW, PROJECT, TODAY
from tests.e2e.chromium import launched, served
from tests.e2e.places import AT_A_DESK, PLACES

TARGET = PROJECT / "docs/screenshots"
COLOURS = 64
# A longer page is cut off here.
LONGEST = {360: 2400, 1280: 2000}
MOST_BYTES = 150_000
IN_THE_DARK = frozenset({"cases", "case", "write-live"})


def main() -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    app = create_app(Settings(content=PROJECT, today=lambda: TODAY, now=lambda: NOW, rate_limits=False))
    with served(app) as origin, launched() as browser:
        for language in AT_A_DESK:
            for width in LONGEST:
                take_all(browser, origin, language, width)
    names = sorted(path.name for path in TARGET.glob("*.png"))
    (TARGET / "README.md").write_text(listed(names), encoding="utf-8")
    print(f"{len(names)} pictures, {sum(path.stat().st_size for path in TARGET.glob('*.png')) / 1e6:.1f} MB")


def take_all(browser: Browser, origin: str, language: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": LONGEST[width]}, reduced_motion="reduce")
    page = context.new_page()
    for place in PLACES:
        place.open(page, language, origin)
        for scheme in ("light", "dark") if place.name in IN_THE_DARK and language == "en" else ("light",):
            page.emulate_media(color_scheme=scheme)
            height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST[width])
            page.evaluate("scrollTo(0, 0)")
            clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": height}
            name = f"{place.name}-{language}-{width}{'-dark' if scheme == 'dark' else ''}.png"
            save(page.screenshot(clip=clip), TARGET / name)
        page.emulate_media(color_scheme="light")
    context.close()


def save(png: bytes, path: Path) -> None:
    """In as many colours as a page needs; in fewer, then smaller, where that is still too much to carry."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (COLOURS, 32, 16):
        picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size < MOST_BYTES:
            return
    raise SystemExit(f"{path.name} takes {path.stat().st_size} bytes, more than {MOST_BYTES}.")


def listed(names: list[str]) -> str:
    lines = [f"- [{name.removesuffix('.png')}]({name})" for name in names]
    return "\n".join(
        [
            "# Every page in pictures",
            "",
            f"Taken by `make screenshots` for {TODAY:%-d %B %Y}: page, language, width, dark where it says so.",
            "Long pages are cut off.",
            "",
            *lines,
            "",
        ]
    )


if __name__ == "__main__":
    main()
