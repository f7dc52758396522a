"""Ranks of branches and people, what is missing, praise and criticism at their edges."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.rules.outcome import Outcome
from tests.bulletin.notices import card, figure, notice_of, words
from tests.rules.outcomes import finding

UNITS, PEOPLE = slice(0, 2), slice(2, None)


def test_equal_scores_share_a_rank() -> None:
    notice = notice_of(
        card("a", "east", "90.00"), card("b", "west", "90"), card("c", "east", "80"), card("d", "west", "80.00")
    )
    rows = words(notice, "scores")
    assert rows[:2] == ["1 east 分公司 2 0 85.00", "1 west 分公司 2 0 85.00"]
    assert [row.split(" ")[:2] for row in rows[2:6]] == [["1", "a"], ["1", "b"], ["3", "c"], ["3", "d"]]


def test_who_has_no_total_is_named_and_not_counted_as_nothing() -> None:
    notice = notice_of(card("zhang", "east", "90.00"), card("b", "east", None), card("c", "west", "70.00"))
    rows = words(notice, "scores")
    assert rows[:2] == ["1 west 分公司 1 0 70.00", "— east 分公司 2 1 90.00"]
    assert "— b east 分公司 缺数据" in rows
    assert "缺数据的 1 人:b。" in rows
    assert "本月任职但没有考核表的 1 人:李娜。" in rows


def test_a_branch_without_any_total() -> None:
    assert words(notice_of(card("b", "east", None)), "scores")[0] == "— east 分公司 1 1 缺数据"


def test_a_mean_opens_into_the_cards_that_made_it() -> None:
    cards = (card("a", "east", "90.01"), card("b", "east", "90.00"))
    found = figure(notice_of(*cards), "scores", "分公司得分")
    assert (found.text, found.outcomes) == ("90.01", cards)


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("95.00", "考核得分 95 分以上(含)的予以表扬:east 分公司张伟(95.00 分)。"),
        ("94.99", "本月没有考核得分 95 分以上(含)的。"),
        ("79.99", "考核得分低于 80 分的予以批评:east 分公司张伟(79.99 分)。"),
        ("80.00", "本月没有考核得分低于 80 分的。"),
        (None, "本月没有考核得分低于 80 分的。"),
    ],
)
def test_the_edges_of_praise_and_criticism(total: str | None, told: str) -> None:
    assert told in words(notice_of(card("zhang", "east", total)), "praise")


def test_nobody_is_praised_or_criticised_before_the_month_is_over() -> None:
    notice = notice_of(card("zhang", "east", "99"), as_of=datetime(2026, 10, 31, 23, 59))
    assert words(notice, "praise")[0] == "月份未结束,暂不表扬和批评。"


def test_serious_findings_are_named() -> None:
    found: tuple[Outcome, ...] = (finding(title="私收费用"),)
    told = words(notice_of(*found), "praise")
    assert told[-2:] == ["严重不合规范的 1 项,予以通报批评:", "east 分公司张伟:私收费用。"]


def test_without_cards() -> None:
    assert words(notice_of(), "scores") == ["本月没有考核表。"]
    assert words(notice_of(), "praise")[-1] == "本月未发现严重不合规范的。"
