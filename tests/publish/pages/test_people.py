"""People's pages: what is owed now, the month's score, all months, findings, weeks and customers."""

from __future__ import annotations

from collections import Counter

import pytest

from taizhang.publish.pages.people import WEEKS, accounts, decisions, groups, pages, weeks_in_post
from taizhang.publish.stamp import Page
from taizhang.publish.week import weeks_of
from tests.publish import companies
from tests.publish.demo import demo_book, demo_maker, demo_view
from tests.publish.payloads import Shape
from tests.publish.tables import Tables

MONTHS = -2
"""The table of months stands before that of findings."""
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


def test_the_command_is_folded_behind_what_is_owed(demo: dict[str, Page]) -> None:
    """Each duty leads to its explanation; the command is for who writes by hand."""
    body = demo[ZHONG].body
    assert body.index("周报 2026-W46") < body.index("<summary>用命令写</summary>") < body.index("<code>taizhang new")
    assert "补上 −0.50,不办 −2.50(12-03(周四)18:00 后)" in Shape(body).text


def test_who_has_done_all_sees_what_comes_later(demo: dict[str, Page]) -> None:
    """Two customers of grade A are still to be seen once more in November."""
    page = Shape(demo[ZHANG].body)
    assert "没有要做的:没有逾期的,今天和本周也没有到期的。" in page.text
    assert {"owed-later"} == {name for name in page.ids if name.startswith("owed-")}
    assert page.text.count("(要 4 次,已 3 次)") == 2
    assert "本周以后 4 件,最近 11-23(周一)24:00 前" in page.text


def told(page: Page) -> str:
    """What a page tells, without the breaks of its lines."""
    return " ".join(Shape(page.body).text.split())


def test_what_others_owe_stands_beside(demo: dict[str, Page]) -> None:
    assert "等别人的" in told(demo["people/su-juan/"])
    assert "等 吴浩 · 11-26(周四)18:00 前" in told(demo["people/su-juan/"])
    assert "等我确认" in told(demo["people/chen-jing/"])
    assert "等别人的" not in told(demo[ZHANG])


def test_what_is_known_of_the_score_is_told_with_what_lacks(demo: dict[str, Page]) -> None:
    text = told(demo[ZHANG])
    assert "11 月已得 35.73 / 已算 40 分,还缺营销指标、服务指标,共 60 分" in text
    assert "等 11 月的月度完成(上次由 陈静 写),最多 40 分;目标 新增专线 6、新增收入 42,000" in text
    assert "可申诉至少到 12-07(周一)18:00" in text
    assert "这一期还要再服务 2 户(不直接计分)" in text
    assert "10 月 84.40 分,申诉期已过" in text


def test_what_is_at_stake_is_told_together(demo: dict[str, Page]) -> None:
    text = told(demo["people/xu-zhaohe/"])
    assert "没办的 4 件还影响得分:都尽早办 98.00,都不办 91.00" in text
    assert "已经迟了,−2.00" in text


def test_the_month_s_lines_lead_to_the_card(demo: dict[str, Page]) -> None:
    page = Shape(demo[ZHANG].body)
    lines = [link for link in page.links if "#line-" in link]
    assert Counter(link.partition("#")[0] for link in lines) == {"../../months/zhang-wei.2026-11/": 8}
    assert lines[-1].endswith("#line-adjustments-bounded")
    assert "5.28 / 6" in told(demo[ZHANG])


def test_every_month_has_its_score_counts_and_points(demo: dict[str, Page]) -> None:
    """October: a report late, a trip filled in late, an award of two; a customer not seen often enough costs none.

    November: a task done late, a work item of the target done, half a point for the script not followed.
    """
    assert rows(demo[ZHANG], MONTHS) == [
        ["2026-11", "缺数据", "27", "26", "1", "0", "0", "−2.5"],
        ["2026-10", "84.40", "32", "30", "1", "1", "0", "0"],
        ["2026-09", "96.35", "40", "40", "0", "0", "0", ""],
        ["2026-08", "无考核表", "1", "1", "0", "0", "0", ""],
    ]


def test_a_sealed_month_has_the_score_that_was_sealed(demo: dict[str, Page]) -> None:
    """Two points for arrears came after the sealing: reckoned now it would be 88.59 (A8.6)."""
    assert [row[:2] for row in rows(demo["people/deng-huan/"], MONTHS) if row[0] == "2026-09"] == [["2026-09", "90.59"]]


def test_findings_newest_first(demo: dict[str, Page]) -> None:
    assert [row[:3] for row in rows(demo[ZHANG], -1)] == [
        ["和客户通话照口径说(宏远物流)", "2026-11-19(周四)10:51", "−0.5"],
        ["检查项没有严重不合格(宏远物流)", "2026-11-16(周一)", "−1"],
        ["检查项没有严重不合格(天邦广告)", "2026-11-16(周一)", "−1"],
        ["出发前填写出行记录(宏远物流)", "2026-10-13(周二)09:40", "−1"],
        ["客户资料 90 天内核对一次(顺越医药)", "2026-10-13(周二)", ""],
    ]


def test_customers_stand_by_urgency_with_what_is_next(demo: dict[str, Page]) -> None:
    assert [" ".join(text.split()) for text in (" | ".join(row) for row in rows(demo[ZHANG], 0))] == [
        "天邦广告 C-000135 | 11-23 前 共 2 件 | A | 11-19(周四)10:01",
        "宏远物流 C-000123 | 11-23 前 | B | 11-19(周四)10:51",
        "顺越医药 C-000147 | 11-30 前 | A | 11-18(周三)10:23",
        "达康保安 C-000111 | — | C | 11-16(周一)10:30",
        "和源家居 C-000159 | — | C | 11-16(周一)14:52",
    ]


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
    telecom = {name: row for name, row in listed.items() if row[-1] == "宏图通信有限公司"}
    assert len(telecom) == 23, "and Xie Jun, who left"
    assert listed["钟俊"][:-1] == ["城东分公司", "客户经理", "2", "25", "21", "2", "0", "2", "96.19(10 月)"]
    assert listed["谢军"] == ["已不在岗", "", "0", "0", "0", "0", "0", "0", "92.77(9 月)", "已不在岗"]
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


def test_who_has_something_overdue_stands_first_by_company(demo: dict[str, Page]) -> None:
    """In each company who has most of it first; who left comes last, under no title."""
    view = demo_view()
    found = groups(view, accounts(view))
    assert [one.title for one in found][-1] == ""
    telecom = next(one for one in found if one.title == "宏图通信有限公司")
    assert [(one.person.name, len(one.late)) for one in telecom.pressing][:2] == [("钟俊", 2), ("萧静", 2)]
    text = told(demo[LIST])
    assert text.index("有逾期的") < text.index("裴若岚 1、徐昭禾 1") < text.index("所有人")


def test_decisions_wait_first_then_the_newest() -> None:
    found = decisions(demo_view())
    assert "" not in found
    for person, theirs in found.items():
        assert [one.decided for one in theirs] == sorted(one.decided for one in theirs)
        assert all(person in {one.person, *(share.person for share in one.shares)} for one in theirs)


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


def test_other_roles_have_their_week_as_well(demo: dict[str, Page]) -> None:
    """Nights on duty, outings, calls to make: whatever the trade plans (B9.3, D3.2)."""
    assert "值班 带班领导 17:00" in told(demo["people/pu-zhengyan/"])
    assert "外出拜访 同舟律师事务所" in told(demo["people/xu-zhaohe/"])
    assert "11-23(周一) 到期 服务后" in told(demo["people/ruan-xiaoman/"])
    assert "晨会 08:30" in told(demo["people/zhu-lei/"])


def test_months_and_weeks_are_drawn(demo: dict[str, Page]) -> None:
    body = demo[ZHANG].body
    assert body.count("<figure") == 2
    assert "近 12 周共 92 件" in body
    assert "../../weeks/telecom-east.2026-W47/" in Shape(body).links
    assert "<figure" not in demo["people/he-jing/"].body


def test_who_is_only_reviewed_by_half_years_has_that_score(demo: dict[str, Page]) -> None:
    """In the list and among the months; what was decided of her stands on her page (C2.1, C6.3)."""
    page = Shape(demo["people/yan-ruoshui/"].body)
    assert "2026-H1 87.63" in page.text
    assert "2026 年下半年还没有能算的,还缺年度计划完成、客户满意度、市场拓展等 5 项,共 100 分" in told(
        demo["people/yan-ruoshui/"]
    )
    assert "../../months/yan-ruoshui.2026-06/#cabinets-half-year-2026-H1" in page.links
    assert ["客户经理等级评审(颜若水,二级客户经理)", "2026-11-16(周一)10:30", "授予"] in rows(
        demo["people/yan-ruoshui/"], -1
    )
    assert "87.63(2026-H1)" in Shape(demo[LIST].body).text
