"""Parameters of rules in Chinese: fields by their titles, what they hold in words, no English left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from taizhang.publish.labels import Labelled
from taizhang.publish.pages import rules
from taizhang.publish.rule_words import card_words
from tests.publish.demo import demo_pages, demo_view
from tests.publish.payloads import Shape
from tests.rules.worlds import rule

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
CODES = re.compile(
    r"[A-Z]|[A-EGK]\d+(\.\d+)?|k\d+|[CK]-[0-9a-f]+|[WQ]\d+|H[12]|effect"
    r"|[A-Z]{2}(-\d+)+|[ab](-\d+)*|[dhv]\d+|K-towers\d+"
)
ALLOWED = frozenset({"Git", "CRM"})
"""What stands on rules' pages in Latin letters and is meant to: grades, clauses, readings, numbers, weeks, half-years,
orders, rooms, deals and visits by their numbers."""


def parameters(name: str) -> str:
    """A rule's parameters in force, in lines, as its page shows them."""
    found = next(one for one in demo_view().rules if one.id == name)
    return "\n".join(lines(rules.present(demo_view(), found)))


def lines(fields: tuple[Labelled, ...]) -> Iterator[str]:
    """Each field with what it holds, in one line."""
    for one in fields:
        yield f"{one.label} {one.line}"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("rectified", "由什么引起 事实 检查;条件 结果 不合格;客户经理 填写了 是"),
        ("deviation", "考核行 客户服务质量;条件 层级 市场部月度检查;项目 其中之一 服务标准、上门服务礼仪"),
        ("trip-filled", "必须 填写时间 早于 字段 出发时间"),
        ("recheck-by-another", "必须 整改人 不等于 字段 复查人;复查人 不等于 字段 客户经理"),
        ("inspected-was-drawn", "按 单位 单位;月份 月份;项目 项目;"),
        ("drawn-was-inspected", "客户 抽中的"),
        ("service-frequency", "条件 类别 集团客户;级别 A"),
        ("customer-verified", "按什么分 客户的级别"),
        ("log-completeness", "内容 权重 4;至少几个字 10"),
        ("marketing-attainment", "字段 完成数"),
        ("incidents", "集团产品挽留;名称 集团产品挽留"),
        ("monthly-inspection", "岗位 市场部经理;在哪个单位任职 市场部"),
        ("weekly-rollup", "周五 17:30 前提交周报:缺失"),
        ("rectified-by-unit", "单位 本单位"),
        ("rollup-states", "迟交 事实 周五 17:30 前提交周报:迟交"),
    ],
)
def test_fields_are_called_by_their_titles(name: str, told: str) -> None:
    assert told in parameters(name)


def test_a_fact_that_is_held_against_another_is_ours() -> None:
    """Of a delegation: it was submitted before the meeting, and names its type."""
    told = parameters("chair-delegated")
    assert "本方的类型 其中之一 字段 会议类型;委派时间 早于 字段 本方的发生时间" in told
    assert "必须 人员的岗位 客户经理主管;人员的单位 等于 字段 单位" in told


def test_lines_and_rules_go_by_their_titles() -> None:
    card = rule(
        "scorecard",
        sections=[{"id": "s", "title": "过程", "lines": [{"id": "r", "title": "一行"}]}],
        adjustments={"id": "adjustments", "title": "加减分"},
    )
    assert card_words([rule("require")]) == {"r": "标题"}
    assert card_words([card, rule("require")]) == {"r": "一行", "adjustments": "加减分"}


NAMED = frozenset({"id", "case", "because", "record", "indicator"})
CAST = frozenset({"person", "unit"})


def ids(value: Any, names: frozenset[str], name: str = "") -> Iterator[str]:  # noqa: ANN401 - any YAML
    """The ids that a rule or its examples give: what is told from others by a code of its own."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from ids(part, names, str(key))
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from ids(part, names, name)
    elif name in names:
        yield from LATIN.findall(str(value))


def test_no_english_is_left_on_rules_pages() -> None:
    """Every page of every rule, but for codes, ids that a rule or its examples made up, and a word or two."""
    left: dict[str, list[str]] = {}
    for one in demo_view().rules:
        page = demo_pages(rules.pages)[f"rules/{one.id}/"]
        text = Shape(str(page.body).replace("<", " <")).text
        cast = {str(member["id"]) for group in one.cast.values() for member in group}
        made = {*ids(one.parameters, NAMED), *ids(one.examples, NAMED)} | ALLOWED
        made |= {*ids(one.examples, CAST)} - cast
        found = {word for word in LATIN.findall(text) if word not in made and not CODES.fullmatch(word)}
        left |= {one.id: sorted(found)} if found else {}
    assert left == {}
