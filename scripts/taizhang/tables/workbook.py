"""A table as an XLSX file: text stays text, numbers are numbers, and the same table always gives the same bytes.

A text is never a formula, whatever it begins with: it is stored as text and marked so that it stays one when somebody
edits the cell. Times in the file are fixed: what a file tells of its making would make every export another one.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | Decimal | None

EPOCH = datetime(2000, 1, 1)
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
SIGNS = ("=", "+", "-", "@", "\t")
"""What a spreadsheet programme may take for the start of a formula."""
CORE, SHEETS = "docProps/core.xml", "xl/worksheets/"
NUMBER = re.compile(rb"<v>([^<]*)</v>")
TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
FIXED = rb"\g<1>2000-01-01T00:00:00Z\g<2>"
WIDEST = 40


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, a title above the heads, rows as wide as the heads, lines below."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[str, ...] = ()


def xlsx(table: Table) -> bytes:
    """The file; deterministic."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = ""
    book.properties.created = EPOCH
    sheet = book.active
    assert sheet is not None
    _fill(sheet, table)
    return settled(book, _exact(table))


def _fill(sheet: Worksheet, table: Table) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.title = table.name
    lines: list[Sequence[Cell]] = [(table.title,), table.heads, *table.rows, (), *((line,) for line in table.foot)]
    for number, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=1):
            if value is not None:
                _put(sheet.cell(number, column), value)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for column in range(1, len(table.heads) + 1):
        cell = sheet.cell(2, column)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        widths = [_width(row[column - 1]) for row in table.rows if column <= len(row)]
        head = max((_width(part) for part in re.split(r"(?=\()", table.heads[column - 1])), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(max([head, *widths]) + 2, WIDEST)
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"


def _put(cell: XlsxCell | MergedCell, value: str | int | Decimal) -> None:
    """A value in its cell: a text is a text, also where the library would see a formula, a date or an error in it."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
        if value.startswith(SIGNS):
            cell.quotePrefix = True
    elif isinstance(value, Decimal):
        cell.number_format = "0.00"


def _width(value: Cell) -> int:
    """How wide a value is, a Chinese character counting twice."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in str(value if value is not None else ""))


def _exact(table: Table) -> Mapping[bytes, bytes]:
    """Each number as the library writes it, through a binary one, with what it is: 96.34999999999999 for 96.35."""
    numbers = {value for row in table.rows for value in row if isinstance(value, Decimal)}
    return {b"%.16g" % value: f"{value:f}".encode() for value in numbers}


def settled(book: Workbook, exact: Mapping[bytes, bytes]) -> bytes:
    """The workbook's file with its parts in their order, every time in it fixed, and every number exact."""
    written, settled = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            part = zipfile.ZipInfo(name, ZIP_DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 3
            if name == CORE:
                content = TIME.sub(FIXED, content)
            elif name.startswith(SHEETS):
                content = NUMBER.sub(lambda found: b"<v>%s</v>" % exact.get(found[1], found[1]), content)
            target.writestr(part, content)
    return settled.getvalue()
