"""What a cell stands for: choices and names by what they are called, slips as they were meant, all else as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.sheets.values import Meant, text_of
from tests.sheets.tables import NAMES, layout, reader


def read(kind: str, heading: str, text: str) -> Meant:
    """What the cell under a heading says."""
    headings = [column.heading for column in layout(kind).columns]
    return reader(kind).read(headings.index(heading), text)


@pytest.mark.parametrize(
    ("heading", "written", "value"),
    [
        ("请假人", "zhang-wei", "zhang-wei"),
        ("请假人", "张伟 zhang-wei", "zhang-wei"),
        ("请假人", "张伟", "zhang-wei"),
        ("请假人", "没登记 wang-wu", "wang-wu"),
        ("假别", "年休假", "annual"),
        ("假别", "annual", "annual"),
        ("状态", "已批准", "approved"),
        ("开始日期", "2026-11-23", "2026-11-23"),
        ("事由", "=1+1", "=1+1"),
        ("事由", "007", "007"),
        ("事由", "1e5", "1e5"),
        ("事由", "是", "是"),
        ("密级", "内部", "internal"),
    ],
)
def test_what_is_written_rightly_is_no_slip(heading: str, written: str, value: str) -> None:
    assert read("leave", heading, written) == Meant(value)


@pytest.mark.parametrize(
    ("kind", "heading", "written", "value"),
    [
        ("leave", "开始日期", "２０２６／１１／２５", "2026-11-25"),
        ("leave", "开始日期", "2026年11月5日", "2026-11-05"),
        ("leave", "开始日期", "2026-11-24 00:00", "2026-11-24"),
        ("leave", "申请时间", "2026-11-19 9：05", "2026-11-19 09:05"),
        ("leave", "请假人", " wang-wu ", "wang-wu"),
        ("service-log", "周次", "2026第42周", "2026-W42"),
        ("service-log", "服务·客户", "c-000999", "C-000999"),
        ("result", "个人完成·完成数", "102,000.50", "102000.50"),
        ("result", "个人完成·完成数", "１２０", 120),
    ],
)
def test_slips_are_read_as_they_were_meant(kind: str, heading: str, written: str, value: object) -> None:
    found = read(kind, heading, written)
    assert found.value == value
    assert type(found.value) is type(value)
    assert found.tidied == str(value)


@pytest.mark.parametrize("written", ["明天", "2026-13-01", "=1", "2026-11"])
def test_what_no_guess_helps_stays_as_it_is(written: str) -> None:
    assert read("leave", "开始日期", written) == Meant(written)


def test_names_that_do_not_tell_who() -> None:
    assert (
        read("leave", "请假人", "李娜 zhang-wei").trouble == "“李娜 zhang-wei”里的名称和代号对不上:zhang-wei 是张伟。"
    )
    assert read("leave", "请假人", "张敏").trouble == "叫“张敏”的不止一个,请写代号:zhang-min、zhang-min-2。"
    assert read("leave", "请假人", "张卫国").trouble == "登记里没有“张卫国”。"
    assert read("service-log", "服务·客户", "宏远  物流 C-000123").value == "C-000123"


def test_yes_and_no_and_numbers_by_the_fields_type() -> None:
    assert read("reading", "与原文不同", "是").value is True
    assert read("reading", "与原文不同", "否").value is False
    assert read("appeal", "序号", "2").value == 2
    assert read("appeal", "序号", "2.5").value == "2.5"


def test_several_values_in_one_cell() -> None:
    heading = "会议类型"
    column = next(column for column in layout("delegation").columns if column.heading == heading)
    first, second = (value for value, _ in column.choices[:2])
    for written in (f"{first}\n{second}", f"{first}、{second}", f" {first} ;\n {second}\n"):
        assert read("delegation", heading, written).value == [first, second]
    assert read("delegation", heading, "(空)").value == []
    assert text_of(column, [], NAMES) == "(空)"
    assert read("delegation", heading, text_of(column, [first, second], NAMES)).value == [first, second]


PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip)


@given(PLAIN)
def test_free_text_stays_what_it_is(text: str) -> None:
    column = next(column for column in layout("service-log").columns if column.heading == "服务·内容")
    shown = text_of(column, text, NAMES)
    assert shown == text
    assert read("service-log", "服务·内容", shown) == Meant(text)


@given(st.one_of(st.integers(0, 10**9), st.decimals(0, 10**6, places=2).map(str), st.integers(0, 10**6).map(str)))
def test_numbers_keep_their_type_and_digits(value: int | str) -> None:
    column = next(column for column in layout("result").columns if column.heading == "个人完成·完成数")
    found = read("result", "个人完成·完成数", text_of(column, value, NAMES))
    assert (found.value, type(found.value)) == (value, type(value))
