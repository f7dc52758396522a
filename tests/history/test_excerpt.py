"""Pieces of texts: what differs, and enough around it; put together they are the texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taizhang.history.excerpt import LONGEST, MORE, bounded, cut, is_long, pieces

TEXTS = st.text("甲乙丙丁", max_size=40)


def test_two_places_are_two_pieces() -> None:
    text = "第一段说明客户的情况,以及以后的安排;第二段说明处理的经过,也说明以后的安排。"
    found = pieces(text, text.replace("情况", "近况").replace("经过", "结果"))
    assert [(one.was, one.now) for one in found] == [("情", "近"), ("经过", "结果")]


def test_a_text_written_anew_is_one_piece() -> None:
    found = pieces("完全是另外一回事", "改写以后没有相同")
    assert [(one.was, one.now) for one in found] == [("完全是另外一回事", "改写以后没有相同")]


def test_what_is_added_or_cut() -> None:
    assert [(one.was, one.now) for one in pieces("甲乙", "甲丙丁乙")] == [("", "丙丁")]
    assert [(one.was, one.now) for one in pieces("甲丙丁乙", "甲乙")] == [("丙丁", "")]


@given(TEXTS, TEXTS)
def test_there_is_a_piece_where_texts_differ(one: str, other: str) -> None:
    found = pieces(one, other)
    if one == other:
        assert all((piece.was, piece.now) == ("", "") for piece in found)
    else:
        assert any(piece.was != piece.now for piece in found)
    assert all(piece.was in one and piece.now in other for piece in found if MORE not in piece.was + piece.now)


def test_values_are_cut() -> None:
    assert cut("x" * 999) == "x" * (LONGEST - 1) + MORE
    assert cut("x") == "x"
    assert is_long("x", "a\nb")
    assert not is_long("x", 5, None)
    assert bounded({"a": [1, "x", {"b": None}]}) == {"a": [1, "x", {"b": None}]}
    assert len(str(bounded([["x" * 500] * 500] * 500))) < 30_000
