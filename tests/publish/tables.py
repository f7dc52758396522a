"""The tables of a page as the browser reads them from its HTML, and whether an address chooses rows that are there.

So are lines of a history (``data-lines``): a line's kinds are what its one column holds, any of them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl

Chosen = dict[str, list[str]]
"""The texts chosen, any of them, by what their column is called."""


@dataclass
class Row:
    """The texts of a row's cells; ``opens`` for one that belongs to the row above."""

    opens: bool
    cells: list[str] = field(default_factory=list)
    values: dict[int, str] = field(default_factory=dict)
    """What is chosen by in a column, where that is not what stands there."""


@dataclass
class Table:
    """A table by its id: what its columns are called in an address, how many heads it has, and its rows."""

    name: str
    keys: list[str] = field(default_factory=list)
    heads: int = 0
    rows: list[Row] = field(default_factory=list)
    lines: bool = False

    def shows(self, chosen: Chosen) -> bool:
        """Whether some row holds one of the texts of each column chosen, and all words of ``q``.

        What is chosen, and what ``sort`` names, must be columns.
        """
        columns = {key: values for key, values in chosen.items() if key not in {"q", "sort"}}
        if not {*columns, *(key.removeprefix("-") for key in chosen.get("sort", ()))} <= set(self.keys):
            return False
        words = _folded(" ".join(chosen.get("q", ()))).split()
        return any(self._holds(row, columns, words) for row in self.rows if not row.opens)

    def _holds(self, row: Row, columns: Chosen, words: list[str]) -> bool:
        cells = [_flat(row.values.get(column, cell)) for column, cell in enumerate(row.cells)]
        told = {key: cells[column] if column < len(cells) else "" for column, key in enumerate(self.keys)}
        every = _folded("".join(row.cells))
        fits = all(self._any(told[key], values) for key, values in columns.items())
        return fits and all(word in every for word in words)

    def _any(self, told: str, values: list[str]) -> bool:
        """Whether one of the texts chosen is what a cell, or one of the kinds that a line, is chosen by."""
        return bool({_flat(value) for value in values} & set(told.split("|") if self.lines else [told]))


class Tables(HTMLParser):
    """All tables of a page by id; one in a cell of another is a table of its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[Table] = []
        self._open: list[Table] = []
        self._in_head = False
        self._lines: Table | None = None
        self.histories: list[Table] = []
        self.feed(html)
        self.close()

    @property
    def by_id(self) -> dict[str, Table]:
        """Those that have an id, and the histories."""
        return {table.name: table for table in (*self.all, *self.histories) if table.name}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note tables, their heads, rows and cells."""
        values = dict(attrs)
        self._note_lines(values)
        if tag == "table":
            self._open.append(Table(values.get("id") or ""))
            self.all.append(self._open[-1])
        elif not self._open:
            return
        elif tag in {"thead", "tbody"}:
            self._in_head = tag == "thead"
        elif tag == "th":
            self._open[-1].heads += 1
            if self._in_head:
                self._open[-1].keys.append(values.get("data-key") or str(len(self._open[-1].keys) + 1))
        elif tag == "tr" and not self._in_head:
            self._open[-1].rows.append(Row("data-opens" in values))
        if tag in {"td", "th"} and not self._in_head and self._open[-1].rows:
            row = self._open[-1].rows[-1]
            if (value := values.get("data-value")) is not None:
                row.values[len(row.cells)] = value
            row.cells.append("")

    def _note_lines(self, values: dict[str, str | None]) -> None:
        """Note a history and its lines."""
        if "data-lines" in values:
            self._lines = Table(values.get("id") or "", ["kind"], lines=True)
            self.histories.append(self._lines)
        elif "data-kinds" in values and self._lines is not None:
            self._lines.rows.append(Row(False, [""], {0: values["data-kinds"] or ""}))

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a table or head."""
        if tag == "table" and self._open:
            self._open.pop()
        if tag == "thead":
            self._in_head = False

    def handle_data(self, data: str) -> None:
        """Text counts for its cell and for the cells around its table."""
        for table in () if self._in_head else self._open:
            if table.rows and table.rows[-1].cells:
                table.rows[-1].cells[-1] += data
        if self._lines is not None and self._lines.rows:
            self._lines.rows[-1].cells[0] += data


def chosen_by(query: str) -> dict[str, Chosen]:
    """What the query of an address chooses, by table; one that is not of ours has no dot and the table ""."""
    found: dict[str, Chosen] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        table, _, column = name.rpartition(".")
        found.setdefault(table, {}).setdefault(column, []).append(value)
    return found


def _flat(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", _flat(text)).lower()
