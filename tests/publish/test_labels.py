"""Data by the Chinese names of the schema, whatever branch of it describes them."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.publish.labels import Labelled, Schema, field_list, labelled, node_at, word

SCHEMA: dict[str, Any] = {
    "$defs": {
        "day": {"title": "日", "type": "string"},
        "due": {
            "title": "截止",
            "oneOf": [
                {
                    "properties": {
                        "day": {"title": "星期", "enum": ["friday"], "enumDescriptions": ["周五"]},
                        "time": {"title": "时间"},
                    }
                },
                {"properties": {"day": {"title": "几号"}, "of": {"title": "哪个月"}}},
            ],
        },
    },
    "properties": {
        "due": {"$ref": "#/$defs/due"},
        "on": {"$ref": "#/$defs/day", "title": "哪天"},
        "ways": {"title": "办法", "items": {"enum": ["waive"], "enumDescriptions": ["不要求"]}},
        "visits": {"title": "拜访", "items": {"title": "一次", "properties": {"on": {"$ref": "#/$defs/day"}}}},
        "done": {"title": "做完", "type": "boolean"},
        "person": {"title": "谁", "x-ref": "person"},
    },
    "if": {"required": ["done"]},
    "then": {"properties": {"reason": {"title": "原因"}}},
}


def told(data: dict[str, Any]) -> tuple[Labelled, ...]:
    """The data by the schema above."""
    return labelled(data, SCHEMA, SCHEMA)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({"on": "2026-10-16"}, "哪天 2026-10-16"),
        ({"due": {"day": "friday", "time": "17:30"}}, "截止 星期 周五;时间 17:30"),
        ({"due": {"day": "28", "of": "next"}}, "截止 几号 28;哪个月 next"),
        ({"ways": ["waive", "other"]}, "办法 不要求、other"),
        ({"ways": []}, "办法 无"),
        ({"visits": [{"on": "一"}, {"on": "二"}]}, "拜访 日 一;日 二"),
        ({"done": True}, "做完 是"),
        ({"done": False}, "做完 否"),
        ({"done": None}, "做完 无"),
        ({"reason": "病"}, "原因 病"),
        ({"unknown": 3}, "unknown 3"),
        ({"unknown": {"a": [1, {"b": 2}]}}, "unknown a 1;b 2"),
    ],
)
def test_fields_are_told(data: dict[str, Any], line: str) -> None:
    (one,) = told(data)
    assert f"{one.label} {one.line}" == line


def test_the_order_is_the_record_s_own() -> None:
    assert [one.label for one in told({"done": True, "on": "一"})] == ["做完", "哪天"]


def test_a_value_may_be_said_by_what_it_names() -> None:
    def say(text: str, node: Schema) -> str:
        return "张伟" if node.get("x-ref") == "person" else text

    (one,) = labelled({"person": "zhang-wei"}, SCHEMA, SCHEMA, say)
    assert one.text == "张伟"


def test_a_node_is_found_by_its_path() -> None:
    assert node_at(SCHEMA, "visits", "*", "on")["title"] == "日"
    assert node_at(SCHEMA, "due", "time")["title"] == "时间"
    assert node_at(SCHEMA, "none", "*", "on") == {}


def test_a_word_that_is_no_choice_stays() -> None:
    assert word("x", {"enum": ["a"], "enumDescriptions": ["甲"]}) == "x"


def test_names_that_are_free_are_their_own_labels() -> None:
    """The parts below them have theirs; a condition under a free name stays as it is written."""
    weight = {"title": "一项", "properties": {"weight": {"title": "权重"}}}
    fields = {"properties": {"fields": {"title": "字段", "additionalProperties": weight}}}
    found = labelled({"fields": {"content": {"weight": 4}}}, fields, {})
    assert found[0].label == "字段"
    assert found[0].line == "content 权重 4"


def test_a_choice_is_said_by_the_branch_that_knows_it() -> None:
    """Of two forms of a due day the one that may hold the value; a value of one text only goes by its title."""
    days = {"title": "星期", "type": "string", "enum": ["friday"], "enumDescriptions": ["周五"]}
    last = {"title": "几号", "oneOf": [{"type": "integer"}, {"title": "月底", "type": "string", "const": "last"}]}
    due = {"oneOf": [{"properties": {"day": days}}, {"properties": {"day": last}}]}
    form = {"properties": {"due": due}}
    assert [one.line for one in labelled({"due": {"day": "friday"}}, form, {})] == ["星期 周五"]
    assert [one.line for one in labelled({"due": {"day": "last"}}, form, {})] == ["几号 月底"]


def test_a_list_may_be_one_of_several_forms() -> None:
    role = {"enum": ["boss"], "enumDescriptions": ["主管"]}
    form = {"properties": {"role": {"title": "岗位", "oneOf": [role, {"type": "array", "items": role}]}}}
    assert [one.line for one in labelled({"role": ["boss"]}, form, {})] == ["主管"]
    assert [one.line for one in labelled({"role": "boss"}, form, {})] == ["主管"]


def test_a_field_is_looked_up_when_it_is_asked_for() -> None:
    """What another field refers to need not be there; and a form made anew in the same place is another form."""
    for title in ("第一", "第二"):
        form = {"properties": {"one": {"title": title}, "other": {"$ref": "#/$defs/gone"}}}
        assert [one.label for one in labelled({"one": 1}, form, {"$defs": {}})] == [title]


def test_fields_as_a_list() -> None:
    parts = (Labelled("一<", "&"), Labelled("", below=(Labelled("二", "三"),)))
    assert field_list(parts) == (
        '<ul class="tz-fields">\n<li><span class="tz-label">一&lt;</span><span class="tz-text">&amp;</span></li>\n'
        '<li><ul class="tz-fields">\n<li><span class="tz-label">二</span><span class="tz-text">三</span></li>\n</ul>\n'
        "</li>\n</ul>"
    )


def test_what_was_labelled_once_is_labelled_alike() -> None:
    made: dict[Any, Any] = {}
    for data in ({"on": "一", "x": "一"}, {"x": "一", "on": "一", "ways": ["waive"]}, {"on": "甲" * 99}, {"on": 1}):
        assert labelled(data, SCHEMA, SCHEMA, made=made) == told(data)
    assert made
