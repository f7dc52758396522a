"""Which kind a table holds and which of its columns is which: by the headings, in whatever order they stand."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping

from taizhang.desk.asked import Unknown
from taizhang.records.schema_set import SchemaSet
from taizhang.sheets.grid import Grid, Line
from taizhang.sheets.layout import Layout, layout_of
from taizhang.sheets.rows import Row, Trouble
from taizhang.sheets.sentences import say

COMMANDED = frozenset({"bulletin", "closing", "draw", "rulebook"})
"""Kinds that come about by a command or a review of their own, and never by a table."""


def layout_named(schemas: SchemaSet, name: str) -> Layout | Unknown:
    """The layout of the kind with this name or title."""
    found = schemas.kinds.get(name) or next((one for one in schemas.kinds.values() if one.title == name), None)
    if found is None:
        known = {word: f"{one.name} {one.title}" for one in schemas.kinds.values() for word in (one.name, one.title)}
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        return Unknown(say("layout.no-kind", value=name) + (say("head.near", near=known[near[0]]) if near else ""))
    return layout_of(found)


def fillable(layout: Layout) -> Unknown | None:
    """Why a kind is not filled in by a table, or None."""
    kind = layout.kind
    return Unknown(say("layout.written", title=kind.title)) if kind.name in COMMANDED else None


def layout_for(schemas: SchemaSet, grid: Grid, asked: str) -> Layout | Unknown:
    """The layout of a table: of the kind asked for, the one it names, or the only one that has all its headings."""
    if asked or grid.kind:
        return layout_named(schemas, asked or grid.kind)
    heads = {_bare(heading) for heading in grid.headings.values()} - _ours()
    layouts = [found for one in schemas.kinds.values() if isinstance(found := layout_of(one), Layout)]
    fitting = [one for one in layouts if heads <= _known(one).keys() and _needed(one) <= heads]
    return fitting[0] if len(fitting) == 1 else Unknown(say("kind.ask"))


def rows_in(layout: Layout, grid: Grid) -> tuple[Row, ...] | tuple[Unknown, ...]:
    """The table's rows by the layout's columns; or everything that is wrong with its headings."""
    found: dict[int, int] = {}
    wrong = [*_assigned(layout, grid, found)]
    lacking = {number for number, column in enumerate(layout.columns) if column.key} - set(found.values())
    wrong += [Unknown(say("head.lacking", heading=layout.columns[number].heading)) for number in sorted(lacking)]
    if wrong:
        return tuple(wrong)
    return tuple(_row(layout, found, line) for line in grid.lines if _told(found, line))


def _assigned(layout: Layout, grid: Grid, found: dict[int, int]) -> Iterator[Unknown]:
    """Fill ``found`` with the layout's column for each of the table's; what is wrong with a heading comes out."""
    known, ours = _known(layout), _ours()
    counted = Counter(_bare(heading) for heading in grid.headings.values())
    used = {column for line in grid.lines for column in line.cells}
    for column in sorted(used | grid.headings.keys()):
        heading = _bare(grid.headings.get(column, ""))
        if heading in ours:
            continue
        if not heading:
            if column in used:
                yield Unknown(say("head.blank", column=column + 1))
        elif heading not in known:
            near = difflib.get_close_matches(heading, known, n=1, cutoff=0.5)
            told = say("head.near", near=near[0]) if near else ""
            yield Unknown(say("head.unknown", value=heading, title=layout.kind.title, near=told))
        elif counted[heading] > 1:
            counted[heading] = 0
            yield Unknown(say("head.twice", value=heading))
        elif column in grid.hidden and column in used:
            yield Unknown(say("head.hidden", column=column + 1, heading=heading))
        else:
            found[column] = known[heading]


def columns_in(layout: Layout, grid: Grid) -> frozenset[int]:
    """The layout's columns that the table has."""
    known = _known(layout)
    return frozenset(known[head] for one in grid.headings.values() if (head := _bare(one)) in known)


def _told(found: Mapping[int, int], line: Line) -> bool:
    """Whether a line holds anything in a column of the layout."""
    return any(column in found for column in line.cells)


def _row(layout: Layout, found: Mapping[int, int], line: Line) -> Row:
    cells = {found[column]: cell.text for column, cell in line.cells.items() if column in found and cell.text}
    told = [("", line.trouble)] if line.trouble else []
    told += [
        (layout.columns[found[column]].heading, cell.trouble)
        for column, cell in sorted(line.cells.items())
        if column in found and cell.trouble
    ]
    title = say("title.table")
    return Row(line.number, cells, tuple(Trouble(line.number, heading, title, why) for heading, why in told))


def _bare(heading: str) -> str:
    """A heading without the star of what must be filled in."""
    return heading.rstrip("*＊ ").strip()


def _known(layout: Layout) -> dict[str, int]:
    """The columns by their headings, and by the fields' names."""
    names = {".".join(step for step in one.pattern if step != "*"): n for n, one in enumerate(layout.columns)}
    return names | {column.heading: number for number, column in enumerate(layout.columns)}


def _needed(layout: Layout) -> frozenset[str]:
    return frozenset(one.heading for one in layout.columns if one.required and not one.items)


def _ours() -> frozenset[str]:
    """The headings of what a file of refused rows tells."""
    return frozenset({say("sheet.row"), say("sheet.why")})
