"""What pages give to whoever hears them, or has no mouse: axe-core over every family, and the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.publish import built
from tests.publish.test_looks import OPEN_ALL, looked_at

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
"""Levels A and AA of WCAG 2.0 and 2.1 by axe-core's names."""
BESIDES = ("empty-table-header", "heading-order", "page-has-heading-one", "scope-attr-valid", "tabindex")
"""Good practice beyond them that every page keeps too."""
SEEN = ("color-contrast", "link-in-text-block", "scrollable-region-focusable")
"""The rules that depend on colours and widths; all others were asked in the light already."""
PERSON, CUSTOMERS = "people/zhang-wei/", "customers/"
FOCUSED = """() => {
  const at = document.activeElement; // the theme draws the line of a hidden input around its label
  const one = at.matches(".md-option, .md-toggle") ? at.nextElementSibling : at;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const lined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {
    name: `${at.tagName} ${at.className} ${one.textContent.trim().slice(0, 20)}`,
    told: lined || style.boxShadow !== "none",
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth,
  };
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demo company's site is served."""
    with built.serving(demo_site) as base:
        yield base


def violations(page: Page, options: dict[str, Any]) -> Iterator[str]:
    """What axe-core finds wrong on a page: the rule and the first places."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    for one in found:
        places = [f"{node['target']} {node['html'][:120]} {node['failureSummary']}" for node in one["nodes"][:3]]
        yield f"{one['id']} at {len(one['nodes'])} places: {places}"


def judged(
    browser: Browser,
    address: str,
    site: Path,
    options: dict[str, Any],
    *,
    opened: bool = True,
    **context: Any,  # noqa: ANN401 - as Playwright has it
) -> list[str]:
    """What axe-core finds wrong with one page of every family, everything opened unless ``opened`` is false."""
    reader = browser.new_context(reduced_motion="reduce", **context)
    page = reader.new_page()
    faults = []
    for name, where in looked_at(site).items():
        page.goto(address + where)
        page.locator("[data-tz-about]:visible").wait_for()
        if opened:
            page.evaluate(OPEN_ALL)
        faults += [f"{name}: {one}" for one in violations(page, options)]
    reader.close()
    return faults


def test_no_page_of_any_family_breaks_a_rule(browser: Browser, address: str, demo_site: Path) -> None:
    asked = {"runOnly": list(WCAG), "rules": {rule: {"enabled": True} for rule in BESIDES}}
    assert judged(browser, address, demo_site, asked, color_scheme="light") == []


def test_nor_in_the_dark_on_a_phone(browser: Browser, address: str, demo_site: Path) -> None:
    phone = {"width": 360, "height": 780}
    asked = {"runOnly": list(SEEN)}
    assert judged(browser, address, demo_site, asked, opened=False, color_scheme="dark", viewport=phone) == []


def test_what_is_wrong_is_found(browser: Browser, address: str) -> None:
    """So that the tests above can fail."""
    page = browser.new_page()
    page.goto(address + PERSON)
    page.evaluate("""() => {
      const article = document.querySelector("article");
      article.insertAdjacentHTML("beforeend", '<img src="data:,"><p style="color: #bbb">字太浅了</p><select></select>');
      article.insertAdjacentHTML("beforeend", '<h5>深</h5><p>要看的话就看<a href="#x">这里的说明</a>吧。</p>');
      article.lastElementChild.firstElementChild.style.textDecoration = "none";
    }""")
    asked = {"runOnly": list(WCAG), "rules": {rule: {"enabled": True} for rule in BESIDES}}
    told = {one.split()[0] for one in violations(page, asked)}
    assert told == {"color-contrast", "heading-order", "image-alt", "link-in-text-block", "select-name"}
    page.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A tab in which nobody has a mouse."""
    reader = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    tab = reader.new_page()
    tab.goto(address + PERSON)
    yield tab
    reader.close()


def test_every_step_of_the_keyboard_is_seen_and_goes_forward(page: Page) -> None:
    """Through the first hundred places: each is told by a line around it, none lies out of sight, none comes twice."""
    faults, names = [], []
    page.evaluate(
        "document.addEventListener('focusin', (event) => { event.target.dataset.visits = "
        "String(Number(event.target.dataset.visits ?? 0) + 1); })"
    )
    for _ in range(100):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        names.append(found["name"])
        if "BODY" in found["name"]:
            break
        faults += [f"{found['name']}: not told"] * (not found["told"]) + [f"{found['name']}: not seen"] * (
            not found["seen"]
        )
    assert faults == []
    assert len(names) > 30
    assert page.locator("[data-visits='2']").count() == 0
    ordered = page.locator("[tabindex]").evaluate_all("(all) => all.filter((one) => one.tabIndex > 0).length")
    assert ordered == 0, "the order is that of the page"


def test_the_first_step_leads_past_the_navigation(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["seen"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_what_opens_is_opened_and_closed_by_keys(page: Page, address: str) -> None:
    page.goto(address + "months/zhang-wei.2026-10/")
    summary = page.locator("#weekly-report-2026-W42 summary")
    reason = page.locator("#weekly-report-2026-W42 + tr[data-opens]")
    summary.focus()
    page.keyboard.press("Enter")
    assert reason.is_visible()
    page.keyboard.press("Space")
    assert not reason.is_visible()


def test_tables_are_sorted_by_keys_and_say_how(page: Page, address: str) -> None:
    page.goto(address + CUSTOMERS)
    head = page.locator("article table[data-sortable] th:has(button)").first
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert "sort=-" in page.url


def test_what_a_filter_leaves_is_told_aloud(page: Page, address: str) -> None:
    page.goto(address + CUSTOMERS)
    page.locator(".tz-filter input[type=search]").first.focus()
    page.keyboard.insert_text("宏远")
    status = page.locator(".tz-filter [role=status]").first
    status.filter(has_text="/").wait_for()
    assert status.inner_text().startswith("1 / ")


def test_search_is_opened_used_and_left_by_keys(page: Page, address: str) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('.md-search__input')")
    page.keyboard.insert_text("宏远物流")
    page.keyboard.press("Shift")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("[data-md-toggle=search]").is_checked()
    # The theme looks at the focus a millisecond after it moved: who leaves and comes back within it, never left.
    page.evaluate("new Promise((done) => setTimeout(done, 10))")
    page.keyboard.press("/")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "customers/C-000123/**")


def test_what_is_wider_than_its_place_is_reached_by_keys(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(address + "rules/weekly-report/")
    page.wait_for_function("document.querySelector('.md-typeset__scrollwrap[tabindex]')")
    wide = page.locator(".md-typeset__scrollwrap").evaluate_all(
        """(all) => all.filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth)
          .map((one) => one.tabIndex)"""
    )
    assert set(wide) == {0}
