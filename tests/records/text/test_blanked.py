"""Values are taken out of a record's text; the rest and the lines' numbers stay."""

from __future__ import annotations

import pytest

from taizhang.records.text.blanked import Pointer, all_blanked, blanked

W = "此处不公开"


@pytest.mark.parametrize(
    ("text", "pointers", "left"),
    [
        ("a: 1\nb: 2\n", [("b",)], f"a: 1\nb: {W}\n"),
        ("a: {x: 1, y: 139}\n", [("a", "y")], f"a: {{x: 1, y: {W}}}\n"),
        ('a: "x # y"\nb: 2\n', [("b",)], f'a: "x # y"\nb: {W}\n'),
        ("a: |\n  one\n  two\nb: 2\n", [("a",)], f"a: {W}\n\n\nb: 2\n"),
        ("a:\n  - x: 1\n    y: 2\n  - x: 3\nb: 4\n", [("a",)], f"a:\n  {W}\n\n\nb: 4\n"),
        ("a:\n  - x: 1\n    y: 2\n  - x: 3\nb: 4\n", [("a", 0, "y")], f"a:\n  - x: 1\n    y: {W}\n  - x: 3\nb: 4\n"),
        ("# of a: 7\na: 7  # seven\nb: c#d\n", [("a",)], f"# {W}\na: {W}  # {W}\nb: c#d\n"),
    ],
)
def test_a_value_and_comments_are_taken_out(text: str, pointers: list[Pointer], left: str) -> None:
    assert blanked(text.encode(), pointers, W).decode() == left
    assert left.count("\n") == text.count("\n")


@pytest.mark.parametrize("text", ["a: [1\nb: 139\n", "a: 1\n", "\xff"])
def test_of_what_cannot_be_read_or_found_no_line_is_left(text: str) -> None:
    content = text.encode("latin-1")
    assert blanked(content, [("b",)], W) == all_blanked(content, W)
    assert set(all_blanked(content, W).decode().split("\n")) == {W, ""}
