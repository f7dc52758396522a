"""The lines of a history in a browser: chips choose by kind, the box by words, and the address keeps both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.publish import built
from tests.publish.looking import watched
from tests.publish.tables import Tables

WHERE = "customers/C-000147/"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demo company's site is served."""
    with built.serving(demo_site) as base:
        yield base


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A tab that has complained of nothing when the test is over."""
    with watched(browser, address) as one:
        yield one


def shown(page: Page) -> list[str]:
    """What the lines that are shown are called."""
    return page.locator("#history li:not([hidden]) b").all_inner_texts()


def chip(page: Page, kind: str) -> str:
    """A chip's state."""
    return str(page.locator(".tz-chips button", has_text=kind).first.get_attribute("aria-pressed"))


def asked(page: Page) -> str:
    """The address's question, as written."""
    return str(page.evaluate("decodeURIComponent(location.search)"))


def test_chips_count_choose_several_and_stand_in_the_address(page: Page, address: str, demo_site: Path) -> None:
    page.goto(address + WHERE)
    table = Tables((demo_site / WHERE / "index.html").read_text(encoding="utf-8")).by_id["history"]
    every = [row.values[0].split("|") for row in table.rows]
    assert len(shown(page)) == len(every)
    for kind, told in (("周报", "周报 7"), ("检查", "检查 3")):
        assert page.locator(".tz-chips button", has_text=kind).inner_text() == told
        assert sum(kind in kinds for kinds in every) == int(told.split()[1])
    page.locator(".tz-chips button", has_text="检查").click()
    assert shown(page) == ["检查"] * 3
    page.locator(".tz-chips button", has_text="周报").focus()
    page.keyboard.press("Space")
    assert sorted(set(shown(page))) == ["周报里的拜访", "检查"]
    assert page.locator(".tz-chips [role=status]").inner_text() == f"10 / {len(every)} 行"
    assert asked(page) == "?history.kind=周报&history.kind=检查"
    assert page.locator("#history-2026-07").is_hidden(), "a month without a line that is left"
    page.get_by_role("button", name="全部显示").click()
    assert asked(page) == ""
    assert len(shown(page)) == len(every)


def test_a_duty_done_in_time_is_found_with_the_duties(page: Page, address: str) -> None:
    """It stands on the line that it came of: the service, which is to be written down."""
    page.goto(address + WHERE)
    page.locator(".tz-chips button", has_text="应办").click()
    assert {"服务", "应办"} <= set(shown(page))


def test_words_choose_too_and_the_address_brings_all_of_it_back(page: Page, address: str) -> None:
    page.goto(address + WHERE + "?history.kind=%E6%9C%8D%E5%8A%A1%E6%97%A5%E5%BF%97&history.q=%E5%91%98%E5%B7%A5")
    assert chip(page, "服务日志") == "true"
    assert set(shown(page)) == {"服务"}
    before = len(shown(page))
    page.goto(address + "customers/")
    page.go_back()
    assert len(shown(page)) == before
    page.locator(".tz-chips input").fill("没有这样的话")
    assert page.locator(".tz-chips [role=status]").inner_text() == "没有符合的行"


def test_what_the_address_points_to_is_shown_whatever_is_chosen(page: Page, address: str) -> None:
    page.goto(address + WHERE + "?history.kind=%E6%A3%80%E6%9F%A5#history-2023-07")
    assert page.locator("#history-2023-07").is_visible()
    assert asked(page) == ""


def test_without_the_script_all_of_it_is_a_list(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + WHERE)
    assert page.locator(".tz-chips").count() == 0
    assert page.locator("#history li:visible").count() == page.locator("#history li").count() > 40
    context.close()


def test_on_a_phone_a_customer_is_an_entry_of_two_lines(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + "customers/")
    assert page.locator("#customers thead").is_hidden()
    heights = page.eval_on_selector_all(
        "#customers tbody tr:not([hidden])", "(rows) => rows.slice(0, 30).map((row) => row.clientHeight)"
    )
    assert len(heights) == 30
    assert max(heights) < 75
    page.locator(".tz-order").first.select_option("-urgent")
    assert asked(page) == "?customers.sort=-urgent"
    page.locator(".tz-order").first.select_option("urgent")
    assert "逾期" in page.locator("#customers tbody tr:not([hidden])").first.inner_text()
    page.close()
