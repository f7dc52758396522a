"""Records as rows and back: the same record for every example, and what rows may say that makes no record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.desk.yaml_text import document
from taizhang.sheets.rows import Made, Row, in_order, records_of, rows_of
from tests.sheets.tables import examples, laid_out, layout, reader


def made(kind: str, *rows: dict[str, str]) -> list[Made]:
    """What rows by their headings say."""
    numbers = {column.heading: number for number, column in enumerate(layout(kind).columns)}
    lines = [Row(number, {numbers[name]: text for name, text in row.items()}) for number, row in enumerate(rows, 2)]
    return records_of(layout(kind), lines, reader(kind))


def told(found: Made) -> list[str]:
    """What is wrong with a record."""
    return [f"{one.row} {one.heading}: {one.message}" for one in found.troubles]


@pytest.mark.parametrize("kind", laid_out())
def test_every_example_comes_back_to_the_byte(kind: str) -> None:
    found = list(examples(kind))
    assert found
    for file, data in found:
        rows = rows_of(layout(kind), data, reader(kind))
        assert rows is not None, file
        again = records_of(layout(kind), [Row(n, cells) for n, cells in enumerate(rows, 2)], reader(kind))
        assert [document(one.data) for one in again] == [document(in_order(layout(kind), data))], file
        assert not again[0].troubles
        assert not again[0].tidied


LEAVE = {"请假人": "zhang-wei", "单位": "telecom-east", "开始日期": "2026-11-23", "假别": "年休假"}
LOG = {"客户经理": "zhang-wei", "单位": "telecom-east", "周次": "2026-W42"}


def test_rows_of_one_record_are_found_wherever_they_stand() -> None:
    one = {**LOG, "服务·主题": "甲"}
    other = {**LOG, "客户经理": "li-na", "服务·主题": "乙"}
    found = made(
        "service-log",
        one,
        other,
        {**LOG, "周次": "2026年第42周", "服务·主题": "丙"},
        {**LOG, "生日宣传品·物品": "台历"},
    )
    assert [one.data["person"] for one in found] == ["zhang-wei", "li-na"]
    assert [item["topic"] for item in found[0].data["services"]] == ["甲", "丙"]
    assert found[0].data["gifts"] == [{"item": "台历"}]
    assert found[0].origin["services", 1, "topic"] == (4, "服务·主题")
    assert found[1].data["services"] == [{"topic": "乙"}]
    assert "gifts" not in found[1].data


def test_an_item_of_each_list_may_stand_on_one_row() -> None:
    (found,) = made("service-log", {**LOG, "服务·主题": "甲", "生日宣传品·物品": "台历"})
    assert (found.data["services"], found.data["gifts"]) == ([{"topic": "甲"}], [{"item": "台历"}])


def test_empty_lists() -> None:
    (found,) = made("service-log", LOG)
    assert found.data["services"] == []
    assert "gifts" not in found.data
    (found,) = made("service-log", {**LOG, "生日宣传品·赠送时间": "(空)"})
    assert found.data["gifts"] == []
    (found,) = made("service-log", {**LOG, "生日宣传品·赠送时间": "(空)"}, {**LOG, "生日宣传品·物品": "台历"})
    assert told(found) == ["2 生日宣传品·赠送时间: “生日宣传品·赠送时间”说清单是空的,第 3 行却有一项。"]


def test_what_is_said_twice_must_be_the_same() -> None:
    one = {**LOG, "服务·主题": "甲", "密级": "内部"}
    (found,) = made("service-log", one, {**LOG, "服务·主题": "乙"}, {**LOG, "服务·主题": "丙", "密级": "internal"})
    assert told(found) == []
    (found,) = made("service-log", one, {**LOG, "服务·主题": "乙", "密级": "秘密"})
    assert told(found) == ["3 密级: “密级”与第 2 行不同:那里是“内部”。同一份记录的各行要写得一样,或只写一处。"]


def test_a_second_row_must_add_something() -> None:
    (found,) = made("leave", LEAVE, LEAVE)
    assert told(found) == ["3 : 与第 2 行是同一份记录。"]
    (found,) = made("service-log", {**LOG, "服务·主题": "甲"}, LOG)
    assert told(found) == ["3 : 与第 2 行是同一份记录,却没有新的一项。"]


def test_a_row_without_its_keys_belongs_to_no_record() -> None:
    found = made("leave", LEAVE, {"假别": "年休假", "单位": "telecom-east"})
    assert len(found) == 2
    assert told(found[1]) == [
        "3 请假人: 缺少“请假人”,不知道这一行属于哪一份记录。",
        "3 开始日期: 缺少“开始日期”,不知道这一行属于哪一份记录。",
    ]


def test_what_a_table_cannot_hold_is_not_exported() -> None:
    assert rows_of(layout("leave"), {"person": "zhang-wei", "reason": ["a"]}, reader("leave")) is None
    assert (
        rows_of(layout("leave"), {"person": "zhang-wei", "reason": "", "from": "2026-01-01"}, reader("leave")) is None
    )
    assert rows_of(layout("leave"), {"unknown": 1}, reader("leave")) is None


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"]), min_size=1).filter(
    str.strip
)
ITEM = st.fixed_dictionaries(
    {"topic": TEXT}, optional={"content": TEXT, "problem": TEXT, "mode": st.sampled_from(["active", "passive"])}
)


@given(st.lists(ITEM, max_size=5), st.lists(st.fixed_dictionaries({"item": TEXT}), max_size=3))
def test_any_texts_come_back(services: list[dict[str, str]], gifts: list[dict[str, str]]) -> None:
    data = {"person": "zhang-wei", "unit": "telecom-east", "week": "2026-W42", "services": services, "gifts": gifts}
    rows = rows_of(layout("service-log"), data, reader("service-log"))
    assert rows is not None
    again = records_of(layout("service-log"), [Row(n, cells) for n, cells in enumerate(rows, 2)], reader("service-log"))
    assert [one.data for one in again] == [in_order(layout("service-log"), data)]
