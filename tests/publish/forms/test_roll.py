"""Rolls are filled with a tap each; what is there already is told; times can be written as records write them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from taizhang.publish.forms.kinds import formed
from tests.publish.built import serving
from tests.publish.demo import demo_view
from tests.publish.looking import Complaints

pytestmark = pytest.mark.browser

FRIDAY = datetime.fromisoformat("2026-11-20T16:20:00+08:00")
MEETING = "forms/meeting/?person=li-na"
REPORT = "weekly-reports.telecom-east.2026-W46.zhang-wei"
ROLLS = """async (kinds) => {
  const {rollOf} = await import(new URL("../../assets/forms/roll.js", location));
  const {resolve} = await import(new URL("../../assets/forms/conditions.js", location));
  const found = {};
  for (const kind of kinds) {
    const {schema} = await (await fetch(`../data/kinds/${kind}.json`)).json();
    for (const [name, one] of Object.entries(schema.properties)) {
      const list = resolve(one, schema);
      const roll = list.type === "array" && rollOf(resolve(list.items, schema), schema);
      if (roll) found[`${kind}/${name}`] = [roll.who, roll.tap, roll.usual];
    }
  }
  return found;
}"""
PASTE = """(input, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text", text);
  input.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def page(browser: Browser, demo_site: Path) -> Iterator[Page]:
    """A phone on Friday afternoon, without a word of complaint when the test is over."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, reduced_motion="reduce", locale="zh-CN")
    with serving(demo_site) as address:
        complaints, page = Complaints(address), context.new_page()
        complaints.watch(page)
        page.clock.set_fixed_time(FRIDAY)
        page.goto(address)
        yield page
    context.close()
    assert complaints.told == []


def open_form(page: Page, where: str) -> None:
    page.goto(page.url.partition("forms/")[0] + where)
    page.locator("[data-form][data-ready]").wait_for()


def state(page: Page, number: int, words: str) -> Any:  # noqa: ANN401 - Playwright's locator
    """What is tapped in a row."""
    row = page.locator("[data-field=attendance] .tz-form-card").nth(number)
    return row.locator(".tz-form-tap label", has_text=words)


def attendance(page: Page) -> list[str]:
    """The lines of the file that tell who came."""
    text = page.locator(".tz-form-preview code").text_content() or ""
    return [line.strip() for line in text.partition("attendance:")[2].splitlines()[1:] if "person" in line]


def test_attendance_is_a_tap_each(page: Page) -> None:
    open_form(page, MEETING)
    rows = page.locator("[data-field=attendance] .tz-form-card")
    expect(rows).to_have_count(6)
    expect(page.get_by_role("group", name="李娜:到会")).to_be_visible()
    heights = [box["height"] for box in (row.bounding_box() for row in rows.all()) if box]
    assert max(heights) < 60, "one line each on a phone"
    state(page, 0, "出席").click()
    state(page, 1, "迟到").click()
    expect(page.locator("[data-field=attendance] .tz-form-count")).to_have_text("已填 2 / 6")
    page.get_by_role("button", name="其余 4 个都选“出席”").click()
    assert attendance(page)[:2] == ["- {person: cheng-yulan, state: present}", "- {person: li-na, state: late}"]
    assert [line.partition("state: ")[2] for line in attendance(page)[2:]] == ["present}"] * 4
    page.get_by_role("button", name="撤销").click()
    assert "state" not in "".join(attendance(page)[2:])
    expect(page.locator("[data-field=attendance] .tz-form-count")).to_have_text("已填 2 / 6")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_row_asks_below_for_what_its_state_needs(page: Page) -> None:
    open_form(page, MEETING)
    row = page.locator("[data-field=attendance] .tz-form-card").nth(1)
    state(page, 1, "请假").click()
    expect(row.locator("input[name=told_at]")).to_be_visible()
    expect(row.locator("input[name=person]")).to_be_hidden()
    expect(row.locator(".tz-form-tools")).to_be_hidden()
    state(page, 1, "出席").click()
    expect(row.locator("input[name=told_at]")).to_be_hidden()
    row.locator(".tz-form-head").click()
    expect(row.locator("input[name=person]")).to_be_visible()
    row.get_by_role("button", name="删去").click()
    expect(page.locator("[data-field=attendance] .tz-form-card")).to_have_count(5)


def test_what_is_a_roll_follows_from_the_schema(page: Page) -> None:
    open_form(page, MEETING)
    assert page.evaluate(ROLLS, [kind.name for kind in formed(demo_view())]) == {
        "customer/verifications": ["by", "on", ""],
        "deal-ruling/shares": ["person", "amount", ""],
        "deal/claims": ["claimant", "found_on", ""],
        "meeting/attendance": ["person", "state", "出席"],
        "rota/rest": ["person", "on", ""],
        "test/scores": ["person", "score", ""],
        "training/attendees": ["person", "result", "合格"],
        "weekly-rollup/reporters": ["person", "state", "按时"],
    }


def test_another_week_that_is_there_already_is_told_before_it_is_handed_in(page: Page) -> None:
    open_form(page, "forms/weekly-report/?person=zhang-wei")
    page.locator(".tz-form-basics > summary").click()
    week = page.locator("input[name=week]")
    told = page.get_by_role("link", name="打开那一份来改")
    expect(told).to_be_hidden()
    week.fill("2026-W46")
    expect(told).to_be_visible()
    page.locator("[data-does=copy]").click()
    expect(page.locator(".tz-form-status")).to_contain_text("这一份已经有了")
    week.fill("2026-W50")
    expect(told).to_be_hidden()
    week.fill("2026-W46")
    told.click()
    page.wait_for_url(f"**/?record={REPORT}")
    page.locator("[data-form][data-ready]").wait_for()
    expect(page.locator(".tz-form-basics > summary")).to_contain_text("张伟 · 城东分公司 · 2026-W46")
    expect(page.locator(".tz-form-path")).to_have_text(f"records/{REPORT.replace('.', '/')}.yaml")
    expect(page.get_by_role("link", name="打开那一份来改")).to_be_hidden()


@pytest.mark.parametrize("pasted", [False, True], ids=["typed", "pasted"])
def test_times_are_taken_as_records_write_them(page: Page, pasted: bool) -> None:
    def write(name: str, text: str) -> str:
        one = page.locator(f"input[name={name}]").first
        one.focus()
        if pasted:
            one.evaluate(PASTE, text)
        else:
            page.keyboard.type(text)
        return one.input_value()

    open_form(page, MEETING)
    assert write("begun_at", "2026-10-13 09:40") == "2026-10-13T09:40"
    assert "begun_at: 2026-10-13 09:40\n" in (page.locator(".tz-form-preview code").text_content() or "")
    open_form(page, "forms/visit-plan/?person=zhang-wei&week=2026-W40")
    page.locator(".tz-form-basics").evaluate("one => { one.open = true; }")
    assert write("week", "2026-W50") == "2026-W50"
    open_form(page, "forms/test/?person=li-na&on=2026-11-02")
    assert write("on", "2026-10-13") == "2026-10-13"
