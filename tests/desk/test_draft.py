"""Drafts: what is known reads back, what is blank stays empty, what is offered becomes a line by taking ``# `` away."""

from __future__ import annotations

import re

from taizhang.desk.draft import BLANK, Field, Item, draft_text, one_line, wrapped
from taizhang.explain.width import columns
from taizhang.records.text.reader import read

VISIT = (Field("day", "2026-10-13"), Field("customer", "C-000123", beside="宏远物流"))


def test_blanks_comments_and_items() -> None:
    text = draft_text(
        ("头一行",),
        (
            Field("person", "zhang"),
            Field("submitted_at", BLANK, beside="交出时写"),
            Field("visits", (Item(VISIT, above=("第一次",)),), above=("逐行核对",)),
            Field("conclusion"),
        ),
    )
    assert text == (
        "# 头一行\n"
        "person: zhang\n"
        "submitted_at:  # 交出时写\n"
        "# 逐行核对\n"
        "visits:\n"
        "  # 第一次\n"
        "  - day: 2026-10-13\n"
        "    customer: C-000123  # 宏远物流\n"
        "conclusion:\n"
    )
    found = read(text.encode(), "records/x.yaml")
    assert found.problems == ()
    assert found.data == {
        "person": "zhang",
        "submitted_at": None,
        "visits": [{"day": "2026-10-13", "customer": "C-000123"}],
        "conclusion": None,
    }


def test_what_is_offered_becomes_part_of_the_record() -> None:
    """An item with an offered field of its own, and an offered list."""
    item = Item((*VISIT, Field("service", BLANK, offered=True)), offered=True)
    text = draft_text((), (Field("visits", (item,)), Field("tasks", (Item(VISIT),), offered=True)))
    assert text == (
        "visits:\n"
        "  # - day: 2026-10-13\n"
        "  #   customer: C-000123  # 宏远物流\n"
        "  #   # service:\n"
        "# tasks:\n"
        "#   - day: 2026-10-13\n"
        "#     customer: C-000123  # 宏远物流\n"
    )
    taken = re.sub(r"^( *)# ", r"\1", text, flags=re.MULTILINE)
    row = {"day": "2026-10-13", "customer": "C-000123"}
    found = read(taken.encode(), "records/x.yaml")
    assert found.problems == ()
    assert found.data == {"visits": [row], "tasks": [row]}


def test_texts_are_quoted_as_the_reader_needs_it() -> None:
    hostile = "客户 #1 号:17：30"
    text = draft_text((), (Field("visits", (Item((Field("purpose", hostile), Field("confirmed", value=False))),)),))
    assert read(text.encode(), "records/x.yaml").data == {"visits": [{"purpose": hostile, "confirmed": False}]}


def test_a_comment_stays_a_comment() -> None:
    """No line end and no hidden character of a record's text gets out of it."""
    text = draft_text(("a\nb: 1",), (Field("x", BLANK, beside="y\n  z: \u202e1"),))
    assert text == "# a b: 1\nx:  # y z: �1\n"
    assert one_line(" a \n b ") == "a b"


def test_words_too_long_for_the_line_stand_above_it() -> None:
    text = draft_text((), (Field("type", BLANK, beside="年休假 / " * 16),))
    assert all(columns(line) <= 104 for line in text.splitlines())
    assert text.endswith("\ntype:\n")
    assert read(text.encode(), "records/x.yaml").data == {"type": None}


def test_lines_break_between_characters_but_not_in_words_or_before_stops() -> None:
    assert list(wrapped("客户 C-000123 宏远物流。", 10)) == ["客户", "C-000123", "宏远物流。"]
    assert list(wrapped("宏远物流。", 8)) == ["宏远物", "流。"]
    assert list(wrapped("")) == []
