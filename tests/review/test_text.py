"""An impact as text, as Markdown in which text stays text, and as JSON."""

from __future__ import annotations

import json

import pytest
from markdown import markdown as rendered  # type: ignore[import-untyped]

from taizhang.review.changed import Why
from taizhang.review.telling import Line, Telling
from taizhang.review.text import FORMATS, as_json, markdown, text

MONTH = Line(
    "张伟 2026 年 10 月:18 → 17",
    "A7.1",
    "scorecard/2026-10/zhang",
    (Line("工作计划制定 8 → 7"), Line("2026-W42 周报:按时 → 迟交", "A5.5", "weekly-report/2026-W42/zhang")),
)
TOLD = Telling("这次改动涉及 1 份记录,影响 1 个人:", (MONTH,), (), ())


def test_text_is_indented_with_the_clause_behind() -> None:
    assert text(TOLD) == (
        "这次改动涉及 1 份记录,影响 1 个人:\n"
        "  张伟 2026 年 10 月:18 → 17  [A7.1]\n"
        "    工作计划制定 8 → 7\n"
        "    2026-W42 周报:按时 → 迟交  [A5.5]\n"
        "没有触及已封存的月份。\n"
    )


def test_what_is_too_much_is_counted_and_no_line_is_hidden_when_all_are_asked_for() -> None:
    many = Telling("头", (Line("某人", below=tuple(Line(f"第 {at} 项") for at in range(5))),), (), ())
    assert text(many, 2).splitlines()[1:5] == ["  某人", "    第 0 项", "    第 1 项", "    还有 3 项,--all 全部列出"]
    assert "第 4 项" in text(many, 0)


def test_markdown_is_a_list_with_the_clauses_as_code() -> None:
    assert markdown(TOLD).splitlines() == [
        "**这次改动涉及 1 份记录,影响 1 个人:**",
        "",
        "- 张伟 2026 年 10 月:18 → 17 `A7.1`",
        "  - 工作计划制定 8 → 7",
        "  - 2026-W42 周报:按时 → 迟交 `A5.5`",
        "",
        "没有触及已封存的月份。",
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "![x](https://example.com/x.png)",
        "[点我](javascript:alert(1))",
        "@everyone",
        "#12 和 !3",
        "`code` *strong* __strong__ ~~gone~~",
        "一行\n# 标题",
        "https://example.com 和 www.example.com",
        "| a | b |",
        "$x$",
        "&lt;b&gt;",
    ],
)
def test_text_from_records_stays_text_in_markdown(hostile: str) -> None:
    found = markdown(Telling(hostile, (Line(hostile, below=(Line(hostile),)),), (), ()))
    html = rendered(found.replace("  - ", "    - "))
    for tag in ("<script", "<img", "<a ", "<code", "<em", "<h1", "<table"):
        assert tag not in html
    assert html.count("<strong>") == 1, "the head's own"
    for sign in ("@", "#1", "://", "www.", "$x", "~~"):
        assert sign not in found.replace("&#", "")
    assert "\n# " not in found


def why(number: int) -> Why:
    """The reason with a number."""
    return Why(f"a.yaml 的“第 {number} 项”由 1 改为 2", "a.yaml", "changed", f"第 {number} 项", "1", "2")


def test_reasons_stand_below_the_result_first_three_and_the_rest_counted() -> None:
    duty = Line("周报", "A5.5", "k", (Line("注意"),), tuple(why(at) for at in range(5)))
    lines = text(Telling("头", (Line("某人", below=(duty,)),), (), ())).splitlines()
    assert lines[2:8] == [
        "    周报  [A5.5]",
        "      因为:a.yaml 的“第 0 项”由 1 改为 2",
        "      因为:a.yaml 的“第 1 项”由 1 改为 2",
        "      因为:a.yaml 的“第 2 项”由 1 改为 2",
        "      因为:还有 2 处改动与此有关",
        "      注意",
    ]
    assert "  - 因为:a.yaml 的“第 0 项”由 1 改为 2" in markdown(Telling("头", (duty,), (), ()))


def test_a_reason_is_told_once_where_a_line_below_or_the_one_before_has_it() -> None:
    one, other = Line("甲", because=(why(1),)), Line("乙", because=(why(1),))
    card = Line("总分", because=(why(1), why(2)), below=(one, other))
    assert text(Telling("头", (card,), (), ())).splitlines()[1:7] == [
        "  总分",
        "    因为:a.yaml 的“第 2 项”由 1 改为 2",
        "    甲",
        "      因为:a.yaml 的“第 1 项”由 1 改为 2",
        "    乙",
        "      因为:同上",
    ]


def test_json_has_every_reason_in_its_parts() -> None:
    (month,) = json.loads(as_json(Telling("头", (Line("甲", because=tuple(why(at) for at in range(5))),), (), ())))[
        "months"
    ]
    assert len(month["because"]) == 5
    assert month["because"][0] == {
        "text": "a.yaml 的“第 0 项”由 1 改为 2",
        "path": "a.yaml",
        "became": "changed",
        "field": "第 0 项",
        "was": "1",
        "now": "2",
    }


def test_json_has_lines_clauses_and_keys() -> None:
    found = json.loads(as_json(TOLD))
    assert found["head"] == TOLD.head
    (month,) = found["months"]
    assert (month["clause"], month["lines"][1]["key"]) == ("A7.1", "weekly-report/2026-W42/zhang")
    assert "clause" not in month["lines"][0]
    assert set(FORMATS) == {"text", "markdown", "json"}


def test_nothing_steers_a_terminal() -> None:
    assert "\x1b" not in text(Telling("\x1b[31m红", (), (), ()))
