"""How pages look: a list and a page of every family of the demo, and the lists of an empty company."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from taizhang.publish.pages import FAMILIES
from tests.books import ROOT
from tests.publish import built
from tests.publish.looking import SETTLED, Complaints

SCREENS = ROOT / "build" / "screens"
WIDTHS = (360, 768, 1440)
LONGEST = 6000  # of a page this much is kept as a picture
OPEN_ALL = "document.querySelectorAll('.md-content details').forEach((one) => { one.open = true; })"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def looked_at(site: Path) -> dict[str, str]:
    """The start page, the help, and of every family its list and its page with the most on it, by name of picture."""
    found = {"start": "", "help": "help/"}
    for family in FAMILIES:
        pages = [path for path in built.pages_of(site) if path.startswith(family + "/")]
        if f"{family}/index.html" in pages:
            found[family] = f"{family}/"
        if singles := [path for path in pages if path.count("/") == 2]:
            fullest = max(singles, key=lambda path: ((site / path).stat().st_size, path))
            found[f"{family}-one"] = fullest.removesuffix("index.html")
    return found


def test_every_family_is_looked_at(demo_site: Path) -> None:
    told = looked_at(demo_site)
    shells = {file.parent.name for file in (ROOT / "site/pages").glob("*/shell.md")}
    assert shells == set(FAMILIES) - {"start", "pay", "feeds"}, "a family's pages lie in the folder it is called by"
    assert "pay" in told, "one page, with none below it"
    assert {name for family in shells for name in (family, f"{family}-one")} <= told.keys()
    assert set(told.values()) <= {path.removesuffix("index.html") for path in built.pages_of(demo_site)}


@pytest.fixture(scope="module")
def demo(demo_site: Path) -> Iterator[str]:
    """Where the demo company's site is served."""
    with built.serving(demo_site) as base:
        yield base


def look(page: Page, name: str, faults: list[str]) -> None:
    """Note where a page is wider than its window, closed and with everything opened; keep pictures of it."""
    page.add_style_tag(content=SETTLED)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if (over := page.evaluate(WIDER)) > 0:
            faults.append(f"{name} at {width}: {over} too wide")
        height = min(LONGEST, page.evaluate("document.documentElement.scrollHeight"))
        page.screenshot(
            path=SCREENS / f"{name}-{width}-{page.get_attribute('body', 'data-md-color-scheme')}.jpg",
            type="jpeg",
            quality=70,
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": height},
        )
    page.evaluate(OPEN_ALL)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if (over := page.evaluate(WIDER)) > 0:
            faults.append(f"{name} at {width}, opened: {over} too wide")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_every_family_look_right(browser: Browser, demo: str, demo_site: Path, scheme: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    complaints = Complaints(demo)
    wanted: Literal["light", "dark"] = "light" if scheme == "light" else "dark"
    palette = {"light": "default", "dark": "slate"}[wanted]
    context = browser.new_context(color_scheme=wanted)
    page = context.new_page()
    complaints.watch(page)
    faults: list[str] = []
    for name, where in looked_at(demo_site).items():
        page.goto(demo + where)
        page.locator("[data-tz-about]:visible").wait_for()
        if page.get_attribute("body", "data-md-color-scheme") != palette:
            faults.append(f"{name} is not {scheme}")
        look(page, name, faults)
    context.close()
    assert faults + complaints.told == []


@pytest.mark.browser
def test_pages_of_a_company_on_its_first_day_look_right(browser: Browser, empty_site: Path) -> None:
    faults: list[str] = []
    with built.serving(empty_site) as base:
        complaints = Complaints(base)
        page = browser.new_page()
        complaints.watch(page)
        for family in FAMILIES:
            where = "" if family == "start" else f"{family}/"
            page.goto(base + where)
            look(page, f"empty-{family}", faults)
        page.close()
    assert faults + complaints.told == []
