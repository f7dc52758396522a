"""Concentration: from the largest down, together to a hundred; what is not above zero has no share."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from taizhang.publish.charts import Share, first_with, shares
from tests.publish.charts.drawn import HOSTILE, NUMBERS, TEXTS, assert_sound, svg, told

FOUND = st.lists(st.builds(Share, TEXTS, NUMBERS, st.just("c/")), max_size=100)


def given_shares(*values: str) -> list[Share]:
    """Customers 1, 2, ... with these values."""
    return [Share(f"客户 {number}", Decimal(value), f"c/{number}/") for number, value in enumerate(values, start=1)]


def test_by_hand() -> None:
    """50, 30 and 20 of 100; the largest two make 80."""
    chart = shares(given_shares("20", "50", "30"), " 元", ("收入", "占比", "累计"))
    assert told(chart) == ["客户 2 50 元 50.00 %", "客户 3 30 元 30.00 %", "客户 1 20 元 20.00 %"]
    assert [one.texts for one in chart.lines] == [
        ("50 元", "50.00 %", "50.00 %"),
        ("30 元", "30.00 %", "80.00 %"),
        ("20 元", "20.00 %", "100.00 %"),
    ]
    assert [one.attrib["href"] for one in svg(chart).iter("a")] == ["../c/2/", "../c/3/", "../c/1/"]
    assert [first_with(given_shares("20", "50", "30"), Decimal(part)) for part in (50, 51, 80, 100)] == [1, 2, 2, 3]


def test_what_is_not_above_zero_has_no_share_but_is_told() -> None:
    chart = shares(given_shares("-5", "10", "0"))
    assert [one.texts[1:] for one in chart.lines] == [("100.00 %", "100.00 %"), ("—", "100.00 %"), ("—", "100.00 %")]
    assert len(told(chart)) == 1


def test_no_whole_is_nothing() -> None:
    for values in ((), ("0",), ("-1", "0")):
        assert shares(given_shares(*values)).empty
        assert first_with(given_shares(*values), Decimal(80)) == 0


@given(FOUND)
def test_the_line_rises_to_a_hundred_and_all_stays_inside(found: list[Share]) -> None:
    chart = shares(found, " 元")
    assert_sound(chart)
    assert chart == shares(found, " 元")
    if not chart.empty:
        path = next(one.attrib["d"] for one in svg(chart).iter("path") if one.attrib["class"] == "c-line0")
        heights = [float(pair.split()[1]) for pair in path[1:].split("L")]
        assert heights == sorted(heights, reverse=True)
        assert chart.lines[-1].texts[-1] == "100.00 %"
        assert len(chart.lines) == len(found)


def test_hostile_and_huge() -> None:
    chart = shares([Share(HOSTILE, Decimal("1e300"), HOSTILE), Share("b", Decimal("1e-300"))] * 60, HOSTILE[:20])
    assert_sound(chart)
    assert "<script" not in chart.marks(str)
