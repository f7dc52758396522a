"""Changes of records as text: what was there stays byte for byte, and what is not meant is never written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.desk.upkeep.edits import Edit, appended, edited_book, with_fields
from taizhang.desk.yaml_text import document
from tests.books import Texts, book_of
from tests.desks import HONGYUAN, desk_book

PATH = "customers/C-000/C-000123.yaml"
ITEM = {"from": "2026-11-23", "person": "zhao", "why": "由张伟移交"}
HEAD = "id: C-000123\nname: 宏远\nkind: group\naddress: 路\nopened_on: 2024-03-01\n"
BLOCK = HEAD + (
    "# 历任\nowners:\n  - from: 2024-03-01  # 头一任\n    person: zhang\n    # 说明\n    why: 分配\n\n# 级别\ngrades:\n"
    "  - {from: 2024-03-01, grade: B, approved_by: zhang}\n"
)
FLOW = HEAD + "owners:\n- {from: 2024-03-01, person: zhang, why: 分配}\ngrades: []\n"
INLINE = HEAD + "owners: [{from: 2024-03-01, person: zhang, why: 分配}]\ngrades: []\n"
LAST = HEAD + "grades: []\nowners:\n  - from: 2024-03-01\n    person: zhang\n    why: 分配"


def add(text: str, **more: str) -> str | None:
    """``text`` with one more owner."""
    book = book_of({PATH: text})
    record = book.of("customer")[0]
    line = book.place(record.path, ("owners", 0)).line
    after = appended(text.encode(), record, "owners", {**ITEM, **more}, line)
    return None if after is None else after.decode()


def test_a_block_grows_by_a_block_and_its_comments_stay() -> None:
    written = "    why: 分配\n  - from: 2026-11-23\n    person: zhao\n    why: 由张伟移交\n"
    assert add(BLOCK) == BLOCK.replace("    why: 分配\n", written)


def test_a_line_grows_by_a_line() -> None:
    written = "why: 分配}\n- {from: 2026-11-23, person: zhao, why: 由张伟移交}\n"
    assert add(FLOW) == FLOW.replace("why: 分配}\n", written)


def test_the_end_of_a_file() -> None:
    found = add(LAST + "\n")
    assert found is not None
    assert found.endswith("why: 由张伟移交\n")


def test_what_cannot_be_added_to_is_left_alone() -> None:
    assert add(INLINE) is None


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_whatever_the_reason_says_it_says_that_and_no_more(why: str) -> None:
    """Quotes, colons, hashes, braces: as it was meant, or not at all."""
    for text in (BLOCK, FLOW):
        after = add(text, why=why)
        if after is not None:
            owners = book_of({PATH: after}).at(f"records/{PATH}")
            assert owners is not None
            assert owners.data["owners"] == [
                {"from": "2024-03-01", "person": "zhang", "why": "分配"},
                {**ITEM, "why": why},
            ]


@pytest.mark.parametrize(
    ("values", "before", "after"),
    [
        ({"name": "新名"}, "name: 宏远\n", "name: 新名\n"),
        ({"closed_on": "2026-11-22"}, "opened_on: 2024-03-01\n", "opened_on: 2024-03-01\nclosed_on: 2026-11-22\n"),
    ],
)
def test_a_field_is_set_where_it_stands_or_belongs(values: dict[str, str], before: str, after: str) -> None:
    record = book_of({PATH: BLOCK}).of("customer")[0]
    order = ["id", "name", "kind", "address", "opened_on", "closed_on", "owners", "grades"]
    found = with_fields(BLOCK.encode(), record, values, order)
    assert found is not None
    assert found.decode() == BLOCK.replace(before, after)


def test_a_comment_behind_a_field_stays() -> None:
    text = BLOCK.replace("opened_on: 2024-03-01", "opened_on: 2024-03-01  # 签约")
    record = book_of({PATH: text}).of("customer")[0]
    found = with_fields(text.encode(), record, {"opened_on": "2024-03-02"}, ())
    assert found is not None
    assert "opened_on: 2024-03-02  # 签约\n" in found.decode()


def test_a_book_tells_only_what_the_edits_make_wrong() -> None:
    files = {**HONGYUAN, "units/bad.yaml": "id: bad\n"}
    book = desk_book(files)
    source = Texts({path.removeprefix("records/"): book.content(path) for path in ("records/units/bad.yaml",)})
    nobody = Edit(f"records/{PATH}", None, BLOCK.replace("person: zhang", "person: nobody").encode())
    changed, problems = edited_book(source, book_of(source.files), [nobody], "records")
    assert changed.at(f"records/{PATH}") is not None
    assert {one.path for one in problems} == {f"records/{PATH}"}
    assert document({"a": "b"}) == "a: b\n"
