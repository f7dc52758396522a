"""What a schema refuses is told where it stands, in words, with a repair; and nothing refused goes untold."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.problem import Problem
from taizhang.records.schema_errors import TELLERS, Teller, sample, shown
from taizhang.records.text.marks import Marks
from taizhang.records.text.reader import read
from taizhang.records.validate import judge

OBJECT = {"type": "object", "$defs": {}}


def tell(schema: dict[str, Any], text: str, prefix: tuple[str, ...] = ()) -> list[Problem]:
    data: Any = read(text.encode(), "x.yaml").data
    for step in prefix:
        data = data[step]
    whole = {**OBJECT, **schema}
    return list(Teller(Marks(text.encode(), "x.yaml"), whole, prefix).tell(judge(whole).iter_errors(data)))


def only(field: dict[str, Any], value: str) -> Problem:
    """The one problem of a field that holds ``value``."""
    (problem,) = tell({"properties": {"f": {"title": "某项", **field}}}, f"f: {value}\n")
    return problem


@pytest.mark.parametrize(
    ("field", "value", "rule", "message", "repair"),
    [
        (
            {"type": "string", "examples": ["甲"]},
            "12",
            "schema.quote",
            "“某项”要写成文字,这里被当成了数字或真假值。",
            '加上引号:"12"',
        ),
        (
            {"type": "string", "examples": ["甲"]},
            "true",
            "schema.quote",
            "“某项”要写成文字,这里被当成了数字或真假值。",
            '加上引号:"true"',
        ),
        (
            {"type": "string", "examples": ["甲"]},
            "",
            "schema.empty",
            "“某项”是空的。",
            "填写内容,例如:甲;没有就删去这一行",
        ),
        ({"type": "string", "examples": ["12"]}, "[]", "schema.type", "“某项”应该是文字。", '照这样写:"12"'),
        ({"type": "integer", "examples": [3]}, "三", "schema.type", "“某项”应该是整数。", "照这样写:3"),
        (
            {"type": ["number", "string"], "examples": ["1.5"]},
            "{}",
            "schema.type",
            "“某项”应该是数字或文字。",
            "照这样写:1.5",
        ),
        ({"type": "boolean"}, "是", "schema.boolean", "“某项”只能写 true(是)或 false(否)。", "改成:true"),
        ({"type": "boolean"}, "NO", "schema.boolean", "“某项”只能写 true(是)或 false(否)。", "改成:false"),
        ({"type": "boolean"}, "0", "schema.boolean", "“某项”只能写 true(是)或 false(否)。", "改成:false"),
        ({"type": "boolean"}, "也许", "schema.boolean", "“某项”只能写 true(是)或 false(否)。", "改成:true 或 false"),
        ({"type": "array"}, "x", "schema.list", "“某项”要写成清单。", "每一项另起一行,缩进后以“- ”开头"),
        ({"type": "string", "minLength": 3}, "ab", "schema.too-short", "“某项”至少要 3 个字。", "补充内容"),
        ({"type": "string", "maxLength": 2}, "甲乙丙", "schema.too-long", "“某项”最多 2 个字。", "缩短到 2 个字以内"),
        ({"type": "integer", "exclusiveMinimum": 1}, "1", "schema.too-small", "“某项”不能小于 1。", "核对数值"),
        ({"type": "integer", "exclusiveMaximum": 1}, "1", "schema.too-large", "“某项”不能大于 1。", "核对数值"),
        ({"type": "integer", "multipleOf": 5}, "3", "schema.other", "“某项”不合规定(multipleOf)。", "对照字段说明修改"),
        ({"not": {"const": "x"}}, "x", "schema.other", "“某项”不合规定(not)。", "对照字段说明修改"),
        ({"const": True}, "false", "schema.const", "“某项”在这里只能是“true”。", "改成:true"),
        ({"const": "12"}, "x", "schema.const", '“某项”在这里只能是“"12"”。', '改成:"12"'),
        (
            {"type": "object", "maxProperties": 1},
            "{a: 1, b: 2}",
            "schema.too-many",
            "“某项”最多 1 项。",
            "拆成几份记录",
        ),
        (
            {"type": "object", "minProperties": 1},
            "{}",
            "schema.too-few",
            "“某项”至少要有 1 项。",
            "补足 1 项;可以不填的,删去整个字段",
        ),
    ],
)
def test_a_value_that_does_not_fit(field: dict[str, Any], value: str, rule: str, message: str, repair: str) -> None:
    problem = only(field, value)
    assert (problem.rule, problem.message, problem.repair) == (rule, message, repair)
    assert (problem.line, problem.column) == (1, 4 if value else 3)


def test_an_object_names_the_fields_it_wants() -> None:
    problem = only({"type": "object", "properties": {"a": {}, "b": {}}}, "x")
    assert problem.rule == "schema.object"
    assert problem.repair.endswith("可写的字段:a、b")


def test_of_several_things_wrong_with_one_value_the_first_is_told() -> None:
    field = {"type": "string", "enum": ["a"], "pattern": "^a$", "maxLength": 1, "format": "date"}
    assert only(field, "12").rule == "schema.quote"
    assert only(field, "bb").rule == "schema.enum"
    assert only({"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"}, "2026-2-30").rule == "schema.pattern"
    assert only({"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"}, "2026-02-30").rule == "schema.format"


@pytest.mark.parametrize(
    ("written", "guess"),
    [("分公司", "branch"), ("BRANCH", "branch"), ("brnch", "branch"), ("部", "department"), ("乙", ""), ("''", "")],
)
def test_the_option_meant(written: str, guess: str) -> None:
    field = {"enum": ["branch", "department"], "enumDescriptions": ["分公司:有客户", "部门"]}
    problem = only(field, written)
    assert "branch(分公司:有客户)、department(部门)" in problem.message + problem.repair
    assert problem.rule == ("schema.enum-near" if guess else "schema.enum")
    assert not guess or problem.repair == f"改成:{guess}"


def test_a_misspelt_field_is_guessed_among_those_not_there_yet() -> None:
    schema = {
        "properties": {"grade": {"title": "级别"}, "title": {"title": "职务"}, "name": {"title": "名称"}},
        "additionalProperties": False,
    }
    problems = tell(schema, "grade: A\ngrades: B\n职务: x\nnme: y\nzzz: z\n")
    assert [(p.line, p.column, p.rule, p.value) for p in problems] == [
        (2, 1, "schema.unknown-field", "grades"),
        (3, 1, "schema.unknown-field-near", "职务"),
        (4, 1, "schema.unknown-field-near", "nme"),
        (5, 1, "schema.unknown-field", "zzz"),
    ]
    assert [p.repair for p in problems[1:3]] == ["改成:title", "改成:name"]
    assert problems[3].repair == "删去它,或换成这里还可以写的:title、name"


def test_a_misspelt_field_is_not_missing_too() -> None:
    schema = {
        "properties": {"day": {"title": "日期"}, "week": {"title": "周次"}},
        "required": ["day"],
        "additionalProperties": False,
    }
    (problem,) = tell(schema, "weekday: friday\n")
    assert (problem.rule, problem.repair) == ("schema.unknown-field-near", "改成:day")
    assert {problem.rule for problem in tell(schema, "hour: 1\n")} == {"schema.unknown-field", "schema.required"}


def test_what_is_missing_is_told_with_a_line_to_write() -> None:
    fields_ = {
        "name": {"title": "名称", "type": "string", "examples": ["007"]},
        "count": {"title": "数", "type": "integer", "examples": [3]},
        "done": {"title": "已办", "type": "boolean", "examples": [True]},
        "list": {"title": "清单", "type": "array", "minItems": 1, "items": {}},
        "maybe": {"title": "可空清单", "type": "array", "items": {}},
        "part": {"title": "部分", "type": "object", "properties": {"a": {}, "b": {}}, "required": ["b"]},
        "other": {},
    }
    problems = tell({"properties": fields_, "required": [*fields_, "unsaid"]}, "x: 1\n")
    assert [problem.repair.removeprefix("补一行:") for problem in problems] == [
        "name: 007",
        "count: 3",
        "done: true",
        "list: (下面每项另起一行,以“- ”开头)",
        "maybe: []",
        "part: (下面另起一行,缩进后写 b)",
        "other: …",
        "unsaid: …",
    ]
    assert problems[0].message == "缺少“名称”(name)。"
    assert {(problem.line, problem.column) for problem in problems} == {(1, 1)}


def test_an_empty_field_that_must_be_there_is_not_to_be_deleted() -> None:
    schema = {"properties": {"f": {"title": "某项", "type": "string", "examples": ["甲"]}}, "required": ["f"]}
    (problem,) = tell(schema, "f:\n")
    assert (problem.rule, problem.repair) == ("schema.empty-required", "填写内容,例如:甲")


def test_each_element_that_comes_again() -> None:
    (problem,) = tell({"properties": {"f": {"title": "某项", "uniqueItems": True}}}, "f: [a, 1, b, a]\n")
    assert (problem.rule, problem.column, problem.value) == ("schema.repeated", 14, "a")
    assert tell({"properties": {"f": {"uniqueItems": True}}}, "f: [1, true, '1', 0, false]\n") == []


def test_a_key_that_may_not_be_one() -> None:
    field = {"title": "表", "propertyNames": {"pattern": "^[A-Z]$"}}
    (problem,) = tell({"properties": {"f": field}}, "f:\n  A: 1\n  甲: 2\n")
    assert (problem.rule, problem.line, problem.column) == ("schema.field-name", 3, 3)
    assert problem.message == "“甲”不能用作“表”里的字段名。"


ALTERNATIVES = {
    "type": "object",
    "oneOf": [
        {
            "properties": {"day": {"title": "星期", "enum": ["friday"]}, "time": {}},
            "required": ["day"],
            "additionalProperties": False,
        },
        {
            "properties": {"date": {"title": "几号", "type": "integer"}, "time": {}},
            "required": ["date"],
            "additionalProperties": False,
        },
    ],
}


@pytest.mark.parametrize(
    ("value", "rule", "part"),
    [
        ("{day: 周五, time: x}", "schema.enum", "星期"),
        ("{date: 五, time: x}", "schema.type", "几号"),
        ("{day: friday, tim: x}", "schema.unknown-field-near", "time"),
        ("{date: 5, hour: x}", "schema.unknown-field", "hour"),
    ],
)
def test_of_alternatives_the_nearest_is_told(value: str, rule: str, part: str) -> None:
    (problem,) = tell({"properties": {"f": ALTERNATIVES}}, f"f: {value}\n")
    assert problem.rule == rule
    assert part in problem.message


def test_a_field_is_called_by_the_branch_it_fails_in() -> None:
    branches = [
        {"properties": {"x": {"title": "甲", "type": "string", "enum": ["a"]}}, "required": ["x"]},
        {"properties": {"x": {"title": "乙", "type": "integer", "maximum": 9}}, "required": ["x"]},
    ]
    (problem,) = tell({"properties": {"f": {"oneOf": branches}}}, "f: {x: b}\n")
    assert "“甲”" in problem.message


def test_an_element_is_called_by_its_list() -> None:
    (problem,) = tell({"properties": {"f": {"title": "名单", "items": {"type": "string"}}}}, "f:\n  - a\n  - 1\n")
    assert (problem.message, problem.line, problem.column) == ("“名单”要写成文字,这里被当成了数字或真假值。", 3, 5)


def test_a_field_without_title_is_called_by_its_key_and_the_whole_a_record() -> None:
    (problem,) = tell({"properties": {"f": {"type": "integer"}}}, "f: x\n")
    assert "“f”" in problem.message
    (problem,) = tell({"minProperties": 2}, "f: x\n")
    assert "“记录”" in problem.message


def test_below_a_prefix_places_are_those_of_the_file() -> None:
    (problem,) = tell({"properties": {"f": {"type": "integer"}}}, "a:\n  b:\n    f: x\n", ("a", "b"))
    assert (problem.line, problem.column, problem.excerpt) == (3, 8, "    f: x")


def test_no_refusal_goes_untold() -> None:
    """Whatever a keyword's own teller finds nothing to say of is told all the same."""
    quiet = {**TELLERS, "uniqueItems": lambda _teller, _fault: iter(())}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("taizhang.records.schema_errors.TELLERS", quiet)
        (problem,) = tell({"properties": {"f": {"uniqueItems": True}}}, "f: [a, a]\n")
    assert (problem.rule, problem.line) == ("schema.other", 1)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (False, "false"),
        (3, "3"),
        ("a", "a"),
        ("3", '"3"'),
        ("true", '"true"'),
        ("", '""'),
        ("1.5", "1.5"),
    ],
)
def test_values_are_shown_as_yaml(value: object, written: str) -> None:
    assert shown(value) == written


def test_samples() -> None:
    assert sample({"type": "string", "examples": [{"a": 1}, "b"]}) == "b"
    assert sample({}) == "…"
