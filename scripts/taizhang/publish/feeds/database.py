"""An edition's facts and ledger as a SQLite file: the same bytes for the same view, whichever SQLite wrote them.

Rows are put in one order, the pages have one size and nothing tells when it was made; what SQLite notes of itself in
the file's head is blanked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from taizhang.publish.feeds.questions import QUESTIONS, Question
from taizhang.publish.feeds.rows import Row, rows_of
from taizhang.publish.feeds.tables import TABLES, VERSION, Column, Table
from taizhang.publish.view import View
from taizhang.when.moment import format_date, format_moment

PAGE_SIZE = 4096
APPLICATION = 0x545A4C54
COUNTER, VALID_FOR, WRITTEN_BY = slice(24, 28), slice(92, 96), slice(96, 100)
"""Where the head of a file tells how often it was changed and by which SQLite."""
AS_IS = frozenset({type(None), int, float})
"""The types of values that stand in a cell as they are."""
LEVEL = (3_031_000).to_bytes(4, "big")


def database(view: View) -> bytes:
    """The database of an edition."""
    rows = rows_of(view)
    made = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for name, value in (("page_size", PAGE_SIZE), ("application_id", APPLICATION), ("user_version", VERSION)):
            made.execute(f"PRAGMA {name} = {value}")
        made.execute("BEGIN")
        for table in TABLES:
            made.execute(schema_of(table))
            made.executemany(_insert(table), _values(table, rows[table.name]))
        for table in TABLES:
            for statement in indices_of(table):
                made.execute(statement)
        for question in QUESTIONS:
            made.execute(view_of(question))
        made.execute("COMMIT")
        made.execute("VACUUM")
        return _blanked(made.serialize())
    finally:
        made.close()


def schema_of(table: Table) -> str:
    """The statement that creates a table, each column with what it is as a comment."""
    columns = [f"  {column.name} {column.type}{_asked(column)},  -- {column.words}" for column in table.columns]
    keys = [f"PRIMARY KEY ({', '.join(table.key)})"]
    keys += [
        f"FOREIGN KEY ({column.name}) REFERENCES {column.refers} ({_key_of(column.refers)})"
        for column in table.columns
        if column.refers
    ]
    end = ") WITHOUT ROWID" if table.clustered else ")"
    return "\n".join((f"CREATE TABLE {table.name} (  -- {table.words}", *columns, "  " + ",\n  ".join(keys), end))


def indices_of(table: Table) -> Iterator[str]:
    """The statements that create a table's indices."""
    for columns in table.indices:
        yield f"CREATE INDEX {table.name}_by_{'_'.join(columns)} ON {table.name} ({', '.join(columns)})"


def view_of(question: Question) -> str:
    """The statement that creates a view, with what it answers as a comment."""
    return f"CREATE VIEW {question.name} AS  -- {question.words}\n{question.select}"


def _asked(column: Column) -> str:
    return " NOT NULL" if column.required else ""


def _key_of(name: str) -> str:
    return next(table.key[0] for table in TABLES if table.name == name)


def _insert(table: Table) -> str:
    names = ", ".join(column.name for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - the names stand in TABLES


def _values(table: Table, rows: Iterable[Row]) -> Iterator[list[Any]]:
    """The cells of each row; most hold a text or nothing."""
    names = [column.name for column in table.columns]
    for row in rows:
        cells = map(row.get, names)
        yield [
            cell or None if (kind := type(cell)) is str else cell if kind in AS_IS else _cell(cell) for cell in cells
        ]


def _cell(value: Any) -> Any:  # noqa: ANN401 - a cell of any column
    """A value as it stands in a cell: times as text, a text that says nothing as nothing."""
    if isinstance(value, datetime):
        return format_moment(value)
    if isinstance(value, date):
        return format_date(value)
    return None if value == "" else int(value) if isinstance(value, bool) else value


def _blanked(content: bytes) -> bytes:
    """The file without what its head tells of the SQLite that wrote it."""
    once, whole = (1).to_bytes(4, "big"), memoryview(content)
    between = whole[COUNTER.stop : VALID_FOR.start]
    return b"".join((whole[: COUNTER.start], once, between, once, LEVEL, whole[WRITTEN_BY.stop :]))
