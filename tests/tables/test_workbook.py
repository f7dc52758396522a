"""Workbooks, read back as the XML they are made of: text is text, numbers are numbers, bytes are the same again."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from taizhang.tables.workbook import Cell, Table, xlsx

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://127.0.0.1")',
    "\t=1",
    "#REF!",
    "2026-10-01",
    "001",
    "TRUE",
)


def table(*cells: Cell) -> Table:
    """A table of one row."""
    return Table("表", "标题", tuple(f"列{number}" for number in range(len(cells))), (cells,), ("脚注",))


def part(content: bytes, name: str) -> str:
    """One part of the file as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return found.read(name).decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_a_text_whatever_it_begins_with(text: str) -> None:
    content = xlsx(table(text))
    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert "<f" not in sheet.replace("<formatCode", "")
    assert re.search(r'<c r="A3"[^>]* t="(s|inlineStr)"', sheet)
    cell = load_workbook(io.BytesIO(content)).worksheets[0]["A3"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")


@pytest.mark.parametrize(("text", "quoted"), [("=1", True), ("+1", True), ("-1", True), ("@a", True), ("a=1", False)])
def test_a_text_stays_one_when_somebody_edits_it(text: str, quoted: bool) -> None:
    cell = load_workbook(io.BytesIO(xlsx(table(text)))).worksheets[0]["A3"]
    assert bool(cell.quotePrefix) is quoted


def test_heads_title_and_foot_are_texts_too() -> None:
    content = xlsx(Table("表", "=1", ("=2",), (("a",),), ("=3",)))
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [sheet[place].value for place in ("A1", "A2", "A3", "A5")] == ["=1", "=2", "a", "=3"]


def test_numbers_are_numbers_and_nothing_is_nothing() -> None:
    content = xlsx(table(Decimal("96.35"), 40, None, Decimal("-0.30")))
    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert re.search(r'<c r="A3"[^>]* t="n"[^>]*><v>96\.35</v>', sheet), "not 96.34999999999999"
    assert re.search(r'<c r="D3"[^>]* t="n"[^>]*><v>-0\.30</v>', sheet)
    row = load_workbook(io.BytesIO(content)).worksheets[0][3]
    assert [cell.value for cell in row] == [96.35, 40, None, -0.3]
    assert row[0].number_format == "0.00"


def test_the_same_bytes_again() -> None:
    one = table("张伟", Decimal("96.35"))
    assert xlsx(one) == xlsx(one)


def test_no_time_of_its_making_in_the_file() -> None:
    content = xlsx(table("a"))
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert {info.date_time for info in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = part(content, "docProps/core.xml")
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core)) == {"2000-01-01T00:00:00Z"}


def test_a_sheet_that_prints_on_one_page_across() -> None:
    sheet = load_workbook(io.BytesIO(xlsx(table("a", "b")))).worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.page_setup.orientation) == ("表", "A3", "landscape")
    setup = sheet.sheet_properties.pageSetUpPr
    assert setup is not None
    assert setup.fitToPage


def test_a_table_without_rows() -> None:
    sheet = load_workbook(io.BytesIO(xlsx(Table("表", "标题", ("列",), ())))).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(max_row=2)] == ["标题", "列"]
