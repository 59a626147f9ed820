"""Everything is done with Tab, Space, Enter and arrows, and it is always seen where one is."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.places import CASE
from tests.rendering.pdf import text_of

# What has the focus: what it is, whether it is in sight, and whether an outline or another change shows it.
_FOCUS = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const middle = document.elementFromPoint(
    Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
  return {
    tag: one.tagName, id: one.id, name: one.name ?? "", value: one.type === "checkbox" ? one.value : "",
    href: one.getAttribute("href") ?? "", action: one.getAttribute("formaction") ?? "", classes: one.className,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 1 && box.height > 1 && (one === middle || one.contains(middle) || middle?.contains(one)),
    place: [...document.querySelectorAll("*")].indexOf(one),
  };
}"""
_MOST_STOPS = 150


def focused(page: Page) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(_FOCUS)
    return found


def tab_to(page: Page, **wanted: str) -> list[dict[str, object]]:
    """Press Tab until what is wanted has the focus; each stop on the way is seen to have it."""
    stops = []
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        stop = focused(page)
        stops.append(stop)
        if stop["tag"] != "BODY":
            assert stop["outlined"], stop
            assert stop["seen"], stop
        if all(str(stop[key]).endswith(value) for key, value in wanted.items()):
            return stops
    raise AssertionError(f"{wanted} is never reached")


def assert_in_order(stops: list[dict[str, object]]) -> None:
    """Tab goes through a page as it is read."""
    places = [int(str(stop["place"])) for stop in stops]
    assert places == sorted(places), stops


def test_a_letter_is_written_and_downloaded_by_keyboard_alone(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    page.goto("/en/")
    page.keyboard.press("Tab")
    assert focused(page)["classes"] == "skip"
    page.keyboard.press("Enter")
    assert_in_order(tab_to(page, href=f"/cases/{CASE}"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{CASE}")
    tab_to(page, href=f"/cases/{CASE}/write")
    page.keyboard.press("Enter")
    page.wait_for_url("**/write")
    page.wait_for_selector("#sheets .sheet")

    stops = tab_to(page, name="to", value="be-fedasil")
    page.keyboard.press("Space")
    stops += tab_to(page, id="name")
    page.keyboard.type("Ann Lee")
    stops += tab_to(page, id="country")
    page.keyboard.type("Belg")
    stops += tab_to(page, name="points")
    page.keyboard.press("Space")
    stops += tab_to(page, id="own_words")
    page.keyboard.type("Written without a mouse.")
    assert_in_order(stops)
    page.locator("#sheets .twin", has_text="Written without a mouse.").wait_for(state="attached")
    tab_to(page, action=f"/{CASE}/pack.pdf")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "pack.pdf")

    pack = text_of((tmp_path / "pack.pdf").read_bytes())
    assert pack.count("Written without a mouse.") == 2


def test_on_a_phone_the_letter_is_opened_and_closed_by_keyboard_and_the_focus_returns(visit: Visit) -> None:
    page = visit(360)
    page.goto(f"/en/cases/{CASE}/write")
    page.fill("#own_words", "Typed before.")
    tab_to(page, classes="see")

    page.keyboard.press("Enter")
    expect(page.locator("#sheets-title")).to_be_focused()
    expect(page.locator("#sheets .twin").first).to_contain_text("Typed before.")
    expect(page.locator(".see")).to_have_attribute("aria-expanded", "true")

    for _ in range(60):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.getElementById('write').contains(document.activeElement)"), (
            "the form lies under the letter"
        )

    page.keyboard.press("Escape")
    expect(page.locator(".see")).to_be_focused()
    expect(page.locator("#sheets")).to_be_hidden()
    expect(page.locator(".see")).to_have_attribute("aria-expanded", "false")


def test_what_is_to_mend_has_the_focus_and_leads_to_its_field(page: Page) -> None:
    page.goto(f"/en/cases/{CASE}/write")
    page.focus("#name")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert focused(page)["classes"] == "summary"

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page)["id"] in {"name", "introduction"}


def test_on_a_phone_a_fault_told_beside_the_letter_leads_back_to_its_field(visit: Visit) -> None:
    page = visit(360)
    page.goto(f"/en/cases/{CASE}/write")
    page.fill("#email", "nobody")
    page.click(".see")
    page.click('#sheets .summary a[href="#email"]')

    expect(page.locator("#sheets")).to_be_hidden()
    expect(page.locator("#email")).to_be_in_viewport()
