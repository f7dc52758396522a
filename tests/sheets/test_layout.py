"""Which columns a kind has: every field once, lists within lists refused, headings that differ."""

from __future__ import annotations

import pytest

from taizhang.desk.asked import Unknown
from taizhang.records.schema_set import compile_kind, fields
from taizhang.sheets.layout import layout_of
from tests.books import schemas
from tests.sheets.tables import DEEP, laid_out, layout


def test_only_what_is_no_table_is_refused_and_says_why() -> None:
    refused = {name: layout_of(kind) for name, kind in schemas().kinds.items()}
    told = {name: found.text for name, found in refused.items() if isinstance(found, Unknown)}
    assert told.keys() == DEEP
    assert told["inspection"] == "“检查”不能做成表:“检查项·证据”是清单里的清单,请用 taizhang new inspection。"
    assert told["rulebook"].endswith("的内容没有固定的栏,请用 taizhang new rulebook。")


@pytest.mark.parametrize("kind", laid_out())
def test_every_field_of_a_kind_has_its_column(kind: str) -> None:
    found = layout(kind)
    leaves = {
        pattern[:-1] if pattern[-1] == "*" else pattern
        for pattern, node in fields(found.kind.schema)
        if node.get("type") not in ("object", "array")
    }
    covered = {tuple(step for step in column.pattern) for column in found.columns}
    assert {tuple(step for step in leaf if step != "*") for leaf in leaves} <= {
        tuple(step for step in column if step != "*") for column in covered
    }


@pytest.mark.parametrize("kind", laid_out())
def test_headings_differ_and_name_the_keys(kind: str) -> None:
    headings = [column.heading for column in layout(kind).columns]
    assert len(set(headings)) == len(headings)
    assert all(column.required and not column.items for column in layout(kind).keys)


def test_a_service_log() -> None:
    found = layout("service-log")
    assert [column.heading for column in found.keys] == ["客户经理", "单位", "周次"]
    assert found.lists == ((("services",), True), (("gifts",), False))
    by_heading = {column.heading: column for column in found.columns}
    mode = by_heading["服务·主动或被动"]
    assert mode.choices == (("active", "主动"), ("passive", "被动"))
    assert (mode.items, mode.steps, mode.pattern) == (("services",), ("mode",), ("services", "*", "mode"))
    assert by_heading["服务·客户"].refers == "customer"
    assert not by_heading["服务·需求"].required


def test_plain_lists_stand_in_a_cell_unless_their_values_may_have_lines() -> None:
    assert {column.heading for column in layout("delegation").columns if column.several} == {"会议类型"}
    assert (("report",), True) in layout("grade-application").lists
    topics = next(column for column in layout("delegation").columns if column.several)
    assert topics.separators == "\n、,，;；"
    addressees = next(column for column in layout("bulletin-remarks").columns if column.several)
    assert addressees.separators == "\n"


def test_two_fields_with_one_title_are_told_apart() -> None:
    schema = {
        "title": "试",
        "x-path": "tries/{id}.yaml",
        "type": "object",
        "properties": {
            "id": {"title": "编号", "type": "string"},
            "a": {"title": "日期", "type": "string"},
            "b": {"title": "日期", "type": "string"},
        },
        "required": ["id"],
        "additionalProperties": False,
    }
    found = layout_of(compile_kind("try", schema | {"$defs": {}}))
    assert not isinstance(found, Unknown)
    assert [column.heading for column in found.columns] == ["编号", "日期(a)", "日期(b)"]
