"""The bulletins: the list, and notices on which every figure leads to what made it."""

from __future__ import annotations

import json
import re

import pytest

from taizhang.publish.maker import Maker
from taizhang.publish.pages import bulletins
from taizhang.publish.stamp import Page
from taizhang.publish.view import view
from tests.publish import companies
from tests.publish.demo import demo_book, demo_maker, demo_view
from tests.publish.payloads import PAYLOADS, Shape

OCTOBER = "bulletins/2026-10/"
REMARKS = """\
month: 2026-10
issuer: east
written_by: zhang-wei
issued_on: 2026-11-04
addressees: [各分公司]
remarks:
  - section: overall
    text: {text}
next_month: [{text}]
"""


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The demo company's bulletins."""
    return companies.by_address(list(bulletins.pages(demo_maker())))


def test_a_page_for_every_month_up_to_now(pages: dict[str, Page]) -> None:
    assert list(pages) == ["bulletins/", *(f"bulletins/2026-{month}/" for month in ("11", "10", "09", "08"))]
    assert pages[OCTOBER].title == "关于 2026 年 10 月客户经理工作情况的通报"


def test_the_list_tells_number_day_and_state(pages: dict[str, Page]) -> None:
    body = str(pages["bulletins/"].body)
    rows = [re.sub("<[^>]+>", "|", row) for row in re.findall("<tr><td>.*?</tr>", body)]
    told = [[cell for cell in row.split("|") if cell] for row in rows]
    assert told[0] == ["关于 2026 年 11 月客户经理工作情况的通报", "2026-11", "草稿(月份未结束)", "未编号", "未发文"]
    assert told[1][2:] == ["已发布", "市场部〔2026〕10 号", "2026-11-05"]
    assert told[2][2:] == ["草稿(未发文)", "未编号", "未发文"]
    assert Shape(body).links[:1] == ["../bulletins/2026-11/"]


def test_the_form_of_a_notice(pages: dict[str, Page]) -> None:
    text = " ".join(Shape(str(pages[OCTOBER].body)).text.split())
    places = [
        "市场部〔2026〕10 号",
        "各分公司:",
        "一、总体情况",
        "八、考核结果",
        "表一",
        "表二",
        "表三",
        "十三、下月要求",
    ]
    places += [
        "2026 年 11 月 5 日",
        "依据:提交 3042e633a4 · 规则集《客户经理管理制度》2026-10-01 版 · 数据截至 2026-11-05 17:00。",
        "定稿:吴浩,2026-11-05 17:00,摘要 ",
        "发文后的变化",
    ]
    assert [text.index(place) for place in places] == sorted(text.index(place) for place in places)
    assert "市场部说明 国庆长假后第一周" in text


def test_every_figure_leads_somewhere_that_is_there(pages: dict[str, Page]) -> None:
    """A link within the page finds its list, and the list the way back."""
    for page in pages.values():
        shape = Shape(str(page.body))
        within = [link.removeprefix("#") for link in shape.links if link.startswith("#")]
        assert set(within) <= shape.ids, page.address
    body = str(pages[OCTOBER].body)
    assert ">516</a>" in body
    assert 'href="#overall-1"' in body
    assert '<li id="overall-1">' in body
    assert len(re.findall('class="tz-number"', body)) > 130


def test_many_lead_to_the_filtered_tables_of_the_units(pages: dict[str, Page]) -> None:
    """491 in time: the three units' tables, showing what was in time."""
    body = str(pages[OCTOBER].body)
    listed = body[body.index('<li id="overall-2">') : body.index('<li id="overall-3">')]
    table = "?duties.state=%E6%8C%89%E6%97%B6#duties"
    wanted = [f"../../obligations/telecom-{unit}.2026-10/{table}" for unit in ("east", "south", "west")]
    assert [link for link in Shape(listed).links if link.startswith("../")] == wanted


def test_one_thing_is_led_to_directly(pages: dict[str, Page]) -> None:
    links = Shape(str(pages[OCTOBER].body)).links
    assert "../../months/zhang-wei.2026-10/#weekly-report-2026-W42" in links
    assert any(link.startswith("../../records/inspections.telecom-west.2026-10.visit-etiquette-1/#L") for link in links)
    assert "../../records/bulletin-remarks.2026-10/" in links


def test_search_finds_a_notice_by_its_text(pages: dict[str, Page]) -> None:
    words = pages[OCTOBER].words or ""
    assert "签字人数要与到会人数一致" in words
    assert "城东分公司" in words
    assert pages["bulletins/"].words is None


def test_the_commit_stands_in_the_basis() -> None:
    commit = "4c1e9a2b7d0123456789"
    named = view(demo_view().ledger, demo_book(), commit=commit)
    maker = Maker(companies.PAGES / "templates", named)
    made = companies.by_address(list(bulletins.pages(maker)))
    assert "依据:提交 4c1e9a2b7d · " in made["bulletins/2026-09/"].body
    assert "依据:提交 4c1e9a2b7d · " not in made[OCTOBER].body, "what was issued tells where it was read from then"
    assert made[OCTOBER].body == companies.by_address(list(bulletins.pages(maker)))[OCTOBER].body


def test_a_company_on_its_first_day() -> None:
    made = list(bulletins.pages(companies.maker_of(companies.empty())))
    assert [page.address for page in made] == ["bulletins/"]
    assert "还没有通报" in made[0].body


def remarked(text: str) -> Shape:
    """The notice of the ordinary company with ``text`` for a remark and a requirement."""
    remarks = REMARKS.format(text=json.dumps(text, ensure_ascii=False))
    files = companies.ordinary() | {"bulletin-remarks/2026-10.yaml": remarks}
    return Shape(str(companies.by_address(list(bulletins.pages(companies.maker_of(files))))[OCTOBER].body))


def test_remarks_are_text() -> None:
    """Whatever somebody writes, the page has the same elements as with a harmless word."""
    calm = remarked("说明")
    for text in (text for text in PAYLOADS if len(text) < 200):
        hostile = remarked(text)
        assert hostile.structure == calm.structure, text
        assert hostile.text.count(text) == 2, text
