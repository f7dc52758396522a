"""Layouts, readers and example records for the tests of tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from taizhang.desk.asked import Unknown
from taizhang.records.text.reader import read
from taizhang.sheets.layout import Layout, layout_of
from taizhang.sheets.values import Names, Reader
from tests.books import ROOT, schemas

NAMES = Names(
    {
        "person": {"zhang-wei": "张伟", "li-na": "李娜", "zhang-min": "张敏", "zhang-min-2": "张敏"},
        "unit": {"telecom-east": "城东分公司"},
        "customer": {"C-000123": "宏远 物流"},
    }
)
DEEP = {"bulletin", "closing", "inspection", "rulebook", "target"}
"""The kinds with lists within lists, or with no columns of their own."""


@cache
def layout(kind: str) -> Layout:
    """The layout of a kind that is a table."""
    found = layout_of(schemas().kinds[kind])
    assert isinstance(found, Layout), found
    return found


@cache
def reader(kind: str) -> Reader:
    """A reader of a kind's table."""
    return Reader(layout(kind), NAMES)


def laid_out() -> tuple[str, ...]:
    """The kinds that are tables."""
    return tuple(name for name, kind in schemas().kinds.items() if not isinstance(layout_of(kind), Unknown))


def examples(kind: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every record of a kind among the examples and the demo company, with its file."""
    here = [ROOT / "tests/examples/valid" / kind]
    first = schemas().kinds[kind].folder
    here.append(ROOT / "records" / first)
    for place in here:
        for file in sorted(place.rglob("*.yaml") if place.is_dir() else [place]):
            if file.is_file():
                data = read(file.read_bytes(), str(file)).data
                assert isinstance(data, dict)
                yield file, data
