"""What would come of a table, against a book: problems at their rows, also those the records have with one another."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.problem import Problem
from taizhang.records.book import Book
from taizhang.records.load import load
from taizhang.sheets.judging import Company, Judged, judged, refused_rows
from taizhang.sheets.rows import Row, records_of
from tests.records.company import Files, schemas, valid_files
from tests.sheets.tables import layout, reader

LOG = {"客户经理": "zhang-wei", "单位": "telecom-east", "周次": "2026-W43"}
SERVICE = {
    "服务·服务时间": "2026-10-20 10:05",
    "服务·填写时间": "2026-10-20 17:20",
    "服务·客户": "C-000123",
    "服务·主动或被动": "主动",
    "服务·方式": "电话",
    "服务·主题": "回访",
    "服务·结果": "满意。",
}


def problems(book: Book) -> Iterable[Problem]:
    """What is wrong with a book by itself."""
    return book.problems


def judge(kind: str, *rows: dict[str, str], update: bool = False) -> Judged:
    """What would come of rows by their headings."""
    numbers = {column.heading: number for number, column in enumerate(layout(kind).columns)}
    lines = [Row(n, {numbers[name]: text for name, text in row.items()}) for n, row in enumerate(rows, 2)]
    source = Files(valid_files())
    company = Company(source, "records", load(source, schemas()), {}, problems)
    made = records_of(layout(kind), lines, reader(kind))
    return judged(layout(kind), made, frozenset(range(len(numbers))), company, update=update)


def told(found: Judged) -> list[tuple[int, str, str]]:
    """Row, heading and title of everything that is wrong."""
    return sorted((one.row, one.heading, one.title) for result in found.results for one in result.troubles)


def test_sound_rows() -> None:
    found = judge("service-log", {**LOG, **SERVICE}, {**LOG, **SERVICE, "服务·服务时间": "2026-10-20 11:05"})
    assert found.sound
    assert [(one.path, one.state) for one in found.results] == [
        ("records/service-logs/telecom-east/2026-W43/zhang-wei.yaml", "new")
    ]


def test_each_problem_stands_at_the_row_of_its_item() -> None:
    late = {**LOG, **SERVICE, "服务·服务时间": "2026-10-21 10:05"}
    unknown = {**LOG, **SERVICE, "服务·服务时间": "2026-10-20 12:00", "服务·客户": "C-999999"}
    lacking = {name: text for name, text in {**LOG, **SERVICE}.items() if name != "服务·主题"}
    found = judge("service-log", {**LOG, **SERVICE}, late, unknown, {**lacking, "服务·服务时间": "2026-10-20 09:00"})
    assert told(found) == [(3, "服务·填写时间", "先后颠倒"), (4, "服务·客户", "找不到客户"), (5, "", "缺少内容")]


def test_a_repeated_item_names_the_other_row() -> None:
    found = judge("service-log", {**LOG, **SERVICE}, {**LOG, **SERVICE})
    (trouble,) = found.results[0].troubles
    assert trouble.row == 3
    assert "第 2 行已经有了" in trouble.message


def test_records_of_one_table_may_refer_to_one_another_and_fall_together() -> None:
    unit = {"代号": "telecom-new", "名称": "新分公司"}
    headings = {column.heading for column in layout("unit").columns}
    unit = {name: text for name, text in unit.items() if name in headings}
    found = judge("unit", unit)
    assert found.refused
    assert all(one.row == 2 for one in found.results[0].troubles)


def test_refused_rows_come_back_as_they_were_with_reasons() -> None:
    found = judge("service-log", {**LOG, **SERVICE, "服务·客户": "C-999999"})
    (row,) = refused_rows(layout("service-log"), found.refused)
    width = len(layout("service-log").columns)
    assert row[width] == "2"
    assert row[width + 1].startswith("“服务·客户”没有编号“C-999999”的客户")
    assert row[0] == "zhang-wei"
