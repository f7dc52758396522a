"""The months' pages: every outcome explained on just one of them, cards that add up, lists that lead there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from taizhang.closing.text import word
from taizhang.publish.links import Links, anchor, home
from taizhang.publish.pages import boards, decisions
from taizhang.publish.pages.months import late_cards, pages, unit_of
from taizhang.publish.sheets import Sheet, sheets_of
from taizhang.publish.stamp import Page
from taizhang.rules.outcome import CardLine, Cause, Finding, Known, Scorecard
from taizhang.when.period import parse_period
from tests.publish import built, companies
from tests.publish.demo import demo_maker, demo_pages, demo_view
from tests.publish.payloads import Shape
from tests.publish.tables import Table, Tables
from tests.rules.outcomes import frame

LIST, ZHANG = "months/", "months/zhang-wei.2026-10/"
ID = re.compile(' id="([^"]*)"')


@pytest.fixture(scope="module")
def demo() -> dict[str, Page]:
    """The demo company's months."""
    return companies.by_address(list(pages(demo_maker())))


def table(page: Page, name: str) -> list[list[str]]:
    """The rows of a page's table, without what they open into."""
    return texts(Tables(page.body).by_id[name])


def texts(found: Table) -> list[list[str]]:
    """The texts of a table's rows, without what they open into."""
    return [[cell.strip() for cell in row.cells] for row in found.rows if not row.opens]


def test_every_outcome_that_is_no_finding_is_explained_on_just_one_page(demo: dict[str, Page]) -> None:
    homes = demo | demo_pages(decisions.pages) | demo_pages(boards.pages)
    ids = {address: Counter(ID.findall(page.body)) for address, page in homes.items()}
    told = [one for one in demo_view().ledger.outcomes if not isinstance(one, Finding)]
    assert len(told) > 1800
    for one in told:
        address, _, name = home(one).partition("#")
        assert (ids[address][name] == 1) if name else (address in homes), one.key
    assert len({home(one) for one in told}) == len(told)


def test_a_finding_has_no_row_of_its_own(demo: dict[str, Page]) -> None:
    """Two of October, three of November: two points of a visit not kept, one of the script (A4.5, A4.2)."""
    found = [one for one in demo_view().ledger.findings if one.person == "zhang-wei"]
    assert Counter(f"{one.at:%Y-%m}" for one in found) == {"2026-10": 2, "2026-11": 3}
    for one in found:
        page = Shape(demo[f"months/zhang-wei.{one.at:%Y-%m}/"].body)
        assert anchor(one) not in page.ids
        assert f"../../{home(one)}" in page.links


def test_a_card_is_followed_by_hand(demo: dict[str, Page]) -> None:
    """A7.4: sales (60 % + 85 %) / 2 of 40; service 86.45 % of 20; two of eight points off; tests 93.5 and 75; award."""
    page = demo[ZHANG]
    assert texts(Tables(page.body).all[0]) == [
        ["目标考核", "46.29", "60"],
        ["营销指标", "29.00", "40"],
        ["服务指标", "17.29", "20"],
        ["过程考核", "36.11", "40"],
        ["基础服务", "10.00", "10"],
        ["客户服务质量", "10.00", "10"],
        ["工作计划制定", "6.00", "8"],
        ["业务知识", "5.61", "6"],
        ["集团产品知识及推广技巧", "4.50", "6"],
        ["加减分", "+2.00", ""],
        ["加减分,原始合计", "+2.00", ""],
        ["加减分,计入总分的", "+2.00", "−20 至 +20"],
        ["总分", "84.40", ""],
    ]
    shape = Shape(page.body)
    assert {"card", "line-work-planning", "line-adjustments", "line-adjustments-bounded", "section-target"} <= shape.ids
    assert "目标考核 46.29,过程考核 36.11,加减分 +2.00,相加得 84.40" in shape.text
    assert "填写时间 2026-10-13(周二) 10:15,应早于出发时间 2026-10-13(周二) 09:40" in shape.text
    assert [name for name in ("被考核人", "主管", "市场部") if name not in shape.text] == []


def test_figures_lead_to_the_rows_they_count(demo: dict[str, Page]) -> None:
    rows = table(demo[ZHANG], "duties")
    assert Counter(row[1] for row in rows) == {"按时": 30, "迟交": 1, "不够": 1}
    links = Shape(demo[ZHANG].body).links
    link = Links(ZHANG, set())
    assert link.table(ZHANG, "duties", state="迟交") in links
    assert link.table(ZHANG, "duties", state=("按时", "迟交", "缺失", "已逾期")) in links, "what was owed"
    assert link.table(ZHANG, "duties", state="已逾期") not in links, "nothing is overdue"


def test_the_open_month_says_what_is_still_to_be_done(demo: dict[str, Page]) -> None:
    """A weekly report and a decision, both overdue, and a work item of the month's target."""
    text = Shape(demo["months/zhong-jun.2026-11/"].body).text
    assert "这个月还开放,还有 3 项没办,怎样开始见 钟俊的页" in text
    assert "还没有总分:营销指标、服务指标缺数据。" in text
    assert "还开放,还有" not in Shape(demo[ZHANG].body).text


def test_a_unit_s_month_has_no_card(demo: dict[str, Page]) -> None:
    page = demo["months/unit.telecom-west.2026-10/"]
    assert page.title == "城西分公司 2026 年 10 月"
    assert [(row[0], row[1]) for row in table(page, "duties")] == [
        ("2026-W39", "按时"),
        ("2026-W40", "按时"),
        ("2026-W41", "按时"),
        ("2026-W42", "缺失"),
    ]
    assert "被考核人" not in page.body
    assert "card" not in Shape(page.body).ids


def test_the_list_has_the_cards_of_three_months(demo: dict[str, Page]) -> None:
    rows = table(demo[LIST], "cards")
    telecom = [row for row in rows if row[1].startswith("城") or not row[1]]
    assert Counter(row[2] for row in telecom) == {"2026-11": 12, "2026-10": 11, "2026-09": 12}
    (zhang,) = [row for row in rows if (row[0], row[2]) == ("张伟", "2026-10")]
    assert zhang[:5] == ["张伟", "城东分公司", "2026-10", "已确认", "84.40"]
    heads = Tables(demo[LIST].body).by_id["cards"].keys
    assert [cell for cell in zhang[5:] if cell] == ["46.29", "36.11", "+2.00", "32", "30", "1", "1", "0"]
    assert len(zhang) == len(heads), "a section that the card does not have is an empty cell"
    assert {(row[3], row[4]) for row in telecom if row[2] == "2026-11"} == {("开放", "缺数据")}
    assert "../months/zhang-wei.2026-10/#card" in Shape(demo[LIST].body).links
    assert ["2026-10", "城西分公司", "4", "3", "0", "1", "0"] in table(demo[LIST], "units")


def test_a_sealed_month_s_row_is_what_was_sealed(demo: dict[str, Page]) -> None:
    """Two points for arrears came after the sealing: neither the sealed total nor what it is the sum of has them."""
    (deng,) = [row for row in table(demo[LIST], "cards") if (row[0], row[2]) == ("邓欢", "2026-09")]
    assert [cell for cell in deng[3:] if cell][:5] == ["已确认,重算不同", "90.59", "53.32", "37.27", "0.00"]


def test_the_list_goes_back_three_months_that_have_cards() -> None:
    months = ("2026-12", "2026-10", "2026-09", "2026-05")
    sheets = tuple(sheet("zhang-wei", month) for month in months)
    bare = replace(sheets[0], outcomes=())
    assert [one.month.key for one in late_cards(demo_view(), (bare, *sheets[1:]))] == ["2026-10", "2026-09", "2026-05"]
    assert [one.month.key for one in late_cards(demo_view(), sheets)] == ["2026-12", "2026-10", "2026-09"]


def test_who_left_in_a_month_is_of_the_unit_left() -> None:
    view = demo_view()
    assert unit_of(view, sheet("xie-jun", "2026-10")) == "telecom-west"
    assert unit_of(view, sheet("xie-jun", "2026-11")) == ""
    assert unit_of(view, sheet("nobody", "2026-11")) == ""


def test_the_list_shows_how_each_unit_s_mean_goes(demo: dict[str, Page]) -> None:
    """East: 91.42 in September, 89.08 in October, none yet in November."""
    text = " ".join(Shape(str(demo["months/"].body).replace("<", " <")).text.split())
    assert "城东分公司 91.42 89.08 —" in text
    asked = "../months/?cards.month=2026-10&cards.unit=%E5%9F%8E%E4%B8%9C%E5%88%86%E5%85%AC%E5%8F%B8#cards"
    assert asked in Shape(demo["months/"].body).links


def test_missing_not_applicable_and_zero_are_three_things() -> None:
    maker = demo_maker()
    one = sheet("zhang-wei", "2026-10")
    shown: dict[str, Any] = {
        "lines": {},
        "current": False,
        "sealed": None,
        "word": word,
        "level": "internal",
        "signers": (),
    }
    page = maker.page("month.html", "", one.address, "", sheet=one, unit="telecom-east", **shown)
    assert [row[1:] for row in texts(Tables(page.body).all[0])] == [
        ["缺数据", "16"],
        ["缺数据", "10"],
        ["不适用", ""],
        ["0.00", "6"],
        ["缺数据", ""],
    ]


def sheet(person: str, month: str) -> Sheet:
    """A month whose card has one line of each sort."""
    period = parse_period(month)
    assert period is not None
    lines = tuple(
        CardLine(known, known, "process", Decimal(maximum), Known(known), score, Cause("card.section", told))
        for known, maximum, score, told in (
            ("missing", 10, None, {"title": "甲", "maximum": "10", "score": ""}),
            ("not-applicable", 0, None, {"title": "乙", "maximum": "0", "score": ""}),
            ("number", 6, Decimal("0.00"), {"title": "丙", "maximum": "6", "score": "0.00"}),
        )
    )
    section = Cause("card.section", {"title": "过程考核"}, None, tuple(line.cause for line in lines))
    parts = {**frame("scorecard", month), "person": person, "cause": Cause("card.total", {}, None, (section,))}
    return sheets_of((Scorecard(**parts, lines=lines, total=None),))[0]


@pytest.mark.browser
def test_a_card_opens_where_a_link_leads_and_is_signed_on_paper(browser: Browser, demo_site: Path) -> None:
    with built.serving(demo_site) as base:
        page = browser.new_page()
        page.goto(f"{base}{ZHANG}#line-work-planning")
        assert page.locator("#line-work-planning + tr").is_visible()
        assert not page.locator("#line-marketing + tr").is_visible()
        assert not page.locator(".tz-sign").is_visible()
        page.emulate_media(media="print")
        signing = page.locator(".tz-sign > li > :first-child").all_inner_texts()
        assert signing == ["被考核人 张伟", "客户经理主管 李娜", "分公司总经理 孙强", "市场部", "人力资源部"]
        assert page.locator(".tz-sign").is_visible()
        page.close()


def test_months_without_a_card() -> None:
    found = companies.by_address(list(pages(companies.maker_of(companies.ordinary()))))
    assert "还没有考核表。" in found[LIST].body
    page = found["months/zhang-wei.2026-10/"]
    assert Counter(row[1] for row in table(page, "duties")) == {"按时": 2, "迟交": 1, "缺失": 1}
    assert "weekly-report-2026-W42" in Shape(page.body).ids
    assert "../../records/weekly-reports.east.2026-W42.zhang-wei/#L4" in Shape(page.body).links
    assert "考核得分" not in page.body


def test_a_company_on_its_first_day() -> None:
    (page,) = pages(companies.maker_of(companies.empty()))
    assert (page.address, "还没有考核表。" in page.body, "<table" in page.body) == (LIST, True, False)


def test_the_cards_of_half_years_stand_in_a_table_of_their_own(demo: dict[str, Page]) -> None:
    """The latest two periods, the running one first; how 87.63 comes about stands on the card (C2.1)."""
    rows = table(demo[LIST], "longer")
    mine = [row for row in rows if row[0] == "颜若水"]
    assert [row[2:] for row in mine] == [
        ["2026-H2", "客户经理半年考评表", "缺数据", "进行中"],
        ["2026-H1", "客户经理半年考评表", "87.63", "已结束"],
    ]
    assert {row[2] for row in rows if row[3] == "客户经理半年考评表"} == {"2026-H1", "2026-H2"}


def test_the_card_of_a_half_year_stands_on_the_page_of_its_last_month(demo: dict[str, Page]) -> None:
    """Its lines add up: 30.45 + 22.58 + 17.00 + 8.57 + 9.03; the running one says that it still changes."""
    page = demo["months/yan-ruoshui.2026-06/"]
    shown = Shape(page.body)
    assert "2026-H1 客户经理半年考评表" in shown.text
    assert "line-2026-H1-cabinets-plan" in shown.ids
    assert "cabinets-half-year-2026-H1" in shown.ids
    (card,) = (found for found in Tables(page.body).all if found.rows and found.rows[0].cells[0].strip() == "五项指标")
    figures = [row[1] for row in texts(card)]
    assert figures == ["87.63", "30.45", "22.58", "17.00", "8.57", "9.03", "87.63"]
    assert sum(Decimal(one) for one in figures[1:6]) == Decimal("87.63")
    assert "这一期还没有结束" not in shown.text
    assert "这一期还没有结束" in Shape(demo["months/yan-ruoshui.2026-12/"].body).text
