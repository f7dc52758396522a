"""The emitter of canonical YAML: what it writes, our strict reader reads back, whatever the text."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.desk.yaml_text import Fields, document, scalar
from taizhang.records.text.decoding import forbidden
from taizhang.records.text.reader import read

WIDE = "\uff0c\uff1a\uff08\uff09\uff17\uff0d\u3000"
HOSTILE = (
    "", " ", "a ", " a", "true", "True", "null", "~", "yes", "no", "on", "0", "-1", "007", "1e3", "0x1F", ".5", "1.50",
    "17:30", "2026-10-13", "2026-10-13 09:40", "2026-W42", "2026-10-13-1", "- a", "-", "? a", "a: b", "a:b", "a:",
    ":a", "#a", "a #b", "客户 #1 号", "a#b", "[a]", "{a}", "a, b", "a,b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a",
    '"', "'", "\\", "\\n", 'say "yes"', "a\nb", "a\nb\n", "a\n\nb", "\na", "a\n\n", "  a\nb", "a\n  b", "a \nb", "a\tb",
    "---", "...", "--- a", "a\n---\nb", "<<", "key：value", "9：40", "\uff11\uff12", "傅先生（城南）：等了 6 天。",
    "第一行：好。\n第二行，不好。\n",
    "+08:00", "sha256:9f3a", "１7:30", "-一", "—— 说明", "2,000", "12345678901234567890",
)  # fmt: skip
SIGNS = "-?:,[]{}#&*!|>'\"%@`~ \\/\n\t.0123456789" + WIDE + string.ascii_letters
TEXTS = st.text(st.sampled_from(SIGNS + "客户张伟，。、"), max_size=24) | st.text(max_size=24).filter(
    lambda text: not any(map(forbidden, text))
)
VALUES = st.recursive(
    TEXTS | st.integers(-(10**17), 10**17) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "at", "tasks", "day"]), inner),
    max_leaves=8,
)


def assert_comes_back(fields: Fields) -> None:
    text = document(fields)
    found = read(text.encode(), "records/x.yaml")
    assert found.problems == (), text
    assert found.data == fields, text


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_texts_come_back_everywhere(value: str) -> None:
    """As a field, in a list, in the mapping of a list, and between brackets."""
    assert_comes_back({
        "a": value,
        "list": [value, value],
        "items": [{"b": value, "c": value}],
        "tasks": [{"b": value, "c": value}],
        "birthday": {"b": value},
    })  # fmt: skip


@given(st.dictionaries(st.sampled_from(["a", "at", "visits", "tasks", "birthday"]), VALUES, min_size=1))
def test_anything_comes_back(fields: dict[str, object]) -> None:
    assert_comes_back(fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("宏远物流", "宏远物流"),
        ("城东分公司档案柜 3 号（上锁）", "城东分公司档案柜 3 号（上锁）"),
        ("2026-10-13 09:40", "2026-10-13 09:40"),
        ("86400.00", "86400.00"),
        (120000, "120000"),
        ("17:30", '"17:30"'),
        ("13900000001", '"13900000001"'),
        ("on", '"on"'),
        (True, "true"),
        (None, "null"),
    ],
)
def test_quotes_stand_only_where_they_are_needed(value: str | int | None, text: str) -> None:
    assert scalar(value) == text


def test_the_form_is_canonical() -> None:
    fields: Fields = {
        "id": "C-000123",
        "owners": [{"from": "2026-08-31", "person": "zhang-wei"}],
        "verifications": [{"on": "2026-08-31", "by": "zhang-wei"}],
        "tasks": [],
        "note": "一行。\n又一行。\n",
    }
    assert document(fields) == (
        "id: C-000123\n"
        "owners:\n"
        "  - from: 2026-08-31\n"
        "    person: zhang-wei\n"
        "verifications:\n"
        "  - {on: 2026-08-31, by: zhang-wei}\n"
        "tasks: []\n"
        "note: |\n"
        "  一行。\n"
        "  又一行。\n"
    )


def test_a_row_too_wide_for_its_line_stands_as_a_block() -> None:
    wide = "很长的说明" * 12
    assert (
        document({"tasks": [{"day": "2026-10-13", "what": wide}]}) == f"tasks:\n  - day: 2026-10-13\n    what: {wide}\n"
    )


@pytest.mark.parametrize("value", ["\x00", "a\x1bb", "\u202e", "\ud800", "\ufeff"])
def test_what_no_record_may_hold_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="no record may hold"):
        document({"a": value})


def test_a_key_that_is_no_field_is_refused() -> None:
    with pytest.raises(ValueError, match="no field is called"):
        document({"A b": 1})
