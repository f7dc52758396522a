"""Units: the list and a page each, against figures counted by hand from the demo's and a small company's records."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from urllib.parse import parse_qs, urlsplit

from taizhang.publish.pages import branches, customers
from taizhang.publish.stamp import Page
from taizhang.publish.standing import Standings
from tests.publish import companies
from tests.publish.demo import demo_book, demo_maker, demo_view
from tests.publish.payloads import PAYLOADS, Shape
from tests.publish.tables import Tables

EAST = "branches/telecom-east/"


@cache
def demo() -> dict[str, Page]:
    """The demo's pages by address."""
    return companies.by_address(list(branches.pages(demo_maker())))


def small(files: companies.Files) -> dict[str, Page]:
    """The pages of a small company by address."""
    return companies.by_address(list(branches.pages(companies.maker_of(files))))


def told(page: Page) -> str:
    """A page's text, every cell apart, blanks folded."""
    return re.sub(r"\s+", " ", Shape(str(page.body).replace("<", " <")).text)


def test_every_unit_has_a_page() -> None:
    units = [one.id for one in demo_book().of("unit")]
    assert {"telecom", "hr", "telecom-east", "fitness", "cabinets-showroom", "towers-linhe"} <= set(units)
    assert set(demo()) == {"branches/", *(f"branches/{unit}/" for unit in units)}
    assert all(page.shell == "branches/shell/" for address, page in demo().items() if address != "branches/")
    assert demo()[EAST].title == "城东分公司"
    assert (demo()[EAST].words or "").split() == ["telecom-east", "分公司", "宏图通信有限公司"]


def test_the_list_has_every_unit_with_those_below() -> None:
    text = told(demo()["branches/"])
    assert "宏图通信有限公司 含下级 5 个 公司 23 417 96.4 % ↑ 升 1.2 87.94 10 月 8 61" in text
    assert "城东分公司 分公司 宏图通信有限公司 6 144 94.4 % ↓ 降 1.5 89.08 10 月 3 15" in text
    assert "人力资源部 部门 宏图通信有限公司 2 0 — — — 0 0" in text


def test_a_branch_s_figures_lead_to_its_duties() -> None:
    text, links = told(demo()[EAST]), Shape(demo()[EAST].body).links
    assert "2026-11 144 136 5 0 3 94.4 % —" in text
    assert "2026-10 172 165 3 4 0 95.9 % 89.08" in text
    assert "10 月平均分 89.08,4 人有得分。" in text
    assert "../../obligations/telecom-east.2026-11/?duties.state=%E8%BF%9F%E4%BA%A4#duties" in links
    assert "../../months/zhang-wei.2026-10/" in links
    assert "../../months/zhang-wei.2026-10/#marketing-attainment-2026-10" in links
    assert "../../findings/visits-agree.2026-W46" in " ".join(links)
    assert "../../weeks/telecom-east.2026-W47/" in links
    assert "../../meetings/telecom-east.2026-11.2026-11-11-gm-monthly/" in links


def test_a_branch_s_head_names_its_offices() -> None:
    text = told(demo()[EAST])
    assert "上级单位 宏图通信有限公司" in text
    assert "客户经理主管 李娜" in text
    assert "总经理 孙强" in text
    assert branches.managers(demo_view(), "telecom") == ()


def test_a_branch_s_people_and_their_scores() -> None:
    text = told(demo()[EAST])
    assert "张伟 客户经理 27 26 1 0 0 84.40" in text
    assert "李娜 客户经理主管 29 26 2 0 1 —" in text, "a supervisor has no card"
    assert "吴浩 市场部 市场部经理 3 3 0 0 0 —" in text, "owes the branch's inspection, but never was of it"


def test_a_branch_s_targets_against_results() -> None:
    text = told(demo()[EAST])
    assert "2026-10 新增收入(元) 营销指标 267,500 251,201.14 93.91 % 4 人" in text
    assert "张伟 目标 120,000,完成 102,000,85.00 % 营销指标完成率 72.50 %" in text
    assert "2026-11 新增收入(元) 营销指标 272,500 还没有 — 4 人" in text
    assert "客户满意率(百分比) 服务指标 95 93 97.89 %" in text


def test_a_branch_s_charts_lead_to_what_they_count() -> None:
    """East's 16 open duties, thirteen weeks, September's and October's mean beside the company's, and its people."""
    page = demo()[EAST]
    text, links = told(page), Shape(page.body).links
    assert "一共 16 项" in text
    assert "逾期 4-7 天 2 项" in text
    assert "W47 84.6 % 33 / 39" in text
    assert "城东分公司 89.08" in text
    assert "宏图通信有限公司 87.94" in text
    assert "钟俊 W46 77.8 % 7 / 9" in str(page.body)
    week = "../../obligations/2026-W47/?duties.unit=%E5%9F%8E%E4%B8%9C%E5%88%86%E5%85%AC%E5%8F%B8#duties"
    assert week in links
    assert "../../obligations/2026-W46/?duties.person=%E9%92%9F%E4%BF%8A#duties" in links
    heads = [str(page.body).index(f'<h2 id="{name}"') for name in ("open", "months", "people", "targets")]
    assert heads == sorted(heads), "what to do, how it stands, people, then the rest"


def test_the_list_s_map_has_the_units_with_duties_of_their_own() -> None:
    text = told(demo()["branches/"])
    assert "城东分公司 W47 84.6 % 33 / 39" in str(demo()["branches/"].body)
    assert "人力资源部 W47" not in str(demo()["branches/"].body)
    assert "石桥市分公司" in text[: text.index("月的数")]


def test_customers_by_grade_are_those_of_its_people() -> None:
    view = demo_view()
    today = view.as_of.date()
    members = {person.id: person.unit for person in view.people}
    counted: Counter[tuple[str, str]] = Counter()
    for one in view.records("customer"):
        owner = next(
            (str(o["person"]) for o in reversed(listed(one.data["owners"])) if str(o["from"]) <= f"{today}"), ""
        )
        grades = [str(g["grade"]) for g in listed(one.data.get("grades", [])) if str(g["from"]) <= f"{today}"]
        if members.get(owner):  # who has left is of no unit, nor are the customers still in that name
            counted[members[owner], grades[-1] if grades else ""] += 1
    graded = branches.graded(view)
    assert sum(counted.values()) == sum(sum(found.values()) for found in graded.values())
    assert sum(sum(graded[unit].values()) for unit in ("telecom-east", "telecom-south", "telecom-west")) == 60
    assert {(unit, grade): n for unit, found in graded.items() for grade, n in found.items()} == counted
    assert [graded["telecom-east"][grade] for grade in "ABCD"] == [3, 9, 7, 1]


def test_customers_by_grade_lead_to_rows_of_the_list() -> None:
    asked = [parse_qs(urlsplit(link).query) for link in Shape(demo()[EAST].body).links if "/customers/?" in link]
    table = Tables(next(customers.pages(demo_maker())).body).by_id["customers"]
    assert [query.get("customers.grade") for query in asked] == [["A"], ["B"], ["C"], ["D"], None]
    for query in asked:
        assert table.shows({name.removeprefix("customers."): texts for name, texts in query.items()})


def listed(value: object) -> list[dict[str, object]]:
    """A list of a record."""
    assert isinstance(value, list)
    return value


def test_the_company_s_page_adds_up_those_below() -> None:
    text = told(demo()["branches/telecom/"])
    assert "这一页的数含下级单位 5 个。" in text
    assert "2026-11 合计 417 402 7 0 8 96.4 % —" in text
    assert "2026-10 合计 516 491 11 13 1 95.2 % 87.94" in text
    assert "还有 47 项, 全部应办" in text, "9 overdue and 46 pending, 8 of them told"


def test_a_unit_s_findings_are_counted_by_rule() -> None:
    found = {rule: len(one) for rule, _, one in branches.findings(demo_view(), {"telecom-east"})}
    assert found == {
        "visits-agree": 6,
        "absence-told": 1,
        "trip-filled": 1,
        "customer-verified": 1,
        "serious-deviation": 2,
        "deviation": 1,
        "coach-not-coached": 1,
        "script-followed": 1,
        "custody-approved": 1,
    }


def test_who_left_and_owed_something_this_month_is_told() -> None:
    files = companies.ordinary() | companies.person("li-na", "李娜", "T0002", ("2026-01-01", "2026-10-31", "west"))
    view = companies.view_of(files)
    standings = Standings(view)
    october = standings.now.previous()
    (li,) = branches.people(view, {"west"}, standings.of("west", october), standings.scored("west"))
    assert (li.person.id, li.person.unit, li.counts.owed) == ("li-na", "", 4)
    assert li.where == "obligations/west.2026-10/"


def test_a_unit_below_a_branch_counts_with_it() -> None:
    files = companies.ordinary()
    files["units/west.yaml"] = str(files["units/west.yaml"]).replace("parent: telecom", "parent: east")
    text = told(small(files)["branches/east/"])
    assert "下级单位 west 分公司" in text
    assert "2026-10 合计 8 5 1 2 0 62.5 %" in text
    assert "2026-10 east 分公司 4 2 1 1 0 50.0 %" in text


def test_a_closed_unit_says_so() -> None:
    files = companies.ordinary()
    files |= {"units/old.yaml": "id: old\nname: 老分公司\nkind: branch\ncalendar: working-days\nparent: telecom\n"}
    files["units/old.yaml"] = str(files["units/old.yaml"]) + "opened_on: 2020-01-01\nclosed_on: 2026-11-04\n"
    pages = small(files)
    assert "已于 2026-11-04 撤销" in told(pages["branches/old/"])
    assert "老分公司 (已撤销)" in told(pages["branches/"])


def test_an_empty_branch_reads_well() -> None:
    pages = small(companies.empty())
    text = told(pages["branches/east/"])
    for words in (
        "这个月和上个月都没有应办。还没有人在这里任职。",
        "还没有人在这里任职。在 records/people/",
        "都没有目标。",
        "没有逾期的,也没有等着到期的。",
        "没有发现问题。",
        "这里的人还没有名下客户。",
        "本月还没有会议",
    ):
        assert words in text
    none = {path: text for path, text in companies.empty().items() if not path.startswith("units/")}
    assert "还没有单位。" in told(small(none)["branches/"])


def test_names_are_text() -> None:
    plain = ["甲" * len(text) for text in PAYLOADS]
    hostile, benign = small(companies.writing(PAYLOADS)), small(companies.writing(plain))
    for address, page in hostile.items():
        assert sorted(Shape(page.body).tags) == sorted(Shape(benign[address].body).tags), address
    assert PAYLOADS[0] in Shape(hostile["branches/"].body).text


def test_a_branch_s_inspections_by_month() -> None:
    """In October four were asked and three knew the phone; manners were not looked at: no zero (A8.3, A8.5)."""
    page = demo()["branches/telecom-east/"]
    text = told(page)
    rows = text[text.index("检查和抽查") : text.index("按检查那天所在的月份算")]
    assert (
        "上门服务礼仪合格率 市场部检查合格率 客户知道客户经理姓名的比率 客户知道客户经理电话的比率 服务标准抽查合格率"
        in rows
    )
    assert "2026-11 75.00 % 83.33 % 100.00 % 75.00 % 不适用" in rows
    assert "2026-10 不适用 100.00 % 100.00 % 75.00 % 100.00 %" in rows
    assert "../../rules/knows-phone/" in Shape(page.body).links


def test_a_branch_without_inspections_says_so() -> None:
    assert "这个月和上个月都没有按单位算的检查结果。" in told(small(companies.empty())["branches/east/"])


def test_a_branch_is_the_supervisor_s_page() -> None:
    """A4.1: what is overdue, what is due soon, open findings, everybody against target, and the week's workload."""
    page = Shape(demo()[EAST].body)
    text = told(demo()[EAST])
    assert {"open", "findings", "targets", "load"} <= set(page.ids)
    overdue = "钟俊 2026-11-16 按期办完会上定的事(整理众康口腔故障处理经过) 11-19(周四)18:00 已逾期"
    soon = "赵敏 2026-11-19 按期完成交办的任务(列出年底前要续签的客户) 11-24(周二)18:00 未到期"
    assert 0 < text.index(overdue) < text.index(soon), "overdue work stands first"
    assert "钟俊 2026-11-19 辅导人不能是被辅导的人(众康口腔)" in text
    assert "张伟 目标 42,000" in text, "each manager's share opens below the branch's figure"
    assert "../../weeks/telecom-east.2026-W47/#load" in page.links


def test_a_unit_is_told_of_what_its_rules_ask_for() -> None:
    """The gym's regulation knows neither targets nor morning meetings; a telecom office without any is told so."""
    gym, office = (Shape(demo()[f"branches/{unit}/"].body).text for unit in ("fitness", "hr"))
    assert "目标和完成" not in gym
    assert "本月会议" not in gym
    assert "这个月和上个月都没有目标" in office
    assert "裁定" in gym
