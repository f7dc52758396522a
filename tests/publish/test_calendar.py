"""The calendar of meetings in a browser: it shows what its table keeps, and is a list on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from taizhang.publish.pages import meetings
from tests.books import ROOT
from tests.publish import built
from tests.publish.demo import demo_pages
from tests.publish.looking import Complaints

ASSETS = ROOT / "site" / "theme" / "assets"
SHOWN = """[...document.querySelectorAll('.tz-calendar [data-row]')].filter((one) => one.offsetParent)
  .map((one) => one.textContent.trim())"""
DAYS = """[...document.querySelectorAll('.tz-calendar > li')].filter((one) => one.offsetParent)
  .map((one) => one.querySelector('b').textContent)"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where October's meetings of the demo are served, with the site's own scripts and styles."""
    style = "".join((ASSETS / name).read_text("utf-8") for name in ("taizhang.css", "tables.css", "work.css"))
    scripts = "".join(f"<script>{(ASSETS / name).read_text('utf-8')}</script>" for name in ("calendar.js", "table.js"))
    body = demo_pages(meetings.pages)["meetings/month.2026-10/"].body
    head = '<!doctype html><html class="js" dir="ltr"><meta charset="utf-8"><link rel="icon" href="data:,">'
    viewport = '<meta name="viewport" content="width=device-width">'
    root = tmp_path_factory.mktemp("calendar")
    html = f'{head}{viewport}<style>{style}</style><body class="md-typeset">{body}{scripts}'
    (root / "index.html").write_text(html, encoding="utf-8")
    with built.serving(Path(root)) as base:
        yield base


def opened(browser: Browser, where: str, width: int = 1000) -> Page:
    """The page in a window of this width; whatever it complains of fails the test."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    complaints = Complaints(where.partition("?")[0])
    complaints.watch(page)
    page.goto(where)
    assert complaints.told == []
    return page


def test_all_meetings_stand_there_and_the_box_above_them(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    assert len(page.evaluate(SHOWN)) == page.locator("#meetings tbody tr").count()
    assert page.locator(".tz-filter + .tz-month").count() == 1
    page.close()


def test_what_the_table_keeps_the_calendar_shows(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.locator(".tz-filter input[type=search]").fill("每月分析会")
    assert sorted(page.evaluate(SHOWN)) == ["城东 没有开", "城南", "城西"]
    page.locator(".tz-filter input[type=search]").fill("")
    assert len(page.evaluate(SHOWN)) == page.locator("#meetings tbody tr").count()
    page.close()


def test_an_address_chooses_for_both(browser: Browser, address: str) -> None:
    page = opened(browser, address + "?" + urlencode({"meetings.state": "缺失"}))
    assert sorted(page.evaluate(SHOWN)) == ["城东 没有开", "城东 没有开", "城南 未开"]
    page.close()


def test_on_a_phone_only_days_with_meetings_stand_below_one_another(browser: Browser, address: str) -> None:
    """October's first week is a holiday; a day whose meetings are all filtered away goes too."""
    page = opened(browser, address, 360)
    assert page.evaluate(DAYS)[0] == "8"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".tz-filter input[type=search]").fill("没有开")
    assert page.evaluate(DAYS) == ["21", "31"]
    page.close()
