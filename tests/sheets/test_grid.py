"""Files that people and others hand in: what a cell holds is its text, and what has none is told, never guessed."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.desk.asked import Unknown
from taizhang.sheets import grid as reading
from taizhang.sheets.grid import CSV, XLSX, Cell, Grid, read_grid


def workbook(*rows: tuple[object, ...]) -> tuple[Workbook, Worksheet]:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def saved(book: Workbook) -> bytes:
    """A workbook's file."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def grid(content: bytes, suffix: str = XLSX) -> Grid:
    """The table in a file that can be read."""
    found = read_grid(content, suffix)
    assert isinstance(found, Grid), found
    return found


def refused(content: bytes, suffix: str = XLSX) -> str:
    """Why a file can't be read."""
    found = read_grid(content, suffix)
    assert isinstance(found, Unknown)
    return found.text


def cell(value: object, shown: str = "") -> Cell:
    """What one cell of a workbook gives."""
    book, sheet = workbook(("a",), (value,))
    if shown:
        sheet["A2"].number_format = shown
    return grid(saved(book)).lines[0].cells[0]


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (date(2026, 11, 23), "", "2026-11-23"),
        (datetime(2026, 11, 23), "yyyy/m/d", "2026-11-23"),
        (datetime(2026, 11, 23, 9, 5), "", "2026-11-23 09:05"),
        (datetime(2026, 11, 23, 9, 5, 7), "", "2026-11-23 09:05:07"),
        (datetime(2026, 11, 23, 9, 4, 59, 999990), "", "2026-11-23 09:05"),
        (datetime(2026, 11, 1), 'yyyy"年"m"月"', "2026-11"),
        (datetime(2026, 11, 1), "yyyy-mm", "2026-11"),
        (datetime(2026, 11, 23), "yyyy-mm-dd hh:mm", "2026-11-23 00:00"),
        (time(17, 30), "", "17:30"),
        (timedelta(hours=24), "[h]:mm", "24:00"),
        (3, "", "3"),
        (1e5, "", "100000"),
        (0.1, "", "0.1"),
        (102000.5, "#,##0.00", "102000.5"),
        (-2, "", "-2"),
        (True, "", "是"),
        (False, "", "否"),
        ("1e5", "", "1e5"),
        ("007", "", "007"),
        ("'引", "", "'引"),
        ("甲\r\n乙", "", "甲\n乙"),
        ("_x0041_", "", "A"),
        ("@SUM(A1)", "", "@SUM(A1)"),
        ("+1", "", "+1"),
    ],
)
def test_a_cell_is_its_text(value: object, shown: str, text: str) -> None:
    assert cell(value, shown) == Cell(text)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("=1+1", "这一格是公式,不知道它的值该是什么。请改成文字。"),
        ("#REF!", "这一格是 Excel 的错误值 #REF!。"),
        (330102199001011234, "这个数超过 15 位,Excel 已经改了它的末位。请把格式设成“文本”再重填。"),
        (1e300, "这个数超过 15 位,Excel 已经改了它的末位。请把格式设成“文本”再重填。"),
    ],
)
def test_what_has_no_text_is_told(value: object, told: str) -> None:
    assert cell(value) == Cell(trouble=told)


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    book, sheet = workbook(("a",), ("x",))
    sheet["A2"].value = "=cmd|' /C calc'!A0"
    sheet["A2"].data_type = "s"
    assert grid(saved(book)).lines[0].cells[0] == Cell("=cmd|' /C calc'!A0")


def test_blank_rows_are_passed_over_and_numbers_are_the_files() -> None:
    book, sheet = workbook(("a", "b"), ("1", None), (None, "  "), (None, None))
    sheet["B9"].value = "2"
    found = grid(saved(book))
    assert [(line.number, dict(line.cells)) for line in found.lines] == [(2, {0: Cell("1")}), (9, {1: Cell("2")})]


def test_hidden_rows_and_columns() -> None:
    book, sheet = workbook(("a", "b"), ("1", "2"), ("3", "4"))
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    found = grid(saved(book))
    assert [bool(line.trouble) for line in found.lines] == [False, True]
    assert found.hidden == {1}


def test_merged_cells_are_filled_down_and_refused_across() -> None:
    book, sheet = workbook(("a", "b"), ("1", "2"), (None, "3"), ("4", None), ("5", "6"))
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:B4")
    found = grid(saved(book))
    assert [line.cells.get(0) for line in found.lines] == [Cell("1"), Cell("1"), Cell("4"), Cell("5")]
    assert [line.trouble for line in found.lines][2] == (
        "这里是横着合并的单元格(A4:B4),不知道各栏是什么。请取消合并后分别填写。"
    )
    assert not found.lines[3].trouble


def test_a_merge_of_the_whole_sheet_costs_nothing() -> None:
    book, sheet = workbook(("a", "b"), ("1", "2"))
    sheet.merge_cells("A2:A3")
    assert grid(altered(saved(book), b"A2:A3", b"A2:A1048576")).lines[0].trouble


def test_a_sheet_drawn_too_long_is_not_read_to_its_end() -> None:
    book, _ = workbook(("a",), ("1",), ("2",))
    long = altered(saved(book), b'<row r="3"', b'<row r="1048576"')
    assert refused(long) == "表拉得太长,第 120000 行以下还有行。请删去下面的空行再存。"


def altered(content: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with something else in its first sheet."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        for name in source.namelist():
            part = source.read(name)
            parts.writestr(name, part.replace(old, new) if name == "xl/worksheets/sheet1.xml" else part)
    return target.getvalue()


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    book, _ = workbook(("a",), ("1",), ("2",), ("3",))
    content = saved(book)
    monkeypatch.setattr(reading, "ROW_LIMIT", 2)
    assert refused(content) == "行数太多:最多 2 行。请分成几个文件。"
    assert refused(b"a\r\n1\r\n2\r\n3\r\n", CSV) == "行数太多:最多 2 行。请分成几个文件。"
    monkeypatch.setattr(reading, "UNPACKED_LIMIT", 1000)
    assert "解开以后太大" in refused(content)
    monkeypatch.setattr(reading, "FILE_LIMIT", 1000)
    assert refused(content).startswith("文件太大")


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "UNPACKED_LIMIT", 40 << 20)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        for number in range(5):
            parts.writestr(f"xl/{number}.xml", b" " * (10 << 20))
    assert "解开以后太大(超过 40 MB)" in refused(packed.getvalue())


def test_entities_are_not_expanded() -> None:
    book, _ = workbook(("a",), ("1",))
    declared = altered(saved(book), b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet')
    assert refused(declared).startswith("这个文件打不开")


@pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0", b"a,b\n1,2\n", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_workbook(content: bytes) -> None:
    assert refused(content).startswith("这个文件打不开")


def test_a_huge_cell() -> None:
    assert grid(b"a\r\n" + b"x" * 40000 + b"\r\n", CSV).lines[0].cells[0].trouble == "这一格超过 32767 个字。"
    assert refused(b"a\r\n" + b"x" * 200000 + b"\r\n", CSV) == "第 2 行起读不下去:引号没有配对,或一格太长。"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_as_spreadsheets_save_it(codec: str, separator: str) -> None:
    text = f'请假人{separator}事由\r\n张伟{separator}"两行\r\n文字"\r\n{separator}\r\n李娜{separator}\'=1\r\n'
    found = grid(text.encode(codec), CSV)
    assert found.headings == {0: "请假人", 1: "事由"}
    assert [(line.number, [one.text for one in line.cells.values()]) for line in found.lines] == [
        (2, ["张伟", "两行\n文字"]),
        (4, ["李娜", "=1"]),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x81", "这个 CSV 既不是 UTF-8 也不是 GBK,请在 Excel 里另存为“CSV UTF-8”。"),
        (b"a\0b\n1\n", "这个 CSV 既不是 UTF-8 也不是 GBK,请在 Excel 里另存为“CSV UTF-8”。"),
        (b'a\n"1\n', "第 2 行起读不下去:引号没有配对,或一格太长。"),
        (b"", "表里没有数据:第一行是标题,从第二行起填写。"),
        (b"a\n", "表里没有数据:第一行是标题,从第二行起填写。"),
        (b"\n\na\n1\n", "表里没有数据:第一行是标题,从第二行起填写。"),
    ],
)
def test_csv_that_is_none(content: bytes, told: str) -> None:
    assert refused(content, CSV) == told


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_sentence(content: bytes) -> None:
    for suffix in (CSV, XLSX):
        assert isinstance(read_grid(content, suffix), Grid | Unknown)
