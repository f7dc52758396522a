"""A table written: as a workbook with choices, notes and text that stays text, or as CSV; the same bytes every time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from taizhang.sheets.grid import KIND_CELL, SIGNS
from taizhang.sheets.layout import NAMED, Column, Layout
from taizhang.sheets.sentences import lines, say
from taizhang.sheets.values import Names
from taizhang.tables.workbook import EPOCH, settled

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TEXT = "@"
STAR = "*"
KEY_FILL, ITEM_FILL, OTHER_FILL = "FFF2CC", "DDEBF7", "EDEDED"
SPARE = 2000
"""So many rows below the last one still offer their choices."""
NARROWEST, WIDEST = 10, 40
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z").match
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def headings(layout: Layout, extra: Sequence[str] = ()) -> list[str]:
    """The headings, a star behind those that must be filled in."""
    return [*(column.heading + STAR * column.required for column in layout.columns), *extra]


def as_csv(layout: Layout, rows: Sequence[Mapping[int, str]], extra: Sequence[str] = ()) -> bytes:
    """The table as CSV for spreadsheet programmes; no value begins a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    heads = headings(layout, extra)
    writer.writerow(heads)
    writer.writerows([_guarded(row.get(number, "")) for number in range(len(heads))] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _guarded(value: str) -> str:
    risky = value[:1] in SIGNS or value[:1] == "'"
    return f"'{value}" if value and risky and not NUMBER(value) else value


def as_xlsx(layout: Layout, rows: Sequence[Mapping[int, str]], names: Names, extra: Sequence[str] = ()) -> bytes:
    """The table as a workbook: one sheet to fill in, one of choices, one that tells how."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = ""
    book.properties.created = EPOCH
    book.properties.modified = EPOCH
    sheet = book.active
    assert sheet is not None
    sheet.title = say("sheet.fill")
    _head(sheet, layout, headings(layout, extra))
    for number, row in enumerate(rows, 2):
        for column, text in row.items():
            put(sheet.cell(number, column + 1), text)
    _offer(book, sheet, layout, names, last=len(rows) + SPARE)
    _about(book, layout)
    return settled(book, {})


def put(cell: XlsxCell | MergedCell, text: str) -> None:
    """A text in its cell, as text, whatever it looks like."""
    cell.value = _CONTROL.sub("\ufffd", _ESCAPE_LIKE.sub("_x005F_", text))
    cell.data_type = "s"
    cell.number_format = TEXT
    if text[:1] in SIGNS or text[:1] == "'":
        cell.quotePrefix = True


def _head(sheet: Worksheet, layout: Layout, heads: Sequence[str]) -> None:
    """The headings with their notes; every column below holds text."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, heading in enumerate(heads):
        cell = sheet.cell(1, number + 1)
        put(cell, heading)
        column = layout.columns[number] if number < len(layout.columns) else None
        cell.font = Font(bold=True, color="C00000" if heading.endswith(STAR) else "000000")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        fill = OTHER_FILL
        if column is not None:
            fill = KEY_FILL if column.key else ITEM_FILL if column.items else OTHER_FILL
            note = Comment(_note(column), "", height=150, width=300)
            cell.comment = note
        cell.fill = PatternFill("solid", fgColor=fill)
        letters = sum(2 if ord(one) > 0x2E80 else 1 for one in heading)
        shape = sheet.column_dimensions[get_column_letter(number + 1)]
        shape.width = max(NARROWEST, min(letters + 2, WIDEST))
        shape.number_format = TEXT
    sheet.freeze_panes = "A2"


def _note(column: Column) -> str:
    """What a column asks for."""
    told = [say("sheet.required" if column.required else "sheet.optional"), str(column.node.get("description", ""))]
    if column.several:
        told.append(say("sheet.listed"))
    if column.choices or column.refers in NAMED:
        told.append(say("sheet.choose"))
    elif column.example:
        told.append(say("sheet.example", example=column.example))
    return "\n".join(line for line in told if line)


def _offer(book: Workbook, sheet: Worksheet, layout: Layout, names: Names, last: int) -> None:
    """The choices and the registers on a sheet of their own, and lists to choose from."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choices = book.create_sheet(say("sheet.choices"))
    places: dict[tuple[str, ...], str] = {}
    for number, column in enumerate(layout.columns, 1):
        listed = _listed(column, names)
        if not listed:
            continue
        if listed not in places:
            letter = get_column_letter(len(places) + 1)
            for row, text in enumerate((column.heading, *listed), 1):
                put(choices.cell(row, len(places) + 1), text)
            places[listed] = f"'{choices.title}'!${letter}$2:${letter}${len(listed) + 1}"
            choices.column_dimensions[letter].width = 28
        if column.several:
            continue
        rule = DataValidation(type="list", formula1=places[listed], allow_blank=True, showErrorMessage=True)
        rule.errorStyle = "stop" if column.choices else "warning"
        rule.errorTitle, rule.error = say("sheet.choose-title"), say("sheet.choose-error")
        place = get_column_letter(number)
        rule.add(f"{place}2:{place}{last}")
        sheet.add_data_validation(rule)


def _listed(column: Column, names: Names) -> tuple[str, ...]:
    """What may be chosen in a column."""
    if column.choices:
        return tuple(called for _, called in column.choices)
    known = names.of(column)
    return tuple(names.shown(column, one) for one in sorted(known, key=lambda one: (known[one], one)))


def _about(book: Workbook, layout: Layout) -> None:
    """Which kind the table holds, and how to fill it in."""
    sheet = book.create_sheet(say("sheet.about"))
    put(sheet["A1"], say("sheet.kind"))
    put(sheet[KIND_CELL], layout.kind.name)
    told = [layout.kind.title, str(layout.kind.schema.get("description", ""))]
    keys = "、".join(column.heading for column in layout.keys)
    for number, line in enumerate([*told, *lines("sheet.how", keys=keys)], 3):
        put(sheet.cell(number, 1), line)
    sheet.column_dimensions["A"].width = 90
