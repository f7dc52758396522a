"""The field reference: every kind has a page made from its schema, and the list leads to it."""

from __future__ import annotations

import pytest

from taizhang.publish.pages import fields
from taizhang.publish.pages.fields import Step, place
from taizhang.publish.stamp import Page
from taizhang.records.schema_set import load_schemas
from tests.books import ROOT
from tests.publish import companies
from tests.publish.demo import demo_book, demo_maker
from tests.publish.payloads import Shape

SCHEMAS = load_schemas(ROOT / "schemas")


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The demo company's field reference."""
    return companies.by_address(list(fields.pages(demo_maker())))


def test_every_kind_of_record_and_of_rule_has_a_page(pages: dict[str, Page]) -> None:
    kinds = {f"fields/{name}/" for name in SCHEMAS.kinds}
    rules = {f"fields/rules.{name}/" for name in SCHEMAS.variants["rules"]}
    assert set(pages) == {"fields/"} | kinds | rules
    links = {link.removeprefix("../") for link in Shape(pages["fields/"].body).links}
    assert kinds | rules <= links


def test_a_kind_s_page_tells_where_it_lies_what_to_write_and_what_it_states(pages: dict[str, Page]) -> None:
    found = Shape(pages["fields/incident/"].body)
    for told in (
        "records/incidents/〈单位〉/〈编号的前 7 个字符〉/〈编号〉.yaml",
        "内容属于客户与经营",
        f"台账里现有 {len(demo_book().of('incident'))} 条",
        "填已有的人员的编号或代号。例:zhang-wei",
        "award-won 竞赛获奖",
        "“事件”是有理投诉时,必须写“投诉方”。",
        "incident.confirmed 加减分事件确认",
        "id: 2026-10-20-award-zhang-wei",
    ):
        assert told in found.text, told
    assert {"../../fields/person/", "../../clauses/A7.3/"} <= set(found.links)
    assert "form-attachment" in found.ids
    newest = "../../records/incidents.telecom-east.2026-11.2026-11-17-competitor-won-over-zhong-jun/"
    assert newest in found.links


def test_a_kind_of_rule_leads_to_its_rules(pages: dict[str, Page]) -> None:
    found = Shape(pages["fields/rules.recurring/"].body)
    assert "../../rules/weekly-report/" in found.links
    assert "kind: recurring" in found.text
    assert "../../rules/weekly-report/" not in Shape(pages["fields/rules.require/"].body).links


def test_search_finds_a_kind_by_its_fields_as_they_are_called_and_typed(pages: dict[str, Page]) -> None:
    words = (pages["fields/weekly-report/"].words or "").split()
    assert {"周报", "weekly-report", "提交时间", "submitted_at", "拜访清单"} <= set(words)
    assert not {"|", "*"} & set((pages["fields/rules.require/"].words or "").split())


def test_a_path_is_told_by_the_titles_of_its_fields() -> None:
    assert place(SCHEMAS.kinds["customer"]) == (
        Step("customers/"),
        Step("id", "客户编号", 5),
        Step("/"),
        Step("id", "客户编号"),
        Step(".yaml"),
    )
    assert place(SCHEMAS.kinds["company"]) == (Step("company.yaml"),)


def test_a_company_on_its_first_day_has_the_whole_reference() -> None:
    pages = companies.by_address(list(fields.pages(companies.maker_of(companies.empty()))))
    assert "台账里还没有这类记录" in Shape(pages["fields/incident/"].body).text
    assert "还没有这一类的规则" in Shape(pages["fields/rules.require/"].body).text
