"""Lines of values are those that ``Marks`` tell, or none is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.records.text.events import Stream, best_events, python_events
from taizhang.records.text.line_numbers import line_numbers, line_of
from taizhang.records.text.marks import Marks
from tests.records.text.test_marks import TEXT

ENGINES = [pytest.param(best_events, id="best"), pytest.param(python_events, id="python")]
POINTERS = [
    (),
    ("person",),
    ("services",),
    ("services", 0, "people", 1, "age"),
    ("services", 1, "note"),
    ("services", 1, "empty"),
    ("services", 7, "at"),
    ("list", 1, "😀"),
    ("nowhere", 3),
]


@pytest.mark.parametrize("stream", ENGINES)
def test_the_lines_that_marks_tell(stream: Stream) -> None:
    lines, marks = line_numbers(TEXT.encode(), stream), Marks(TEXT.encode())
    assert lines is not None
    assert [line_of(lines, pointer) for pointer in POINTERS] == [marks.value(pointer).line for pointer in POINTERS]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: [1\n",
        "a: &x 1\nb: *x\n",
        "? [1]\n: 2\n",
        "a: 1\n---\nb: 2\n",
        "",
        "\ufeffa: 1\n",
        "a: 1\r\n",
    ],
)
@pytest.mark.parametrize("stream", ENGINES)
def test_nothing_is_told_where_there_is_doubt(stream: Stream, text: str) -> None:
    assert line_numbers(text.encode(), stream) is None


@pytest.mark.parametrize("data", [b"a: \xff\n", b"a: " + b"[" * 60 + b"]" * 60, b"a: 1\n" * 200_000])
def test_nothing_is_told_of_what_is_not_read(data: bytes) -> None:
    assert line_numbers(data) is None


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "b: ", "\n", "  ", "- ", "[", "]", "{", "}", ",", '"', "|", "甲", ": "]), max_size=25
    )
)
def test_never_another_line_than_marks(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    marks = Marks(data)
    for pointer, line in (line_numbers(data) or {}).items():
        assert marks.value(pointer).line == line
