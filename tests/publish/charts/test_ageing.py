"""Ageing: each day in one bucket, the limit itself in the younger one; buckets have tones of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.publish.charts import Aged, ageing, bucket_of, bucketed
from tests.publish.charts.drawn import assert_sound, svg, told

NAMES = ("7 天内", "8-14 天", "15-30 天", "30 天以上")


def test_the_limit_itself_is_still_inside() -> None:
    assert [bucket_of(days, (7, 14, 30)) for days in (0, 7, 8, 14, 15, 30, 31, 999)] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert bucketed([1, 7, 8, 31, 40], (7, 14, 30)) == (2, 1, 0, 2)
    assert bucketed([], (7,)) == (0, 0)


@given(st.lists(st.integers(0, 4000)))
def test_every_day_is_counted_once(days: list[int]) -> None:
    assert sum(bucketed(days, (7, 14, 30))) == len(days)


def test_a_row_a_kind_a_part_a_bucket() -> None:
    chart = ageing([Aged("A 级", (3, 0, 0, 1), "a/", ("a/0", "", "", "a/3")), Aged("B 级", (1, 1, 1, 1))], NAMES, " 户")
    assert [one.text for one in chart.legend] == list(NAMES)
    assert told(chart)[:3] == ["A 级 4 户", "A 级 7 天内 3 户", "A 级 30 天以上 1 户"]
    assert [one.attrib["href"] for one in svg(chart).iter("a")] == ["../a/", "../a/0", "../a/3"]
    assert chart.lines[0].texts == ("3", "0", "0", "1", "4 户")
    assert_sound(chart)


def test_too_many_buckets_and_missing_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 5"):
        ageing([], ("a",) * 6)
    with pytest.raises(ValueError, match="zip"):
        ageing([Aged("A", (1, 2))], NAMES)


def test_nobody_waits() -> None:
    assert ageing([], NAMES).empty
    assert ageing([Aged("A", (0, 0, 0, 0))], NAMES).empty
