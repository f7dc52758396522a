"""Records as rows and back: the first row holds what the record says once, each item of a list has a row of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from taizhang.desk.yaml_text import Value, document
from taizhang.records.paths import Pointer
from taizhang.records.schema_set import resolved
from taizhang.sheets.layout import Column, Layout, Steps
from taizhang.sheets.sentences import say
from taizhang.sheets.values import Names, Reader, text_of

Cells = Mapping[int, str]
"""A row's texts by the number of their column in the layout; blank ones are not there."""
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a row of the table, under a heading or as a whole."""

    row: int
    heading: str
    title: str
    message: str
    repair: str = ""
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, its texts, and what is wrong with it before anything is read."""

    number: int
    cells: Cells
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Tidied:
    """A cell that was read as it was meant."""

    row: int
    heading: str
    written: str
    meant: str


@dataclass
class Made:
    """One record made of rows: its data, which row and heading each value comes from, and what is wrong with it."""

    rows: list[Row]
    data: Data = field(default_factory=dict)
    origin: dict[Pointer, tuple[int, str]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    tidied: list[Tidied] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The number of its first row."""
        return self.rows[0].number


def rows_of(layout: Layout, data: Mapping[str, object], reader: Reader) -> list[dict[int, str]] | None:
    """A record as rows; None where they would not give the same record again."""
    names = reader.names
    numbered = list(enumerate(layout.columns))
    once = _texts(numbered, (), data, names)
    keys = {number: once[number] for number, column in numbered if column.key and number in once}
    rows: list[dict[int, str]] = []
    for items, required in layout.lists:
        there = _at(data, items)
        if isinstance(there, list):
            rows.extend({**keys, **_texts(numbered, items, item, names)} for item in there)
            if not there and not required:
                first = next(number for number, column in numbered if column.items == items)
                rows.append({**keys, first: say("sheet.empty")})
    rows = rows or [{}]
    rows[0] = {**rows[0], **once}
    again = records_of(layout, [Row(number, cells) for number, cells in enumerate(rows, 1)], reader)
    same = len(again) == 1 and not again[0].troubles and _text(again[0].data) == _text(in_order(layout, data))
    return rows if same else None


def in_order(layout: Layout, data: Mapping[str, object]) -> Data:
    """The record with its fields in the order of the schema, those of its objects and items too."""
    ordered = _ordered(layout.kind.schema, layout.kind.schema, data)
    assert isinstance(ordered, dict)
    return ordered


def _ordered(node: Mapping[str, Any], schema: Mapping[str, Any], value: object) -> object:
    here = resolved(node, schema)
    if isinstance(value, Mapping):
        named = [name for name in here.get("properties", {}) if name in value]
        named += [name for name in value if name not in named]
        return {name: _ordered(here.get("properties", {}).get(name, {}), schema, value[name]) for name in named}
    if isinstance(value, list):
        return [_ordered(here.get("items", {}), schema, one) for one in value]
    return value


def _text(data: Data) -> str | None:
    try:
        return document(data)
    except ValueError:
        return None


def _texts(numbered: Sequence[tuple[int, Column]], items: Steps, data: object, names: Names) -> dict[int, str]:
    """The texts of the columns of one list's item, or of the record itself."""
    found = {
        number: text_of(column, value, names)
        for number, column in numbered
        if column.items == items and (value := _at(data, column.steps)) is not None
    }
    return {number: text for number, text in found.items() if text}


def _at(data: object, steps: Steps) -> object:
    for step in steps:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def records_of(layout: Layout, rows: Iterable[Row], reader: Reader) -> list[Made]:
    """The records that rows say, in the order of their first rows; nothing raises, troubles go with the record."""
    keys = [(number, column) for number, column in enumerate(layout.columns) if column.key]
    by_key: dict[object, Made] = {}
    made: list[Made] = []
    for row in rows:
        lacking = [column.heading for number, column in keys if number not in row.cells]
        identity = tuple(str(reader.read(number, row.cells.get(number, "")).value) for number, _ in keys)
        known = None if lacking else by_key.get(identity)
        if known is None:
            known = Made([])
            made.append(known)
            if not lacking:
                by_key[identity] = known
        known.rows.append(row)
        known.troubles.extend(row.troubles)
        for heading in lacking:
            if any(one.heading == heading for one in row.troubles):
                continue
            known.troubles.append(_trouble(row, heading, say("row.key", heading=heading)))
    for one in made:
        _Gathering(layout, one, reader).gather()
    return made


def _trouble(row: Row, heading: str, message: str) -> Trouble:
    return Trouble(row.number, heading, say("title.table"), message)


class _Gathering:
    """One record on its way from its rows to its data."""

    def __init__(self, layout: Layout, made: Made, reader: Reader) -> None:
        self.layout, self.made, self.reader = layout, made, reader
        self.numbered = list(enumerate(layout.columns))
        self.required = dict(layout.lists)

    def gather(self) -> None:
        """Fill in data, origins and troubles, field by field in the order of the columns."""
        self._doubles()
        done: set[Steps] = set()
        for number, column in self.numbered:
            if not column.items:
                self._once(number, column)
            elif column.items not in done:
                done.add(column.items)
                self._list(column.items)

    def _doubles(self) -> None:
        """Rows after the first that add nothing: for a kind without lists every one."""
        inner = {number for number, column in self.numbered if column.items}
        first, *more = self.made.rows
        for row in more:
            if not inner & row.cells.keys():
                rule = "row.no-item" if self.layout.lists else "row.repeated"
                self.made.troubles.append(_trouble(row, "", say(rule, row=first.number)))

    def _once(self, number: int, column: Column) -> None:
        """A value of the record itself, from whichever rows say it."""
        source: Row | None = None
        value: Value = None
        for row in self.made.rows:
            if number not in row.cells:
                continue
            found = self._value(row, number, column)
            if source is None:
                source, value = row, found
            elif found != value:
                values = {"heading": column.heading, "row": source.number, "other": source.cells[number]}
                self.made.troubles.append(_trouble(row, column.heading, say("row.conflict", **values)))
        if source is not None:
            _put(self.made.data, column.steps, value)
            self._remember(column.steps, source, column)

    def _list(self, items: Steps) -> None:
        """The items of a list, a row each."""
        columns = [(number, column) for number, column in self.numbered if column.items == items]
        heads = frozenset(number for number, _ in columns)
        found: list[Value] = []
        empty: Row | None = None
        for row in self.made.rows:
            there = heads & row.cells.keys()
            if there == {columns[0][0]} and row.cells[columns[0][0]].strip() == say("sheet.empty"):
                empty = row
            elif there:
                pointer: Pointer = (*items, len(found))
                self.made.origin[pointer] = (row.number, "")
                found.append(self._item(row, columns, pointer))
                if empty is not None:
                    heading = columns[0][1].heading
                    told = say("row.empty-list", heading=heading, row=row.number)
                    self.made.troubles.append(_trouble(empty, heading, told))
        if found or empty is not None or self.required[items]:
            _put(self.made.data, items, found)
            self.made.origin.setdefault(items, (self.made.first, columns[0][1].heading))

    def _item(self, row: Row, columns: Sequence[tuple[int, Column]], pointer: Pointer) -> Value:
        item: Data = {}
        for number, column in columns:
            if number in row.cells:
                value = self._value(row, number, column)
                if not column.steps:
                    return value
                _put(item, column.steps, value)
                self._remember((*pointer, *column.steps), row, column)
        return item

    def _remember(self, pointer: Pointer, row: Row, column: Column) -> None:
        """Where a value comes from, and the objects around it."""
        self.made.origin[pointer] = (row.number, column.heading)
        if column.several:
            for number in range(100):
                self.made.origin.setdefault((*pointer, number), (row.number, column.heading))

    def _value(self, row: Row, number: int, column: Column) -> Value:
        text = row.cells[number]
        meant = self.reader.read(number, text)
        if meant.trouble:
            self.made.troubles.append(_trouble(row, column.heading, meant.trouble))
        elif meant.tidied:
            self.made.tidied.append(Tidied(row.number, column.heading, text, meant.tidied))
        return meant.value


def _put(data: Data, steps: Steps, value: Value) -> None:
    for step in steps[:-1]:
        data = data.setdefault(step, {})
    data[steps[-1]] = value
