"""People's pages: what is owed now, the month's score, all months, findings, weeks and customers."""

from __future__ import annotations

from collections import Counter

import pytest

from taizhang.publish.pages.people import WEEKS, accounts, in_care, pages, weeks_in_post
from taizhang.publish.stamp import Page
from taizhang.publish.week import weeks_of
from tests.publish import companies
from tests.publish.demo import demo_book, demo_maker, demo_view
from tests.publish.payloads import Shape
from tests.publish.tables import Tables

LIST, ZHANG, ZHONG, GONE = "people/", "people/zhang-wei/", "people/zhong-jun/", "people/xie-jun/"

TELECOM = {"城东分公司", "城南分公司", "城西分公司", "市场部", "人力资源部", "宏图通信有限公司"}


@pytest.fixture(scope="module")
def demo() -> dict[str, Page]:
    """The demo company's people."""
    return companies.by_address(list(pages(demo_maker())))


def rows(page: Page, place: int) -> list[list[str]]:
    """The rows of a page's table, counted from 0."""
    return [[cell.strip() for cell in row.cells] for row in Tables(page.body).all[place].rows]


def test_what_is_owed_stands_first_with_the_command_that_begins_it(demo: dict[str, Page]) -> None:
    page = Shape(demo[ZHONG].body)
    assert "周报 2026-W46" in page.text
    assert "11-13(周五)17:30 已截止" in page.text
    assert "taizhang new weekly-report --person zhong-jun --week 2026-W46" in page.text
    assert "../../months/zhong-jun.2026-11/#weekly-report-2026-W46" in page.links
    assert "owed-overdue" in page.ids
    assert "没有要做的" not in page.text


def test_who_has_done_all_sees_what_comes_later(demo: dict[str, Page]) -> None:
    """Two customers of grade A are still to be seen once more in November."""
    page = Shape(demo[ZHANG].body)
    assert "没有要做的:没有逾期的,今天和本周也没有到期的。" in page.text
    assert {"owed-later"} == {name for name in page.ids if name.startswith("owed-")}
    assert page.text.count("(要 4 次,已 3 次) 11-30(周一)24:00 前") == 2


def test_the_month_s_lines_lead_to_the_card(demo: dict[str, Page]) -> None:
    page = Shape(demo[ZHANG].body)
    lines = [link for link in page.links if "#line-" in link]
    assert Counter(link.partition("#")[0] for link in lines) == {"../../months/zhang-wei.2026-11/": 8}
    assert lines[-1].endswith("#line-adjustments-bounded")
    assert "5.28 / 6" in page.text


def test_every_month_has_its_score_counts_and_points(demo: dict[str, Page]) -> None:
    """October: a report late, a trip filled in late, an award of two; a customer not seen often enough costs none.

    November: a task done late, a work item of the target done, half a point for the script not followed.
    """
    assert rows(demo[ZHANG], 1) == [
        ["2026-11", "缺数据", "27", "26", "1", "0", "0", "−2.5"],
        ["2026-10", "84.40", "32", "30", "1", "1", "0", "0"],
        ["2026-09", "96.35", "40", "40", "0", "0", "0", ""],
        ["2026-08", "无考核表", "1", "1", "0", "0", "0", ""],
    ]


def test_a_sealed_month_has_the_score_that_was_sealed(demo: dict[str, Page]) -> None:
    """Two points for arrears came after the sealing: reckoned now it would be 88.59 (A8.6)."""
    assert [row[:2] for row in rows(demo["people/deng-huan/"], 1) if row[0] == "2026-09"] == [["2026-09", "90.59"]]


def test_findings_newest_first(demo: dict[str, Page]) -> None:
    assert [row[:3] for row in rows(demo[ZHANG], 2)] == [
        ["2026-11-19(周四)10:51", "和客户通话照口径说(宏远物流)", "−0.5"],
        ["2026-11-16(周一)", "检查项没有严重不合格(宏远物流)", "−1"],
        ["2026-11-16(周一)", "检查项没有严重不合格(天邦广告)", "−1"],
        ["2026-10-13(周二)09:40", "出发前填写出行记录(宏远物流)", "−1"],
        ["2026-10-13(周二)", "客户资料 90 天内核对一次(顺越医药)", ""],
    ]


def test_customers_in_care_wait_longest_first(demo: dict[str, Page]) -> None:
    found = rows(demo[ZHANG], 3)
    assert {row[1] for row in found} == {"C-000111", "C-000123", "C-000135", "C-000147", "C-000159"}
    served = [row[3] for row in found]
    assert served == sorted(served)
    assert ["顺越医药", "C-000147", "A"] in [row[:3] for row in found]


def test_a_customer_is_in_the_care_of_one() -> None:
    """C-000117 went from zhong-jun to zhao-min on 10-14; no customer has two account managers."""
    care = in_care(demo_view())
    every = Counter(one.record.id for theirs in care.values() for one in theirs)
    assert set(every.values()) == {1}
    assert [person for person, theirs in care.items() if "C-000117" in {one.record.id for one in theirs}] == [
        "zhao-min"
    ]
    assert "xie-jun" not in care


def test_who_left_has_the_posts_and_no_customers(demo: dict[str, Page]) -> None:
    text = Shape(demo[GONE].body).text
    assert "已不在岗" in text
    assert "2020-07-01 至 2026-10-15 城西分公司 客户经理" in text
    assert "名下客户" not in text
    assert "这个月还没有应办" in text


def test_weeks_are_those_in_post_that_have_a_page() -> None:
    view = demo_view()
    there = weeks_of(view)
    (gone,) = [one for one in view.registers.entities("person") if one.id == "xie-jun"]
    found = weeks_in_post(gone, there)
    assert found[0] == ("telecom-west", "2026-W42"), "left on the Thursday of W42"
    assert set(found) <= there
    (zhang,) = [one for one in view.registers.entities("person") if one.id == "zhang-wei"]
    assert len(weeks_in_post(zhang, there)) == WEEKS
    (head,) = [one for one in view.registers.entities("person") if one.id == "li-na"]
    assert weeks_in_post(head, there) == (), "a supervisor writes no weekly report"


def test_the_list_counts_what_is_to_be_done_now_and_the_month(demo: dict[str, Page]) -> None:
    listed = {row[0]: row[1:] for row in rows(demo[LIST], 0)}
    assert len(listed) == len(demo_book().of("person"))
    telecom = {name: row for name, row in listed.items() if row[0] in TELECOM}
    assert len(telecom) == 23, "and Xie Jun, who left"
    assert listed["钟俊"] == ["城东分公司", "客户经理", "2", "25", "21", "2", "0", "2", "96.19(10 月)"]
    assert listed["谢军"] == ["已不在岗", "", "0", "0", "0", "0", "0", "0", "92.77(9 月)"]
    assert [(name, row[2]) for name, row in telecom.items() if row[2] != "0"] == [
        ("李娜", "1"),
        ("钟俊", "2"),
        ("邓欢", "1"),
        ("杜俊", "1"),
        ("林勇", "1"),
        ("苏娟", "1"),
        ("萧静", "2"),
    ]
    assert "../people/zhong-jun/#owed" in Shape(demo[LIST].body).links


def test_accounts_are_in_the_order_of_the_people() -> None:
    view = demo_view()
    assert [one.person for one in accounts(view)] == list(view.people)


def test_search_finds_a_person_by_pinyin_and_role(demo: dict[str, Page]) -> None:
    words = demo[ZHANG].words or ""
    assert [part for part in ("zhang-wei", "zhangwei", "城东分公司", "客户经理") if part not in words] == []


def test_a_small_company() -> None:
    found = companies.by_address(list(pages(companies.maker_of(companies.ordinary()))))
    left = Shape(found["people/wang-fang/"].body).text
    assert "已不在岗" in left
    assert "没有要做的" in left
    zhang = Shape(found[ZHANG].body)
    assert "2026-W45" in zhang.text
    assert "名下客户" not in zhang.text
    assert "查出的问题" not in zhang.text


def test_a_company_on_its_first_day() -> None:
    (page,) = pages(companies.maker_of(companies.empty()))
    assert (page.address, "还没有人员记录。" in page.body) == (LIST, True)


def test_the_week_s_workload_by_day(demo: dict[str, Page]) -> None:
    """A4.4: six of seven duties that fell due were done, all four services logged in time."""
    page = Shape(demo[ZHONG].body)
    assert "服务日志按时 4 / 4(100.00 %),到期的办完 6 / 7(85.71 %)。" in page.text
    assert "../../weeks/telecom-east.2026-W47/#load" in page.links
    assert "按期办完会上定的事:整理众康口腔故障处理经过" in page.text, "a decision is owed by its owner (A1.4)"
    assert "load" not in Shape(demo[GONE].body).ids


def test_who_is_only_reviewed_by_half_years_has_that_score(demo: dict[str, Page]) -> None:
    """In the list and among the months; what was decided of her stands on her page (C2.1, C6.3)."""
    page = Shape(demo["people/yan-ruoshui/"].body)
    assert "2026-H1 87.63" in page.text
    assert "../../months/yan-ruoshui.2026-06/#cabinets-half-year-2026-H1" in page.links
    assert "客户经理等级评审(颜若水,二级客户经理)授予" in page.text
    assert "87.63(2026-H1)" in Shape(demo[LIST].body).text
