"""What comes out of the printer: A4 with its marks on every sheet, signed where it is signed, nothing cut off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from taizhang.publish.audience import USUAL
from taizhang.publish.pages import FAMILIES, pay
from taizhang.publish.site import publish
from tests.books import ROOT
from tests.publish import built, demo
from tests.publish.printing import A4, LEVEL, NUMBER, WINDOW, Sheet, opened, plain, printed
from tests.publish.test_looks import SCREENS, looked_at

pytestmark = pytest.mark.browser

MOST = 120  # sheets of the longest record, a book of rules
CARD = "months/zhang-wei.2026-10/"
MINUTES = "meetings/telecom-west.2026-10.2026-10-19-weekly/"
BULLETIN = "bulletins/2026-10/"
CLOSING = "closings/telecom-east.2026-10/"
ROLLUP = "records/weekly-rollups.telecom-west.2026-W45/"
OFF = (".md-header", ".md-tabs", ".md-sidebar", ".md-search", ".tz-filter button")  # not for paper
WHITE = {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
AS_OF, COMMIT = "2026-11-20 18:30", "4c1e9a2f0d5b7a8896e1c2d3f4a5b6c7d8e9f001"
CUT = """[...document.querySelectorAll('.md-content *')].filter((one) => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const hides = style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
  return box.width && box.height && (box.right > innerWidth + 1 || box.left < -1 || hides);
}).map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
HEADINGS = """[...document.querySelectorAll('.md-content :is(h2, h3)')].filter((one) => one.checkVisibility())
  .map((one) => one.textContent)"""
PALE = """[...document.querySelectorAll('.md-content *')].filter((one) => {
  const own = [...one.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim());
  const [red, green, blue] = getComputedStyle(one).color.match(/[0-9.]+/g).map(Number);
  return own && one.checkVisibility() && !one.closest('svg') && red * 0.3 + green * 0.6 + blue * 0.1 > 110;
}).map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`)"""


@pytest.fixture(scope="module")
def base(demo_site: Path) -> Iterator[str]:
    """Where the demo company's site is served."""
    with built.serving(demo_site) as address:
        yield address


def whole(page: Page) -> list[str]:
    """What is wrong with a page as it is laid out for paper: cut off, pale, dark, or not for paper at all."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size(dict(WINDOW))  # type: ignore[arg-type]
    faults = [f"cut: {one}" for one in page.evaluate(CUT)] + [f"pale: {one}" for one in page.evaluate(PALE)]
    hidden = (one for one in OFF if page.locator(f"{one}:visible").count())
    faults += [f"on paper: {one}" for one in hidden]
    if page.evaluate("getComputedStyle(document.body).backgroundColor") not in WHITE:
        faults.append("dark")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    return faults


def marked(sheets: tuple[Sheet, ...], headings: list[str]) -> list[str]:
    """What is wrong with the sheets of a page: their size, their marks, an empty one, a heading left behind."""
    faults = []
    left = {plain(one) for one in headings}
    for number, sheet in enumerate(sheets, 1):
        found = NUMBER.search(sheet.foot)
        if sheet.size != A4:
            faults.append(f"sheet {number} is {sheet.size}")
        if found is None or found.groups() != (str(number), str(len(sheets))):
            faults.append(f"sheet {number} has no number: {sheet.foot}")
        if not LEVEL.search(sheet.head):
            faults.append(f"sheet {number} has no level: {sheet.head}")
        if not sheet.text:
            faults.append(f"sheet {number} is empty")
        elif sheet.body[-1].text in left:
            faults.append(f"sheet {number} ends in a heading: {sheet.body[-1].text}")
    return faults if len(sheets) <= MOST else [*faults, f"{len(sheets)} sheets"]


def sheets_at(browser: Browser, address: str) -> tuple[Sheet, ...]:
    """The sheets of the page at an address."""
    page = opened(browser, address)
    found = printed(page)
    page.close()
    return found


@pytest.mark.parametrize("third", range(3))
def test_pages_of_every_family_print_well(browser: Browser, base: str, demo_site: Path, third: int) -> None:
    names = looked_at(demo_site)
    assert {name.removesuffix("-one") for name in names} >= FAMILIES.keys()
    faults = {}
    for name, where in sorted(names.items())[third::3]:
        page = opened(browser, base + where)
        headings = page.evaluate(HEADINGS)
        found = marked(sheets := printed(page), headings) + whole(page)
        site = "客户经理台账" in sheets[-1].foot and f"数据截至{plain(AS_OF)}" in sheets[-1].foot
        if not site and not where.startswith("bulletins/2"):
            found.append(f"no basis: {sheets[-1].foot}")
        if found:
            faults[name] = found
        page.close()
    assert faults == {}


def test_minutes_fit_a_sheet_with_room_for_every_hand(browser: Browser, base: str) -> None:
    (sheet,) = sheets_at(browser, base + MINUTES)
    assert "秘密" in sheet.head
    (head,) = sheet.lines_with("序姓名岗位到会请假告知签字")
    rows = [line for line in sheet.body if line.y < head.y and re.match("[1-5][^0-9]", line.text)]
    assert [row.text[1:3] for row in rows] == ["萧静", "苏娟", "陈波", "蒋雨", "彭鑫"]
    apart = [upper.y - lower.y for upper, lower in pairwise(rows)]
    assert min(apart) > 8 * 72 / 25.4, "8 mm are the least to sign in"


def test_a_card_is_signed_on_its_first_sheet(browser: Browser, base: str) -> None:
    """The card, what was charged and granted, and who signs: the person, who leads his branch, who confirms."""
    first, second, *_ = sheets_at(browser, base + CARD)
    assert first.text.startswith("张伟2026年10月")
    for words in ("客户经理月度考核表", "营销指标", "84.40总分", "10-16(周五)17:30工作计划制定−1分周五17:30前提交周报"):
        assert words in first.text, words
    assert "records/" not in first.text, "the ways to the figures are left to the screen"
    for words in ("被考核人张伟", "客户经理主管李娜", "分公司总经理孙强", "市场部", "人力资源部"):
        (line,) = first.lines_with(words)[-1:]
        assert line.y < first.lines_with("记账")[0].y, words
    assert sum(line.text.count("签字:年月日") for line in first.body) == 5
    assert second.body[0].text == "应办"
    assert second.head.startswith("张伟2026年10月")


def test_what_the_reader_opened_is_printed_and_stays_as_he_left_it(browser: Browser, base: str) -> None:
    page = opened(browser, base + CARD)
    page.locator("#line-work-planning summary").click()
    told = "".join(sheet.text for sheet in printed(page))
    assert "工作计划制定6.00/8" in told
    assert "营销指标29.00/40" not in told
    assert page.locator("table .tz-opener[open]").count() == 1
    assert page.locator("[data-shut]").count() == 0
    page.close()


def test_the_notice_carries_what_it_rests_on_on_every_sheet(browser: Browser, base: str) -> None:
    """Issued on 5 November from a commit of its own: not what the site is made from today."""
    sheets = sheets_at(browser, base + BULLETIN)
    record = (ROOT / "records/bulletins/2026-10.yaml").read_text(encoding="utf-8")
    (commit,) = re.findall("(?m)^commit: ([0-9a-f]{10})", record)
    assert len(sheets) > 3
    for sheet in sheets:
        assert f"提交{commit}·数据截至2026-11-0517:00" in sheet.foot
        assert "秘密" in sheet.head
    assert sheets[0].head == "秘密"
    assert all(sheet.head.startswith("关于2026年10月客户经理工作情况的通报") for sheet in sheets[1:])
    assert "本节数字的由来" not in "".join(sheet.text for sheet in sheets)
    assert "2026年11月5日" in sheets[-1].text


@pytest.mark.parametrize("where", [CLOSING, CARD])
def test_what_is_sealed_carries_the_commit(browser: Browser, base: str, where: str) -> None:
    def about(route: Route) -> None:
        route.fulfill(body=json.dumps({"as_of": AS_OF, "commit": COMMIT}), content_type="application/json")

    page = browser.new_page()
    page.route("**/build.json", about)
    page.goto(base + where)
    page.locator("[data-tz-about]:visible").wait_for()
    for sheet in printed(page):
        assert f"提交4c1e9a2f0d·数据截至{plain(AS_OF)}" in sheet.foot
    page.goto(base + MINUTES)
    page.locator("[data-tz-about]:visible").wait_for()
    (minutes,) = printed(page)
    assert "提交4c1e9a2f0d" not in minutes.foot
    page.close()


def test_a_closing_is_signed_by_who_made_it_and_who_confirmed_it(browser: Browser, base: str) -> None:
    (sheet,) = sheets_at(browser, base + CLOSING)
    assert "95.30" in sheet.lines_with("程玉兰")[0].text
    for words in ("汇总人李娜", "审核确认人吴浩", "分公司总经理孙强", "市场部", "人力资源部"):
        assert words in sheet.text, words
    assert sheet.text.count("签字:年月日") == 5


def test_a_weekly_summary_is_received_on_paper(browser: Browser, base: str) -> None:
    """As it reads, not as it stands in its file; handed in, received and filed (A5.6, A5.7)."""
    (sheet,) = sheets_at(browser, base + ROLLUP)
    for words in ("需求汇总", "汇总人(主管)", "签收人(市场部集团客户室)", "归档人"):
        assert words in sheet.text, words
    assert sheet.text.count("签字:年月日") == 3
    assert "unit:" not in sheet.text


def test_lists_of_pay_are_sheets_of_their_own(browser: Browser, demo_site: Path, tmp_path: Path) -> None:
    """One unit's month a sheet, as its pay is no other's business; top secret, and a proposal until it is signed."""
    maker = demo.maker_with({}, next(one for one in USUAL if one.id == "hr"))
    about = {"as_of": AS_OF, "commit": "", "edition": "人力资源版", "level": "机密"}
    publish(demo_site.parent / "shells", tmp_path, pay.pages(maker), about)
    with built.serving(tmp_path) as address:
        sheets = sheets_at(browser, f"{address}pay/")
    assert len(sheets) > 3
    for sheet in sheets:
        assert "机密·人力资源版" in sheet.head
        assert len(sheet.lines_with("这个月")) == 1
        for words in ("制表", "复核", "人力资源部核定", "总经理"):
            assert words in sheet.text, words


def test_heads_of_a_long_table_stand_on_every_sheet(browser: Browser, base: str) -> None:
    page = opened(browser, base + CARD)
    page.locator("#duties tbody").evaluate("(one) => one.append(...[...one.rows].map((row) => row.cloneNode(true)))")
    sheets = printed(page)
    page.close()
    duties = [sheet for sheet in sheets if sheet.lines_with("服务后次一工作日")]
    assert len(duties) > 1
    for sheet in duties:
        assert sheet.lines_with("期间状态分值截止完成事项"), "a head is told again where its table goes on"


NASTY = '一"; } @page { size: A3 } \\22 \n\t</style>甲' + "长" * 10_000


def test_any_title_is_text_at_the_head(browser: Browser, base: str) -> None:
    page = opened(browser, base + CARD)
    page.locator("h1").evaluate("(one, text) => { one.textContent = text; }", NASTY)
    sheets = printed(page)
    page.close()
    assert {sheet.size for sheet in sheets} == {A4}
    assert sheets[-1].head.startswith(plain('一"; } @page { size: A3 } \\22 </style>甲'))
    assert plain("长长…秘密") in sheets[-1].head


def test_pictures_of_paper_are_kept(browser: Browser, base: str) -> None:
    """A look at the documents that people sign is worth more than any rule about them."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    for name, where in {"card": CARD, "minutes": MINUTES, "bulletin": BULLETIN, "closing": CLOSING}.items():
        page = opened(browser, base + where)
        page.pdf(path=SCREENS / f"print-{name}.pdf", prefer_css_page_size=True)
        page.close()
        assert (SCREENS / f"print-{name}.pdf").stat().st_size > 10_000
