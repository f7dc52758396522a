"""Concentration: shares from the largest to the smallest, and how much the first of them make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from taizhang.publish.charts.canvas import WIDTH, Canvas, Chart, Line, nothing
from taizhang.publish.charts.scale import EXACT, place
from taizhang.rules.amounts import half_up, plain

MOST = 50
"""So many shares are drawn one by one; of more, the rest is in the line and in the numbers."""
HEIGHT, TOP, FOOT, LEFT = 160.0, 12.0, 22.0, 42.0
MARKS = (Decimal(0), Decimal(50), Decimal(80), Decimal(100))
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody's part of the whole, which leads to his records."""

    label: str
    value: Decimal
    address: str = ""


def shares(found: Sequence[Share], unit: str = "", heads: tuple[str, str, str] = ("", "", "")) -> Chart:
    """Upright bars by size with the line of what they make together, in per cent of all.

    ``heads`` are the columns of the numbers: the value, its share, what has come together. What is not above zero has
    no share; it stands in the numbers alone.
    """
    ordered = in_order(found)
    whole = _whole(ordered)
    if not whole:
        return nothing("shares")
    canvas, above = Canvas(HEIGHT), [one for one in ordered if one.value > 0]
    base, slot = HEIGHT - FOOT, (WIDTH - LEFT - 4) / min(len(above), MOST)
    for mark in MARKS:
        y = place(mark, Decimal(0), WHOLE, base, TOP)
        canvas.rule(LEFT, y, WIDTH, y, "axis" if not mark else "grid")
        canvas.text(LEFT - 6, y, f"{mark}%", "end")
    together = _together(above, whole)
    for number, one in enumerate(above[:MOST]):
        x, y = LEFT + 2 + slot * number, place(one.value, Decimal(0), above[0].value, base, TOP)
        with canvas.mark(f"{one.label} {plain(one.value)}{unit} {_percent(one.value, whole)}", one.address):
            canvas.rect(x, TOP, slot, base - TOP, "touch")
            canvas.rect(x + slot * 0.1, y, slot * 0.8, base - y, "share")
    line = [
        (LEFT + 2 + slot * (n + 0.5), place(part, Decimal(0), WHOLE, base, TOP))
        for n, part in enumerate(together[:MOST])
    ]
    canvas.path((line,), "line0")
    canvas.dot(*line[-1], 2.5, "end")
    canvas.text(LEFT + 2, HEIGHT - FOOT / 2 + 2, "1")
    if len(above) > 1:
        canvas.text(WIDTH, HEIGHT - FOOT / 2 + 2, str(min(len(above), MOST)), "end")
    return canvas.chart("shares", head=heads, lines=_numbers(ordered, whole, unit))


def in_order(found: Sequence[Share]) -> list[Share]:
    """The shares from the largest to the smallest; equal ones as they came."""
    return sorted(found, key=lambda one: -one.value)


def first_with(found: Sequence[Share], percent: Decimal) -> int:
    """How many of the largest make at least ``percent`` of the whole together; 0 where there is no whole."""
    above = [one for one in in_order(found) if one.value > 0]
    whole = _whole(above)
    return next((n for n, part in enumerate(_together(above, whole), 1) if part >= percent), 0) if whole else 0


def _whole(found: Sequence[Share]) -> Decimal:
    with localcontext(EXACT):
        return sum((one.value for one in found if one.value > 0), Decimal())


def _together(above: Sequence[Share], whole: Decimal) -> list[Decimal]:
    found, so_far = [], Decimal()
    with localcontext(EXACT):
        for one in above:
            so_far += one.value
            found.append(so_far * WHOLE / whole)
    return found


def _percent(value: Decimal, whole: Decimal) -> str:
    with localcontext(EXACT):
        return f"{half_up(value * WHOLE / whole)} %"


def _numbers(ordered: Sequence[Share], whole: Decimal, unit: str) -> tuple[Line, ...]:
    so_far, lines = Decimal(), []
    with localcontext(EXACT):
        for one in ordered:
            so_far += max(one.value, Decimal())
            part = _percent(one.value, whole) if one.value > 0 else "—"
            lines.append(Line(one.label, one.address, (f"{plain(one.value)}{unit}", part, _percent(so_far, whole))))
    return tuple(lines)
