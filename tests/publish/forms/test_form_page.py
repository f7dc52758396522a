"""Forms in a browser: what is known is there, what is written passes the check, nothing that was written is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from taizhang.cli import main
from taizhang.desk.yaml_text import document
from taizhang.records.text.reader import read
from tests.books import ROOT
from tests.publish import built
from tests.publish.demo import demo_book, demo_files
from tests.publish.looking import Complaints
from tests.publish.test_access import BESIDES, WCAG

pytestmark = pytest.mark.browser

FRIDAY = datetime.fromisoformat("2026-11-20T16:20:00+08:00")
REPORT = "forms/weekly-report/?person=zhang-wei"
NEW = "weekly-reports/telecom-east/2026-W47/zhang-wei"
TEXTS = {
    "campaign_response": "推荐专线升级方案 3 户,1 户同意试用。",
    "consumption_behaviour": "流量连续三周上升。\n夜间占一半。",
    "service_problems": "报修到回复用了 5 小时。",
    "conclusion": "有扩容意愿,价格是主要顾虑。",
    "suggestion": "申请两周免费试用。",
}
HOSTILE = "<script>window.done = 1</script>{{ 1 }} =cmd|' /C calc'!A0 ../../x \"'&#%"
WRITTEN = "weekly-reports.telecom-west.2026-W39.chen-bo"


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demo company's site is served."""
    with built.serving(demo_site) as base:
        yield base


def not_yet(route: Route) -> None:
    """The start of who has not handed in his report yet."""
    answer = route.fetch()
    start = answer.json()
    assert (start.pop("record"), start.pop("adds")) == (NEW.replace("/", "."), False)
    route.fulfill(response=answer, json=start)


def not_taken(route: Route) -> None:
    """What is there of reports, without his."""
    answer = route.fetch()
    kind = answer.json()
    kind["taken"]["open"].remove(NEW.replace("/", "."))
    route.fulfill(response=answer, json=kind)


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser on Friday afternoon, without a word of complaint when the test is over."""
    context = browser.new_context(viewport={"width": 1000, "height": 800}, reduced_motion="reduce", locale="zh-CN")
    complaints = Complaints(address)
    context.route("**/starts/weekly-report/zhang-wei.json", not_yet)
    context.route("**/kinds/weekly-report.json", not_taken)

    def watched(page: Page) -> None:
        complaints.watch(page)
        page.clock.set_fixed_time(FRIDAY)

    context.on("page", watched)
    yield context
    context.close()
    assert complaints.told == []


@pytest.fixture
def page(reader: BrowserContext) -> Page:
    """A tab of it."""
    return reader.new_page()


def open_form(page: Page, where: str) -> None:
    """Go to a form and wait until it is there."""
    page.goto(where)
    page.locator("[data-form][data-ready]").wait_for()


def fill_report(page: Page) -> None:
    """Confirm the visits one by one, write the judgements."""
    for box in page.locator(".tz-form-tick input").all():
        box.check()
    for name, text in TEXTS.items():
        page.locator(f"textarea[name={name}]").fill(text)
    page.get_by_role("button", name="服务需求:本周无").click()


def shown(page: Page) -> str:
    """The file as the form shows it."""
    return page.locator(".tz-form-preview code").text_content() or ""


def value_of(text: str) -> dict[str, Any]:
    """What our own strict reader makes of a file."""
    found = read(text.encode(), "records/x.yaml")
    assert not found.problems
    assert isinstance(found.data, dict)
    return found.data


def field(page: Page, name: str) -> Any:  # noqa: ANN401 - Playwright's locator
    """The first field of a name."""
    return page.locator(f'[data-field="{name}"]').first


def test_the_weekly_report_is_written_from_what_is_known_and_passes_the_check(
    page: Page, address: str, tmp_path: Path
) -> None:
    open_form(page, address + REPORT)
    expect(page.locator(".tz-form-count").first).to_have_text("已确认 0 / 3")
    expect(page.locator(".tz-form-notes").first).to_contain_text("服务日志里记下的需求")
    fill_report(page)
    expect(page.locator(".tz-form-bar > span")).to_have_text("写好了,可以交")
    expect(page.locator(".tz-form-count").first).to_have_text("已确认 3 / 3")
    with page.expect_download() as loaded:
        page.locator("[data-does=download]").click()
    text = Path(loaded.value.path()).read_bytes()
    assert text.decode() == shown(page)
    assert loaded.value.suggested_filename == "zhang-wei.yaml"
    path = page.locator(".tz-form-path").inner_text()
    assert path == f"records/{NEW}.yaml"
    said = value_of(text.decode())
    assert said["submitted_at"] == "2026-11-20 16:20"
    assert said["service_demands"] == "本周无"
    assert said["consumption_behaviour"] == TEXTS["consumption_behaviour"]
    assert document(said).encode() == text
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    for name, content in {name: one for name, one in demo_files().items() if not name.startswith(NEW)}.items():
        (tmp_path / "records" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "records" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert not (tmp_path / path).exists()
    (tmp_path / path).write_bytes(text)
    assert main(["check", "--base-dir", str(tmp_path)]) == 0


def test_what_is_wrong_is_told_at_its_field_once_it_was_touched_and_all_of_it_on_asking(
    page: Page, address: str
) -> None:
    open_form(page, address + REPORT)
    assert page.locator(".tz-form-error:visible").count() == 0
    conclusion = page.locator("textarea[name=conclusion]")
    conclusion.fill("有意愿")
    conclusion.fill("")
    conclusion.blur()
    expect(field(page, "conclusion").locator(".tz-form-error")).to_have_text("“结论”还没有填写。")
    assert page.locator(".tz-form-error:visible").count() == 1
    assert conclusion.get_attribute("aria-invalid") == "true"
    told = page.locator(f"#{(conclusion.get_attribute('aria-describedby') or '').split()[-1]}")
    expect(told).to_have_text("“结论”还没有填写。")
    page.locator("[data-does=check]").click()
    summary = page.locator(".tz-form-summary")
    expect(summary).to_be_focused()
    assert summary.locator("li").count() == 9
    summary.get_by_role("button", name="“建议”还没有填写。").click()
    expect(page.locator("textarea[name=suggestion]")).to_be_focused()
    page.keyboard.insert_text("x" * 4001)
    expect(field(page, "suggestion").locator(".tz-form-error")).to_contain_text("最多 4000 个字")


def test_conditions_bring_up_what_they_ask_for(page: Page, address: str) -> None:
    open_form(page, address + "forms/reward/?person=zhang-wei")
    amount = page.locator(".tz-form-group > .tz-form-fields > [data-field=amount]")
    assert amount.count() == 0
    field(page, "form").get_by_label("物质的", exact=True).check()
    expect(amount).to_be_visible()
    page.locator("input[name=amount]").fill("1200.50")
    assert "amount: 1200.50\n" in shown(page)
    page.locator("input[name=amount]").fill("")
    field(page, "form").get_by_label("非物质的").check()
    expect(amount).to_have_count(0)
    assert "amount" not in shown(page)


def test_a_reference_is_found_by_any_part_of_its_name_with_the_keyboard(page: Page, address: str) -> None:
    open_form(page, address + REPORT)
    page.get_by_role("button", name="加一次拜访").click()
    card = page.locator(".tz-form-card").last
    customer = card.get_by_role("combobox")
    customer.focus()
    page.keyboard.insert_text("保安")
    expect(card.get_by_role("option").first).to_contain_text("保安")
    page.keyboard.press("ArrowDown")
    assert customer.get_attribute("aria-activedescendant") == card.get_by_role("option").first.get_attribute("id")
    chosen = card.get_by_role("option").first.locator("small").inner_text().split()[0]
    page.keyboard.press("Enter")
    expect(card.get_by_role("listbox")).to_be_hidden()
    assert value_of(shown(page))["visits"][-1]["customer"] == chosen
    expect(card.locator(".tz-form-beside").nth(1)).to_have_text(chosen)


def test_lists_grow_shrink_move_and_give_back(page: Page, address: str) -> None:
    open_form(page, address + REPORT)

    def customers() -> list[str]:
        return [visit["customer"] for visit in value_of(shown(page))["visits"]]

    first, second, third = customers()
    page.locator(".tz-form-head").first.click()
    page.get_by_role("button", name="下移第 1 项").click()
    assert customers() == [second, first, third]
    page.get_by_role("button", name="删去第 2 项").click()
    assert customers() == [second, third]
    page.get_by_role("button", name="撤销").click()
    assert customers() == [second, first, third]


def test_a_draft_survives_a_closed_tab_until_it_was_handed_in(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    open_form(page, address + REPORT)
    page.locator("textarea[name=conclusion]").fill("写到一半")
    page.locator(".tz-form-tick input").first.check()
    page.close()
    again = reader.new_page()
    open_form(again, address + REPORT)
    again.locator("[data-does=resume]").click()
    expect(again.locator("textarea[name=conclusion]")).to_have_value("写到一半")
    expect(again.locator(".tz-form-count").first).to_have_text("已确认 1 / 3")
    again.locator("[data-does=done]").click()
    open_form(again, address + REPORT)
    expect(again.locator("textarea[name=conclusion]")).to_have_value("")
    again.locator("textarea[name=conclusion]").fill("又一半")
    open_form(again, address + REPORT)
    again.locator("[data-does=restart]").click()
    expect(again.locator("textarea[name=conclusion]")).to_have_value("")


def test_hostile_texts_stay_text(page: Page, address: str) -> None:
    open_form(page, address + REPORT)
    page.locator("textarea[name=conclusion]").fill(HOSTILE)
    page.get_by_role("button", name="加一次拜访").click()
    page.locator(".tz-form-card").last.get_by_role("combobox").fill(HOSTILE)
    page.locator("[data-does=check]").click()
    assert value_of(shown(page))["conclusion"] == HOSTILE
    assert page.evaluate("window.done") is None
    assert page.locator("article script:not([src]):not([type])").count() == 0
    open_form(page, address + "forms/weekly-report/?record=../../x&week=" + "%3Cscript%3E")
    expect(page.locator(".tz-form-strange").first).to_contain_text("打不开")


def test_a_record_that_is_there_is_opened_changed_and_written_as_it_would_be(page: Page, address: str) -> None:
    record = demo_book().at(f"records/{WRITTEN.replace('.', '/')}.yaml")
    assert record is not None
    open_form(page, f"{address}forms/weekly-report/?record={WRITTEN}")
    data: dict[str, Any] = dict(record.data)
    assert shown(page) == document(data)
    page.locator("textarea[name=conclusion]").fill("改过的结论")
    assert shown(page) == document({**data, "conclusion": "改过的结论"})
    expect(page.locator(".tz-form-path")).to_have_text(record.path)


def with_forge(page: Page, kind: str) -> None:
    """The site as one that knows a forge; new windows are noted, not opened."""

    def served(route: Route) -> None:
        answer = route.fetch()
        told = f'data-forge="{kind}" data-forge-url="https://example.com/o/r" data-forge-branch="main" data-form='
        route.fulfill(response=answer, body=answer.text().replace("data-form=", told, 1))

    page.route("**/forms/weekly-report/*", served)
    page.add_init_script("window.opened = []; window.open = (address) => { opened.push(address); return null; };")


@pytest.mark.parametrize(
    ("kind", "path", "names"),
    [
        ("github", "/o/r/new/main", "filename"),
        ("gitea", "/o/r/_new/main/records/weekly-reports/telecom-east/2026-W47/", "filename"),
        ("gitlab", "/o/r/-/new/main", "file_name"),
    ],
)
def test_the_forge_is_opened_with_the_text_as_far_as_it_takes_it(
    page: Page, address: str, kind: str, path: str, names: str
) -> None:
    with_forge(page, kind)
    open_form(page, address + REPORT)
    fill_report(page)
    page.locator("textarea[name=conclusion]").fill("宏远物流 & 达康 #1 <b>")
    page.locator("[data-does=open]").click()
    page.wait_for_function("opened.length === 1")
    link = urlsplit(page.evaluate("opened[0]"))
    said = parse_qs(link.query, strict_parsing=True)
    assert (link.netloc, link.path) == ("example.com", path)
    whole = page.locator(".tz-form-path").inner_text()
    assert said[names] == [whole.rpartition("/")[2] if kind == "gitea" else whole]
    if kind == "gitlab":
        expect(page.locator(".tz-form-status")).to_contain_text("内容已复制")
    else:
        assert said["value"] == [shown(page)]
    page.locator("textarea[name=suggestion]").fill("长" * 1200)
    page.locator("[data-does=open]").click()
    page.wait_for_function("opened.length === 2")
    assert "value" not in parse_qs(urlsplit(page.evaluate("opened[1]")).query)
    expect(page.locator(".tz-form-status")).to_contain_text("内容已复制")


def test_copying_puts_the_whole_text_on_the_clipboard(reader: BrowserContext, page: Page, address: str) -> None:
    reader.grant_permissions(["clipboard-read", "clipboard-write"])
    open_form(page, address + REPORT)
    page.locator("[data-does=copy]").click()
    expect(page.locator(".tz-form-status")).to_contain_text("再按一次")
    fill_report(page)
    page.locator("[data-does=copy]").click()
    expect(page.locator(".tz-form-status")).to_have_text("已复制。")
    assert page.evaluate("navigator.clipboard.readText()") == shown(page)


def test_the_keyboard_alone_is_enough(page: Page, address: str) -> None:
    open_form(page, address + REPORT)
    page.locator(".tz-form-basics > summary").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    expect(page.locator(".tz-form-count").first).to_have_text("已确认 3 / 3")
    page.keyboard.press("Tab")
    for _ in range(6):
        page.keyboard.press("Tab")
        if "本周无" in page.evaluate("document.activeElement.textContent"):
            page.keyboard.press("Tab")
        page.keyboard.insert_text("本周照计划进行。")
    expect(page.locator(".tz-form-bar > span")).to_have_text("写好了,可以交")


def test_who_writes_is_asked_once(page: Page, address: str) -> None:
    open_form(page, address + "forms/weekly-report/")
    who = page.get_by_role("combobox", name="您是哪位?")
    who.fill("zhang-w")
    page.get_by_role("option", name="张伟").click()
    expect(page.locator(".tz-form-basics > summary")).to_contain_text("张伟 · 城东分公司 · 2026-W47")
    open_form(page, address + "forms/visit-plan/")
    expect(page.locator(".tz-form-who")).to_contain_text("张伟")
    offers = page.locator(".tz-form-offers button:visible")
    words = offers.first.inner_text()
    offers.first.click()
    assert len(value_of(shown(page))["visits"]) == 1
    assert words not in offers.all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(browser: Browser, address: str, scheme: Any) -> None:  # noqa: ANN401 - a literal
    faults = []
    asked = {"runOnly": list(WCAG), "rules": {rule: {"enabled": True} for rule in BESIDES}}
    for width in (360, 1440):
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
        )
        page = context.new_page()
        for where in (REPORT, "forms/meeting/?person=li-na", "forms/"):
            page.goto(address + where)
            page.locator("[data-tz-about]:visible").wait_for()
            if where != "forms/":
                page.locator("[data-form][data-ready]").wait_for()
                for card in page.locator(".tz-form-head[aria-expanded=false]").all()[:2]:
                    card.click()
                page.locator("[data-does=check]").click()
            page.evaluate("document.querySelectorAll('article details').forEach((one) => { one.open = true; })")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found = Axe().run(page, options={"resultTypes": ["violations"], **asked}).response["violations"]
            faults += [(where, width, one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
        context.close()
    assert faults == [], json.dumps(faults, ensure_ascii=False, indent=1)
