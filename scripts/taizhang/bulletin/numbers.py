"""Numbers of a notice: percentages and means rounded half up, the numerals that official notices count by."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from taizhang.rules.amounts import half_up

TENTH = Decimal("0.1")
DIGITS = "零一二三四五六七八九"
MINUS = "−"


def percent(part: int, whole: int) -> Decimal:
    """``part`` of ``whole`` in percent, half up to one decimal; ``whole`` above zero."""
    return (Decimal(100 * part) / Decimal(whole)).quantize(TENTH, ROUND_HALF_UP)


def mean(values: Sequence[Decimal]) -> Decimal:
    """The mean of at least one value, half up to two decimals."""
    return half_up(sum(values, Decimal()) / len(values))


def ranks(values: Sequence[Decimal]) -> tuple[int, ...]:
    """The rank of each value, the highest first; equal ones share theirs and the next are passed over (1, 2, 2, 4)."""
    return tuple(1 + sum(other > value for other in values) for value in values)


def numeral(number: int) -> str:
    """1 to 99 as 一, 十, 十一, 二十三."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones or not tens else "")


def signed(value: Decimal) -> str:
    """A number with its sign, a true minus; zero has none."""
    return f"{value:+f}".replace("-", MINUS) if value else "0"
