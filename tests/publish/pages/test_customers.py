"""Customers: what stands on the pages of known ones, and that nothing of a contact does but surname and role."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from taizhang.publish.contacts import contacts, greetings
from taizhang.publish.maker import Maker
from taizhang.publish.pages import customers
from taizhang.publish.stamp import Page
from taizhang.publish.timeline import timeline
from taizhang.rules.outcome import Cause, Obligation, State
from tests.publish import companies
from tests.publish.demo import demo_book, demo_maker
from tests.publish.payloads import PAYLOADS, Shape
from tests.publish.tables import Tables

GRADED, HANDED_OVER = "customers/C-000147/", "customers/C-000121/"


@pytest.fixture(scope="module")
def maker() -> Maker:
    """A maker of the demo company's pages that has made the customers' ones."""
    made = demo_maker()
    list(customers.pages(made))
    return made


@pytest.fixture(scope="module")
def pages(maker: Maker) -> dict[str, Page]:
    """The demo company's customers."""
    return companies.by_address(list(customers.pages(maker)))


def customer(identity: str = "C-000111", **fields: Any) -> companies.Files:  # noqa: ANN401 - any field of a record
    """A customer's record; JSON is YAML."""
    data = {
        "id": identity,
        "name": "宏远物流",
        "kind": "group",
        "opened_on": "2026-01-05",
        "owners": [{"from": "2026-01-05", "person": "zhang-wei", "why": "建档分配"}],
    }
    return {f"customers/{identity[:5]}/{identity}.yaml": json.dumps(data | fields, ensure_ascii=False)}


def contact(identity: str, name: str, until: str = "") -> companies.Files:
    """A contact of the customer C-000111."""
    data = {"id": identity, "customer": "C-000111", "name": name, "role": "key-person", "from": "2026-01-05"}
    data |= {"phone": "13900000001", "title": "副总经理", **({"until": until} if until else {})}
    return {f"contacts/{identity[:4]}/{identity}.yaml": json.dumps(data, ensure_ascii=False)}


def made(files: companies.Files, address: str) -> Page:
    """A page of a company."""
    return companies.by_address(list(customers.pages(companies.maker_of(files))))[address]


def flat(page: Page) -> str:
    """A page's text, cells apart, without what only lays it out."""
    html = str(page.body)
    for end in ("</td>", "</p>", "</li>", "</dd>"):
        html = html.replace(end, f" {end}")
    return " ".join(Shape(html).text.split())


def test_the_head_says_who_and_whose(pages: dict[str, Page]) -> None:
    page = pages[GRADED]
    found = Shape(page.body)
    assert page.title == "顺越医药"
    assert flat(page).startswith(
        "秘密 C-000147 · 集团客户 · 在册 · 客户记录 客户经理 张伟 · 城东分公司 2025-03-01 起 "
        "级别 A 级:最重要 2026-10-01 起 行业 医药流通 地址 城东区物流园路 139 号 "
        "在用 员工集团套餐、视频监控 12 路、互联网专线 100M 最近服务 2026-11-18(周三)10:23 "
        "资料核对 2026-07-14 建档 2023-07-25"
    )
    assert {"../../people/zhang-wei/", "../../branches/telecom-east/"} <= set(found.links)
    assert "../../records/customers.C-000.C-000147/" in found.links


def test_the_services_of_the_month_that_runs_are_a_figure_that_opens(pages: dict[str, Page]) -> None:
    """Of four in November three are given by the 20th: 11-03, 11-09 and 11-18."""
    found = Shape(pages[GRADED].body)
    assert "3 / 4 本月服务" in found.text
    assert "../../months/zhang-wei.2026-11/#service-frequency-2026-11-C-000147" in found.links
    (each,) = {link for link in found.links if "history.kind=" in link}
    assert each.endswith("#history-2026-11")


def test_without_a_service_this_month_no_link_leads_to_an_empty_table(pages: dict[str, Page]) -> None:
    """The last service of C-000121 was on 10-27."""
    assert "0 / 1 本月服务" in flat(pages[HANDED_OVER])
    assert "本月还没有服务" in flat(pages[HANDED_OVER])
    assert not [link for link in Shape(pages[HANDED_OVER].body).links if "history.kind=" in link]


def test_october_is_missed_with_three_of_four(pages: dict[str, Page]) -> None:
    text = flat(pages[GRADED])
    assert "2026 年 10 月 31 日(周六)23:59 应办 张伟 缘由 按客户类别和级别,每月主动服务够次数 3 / 4 不够" in text


def test_a_customer_not_verified_leads_to_the_finding(pages: dict[str, Page]) -> None:
    found = Shape(pages[GRADED].body)
    assert "13 日(周二) 问题 张伟 缘由 客户资料 90 天内核对一次" in flat(pages[GRADED])
    assert "../../findings/customer-verified.2026-10-13.C-000147/" in found.links


def test_several_records_of_one_visit_are_lines_of_their_own(pages: dict[str, Page]) -> None:
    """The visit of 10-26 stands in plan, report, trip log and service log; each is one line."""
    lines = [line.split()[:2] for line in flat(pages[GRADED]).split(" 26 日(周一)")[1:]]
    assert [second if ":" in first else first for first, second in lines] == [
        "服务",
        "出行",
        "计划拜访",
        "周报里的拜访",
    ]
    assert "../../records/service-logs.telecom-east.2026-W44.zhang-wei/#L5" in Shape(pages[GRADED].body).links


def test_a_new_grade_says_the_one_before(pages: dict[str, Page]) -> None:
    assert "1 日(周四) 重新定级 原文 级别 B 级:重要 → A 级:最重要;批准人 李娜" in flat(pages[GRADED])


def test_a_change_of_manager_and_its_late_notice(pages: dict[str, Page]) -> None:
    text = flat(pages[HANDED_OVER])
    assert "16 日(周五) 更换客户经理 苏娟 原文 客户经理 谢军 → 苏娟;原因 谢军离职交接" in text
    assert "客户分到客户经理 苏娟" not in text, "the change says so already"
    assert "23 日(周五)14:57 换人告知 苏娟 原文 联系人 曹**;方式 电话" in text
    assert "应办 苏娟 缘由 换人后两个工作日内告知每个联系人 迟办" in text
    assert "记账 苏娟 缘由 换人后两个工作日内告知每个联系人 −1 分" in text
    assert text.index("23 日(周五)14:57") < text.index("16 日(周五) 更换客户经理"), "newest first"


def test_nothing_of_a_contact_is_shown_but_surname_and_role(maker: Maker, pages: dict[str, Page]) -> None:
    assert "丁** · 关键联络人 · 副总经理 · 有生日记录" in flat(pages[GRADED])
    bodies = "".join(page.body + (page.words or "") for page in pages.values())
    told = " ".join(one.text("name") for one in demo_book().of("customer"))  # 苗先生·1048 is a customer, one a contact
    everybody = demo_book().of("contact")
    people = [one for one in everybody if one.text("name") not in told]
    assert (len(everybody), len(people)) == (176, 175)
    assert [one.text("phone") for one in everybody if one.text("phone") and one.text("phone") in bodies] == []
    assert [one.text("name") for one in people if one.text("name") in bodies] == []
    assert [path for path in maker.cited if "/contacts/" in path] == []


def test_the_list_has_everybody_with_figures_that_lead_on(maker: Maker, pages: dict[str, Page]) -> None:
    found = Shape(pages["customers/"].body)
    assert f"在册客户 {len(demo_book().of('customer'))} 户,5 户有逾期的事" in found.text
    text = flat(pages["customers/"])
    row = text[text.index("顺越医药") : text.index("C-000148")]
    assert row.startswith("顺越医药 C-000147 集团客户 A 张伟 城东分公司 11-30 前 3 / 4 2026-11-18 2026-07-14 ")
    assert f"../{GRADED}" in found.links
    assert "../months/zhang-wei.2026-11/#service-frequency-2026-11-C-000147" in found.links
    assert len(pages) == len(maker.view.records("customer")) + 1


def test_a_customer_is_found_by_id_category_and_manager(pages: dict[str, Page]) -> None:
    assert pages[GRADED].words == "C-000147 集团客户 医药流通 张伟 zhang wei"


def test_closed_customers_stand_apart() -> None:
    files = companies.ordinary() | customer() | customer("C-000112", name="恒通货运", closed_on="2026-10-01")
    html = str(made(files, "customers/").body)
    here, gone = html.split('<h2 id="gone">')
    assert "宏远物流" in here
    assert "恒通货运" not in here
    assert "恒通货运" in gone
    assert 'id="closed"' in gone


def test_the_list_opens_into_who_was_left_alone_and_who_pays(maker: Maker) -> None:
    """Telecom's sixty by grade, each grade leading to its rows; five flats sold, the largest for 1,460,000."""
    page = next(iter(customers.pages(maker)))
    text, table = flat(page), Tables(page.body).by_id["customers"]
    assert "一个月内都有人服务" in text
    assert "前 4 户占八成,一共 5 户。" in text
    assert "何先生三居 1,460,000 元 23.50 %" in str(page.body)
    for grade in "ABCD":
        assert f"../customers/?customers.grade={grade}#customers" in Shape(page.body).links
        assert table.shows({"grade": [grade]})


def test_the_list_is_chosen_by_how_urgent_somebody_is(maker: Maker) -> None:
    found = {one.record.id: one for one in customers.standings(maker.view)}
    assert [one for one in found if found[one].urgency == "overdue"] == [
        "C-000121",
        "C-003004",
        "C-003008",
        "C-006002",
        "C-006003",
    ]
    assert found["C-000123"].urgency == "soon", "due on 11-23, three days on"
    assert found["C-000147"].urgency == "later", "due on 11-30, ten days on"
    assert found["C-000111"].urgency == "none"


def test_what_is_under_way_stands_with_its_clock(pages: dict[str, Page]) -> None:
    text = flat(pages["customers/C-006003/"])
    assert "正在办的 XQ-2026-008 石桥地铁一号线车站 建设需求" in text
    assert "正在办的" not in flat(pages[GRADED])
    assert "GD-2026-1102 服务工单 走到“回访,客户不满意”" in flat(pages["customers/C-003004/"])


def test_whom_to_greet_stands_with_the_contact() -> None:
    """A duty for a contact is told beside him."""
    files = companies.ordinary() | customer() | contact("K-bbbb2222", "赵六")
    one = next(iter(contacts(companies.view_of(files))["C-000111"]))
    duty = Obligation(
        key="birthday-gift/2026-11-08/K-bbbb2222", rulebook="x", rule="birthday-gift", clause="A4.9", title="送贺卡",
        period="2026-11-08", cause=Cause("x"), contact="K-bbbb2222", due=datetime(2026, 11, 8, 23, 59),
        state=State.PENDING, done_at=None, points=Decimal(0), line="",
    )  # fmt: skip
    other = replace(duty, contact="K-cccc3333")
    assert [(found.contact.id, found.duty) for found in greetings([one], [other, duty])] == [("K-bbbb2222", duty)]


def test_a_company_without_customers() -> None:
    (only,) = customers.pages(companies.maker_of(companies.empty()))
    assert "还没有客户记录。" in Shape(only.body).text


def test_a_new_customer_has_a_page_that_reads_well() -> None:
    text = flat(made(companies.ordinary() | customer(), "customers/C-000111/"))
    assert "集团客户 · 在册 · 客户记录 客户经理 张伟 · east 分公司 2026-01-05 起" in text
    assert "现在没有为这户客户要做的事。" in text
    assert "还没有联系人。" in text
    assert "2 行,新的在前。" in text, "the file opened, and the manager it was given to"


def test_contacts_who_left_come_last() -> None:
    files = companies.ordinary() | customer() | contact("K-aaaa1111", "王芳芳", "2026-03-01")
    text = flat(made(files | contact("K-bbbb2222", "赵六"), "customers/C-000111/"))
    assert "赵** · 关键联络人 · 副总经理 王** · 关键联络人 · 副总经理 · 已离开" in text
    assert "联系人离开 不公开 联系人 王**;身份 关键联络人" in text
    assert "芳芳" not in text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"closed_on": "2026-11-05"}, "已销档"),
        ({"closed_on": "2026-11-06"}, "在册"),
        ({"closed_on": "2026-10-01", "merged_into": "C-000112"}, "已销档,并入 恒通货运"),
        ({"opened_on": "2026-11-06"}, "还没有建档"),
    ],
)
def test_the_state_is_the_one_of_the_day(fields: dict[str, str], told: str) -> None:
    files = companies.ordinary() | customer("C-000112", name="恒通货运") | customer(**fields)
    assert f"集团客户 · {told} · 客户记录 客户经理 张伟 · east 分公司" in flat(made(files, "customers/C-000111/"))


def test_a_manager_who_has_left_is_said_to() -> None:
    owners = [{"from": "2026-01-05", "person": "wang-fang", "why": "建档分配"}]
    text = flat(made(companies.ordinary() | customer(owners=owners), "customers/C-000111/"))
    assert "客户经理 王芳(已不在岗)" in text


def test_what_somebody_writes_is_text() -> None:
    """Payloads as name, industry, product, reason and contact; one page is like another of plain letters."""

    def page(texts: list[str]) -> Shape:
        short = [text for text in texts if len(text) <= 40]
        files = companies.ordinary()
        for number, text in enumerate(short):
            products = [{"product": text, "since": "2026-02-01"}]
            files |= customer(f"C-{number:06}", name=f"{number}{text}", industry=text, products=products)
        files |= customer() | contact("K-aaaa1111", short[0])
        return Shape("".join(one.body for one in customers.pages(companies.maker_of(files))))

    hostile, plain = page(list(PAYLOADS)), page(["甲" * len(text) for text in PAYLOADS])
    assert sorted(hostile.tags) == sorted(plain.tags)
    assert all(link.startswith("../") for link in hostile.links)


def test_the_moment_hides_what_comes_later() -> None:
    owners = [
        {"from": "2026-01-05", "person": "zhang-wei", "why": "建档分配"},
        {"from": "2026-11-01", "person": "li-na", "why": "调整"},
    ]
    files = companies.ordinary() | customer(owners=owners)
    for as_of, owner, changes in ((datetime(2026, 10, 31, 9), "zhang-wei", 2), (datetime(2026, 11, 5, 9), "li-na", 3)):
        view = companies.view_of(files, as_of)
        people = {one.id: one for one in view.people}
        entity = view.registers.entity("customer", "C-000111")
        assert entity is not None
        found = customers.standing(view, entity, people, frozenset())
        assert found.owner == people[owner]
        assert len(timeline(view, "C-000111")) == changes
    assert date(2026, 11, 1) in {one.at.date() for one in timeline(view, "C-000111")}
