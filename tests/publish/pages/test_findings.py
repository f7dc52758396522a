"""Findings: the list, newest first, and a page each that says why, what it costs and where it is written."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from taizhang.ledger import Ledger
from taizhang.publish.maker import Maker
from taizhang.publish.pages import findings
from taizhang.publish.stamp import Page
from taizhang.publish.view import view
from taizhang.rules.outcome import Cause, Finding
from tests import books
from tests.publish import companies
from tests.publish.demo import demo_maker, demo_view
from tests.publish.payloads import Shape

VERIFIED = "findings/customer-verified.2026-10-13.C-000147/"
NOW, AT = datetime(2026, 11, 5, 9, 0), datetime(2026, 10, 13, 9, 40)
KEY = "trip-filled/2026-10-13/zhang-wei/1"
DISAGREE = "findings/visits-agree.2026-W43.su-juan.C-000148.2026-10-21/"


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The demo company's findings."""
    return companies.by_address(list(findings.pages(demo_maker())))


def flat(page: Page) -> str:
    """A page's text, cells apart, without what only lays it out."""
    return " ".join(Shape(str(page.body).replace("</td>", " </td>")).text.split())


def test_every_finding_has_a_page_and_a_row(pages: dict[str, Page]) -> None:
    found = Shape(pages["findings/"].body)
    assert len(pages) == (total := len(demo_view().ledger.findings)) + 1
    assert f"共 {total} 个" in found.text
    assert sum(one.rulebook == "telecom" for one in demo_view().ledger.findings) == 61
    for address in set(pages) - {"findings/"}:
        assert f"../{address}" in found.links, address


def test_the_list_begins_with_the_newest(pages: dict[str, Page]) -> None:
    text = flat(pages["findings/"])
    first, second = "2026-11-12 城南分公司", "拜访的三处记录一致 2026-11-11 城东分公司 钟俊"
    assert text.index(first) < text.index(second)
    assert "客户资料 90 天内核对一次 2026-10-13 城东分公司 张伟 顺越医药 一般" in text


def test_a_finding_says_why_down_to_the_line(pages: dict[str, Page]) -> None:
    """Verified on 07-14, so 90 days end on 10-12 and it is a finding from 10-13."""
    found = Shape(pages[VERIFIED].body)
    assert pages[VERIFIED].title == "客户资料 90 天内核对一次"
    assert "2026-10-13(周二) 起算 · 张伟 · 城东分公司 · 客户 顺越医药" in flat(pages[VERIFIED])
    assert "此后 90 天内没有资料核对,最后一天是 2026-10-12(周一)" in found.text
    assert "../../records/customers.C-000.C-000147/#L42" in found.links
    assert {"../../clauses/A4.6/", "../../rules/customer-verified/", "../../customers/C-000147/"} <= set(found.links)
    assert "扣分不扣分" in found.text
    assert "客户 · 顺越医药 第 42 行" in flat(pages[VERIFIED])


def test_what_it_costs_leads_to_the_entry(pages: dict[str, Page]) -> None:
    found = Shape(pages[DISAGREE].body)
    assert "扣分−0.5 · 记在 2026-10" in found.text
    (entry,) = (link for link in found.links if link.startswith("../../months/su-juan.2026-10/#visits-agree"))
    assert entry.endswith("-base-service")


def test_evidence_is_every_record_and_the_duty_not_done(pages: dict[str, Page]) -> None:
    """The visit of 11-09 stands in trip and service log; the report of the week is overdue."""
    found = Shape(pages["findings/visits-agree.2026-W46.lin-yong.C-000122.2026-11-09/"].body)
    evidence = found.text[found.text.index("依据的记录") :].split()
    assert [word for word in evidence if word in {"出行记录", "服务日志", "林勇", "已逾期"}] == [
        "服务日志",
        "林勇",
        "出行记录",
        "林勇",
        "林勇",
        "已逾期",
    ]
    assert "../../months/lin-yong.2026-11/#weekly-report-2026-W46" in found.links


def test_a_finding_is_found_by_whom_and_what_it_is_about(pages: dict[str, Page]) -> None:
    words = pages[VERIFIED].words
    assert words is not None
    for word in ("A4.6", "2026-10-13", "城东分公司", "张伟", "顺越医药", "C-000147"):
        assert word in words


def made(**fields: Any) -> Page:  # noqa: ANN401 - any field's value
    """The page of a finding of the ordinary company with these fields."""
    book = books.book_of(companies.ordinary())
    whose: dict[str, Any] = {"rulebook": "telecom", "rule": "trip-filled", "clause": "A5.2"}
    whose |= {"person": "zhang-wei", "unit": "east"}
    cause = Cause("require.mended", {"fact": "fact.trip.visit", "moment": AT})
    one = Finding(key=KEY, title="先填写再出门", period="2026-10-13", cause=cause, at=AT, **whose, **fields)
    maker = Maker(companies.PAGES / "templates", view(Ledger(NOW, (), [one]), book))
    return companies.by_address(list(findings.pages(maker)))[f"findings/{KEY.replace('/', '.')}/"]


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 11, 5, 8, 59), "整改期限11-05(周四)08:59,期限已过"),
        (datetime(2026, 11, 5, 9, 0), "整改期限11-05(周四)09:00 前"),
        (None, "整改期限这条规则没有定"),
    ],
)
def test_the_date_to_mend_it_by_is_told_against_the_moment(moment: datetime | None, told: str) -> None:
    assert told in flat(made(rectify_by=moment))


def test_a_serious_one_without_evidence_reads_well() -> None:
    page = made(severity="serious", because=frozenset({"records/gone.yaml#a/0", "no-such-key"}))
    assert "严重程度严重" in flat(page)
    assert "没有哪一条记录单独证明它" in flat(page)


def test_points_are_those_of_the_finding_s_own_entries() -> None:
    charged = findings.charges(demo_view())
    key = "trip-filled/2026-10-13/zhang-wei/2026-10-13-1"
    assert findings.points(charged[key]) == Decimal(-1)
    assert findings.points(()) == 0


def test_a_company_without_findings() -> None:
    (only,) = findings.pages(companies.maker_of(companies.ordinary()))
    assert "还没有发现问题。" in flat(only)
    assert "../rules/" in Shape(only.body).links


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "deviation.2026-09-28.2026-09-east-records-1",
            "整改已销号 · 不合格项 5 个工作日内整改 迟办 · 2026-10-12 由钟俊整改 · 2026-10-13 由陈静复查 扣分",
        ),
        (
            "serious-deviation.2026-10-19.2026-10-west-visit-etiquette-8",
            "整改未整改 · 不合格项 5 个工作日内整改 已逾期 扣分",
        ),
        (
            "deviation.2026-11-11.2026-11-south-log-1-4",
            "整改待复查 · 不合格项 5 个工作日内整改 按时 · 2026-11-17 由林勇整改 扣分",
        ),
        ("deviation.2026-11-11.2026-11-west-log-1-4", "2026-11-13 由彭鑫复查,他不能复查这一项 扣分"),
        ("deviation.2026-11-12.2026-11-west-minutes-4", "整改复查未通过 · 单位的不合格项 5 个工作日内整改 已逾期"),
    ],
)
def test_a_deviation_says_how_far_it_has_come(pages: dict[str, Page], address: str, told: str) -> None:
    """The state is that of the duty to put it right; who mended and who looked at it again is told (A4.5)."""
    assert told in flat(pages[f"findings/{address}/"]).replace("</li>", " ")


def test_the_list_says_what_became_of_deviations(pages: dict[str, Page]) -> None:
    text = flat(pages["findings/"])
    assert "检查项没有严重不合格 2026-10-19 城西分公司 苏娟 佳安服饰 严重 10-26(周一)24:00 未整改" in text
    assert "检查项合格 2026-09-28 城东分公司 钟俊 一般 10-10(周六)24:00 已销号" in text


def test_the_limit_is_not_called_past_once_mended(pages: dict[str, Page]) -> None:
    assert "期限已过" not in flat(pages["findings/deviation.2026-09-28.2026-09-east-records-1/"])
    assert "期限已过" in flat(pages["findings/deviation.2026-11-12.2026-11-west-minutes-4/"])


def test_a_drawn_customer_that_was_not_inspected_is_named(pages: dict[str, Page]) -> None:
    """A8.1: C-000139 was drawn in the west and another inspected; the draw's fact holds the customer as its case."""
    address = "findings/drawn-was-inspected.2026-10.telecom-west.service-standard.C-000139/"
    assert "· 客户 和利口腔" in flat(pages[address])
    assert re.search("抽中的客户都查了 [-0-9]{10} 城西分公司 \\S+ 和利口腔", flat(pages["findings/"]))
