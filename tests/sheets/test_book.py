"""Tables written and read back: text stays text both ways, choices are offered, the bytes are always the same."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from taizhang.sheets.book import as_csv, as_xlsx, headings
from taizhang.sheets.grid import CSV, XLSX, Grid, read_grid
from tests.sheets.tables import NAMES, layout

HOSTILE = (
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "＝1", "＋1", "\t=1", "'引", "''", "'=1", "#REF!",
    "1e5", "007", "2026-10-01", "TRUE", "_x0041_", "_x005F_x0041_",
    "甲\n乙", "a,b;c\td", '"引"', "<script>", "{{ 7*7 }}", "😀", " 前后 ",
    "12345678901234567890",
)  # fmt: skip


def back(content: bytes, suffix: str) -> list[dict[int, str]]:
    """The texts of a file's rows."""
    found = read_grid(content, suffix)
    assert isinstance(found, Grid), found
    assert not any(one.trouble for line in found.lines for one in line.cells.values())
    return [{column: one.text for column, one in line.cells.items()} for line in found.lines]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_both_ways(text: str) -> None:
    rows = [{0: "x", 6: text}]
    assert back(as_xlsx(layout("leave"), rows, NAMES), XLSX) == rows
    assert back(as_csv(layout("leave"), rows), CSV) == rows


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip)


@given(st.lists(st.dictionaries(st.integers(0, 11), TEXT, min_size=1), min_size=1, max_size=4))
def test_any_text_comes_back(rows: list[dict[int, str]]) -> None:
    ordered = [dict(sorted(row.items())) for row in rows]
    assert back(as_csv(layout("leave"), ordered), CSV) == ordered


@given(TEXT)
def test_any_text_comes_back_from_a_workbook(text: str) -> None:
    rows = [{0: text}]
    assert back(as_xlsx(layout("unit"), rows, NAMES), XLSX) == rows


def test_no_value_of_a_csv_begins_a_formula() -> None:
    for text in ("=1", "+1+1", "-x", "@a", "\tx", "＝1", "'a"):
        assert f"\r\n'{text}," in as_csv(layout("unit"), [{0: text}]).decode("utf-8-sig")
    assert "\r\n-2.5," in as_csv(layout("unit"), [{0: "-2.5"}]).decode("utf-8-sig")


def test_no_cell_is_a_formula_and_every_column_is_text() -> None:
    content = as_xlsx(layout("leave"), [{0: "=1"}], NAMES)
    sheet = load_workbook(io.BytesIO(content))["填写"]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].number_format) == ("=1", "s", "@")
    assert sheet["A2"].quotePrefix
    assert {shape.number_format for shape in sheet.column_dimensions.values()} == {"@"}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_headings_notes_and_choices() -> None:
    book = load_workbook(io.BytesIO(as_xlsx(layout("leave"), [], NAMES)))
    assert book.sheetnames == ["填写", "选项", "说明"]
    sheet = book["填写"]
    assert [cell.value for cell in sheet[1]] == headings(layout("leave"))
    assert sheet["A1"].value == "请假人*"
    note = sheet["C1"].comment
    assert note is not None
    assert note.text.startswith("必填\n")
    assert "例如:" in note.text
    offered = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    people = offered["A2:A2000"]
    assert people.errorStyle == "warning"
    column = str(people.formula1).split("$")[1]
    listed = [cell.value for cell in book["选项"][column]]
    assert listed[1:5] == [
        "张伟 zhang-wei",
        "张敏 zhang-min",
        "张敏 zhang-min-2",
        "李娜 li-na",
    ]
    kinds = offered["F2:F2000"]
    assert kinds.errorStyle == "stop"
    column = str(kinds.formula1).split("$")[1]
    assert "年休假" in [cell.value for cell in book["选项"][column]]
    about = [row[0].value for row in book["说明"].iter_rows()]
    assert about[0] == "类别"
    assert book["说明"]["B1"].value == "leave"
    assert any("请假人、单位、开始日期" in str(line) for line in about)


def test_the_same_bytes_every_time() -> None:
    for kind in ("leave", "service-log"):
        assert as_xlsx(layout(kind), [{0: "甲"}], NAMES) == as_xlsx(layout(kind), [{0: "甲"}], NAMES)
