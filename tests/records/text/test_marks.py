"""Where values stand: lines and columns in characters, also behind Chinese text, also in files that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.problem import Place
from taizhang.records.text.events import Stream, best_events, python_events
from taizhang.records.text.marks import Marks, Pointer

PATH = "records/x.yaml"
TEXT = """\
person: zhang-wei
客户 名称: 宏远物流   # 备注
services:
  - at: 2026-10-13 09:40
    "主题": "专线: 扩容"
    people: [张伟, {name: 李娜, age: 30}]
  - note: |
      第一行
      第二行
    empty:
    text: 第一行
      第二行
list:
- 甲
- 😀: 乙
"""
LINES = TEXT.split("\n")
ENGINES = [pytest.param(best_events, id="best"), pytest.param(python_events, id="python")]


@pytest.mark.parametrize(
    ("pointer", "line", "column", "width"),
    [
        (("person",), 1, 9, 9),
        (("客户 名称",), 2, 8, 4),
        (("services",), 4, 3, 22),
        (("services", 0), 4, 5, 20),
        (("services", 0, "at"), 4, 9, 16),
        (("services", 0, "主题"), 5, 11, 8),
        (("services", 0, "people"), 6, 13, 25),
        (("services", 0, "people", 0), 6, 14, 2),
        (("services", 0, "people", 1), 6, 18, 19),
        (("services", 0, "people", 1, "name"), 6, 25, 2),
        (("services", 0, "people", 1, "age"), 6, 34, 2),
        (("services", 1, "note"), 7, 11, 1),
        (("services", 1, "empty"), 10, 11, 1),
        (("services", 1, "text"), 11, 11, 3),
        (("list", 0), 14, 3, 1),
        (("list", 1, "😀"), 15, 6, 1),
        ((), 1, 1, 17),
    ],
)
@pytest.mark.parametrize("stream", ENGINES)
def test_where_a_value_stands(stream: Stream, pointer: Pointer, line: int, column: int, width: int) -> None:
    marks = Marks(TEXT.encode(), PATH, stream)
    assert marks.value(pointer) == Place(PATH, line, column, LINES[line - 1], width)


@pytest.mark.parametrize(
    ("pointer", "line", "column", "width"),
    [
        (("person",), 1, 1, 6),
        (("客户 名称",), 2, 1, 5),
        (("services", 0, "主题"), 5, 5, 4),
        (("services", 0, "people", 1, "age"), 6, 29, 3),
        (("services", 1, "empty"), 10, 5, 5),
        (("list", 1, "😀"), 15, 3, 1),
        (("list", 0), 14, 3, 1),
        ((), 1, 1, 17),
    ],
)
@pytest.mark.parametrize("stream", ENGINES)
def test_where_a_key_stands(stream: Stream, pointer: Pointer, line: int, column: int, width: int) -> None:
    marks = Marks(TEXT.encode(), PATH, stream)
    assert marks.key(pointer) == Place(PATH, line, column, LINES[line - 1], width)


@pytest.mark.parametrize(
    ("pointer", "written"),
    [
        (("person",), "zhang-wei"),
        (("客户 名称",), "宏远物流"),
        (("services", 0, "主题"), '"专线: 扩容"'),
        (("services", 0, "people"), "[张伟, {name: 李娜, age: 30}]"),
        (("services", 1, "note"), "|\n      第一行\n      第二行"),
        (("services", 1, "empty"), ""),
        (("list", 1, "😀"), "乙"),
        (("missing",), ""),
    ],
)
def test_a_value_as_written(pointer: Pointer, written: str) -> None:
    assert Marks(TEXT.encode(), PATH).as_written(pointer) == written


@pytest.mark.parametrize(
    ("missing", "parent"),
    [
        (("services", 0, "trip"), ("services", 0)),
        (("services", 7), ("services",)),
        (("services", 0, "people", 1, "x", 2, "y"), ("services", 0, "people", 1)),
        (("person", "first"), ("person",)),
        (("nothing",), ()),
        ((5,), ()),
    ],
)
def test_what_is_missing_falls_back_to_its_parent(missing: Pointer, parent: Pointer) -> None:
    marks = Marks(TEXT.encode(), PATH)
    assert marks.value(missing) == marks.value(parent)
    assert marks.key(missing) == marks.key(parent)


@pytest.mark.parametrize("text", ["\ufeffa: 1\nb: 中\n", "a: 1\r\nb: 中\r\n", "\ufeffa: 1\r\nb: 中\r\n"])
def test_byte_order_mark_and_carriage_returns_move_nothing(text: str) -> None:
    marks = Marks(text.encode(), PATH)
    assert marks.value(("a",)) == Place(PATH, 1, 4, "a: 1", 1)
    assert marks.value(("b",)) == Place(PATH, 2, 4, "b: 中", 1)


def test_of_a_repeated_key_the_first_counts() -> None:
    assert Marks(b"a: 1\nb: 2\na: 3\n", PATH).value(("a",)).line == 1


@pytest.mark.parametrize("stream", ENGINES)
def test_a_broken_file_keeps_what_stands_before_the_break(stream: Stream) -> None:
    marks = Marks("a: 1\nb:\n  - 中: x\n  - y: @z\nc: 3\n".encode(), PATH, stream)
    assert marks.value(("b", 0, "中")) == Place(PATH, 3, 8, "  - 中: x", 1)
    assert marks.value(("c",)) == marks.value(())


@pytest.mark.parametrize("data", [b"", b"# x\n", b"\xff\xfe", "中文".encode("gbk"), b"a: " + b"x" * 600_000])
def test_a_file_that_cannot_be_read_has_its_first_line(data: bytes) -> None:
    place = Marks(data, PATH).value(("a",))
    assert (place.line, place.column, place.width) == (1, 1, 1)


def test_a_very_long_line_is_shown_cut() -> None:
    place = Marks(b"a: " + b"x" * 5000, PATH).value(("a",))
    assert place.excerpt.endswith("x…")
    assert len(place.excerpt) == 200
    assert place.width == 5000


WORDS = st.text("ab中文😀，：", min_size=1, max_size=6)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.dictionaries(WORDS, st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_every_place_shows_its_value(data: dict[str, list[str]]) -> None:
    text = "".join(f'"{key}": # 注\n' + "".join(f'  - "{item}"\n' for item in items) for key, items in data.items())
    lines = text.split("\n")
    for stream in (best_events, python_events):
        marks = Marks(text.encode(), PATH, stream)
        for key, items in data.items():
            for number, item in enumerate(items):
                place = marks.value((key, number))
                shown = lines[place.line - 1][place.column - 1 :][: place.width]
                assert shown == f'"{item}"' == marks.as_written((key, number))
