"""Scales: round numbers for an axis, where a value lies between them, and numbers in words short enough for it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext

from taizhang.rules.amounts import plain

ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
SHORT = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
LONG = Decimal(10) ** 16
EXACT = Context(prec=60)


def ticks(low: Decimal, high: Decimal, steps: int = 3) -> tuple[Decimal, ...]:
    """Round numbers from at most ``low`` to at least ``high``, at most about ``steps`` apart; always two or more."""
    with localcontext(EXACT):
        if low == high:
            around = abs(low) / 10
            low, high = (low - around, high + around) if around else (low, high + 1)
        wanted = (high - low) / steps
        power = Decimal(1).scaleb(wanted.adjusted())
        step = next(power * one for one in ROUND if power * one >= wanted)
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        return tuple((first + number) * step for number in range(int(last - first) + 1))


def bounds(
    values: Iterable[Decimal], low: Decimal | int | None = None, high: Decimal | int | None = None
) -> tuple[Decimal, ...]:
    """The ticks for all of the values; ``low`` and ``high`` are where the scale ends unless a value lies beyond.

    Without any value, from 0 to 1. An endless or undefined value is a fault of the caller: ValueError.
    """
    found = tuple(values)
    low, high = (None if end is None else Decimal(end) for end in (low, high))
    if not all(value.is_finite() for value in found):
        raise ValueError("a chart can show finite numbers only")
    lowest = min((*found, *(() if low is None else (low,))), default=Decimal(0))
    highest = max((*found, *(() if high is None else (high,))), default=Decimal(1))
    marks = ticks(lowest, highest)
    if low is not None and lowest == low:
        marks = (low, *(mark for mark in marks if mark > low))
    if high is not None and highest == high:
        marks = (*(mark for mark in marks if mark < high), high)
    return marks if len(marks) > 1 else ticks(lowest, lowest)


def place(value: Decimal, low: Decimal, high: Decimal, start: float, end: float) -> float:
    """Where a value lies from ``start`` (at ``low``) to ``end`` (at ``high``), never outside them."""
    with localcontext(EXACT):
        part = min(max((value - low) / (high - low), Decimal(0)), Decimal(1))
    return start + float(part) * (end - start)


def short(value: Decimal) -> str:
    """A round number for an axis: ``12 万``, ``1.5 亿``; beyond what anybody counts, by its power of ten."""
    if abs(value) >= LONG:
        return f"{value:.0E}".replace("E+", "e")
    for size, word in SHORT:
        if abs(value) >= size:
            with localcontext(EXACT):
                return f"{plain(value / size)} {word}"
    return plain(value)
