"""Percentages and means are rounded half up, ranks are shared, numerals are those of official notices."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.bulletin.numbers import mean, numeral, percent, ranks, signed


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (467, 488, "95.7"),
        (1, 8, "12.5"),
        (1, 16, "6.3"),
        (1, 2000, "0.1"),
        (1, 2001, "0.0"),
        (0, 7, "0.0"),
        (7, 7, "100.0"),
    ],
)
def test_a_percentage_is_rounded_half_up_to_one_decimal(part: int, whole: int, said: str) -> None:
    assert str(percent(part, whole)) == said


def test_a_mean_is_rounded_half_up_to_two_decimals() -> None:
    assert mean([Decimal("1.01"), Decimal("1.00")]) == Decimal("1.01")
    assert str(mean([Decimal(90)])) == "90.00"


def test_equal_values_share_a_rank_and_the_next_is_passed_over() -> None:
    assert ranks([Decimal("88.0"), Decimal(95), Decimal("88.00"), Decimal(70)]) == (2, 1, 2, 4)
    assert ranks([]) == ()


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (13, "十三"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_numerals(number: int, said: str) -> None:
    assert numeral(number) == said


def test_signs() -> None:
    assert [signed(Decimal(value)) for value in ("2", "-3", "0", "-0.5")] == ["+2", "−3", "0", "−0.5"]
