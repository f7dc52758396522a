"""The pages of cases: the list and a page each, that lead to record, clause and duty."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from taizhang.publish.maker import Maker
from taizhang.publish.pages import pipelines
from taizhang.publish.stamp import Page
from tests.publish import companies
from tests.publish.demo import demo_maker, demo_view
from tests.publish.payloads import Shape
from tests.publish.tables import Tables

ADDRESS = "pipelines/demands.towers-linhe.XQ-2026-004/"


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The demo company's cases."""
    return companies.by_address(list(pipelines.pages(demo_maker())))


def flat(page: Page) -> str:
    """A page's text in one line, cells apart."""
    return " ".join(Shape(str(page.body).replace("</td>", " </td>")).text.split())


def test_every_case_has_a_page_and_a_row(pages: dict[str, Page]) -> None:
    found = Shape(pages["pipelines/"].body)
    assert len(pages) == len(demo_view().records("demand")) + 1
    for address in set(pages) - {"pipelines/"}:
        assert f"../{address}" in found.links, address


def test_the_list_shows_where_cases_stand_and_for_how_long(pages: dict[str, Page]) -> None:
    page = pages["pipelines/"]
    assert "在各阶段停了多久" in flat(page)
    assert "客户签字 15-30 天 1 件" in str(page.body)
    table = Tables(page.body).by_id["pipelines"]
    asked = [parse_qs(urlsplit(link).query) for link in Shape(page.body).links if "pipelines.stage" in link]
    assert {query["pipelines.stage"][0] for query in asked} == {
        "正式提出",
        "需求收集",
        "站址筛查",
        "反馈方案",
        "客户签字",
    }
    assert all(table.shows({"stage": query["pipelines.stage"]}) for query in asked)


def test_the_list_tells_days_used_of_days_allowed(pages: dict[str, Page]) -> None:
    text = flat(pages["pipelines/"])
    assert "2 件逾期" in text
    assert "XQ-2026-008石桥地铁一号线车站 已逾期 20 / 10 个工作日 需求收集" in text
    assert "XQ-2026-009临河南站站前广场 暂停 4 / 10 个工作日" in text


def test_a_case_tells_how_its_days_were_counted(pages: dict[str, Page]) -> None:
    body = str(pages[ADDRESS].body)
    assert pages[ADDRESS].title == "XQ-2026-004 会展路高层楼群宏站"
    assert body.count('data-how="paused"') == 3 + 1, "three days and the legend"
    assert "10-20(周二) 暂停,不计" in body
    assert "10-30(周五) 第 10 天,截止" in body
    assert "原因:业主办展期间不让进楼勘察" in flat(pages[ADDRESS])


def test_a_case_leads_to_record_clause_and_duty(pages: dict[str, Page]) -> None:
    links = set(Shape(pages[ADDRESS].body).links)
    assert {"../../clauses/E2.1/", "../../clauses/E2.3/", "../../rules/towers-fed-back/"} <= links
    assert "../../records/demands.towers-linhe.XQ-2026-004/" in links
    assert any(link.startswith("../../months/qin-yuehua.2026-10/#towers-fed-back") for link in links)


def test_a_company_without_cases_reads_well() -> None:
    maker = Maker(companies.PAGES / "templates", companies.view_of(companies.ordinary()))
    (page,) = pipelines.pages(maker)
    assert "还没有在走流程的事" in flat(page)
