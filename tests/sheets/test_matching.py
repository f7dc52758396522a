"""Which kind a table holds and which column is which, however it was rearranged."""

from __future__ import annotations

import pytest

from taizhang.desk.asked import Unknown
from taizhang.sheets.book import as_csv, as_xlsx, headings
from taizhang.sheets.grid import CSV, XLSX, Cell, Grid, Line, read_grid
from taizhang.sheets.matching import columns_in, fillable, layout_for, layout_named, rows_in
from taizhang.sheets.rows import Row
from tests.books import schemas
from tests.sheets.tables import NAMES, laid_out, layout


def grid(*heads: str, cells: tuple[str, ...] = (), kind: str = "") -> Grid:
    """A table with one row."""
    line = Line(2, {number: Cell(text) for number, text in enumerate(cells) if text})
    return Grid(dict(enumerate(heads)), (line,), kind)


def told(found: tuple[Row, ...] | tuple[Unknown, ...]) -> list[str]:
    """What is wrong with headings."""
    return [one.text for one in found if isinstance(one, Unknown)]


@pytest.mark.parametrize("kind", laid_out())
def test_every_kind_is_known_by_its_own_table(kind: str) -> None:
    rows = [{0: "x"}]
    for content, suffix in ((as_xlsx(layout(kind), rows, NAMES), XLSX), (as_csv(layout(kind), rows), CSV)):
        read = read_grid(content, suffix)
        assert isinstance(read, Grid)
        found = layout_for(schemas(), read, "")
        assert not isinstance(found, Unknown)
        assert found.kind.name == kind
        assert columns_in(found, read) == frozenset(range(len(found.columns)))
        assert [one.cells for one in rows_in(found, read) if isinstance(one, Row)] == rows


def test_kinds_by_name_and_title() -> None:
    for name in ("leave", "请假"):
        found = layout_named(schemas(), name)
        assert not isinstance(found, Unknown)
        assert found.kind.name == "leave"
    unknown = layout_named(schemas(), "leav")
    assert isinstance(unknown, Unknown)
    assert unknown.text == "没有“leav”这一类记录。是“leave 请假”吗?"


def test_what_a_command_writes_is_not_imported() -> None:
    assert fillable(layout("leave")) is None
    refused = fillable(layout("draw"))
    assert refused is not None
    assert refused.text == "“抽签”由 taizhang 自己的命令填写,不从表里导入。"


def test_columns_in_any_order_by_heading_or_field() -> None:
    read = grid(
        "开始日期*", " unit ", "问题", "请假人", "原行号", cells=("2026-01-01", "telecom-east", "错", "zhang-wei", "7")
    )
    (row,) = rows_in(layout("leave"), read)
    assert row == Row(2, {2: "2026-01-01", 1: "telecom-east", 0: "zhang-wei"})


def test_what_is_wrong_with_headings_is_all_told() -> None:
    read = grid("请假人", "请假人", "单位", "开始日", "", cells=("a", "b", "c", "d", "e"))
    assert told(rows_in(layout("leave"), read)) == [
        "第 1 行的“请假人”出现了两次。",
        "第 1 行的“开始日”不是“请假”的栏。是“开始日期”吗?",
        "第 5 列有内容,第 1 行却没有标题。",
        "少了“开始日期”这一栏,没有它不知道一行属于哪份记录。",
    ]


def test_a_hidden_column_is_not_read_unseen() -> None:
    heads = ("请假人", "单位", "开始日期", "事由")
    read = Grid(dict(enumerate(heads)), (Line(2, {3: Cell("x")}),), hidden=frozenset({1, 3}))
    assert told(rows_in(layout("leave"), read)) == ["第 4 列“事由”是隐藏的。先取消隐藏看过再导入,或删去这一列。"]


def test_a_table_of_no_kind_asks_for_it() -> None:
    found = layout_for(schemas(), grid("编号", "单位"), "")
    assert isinstance(found, Unknown)
    assert found.text == "看不出这张表是哪一类记录,请加 --kind,例如 --kind leave。"
    assert headings(layout("leave"))[0] == "请假人*"
