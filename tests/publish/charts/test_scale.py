"""Scales: round numbers around the values, places in the same order as the values, the same whatever the context."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.publish.charts.scale import bounds, place, short, ticks
from tests.publish.charts.drawn import NUMBERS


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0", "10", "0 5 10"),
        ("84.6", "100", "80 90 100"),
        ("-300", "12.5", "-400 -200 0 200"),
        ("0", "0.3", "0 0.1 0.2 0.3"),
        ("50", "50", "45 50 55"),
        ("0", "0", "0 0.5 1.0"),
    ],
)
def test_ticks_are_round_and_reach_around(low: str, high: str, expected: str) -> None:
    assert ticks(Decimal(low), Decimal(high)) == tuple(map(Decimal, expected.split()))


@given(NUMBERS, NUMBERS)
def test_ticks_hold_both_ends_and_are_few(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert 2 <= len(found) <= 6
    assert list(found) == sorted(set(found))


@given(st.lists(NUMBERS, min_size=1), NUMBERS, NUMBERS)
def test_places_lie_as_the_values_do(values: list[Decimal], one: Decimal, other: Decimal) -> None:
    low, high = min(one, other), max(one, other) + 1
    found = [place(value, low, high, 10.0, 90.0) for value in sorted(values)]
    assert found == sorted(found)
    assert all(10.0 <= spot <= 90.0 for spot in found)
    assert [place(value, low, high, 90.0, 10.0) for value in sorted(values)] == sorted(
        (place(value, low, high, 90.0, 10.0) for value in values), reverse=True
    )


def test_a_wanted_end_holds_unless_a_value_lies_beyond() -> None:
    assert bounds([Decimal("96.4")], high=100)[-1] == 100
    assert bounds([Decimal("96.4"), Decimal(88)], low=0, high=100) == tuple(map(Decimal, (0, 50, 100)))
    assert bounds([Decimal(104), Decimal(96)], high=100)[-1] > 100
    assert bounds([]) == ticks(Decimal(0), Decimal(1))


@given(st.lists(NUMBERS), st.none() | st.integers(-100, 100), st.none() | st.integers(-100, 100))
def test_every_value_is_on_the_scale(values: list[Decimal], low: int | None, high: int | None) -> None:
    found = bounds(values, low, high)
    assert len(found) > 1
    assert all(found[0] <= value <= found[-1] for value in values)


def test_what_is_no_number_is_refused() -> None:
    for value in ("NaN", "Infinity", "-Infinity"):
        with pytest.raises(ValueError, match="finite"):
            bounds([Decimal(value)])


def test_the_same_whatever_the_precision_of_the_caller() -> None:
    values = [Decimal("123456.789"), Decimal("-98765.4321")]
    expected = bounds(values), place(values[0], Decimal(0), Decimal(999999), 0, 360)
    with localcontext(prec=3):
        assert (bounds(values), place(values[0], Decimal(0), Decimal(999999), 0, 360)) == expected


def test_numbers_of_an_axis_are_short_and_exact() -> None:
    told = {"0": "0", "12.50": "12.5", "9500": "9,500", "120000": "12 万", "-25000": "-2.5 万", "150000000": "1.5 亿"}
    assert {value: short(Decimal(value)) for value in told} == told
    assert short(Decimal("2e300")) == "2e300"
