"""Worked examples as tables with Chinese heads."""

from __future__ import annotations

from taizhang.explain.catalogue import WORDS
from taizhang.facts.landed import APPROVED, CHANGED, LANDED
from taizhang.publish.examples import FactNames, Grid, grid
from tests import books
from tests.publish import companies

HISTORY = (APPROVED, CHANGED, LANDED)


def test_an_example_is_told_by_names() -> None:
    view = companies.view_of(companies.ordinary())
    (rule,) = view.rules
    example = next(one for one in view.examples(rule) if "国庆" in one.title)
    assert example.as_of == "2026-10-04"
    assert example.nothing_else
    assert ("周报提交时间", "2026-09-30 17:31", "张伟", "2026-W40") in example.given.rows
    row = dict(zip(example.expected.head, example.expected.rows[0], strict=True))
    assert (row["期间"], row["状态"]) == ("2026-W40", "迟交")
    assert "weekly-report" not in row.values()


def test_every_column_that_a_row_has_is_in_the_head() -> None:
    assert grid([{"甲": "1"}, {"乙": "2", "甲": "3"}]) == Grid(("甲", "乙"), (("1", ""), ("3", "2")))
    assert grid([]) == Grid((), ())


def test_facts_and_keys_have_the_names_of_their_kind() -> None:
    names = FactNames(books.schemas())
    assert names.fact("weekly-report.submitted") == "周报提交时间"
    assert names.fact("weekly-report.visit") == "周报里的拜访"
    assert names.fact("approval.given") == "审批通过"
    assert names.fact("weekly-report.missed") == "weekly-report.missed", "no rule of this name is known"
    told = FactNames(books.schemas(), {"weekly-report": "交周报"})
    assert (told.fact("weekly-report.missed"), told.fact("weekly-report.entered")) == ("交周报:缺失", "交周报:记分")
    assert names.fact("nothing.known") == "nothing.known"
    assert told.fact("weekly-report.decided") == "交周报:裁定"
    assert told.key("weekly-report.decided", "in_turn") == "轮到的就是他"
    assert told.node("weekly-report.scored", "known")["enumDescriptions"] == ["有数", "缺数据", "不适用"]
    assert told.outcome("weekly-report/2026-W40/east", {"east": "城东"}) == "交周报/2026-W40/城东"
    assert told.outcome("a/b") == "a/b"
    assert names.key("weekly-report.submitted", "week") == "周次"
    assert names.key("weekly-report.visit", "customer") == "客户"
    assert names.key("weekly-report.visit", "week") == "周次"
    assert names.key("nothing.known", "week") == "week"
    assert names.key("target.share", "section") == "类型", "of the indicator, one step up from the share"
    assert names.key("target.share", "amount") == "份额"
    assert names.key("service.logged", "at") == "填写时间", "the time of the fact"
    assert names.attribute("service.logged", "at")["title"] == "服务时间", "the time that it carries"
    assert names.attribute("nothing.known", "week") == names.node("nothing.known", "week") == {}


def test_every_fact_that_records_state_has_a_chinese_name() -> None:
    """A fact without one would stand on a rule's page as its id."""
    named = {entry["fact"] for kind in books.schemas().kinds.values() for entry in kind.facts}
    assert len(named) > 60
    assert sorted(name for name in named | set(HISTORY) if f"fact.{name}" not in WORDS) == []
