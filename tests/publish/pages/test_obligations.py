"""The pages of obligations: what is open, overdue first; every obligation in its unit's month once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from taizhang.ledger.month import month_of
from taizhang.publish.links import home, obligations_page
from taizhang.publish.pages.obligations import open_now, pages, unit_months
from taizhang.publish.stamp import Page
from taizhang.rules.outcome import State
from tests.publish import companies
from tests.publish.demo import demo_maker, demo_view
from tests.publish.payloads import Shape
from tests.publish.tables import Tables
from tests.rules.outcomes import obligation

LIST, EAST = "obligations/", "obligations/telecom-east.2026-10/"

TELECOM = {"城东分公司", "城南分公司", "城西分公司", "市场部", "人力资源部", "宏图通信有限公司"}
FIRST = [
    [
        "苏娟",
        "城西分公司",
        "已逾期",
        "逾期 14 天以上",
        "10-26(周一)24:00",
        "2026-10-19",
        "不合格项 5 个工作日内整改(提前预约并准时到达、佳安服饰)",
    ],
    ["萧静", "城西分公司", "已逾期", "逾期 8-14 天", "11-06(周五)18:00", "2026-W44", "周五 18:00 前汇总上一周的周报"],
    ["林勇", "城南分公司", "已逾期", "逾期 4-7 天", "11-13(周五)17:30", "2026-W46", "周五 17:30 前提交周报"],
    ["钟俊", "城东分公司", "已逾期", "逾期 4-7 天", "11-13(周五)17:30", "2026-W46", "周五 17:30 前提交周报"],
    [
        "李娜",
        "城东分公司",
        "已逾期",
        "逾期 4-7 天",
        "11-16(周一)18:00",
        "2026-11-09",
        "外部人员借阅的文件五个工作日内归还(三季度合同汇编)",
    ],
    [
        "邓欢",
        "城南分公司",
        "已逾期",
        "逾期 3 天内",
        "11-17(周二)18:00",
        "2026-11-13",
        "按期完成交办的任务(带新工牌并补拍门头照片)",
    ],
    [
        "杜俊",
        "城南分公司",
        "已逾期",
        "逾期 3 天内",
        "11-18(周三)18:00",
        "2026-11-11",
        "防止扩散的措施按期做完(向受影响的客户说明并换发新报价)",
    ],
    [
        "钟俊",
        "城东分公司",
        "已逾期",
        "逾期 3 天内",
        "11-19(周四)18:00",
        "2026-11-16",
        "按期办完会上定的事(整理众康口腔故障处理经过)",
    ],
    [
        "萧静",
        "城西分公司",
        "已逾期",
        "逾期 3 天内",
        "11-19(周四)24:00",
        "2026-11-12",
        "单位的不合格项 5 个工作日内整改(例会纪要写明决定、负责人和期限)",
    ],
    [
        "未定人",
        "城东分公司",
        "未到期",
        "7 天内",
        "11-23(周一)18:00",
        "2026-W46",
        "周汇总提交后次一工作日 18:00 前签收(城东分公司)",
    ],
]
"""The overdue ones by due time, then the first that is not due yet: who, unit, state, urgency, due, period, what."""


@pytest.fixture(scope="module")
def demo() -> dict[str, Page]:
    """The demo company's obligations."""
    return companies.by_address(list(pages(demo_maker())))


def rows(page: Page, name: str) -> list[list[str]]:
    """The rows of a page's table."""
    return [[cell.strip() for cell in row.cells] for row in Tables(page.body).by_id[name].rows]


def test_overdue_comes_first_then_by_due_time_what_has_none_last() -> None:
    early, late = datetime(2026, 11, 6, 18, 0), datetime(2026, 11, 13, 17, 30)
    pending = obligation(State.PENDING, early, key="a")
    unknown = obligation(State.UNKNOWN, None, key="b")
    overdue, older = obligation(State.OVERDUE, late, key="c"), obligation(State.OVERDUE, early, key="d")
    met = obligation(State.MET, early, key="e")
    assert open_now((unknown, pending, met, overdue, older)) == (older, overdue, pending, unknown)


def test_what_is_open_now(demo: dict[str, Page]) -> None:
    """Telecom's nine that DEMO.md leaves overdue, and its first that comes; two of garage, catering and towers each."""
    every = rows(demo[LIST], "open")
    assert Counter(row[1] for row in every if row[2] == "已逾期" and row[1] not in TELECOM) == {
        "安驰汽车修理厂": 2,
        "锦云大酒店餐饮部": 2,
        "石桥市分公司": 2,
    }
    found = [row for row in every if row[1] in TELECOM]
    assert found[:10] == FIRST
    assert Counter(row[2] for row in found) == {"已逾期": 9, "未到期": 46}
    assert "../months/zhong-jun.2026-11/#weekly-report-2026-W46" in Shape(demo[LIST].body).links


def test_every_obligation_is_in_its_unit_s_month_once(demo: dict[str, Page]) -> None:
    expected: dict[str, Counter[str]] = {}
    for one in demo_view().obligations:
        address = obligations_page(one.unit, month_of(one).key)
        expected.setdefault(address, Counter())[f"../../{home(one)}"] += 1
    assert {address for address in demo if not address.startswith("obligations/2026-W")} == {LIST, *expected}
    for address, homes in expected.items():
        links = Counter(Shape(demo[address].body).links)
        assert {link: links[link] for link in homes} == dict(homes)
        assert len(rows(demo[address], "duties")) == homes.total()


def test_a_month_s_rows_can_be_chosen_by_person_state_and_rule(demo: dict[str, Page]) -> None:
    table = Tables(demo[EAST].body).by_id["duties"]
    assert table.shows({"person": ["张伟"], "state": ["迟交"], "rule": ["周五 17:30 前提交周报"]})
    assert not table.shows({"person": ["张伟"], "state": ["已逾期"]})
    assert [row for row in rows(demo[EAST], "duties") if row[:2] == ["张伟", "迟交"]] == [
        ["张伟", "迟交", "周五 17:30 前提交周报", "2026-W42", "", "10-16(周五)17:30", "10-16(周五)18:05", "−1"]
    ]
    assert demo[EAST].title == "城东分公司 2026-10 应办"


def test_the_list_s_counts_lead_to_the_rows_they_count(demo: dict[str, Page]) -> None:
    units = {(row[0], row[1]): row[2:] for row in rows(demo[LIST], "units")}
    table = Tables(demo[EAST].body).by_id["duties"]
    states = Counter(row.values[1] for row in table.rows if not row.opens)
    assert units["2026-10", "城东分公司"] == ["172", "165", "3", "4", "0"]
    assert (states["按时"], states["迟交"], states["缺失"], states["已逾期"]) == (165, 3, 4, 0)
    assert "../obligations/telecom-east.2026-10/?duties.state=%E7%BC%BA%E5%A4%B1#duties" in Shape(demo[LIST].body).links


def test_a_late_week_s_page_has_all_that_is_due_in_it(demo: dict[str, Page]) -> None:
    """Thirteen weeks up to that of 20 November; W46 runs from Monday 9 to Sunday 15 November."""
    weeks = [address for address in demo if address.startswith("obligations/2026-W")]
    assert weeks == [f"obligations/2026-W{number}/" for number in range(35, 48)]
    table = Tables(demo["obligations/2026-W46/"].body).by_id["duties"]
    start, end = datetime(2026, 11, 9), datetime(2026, 11, 16)
    expected = Counter(one.state for one in demo_view().obligations if one.due is not None and start <= one.due < end)
    assert len(table.rows) == expected.total()
    assert table.shows({"person": ["钟俊"], "state": ["已逾期"]})
    assert table.shows({"unit": ["城东分公司", "城西分公司"], "state": ["按时"]})
    assert not table.shows({"unit": ["城东分公司"], "state": ["缺失"]})


def test_the_steps_of_urgency_lead_to_their_rows(demo: dict[str, Page]) -> None:
    links = [link for link in Shape(demo[LIST].body).links if "open.urgency" in link]
    table = Tables(demo[LIST].body).by_id["open"]
    assert len(set(links)) == 8
    for link in links:
        assert table.shows({"urgency": parse_qs(urlsplit(link).query)["open.urgency"]}), link


def test_what_no_unit_owes_has_a_page_too() -> None:
    (one,) = unit_months((obligation(unit=""),))
    assert one.address == "obligations/-.2026-10/"
    maker = companies.maker_of(companies.ordinary())
    page = maker.page("obligations_month.html", "", one.address, "", found=one)
    assert "未定单位" in page.body


def test_a_small_company_and_one_on_its_first_day() -> None:
    found = companies.by_address(list(pages(companies.maker_of(companies.ordinary()))))
    assert {"obligations/east.2026-10/", "obligations/west.2026-10/"} <= set(found)
    (page,) = pages(companies.maker_of(companies.empty()))
    assert page.address == LIST
    assert "没有逾期的,也没有即将到期的。" in page.body
    assert "还没有应办。" in page.body
    assert "<table" not in page.body
