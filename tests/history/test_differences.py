"""What differs between two versions, told once, in few words, whatever they hold."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.history.differences import MOST, Entry, Form, Keys, compare, same

KEYS: Keys = {("visits",): ("id",), ("cards",): ("person", "rule"), ("cards", "*", "scores"): ("line",)}
PLAIN = st.none() | st.booleans() | st.integers(-9, 9) | st.text("甲乙x\n", max_size=5)
DATA = st.dictionaries(
    st.sampled_from("abc"),
    st.recursive(
        PLAIN, lambda one: st.lists(one, max_size=4) | st.dictionaries(st.sampled_from("de"), one), max_leaves=8
    ),
    max_size=3,
)


def told(was: Mapping[str, object], now: Mapping[str, object]) -> list[tuple[str, str, object, object]]:
    """The differences as plain tuples."""
    return [("/".join(map(step, one.place)), one.form.value, one.was, one.now) for one in compare(was, now, KEYS).told]


def step(one: str | Entry) -> str:
    return one if isinstance(one, str) else "+".join(value for _, value in one.key) or str(one.number)


def test_fields() -> None:
    was = {"a": 1, "b": "x", "c": None, "d": {"e": True, "f": 1}}
    now = {"a": 2, "c": "y", "d": {"e": False, "f": 1}, "g": {"h": 1}}
    assert told(was, now) == [
        ("a", "changed", 1, 2),
        ("b", "gone", "x", None),
        ("c", "set", None, "y"),
        ("d/e", "changed", True, False),
        ("g", "set", None, {"h": 1}),
    ]


def test_entries_are_told_apart_by_their_key() -> None:
    was = {"visits": [{"id": "x", "n": 1}, {"id": "y", "n": 2}, {"id": "z", "n": 3}]}
    now = {"visits": [{"id": "z", "n": 3}, {"id": "x", "n": 9}, {"id": "w", "n": 4}]}
    assert told(was, now) == [
        ("visits/y", "removed", {"id": "y", "n": 2}, None),
        ("visits/x/n", "changed", 1, 9),
        ("visits/w", "added", None, {"id": "w", "n": 4}),
        ("visits", "order", None, None),
    ]


def test_keys_of_several_fields_and_lists_in_lists() -> None:
    was = {"cards": [{"person": "a", "rule": "r", "scores": [{"line": "l", "score": 1}]}]}
    now = {"cards": [{"person": "a", "rule": "r", "scores": [{"line": "l", "score": 2}]}]}
    assert told(was, now) == [("cards/a+r/scores/l/score", "changed", 1, 2)]


@pytest.mark.parametrize("double", [[{"id": "x"}, {"id": "x"}], [{"n": 1}], ["x"], [{"id": ["x"]}]])
def test_a_key_that_tells_nothing_apart_is_none(double: list[object]) -> None:
    """By content then: the first entry changed, or was replaced."""
    assert told({"visits": double}, {"visits": [{"id": "y"}, *double[1:]]})


def test_lists_without_a_key_are_aligned_by_content() -> None:
    assert told({"a": [1, 2, 3]}, {"a": [1, 3, 4]}) == [("a/2", "removed", 2, None), ("a/3", "added", None, 4)]
    assert told({"a": [{"n": 1, "m": 1}, {"n": 2}]}, {"a": [{"n": 1, "m": 5}, {"n": 2}]}) == [
        ("a/1/m", "changed", 1, 5)
    ]
    assert told({"a": [1, 2]}, {"a": [2, 1]}) == [("a", "order", None, None)]


def test_long_texts_are_told_by_their_pieces() -> None:
    before = "客户反映专线速度不稳,已安排网络部上门检测,预计本周五前给出结果,届时再回访。"
    long = before * 3
    (one,) = compare({"a": long}, {"a": long.replace("网络部", "城东分公司", 1)}, KEYS).told
    assert one.form is Form.TEXT
    assert [(piece.was, piece.now) for piece in one.pieces] == [("网络部", "城东分公司")]
    assert one.pieces[0].before.endswith("已安排")
    assert one.pieces[0].after.startswith("上门检测")


def test_a_number_says_the_same_written_as_text() -> None:
    assert same(84, "84")
    assert same({"a": [1]}, {"a": ["1"]})
    assert not same(1, True)
    assert not same("", None)
    assert not same("84", "84.0")


def test_what_is_told_is_bounded() -> None:
    found = compare({str(n): n for n in range(300)}, {str(n): n + 1 for n in range(300)}, KEYS)
    assert (len(found.told), found.more) == (MOST, 300 - MOST)
    (one,) = compare({}, {"a": [["x" * 9999] * 99] * 99}, KEYS).told
    assert len(str(one.now)) < 20_000
    (one,) = compare({"a": "x" * 99_999}, {"a": "y" * 99_999}, KEYS).told
    assert len(str(one.pieces)) < 1_000
    (one,) = compare({}, {"k" * 999: 1}, KEYS).told
    assert len(one.pattern[0]) < 100
    deep: object = 1
    for _ in range(60):
        deep = {"a": deep}
    assert compare({"a": deep}, {"a": {"a": 1}}, KEYS).told


def test_long_lists_do_not_take_long() -> None:
    found = compare({"a": [*range(4000)]}, {"a": [*range(4000, 8000)]}, KEYS)
    assert found.more > 0


@given(DATA)
def test_nothing_differs_from_itself(data: dict[str, object]) -> None:
    assert compare(data, data, KEYS).told == ()


@given(DATA, DATA)
def test_something_differs_where_two_are_not_the_same(was: dict[str, object], now: dict[str, object]) -> None:
    assert bool(compare(was, now, KEYS).told) == (not same(was, now))
