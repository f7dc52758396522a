"""A file that people filled in, as rows of texts: what a cell holds is told as its text, and what has none is told.

Nothing in a file is carried out. Sizes are known before anything is unpacked; formulas, error values, hidden rows and
numbers that have lost digits are said to be such, and never guessed at.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from taizhang.desk.asked import Unknown
from taizhang.sheets.sentences import say

MEGABYTE = 1 << 20
FILE_LIMIT, UNPACKED_LIMIT = 30 * MEGABYTE, 400 * MEGABYTE
ROW_LIMIT, LAST_ROW, COLUMN_LIMIT, CELL_LIMIT, PARTS_LIMIT, MERGED_LIMIT, MOST_MERGED = (
    60_000,
    120_000,
    300,
    32_767,
    2_000,
    10_000,
    1_000_000,
)
EXACT = Decimal(10) ** 15
"""From here on a spreadsheet's number has lost its last digits."""
XLSX, CSV = ".xlsx", ".csv"
KIND_CELL = "B1"
SIGNS = frozenset("=+-@\t\r＝＋－＠")
"""What a spreadsheet programme may take for the start of a formula when it opens a CSV."""
_HIDDEN = re.compile(r'\bhidden="(?:1|true)"')
_ATTRIBUTE = re.compile(r'\b(r|min|max|ref)="([^"]*)"')
_TAGS = re.compile(rb"<(?:\w+:)?(row|col|mergeCell)\b([^>]*)>")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds as text, or the sentence why it holds none."""

    text: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row that is not blank: its number in the file, its cells by column from 0, what is wrong with the row."""

    number: int
    cells: Mapping[int, Cell]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as read: the headings by column, the rows below, hidden columns, and the kind that it says it holds."""

    headings: Mapping[int, str]
    lines: tuple[Line, ...]
    kind: str = ""
    hidden: frozenset[int] = frozenset()


@dataclass
class _Shape:
    """What of a sheet's make-up matters beside its cells."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    down: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict)
    across: dict[int, str] = field(default_factory=dict)


def read_grid(content: bytes, suffix: str) -> Grid | Unknown:
    """The table in a file's bytes, or why it can't be read."""
    if len(content) > FILE_LIMIT:
        return Unknown(say("file.large", size=len(content) // MEGABYTE + 1, most=FILE_LIMIT // MEGABYTE))
    found = _xlsx(content) if suffix == XLSX else _csv(content)
    if isinstance(found, Grid) and not found.lines:
        return Unknown(say("file.empty"))
    return found


def _xlsx(content: bytes) -> Grid | Unknown:
    from openpyxl import load_workbook

    try:
        if trouble := _unsafe(content):
            return trouble
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            sheets = [one for one in book.worksheets if hasattr(one, "reset_dimensions")]
            if not sheets:
                return Unknown(say("file.broken"))
            named = {one.title: one for one in sheets}
            sheet: Any = named.get(say("sheet.fill"), sheets[0])
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                shape = _shape(parts.read(sheet._worksheet_path))  # noqa: SLF001 - the only way to it
            about: Any = named.get(say("sheet.about"))
            kind = about[KIND_CELL].value if about is not None else ""
            return _grid(_cells(sheet, shape), shape, kind if isinstance(kind, str) else "")
        finally:
            book.close()
    except Exception:  # noqa: BLE001 - the library raises whatever a broken file makes it meet
        return Unknown(say("file.broken"))


def _unsafe(content: bytes) -> Unknown | None:
    """Why a package must not be unpacked: its declared sizes are all that is believed, and all that is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        listed = parts.infolist()
        if len(listed) > PARTS_LIMIT or sum(one.file_size for one in listed) > UNPACKED_LIMIT:
            return Unknown(say("file.bomb", most=UNPACKED_LIMIT // MEGABYTE))
        for one in listed:
            if one.filename.endswith((".xml", ".rels")):
                with parts.open(one) as part:
                    if _DECLARED.search(part.read(4096)):
                        return Unknown(say("file.broken"))
    return None


def _shape(xml: bytes) -> _Shape:
    """Hidden rows and columns and merged cells."""
    from openpyxl.utils import range_boundaries

    shape = _Shape()
    merged = 0
    for found in _TAGS.finditer(xml):
        text = found[2].decode("utf-8", "replace")
        values: dict[str, str] = dict(_ATTRIBUTE.findall(text))
        if found[1] == b"mergeCell":
            left, top, right, bottom = (int(side or 1) for side in range_boundaries(values["ref"]))
            merged += min(bottom, ROW_LIMIT + 1) - top + 1
            if merged > MOST_MERGED:
                raise ValueError(merged)
            if left == right and merged <= MERGED_LIMIT:
                for row in range(top + 1, bottom + 1):
                    shape.down.setdefault(row, {})[left - 1] = (top, left - 1)
            else:
                shape.across |= dict.fromkeys(range(top, min(bottom, ROW_LIMIT + 1) + 1), values["ref"])
        elif _HIDDEN.search(text):
            if found[1] == b"row":
                shape.hidden_rows.add(int(values.get("r", 0)))
            else:
                last = min(int(values["max"]), COLUMN_LIMIT)
                shape.hidden_columns.update(range(int(values["min"]) - 1, last))
    return shape


def _cells(sheet: Any, shape: _Shape) -> Iterator[tuple[int, dict[int, Cell]]]:  # noqa: ANN401 - the library's own
    """The rows that are not blank, with vertically merged cells filled down."""
    sheet.reset_dimensions()
    origins = {origin for row in shape.down.values() for origin in row.values()}
    kept: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(sheet.iter_rows(max_col=COLUMN_LIMIT, max_row=LAST_ROW + 1), 1):
        if number > LAST_ROW:
            yield number, {-1: Cell(trouble=say("file.long", most=LAST_ROW))}
            return
        cells: dict[int, Cell] = {}
        for column, one in enumerate(row):
            if one.value is not None:
                cell = _cell(one.value, one.data_type, one.number_format)
                if cell.text.strip() or cell.trouble:
                    cells[column] = cell
                    if (number, column) in origins:
                        kept[number, column] = cell
        for column, origin in shape.down.get(number, {}).items():
            if (above := kept.get(origin)) is not None:
                cells.setdefault(column, above)
        if cells:
            yield number, cells


def _cell(value: object, kind: str, shown: str) -> Cell:
    """The text of one cell of a workbook."""
    if kind == "f" or not isinstance(value, str | bool | int | float | Decimal | date | time | timedelta):
        return Cell(trouble=say("cell.formula"))
    if kind == "e":
        return Cell(trouble=say("cell.error", value=str(value)))
    if isinstance(value, str):
        return _text(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), value))
    if isinstance(value, bool):
        return Cell(say("sheet.yes" if value else "sheet.no"))
    if isinstance(value, int | float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if abs(number) >= EXACT:
            return Cell(trouble=say("cell.long-number"))
        return Cell(f"{number.quantize(Decimal(1)) if number == number.to_integral_value() else number:f}")
    return Cell(_dated(value, shown.lower()))


def _text(text: str) -> Cell:
    if len(text) > CELL_LIMIT:
        return Cell(trouble=say("cell.large", most=CELL_LIMIT))
    return Cell(text.replace("\r\n", "\n").replace("\r", "\n"))


def _dated(value: date | time | timedelta, shown: str) -> str:
    """A spreadsheet's date or time as records write it: as much of it as its format shows."""
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    if isinstance(value, time):
        whole = datetime.combine(date(2000, 1, 1), value)
        return _clock(_rounded(whole))
    if not isinstance(value, datetime):
        return value.isoformat()
    value = _rounded(value)
    if "h" in shown or value.time() != time():
        return f"{value.date().isoformat()} {_clock(value)}"
    if "y" in shown and "d" not in shown and "m" in shown and value.day == 1:
        return f"{value.year:04}-{value.month:02}"
    return value.date().isoformat()


def _rounded(value: datetime) -> datetime:
    """To the whole second: a spreadsheet's times are fractions of a day."""
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0)


def _clock(value: datetime) -> str:
    return f"{value.hour:02}:{value.minute:02}" + (f":{value.second:02}" if value.second else "")


def _csv(content: bytes) -> Grid | Unknown:
    text = _decoded(content)
    if text is None:
        return Unknown(say("file.encoding"))
    first = text.split("\n", 1)[0]
    separator = max(",\t;", key=first.count)
    return _grid(_csv_cells(text, separator), _Shape(), "")


def _decoded(content: bytes) -> str | None:
    """The text of a CSV as spreadsheet programmes write it."""
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for codec in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(codec)
        except UnicodeError:
            continue
        return None if "\0" in text else text
    return None


def _csv_cells(text: str, separator: str) -> Iterator[tuple[int, dict[int, Cell]]]:
    """The rows of a CSV that are not blank; numbers count rows as a spreadsheet shows them."""
    csv.field_size_limit(CELL_LIMIT * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except csv.Error:
            yield number, {-1: Cell(trouble=say("file.csv", row=number))}
            return
        if row is None:
            return
        cells = {column: _text(_bared(value)) for column, value in enumerate(row[:COLUMN_LIMIT]) if value.strip()}
        if cells:
            yield number, cells


def _bared(value: str) -> str:
    """A value without the apostrophe that keeps a spreadsheet programme from reckoning with it."""
    return value[1:] if value[:1] == "'" and (value[1:2] in SIGNS or value[1:2] == "'") and value[1:2] else value


def _grid(rows: Iterator[tuple[int, dict[int, Cell]]], shape: _Shape, kind: str) -> Grid | Unknown:
    """Headings and lines; refused where there are too many rows or a file can't be read to its end."""
    number, head = next(rows, (0, {}))
    if number != 1:
        return Unknown(say("file.empty"))
    lines: list[Line] = []
    for number, cells in [(1, head)] if -1 in head else rows:
        if -1 in cells:
            return Unknown(cells[-1].trouble)
        if len(lines) == ROW_LIMIT:
            return Unknown(say("file.rows", most=ROW_LIMIT))
        trouble = say("cell.hidden") if number in shape.hidden_rows else ""
        if number in shape.across:
            trouble = say("cell.merged", range=shape.across[number])
        lines.append(Line(number, cells, trouble))
    headings = {column: " ".join(cell.text.split()) for column, cell in head.items()}
    return Grid(headings, tuple(lines), kind, frozenset(shape.hidden_columns))
