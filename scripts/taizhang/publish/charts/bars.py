"""Bars across and upright, each made of parts by state or by age, each part and each bar leading to its records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from taizhang.publish.charts.canvas import SIZE, WIDTH, Canvas, Chart, Entry, Line, ems, fitted, nothing
from taizhang.publish.charts.scale import EXACT, bounds, place, short
from taizhang.rules.amounts import plain

LABEL, ROW, THICK = 118.0, 26.0, 16.0
"""So wide the labels may be before bars across, so high is a row, so thick its bar."""
HEIGHT, TOP, FOOT = 160.0, 16.0, 22.0
INSIDE = 6.0
"""A number stands in its part where so much is left beside it."""
AGES = ("age0", "age1", "age2", "age3", "age4")
"""Tones of growing age, the first the youngest."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its ``tone`` (a state, an age, ``plain``), what it is called, its value and its records."""

    tone: str
    name: str
    value: Decimal | int
    address: str = ""

    @property
    def size(self) -> Decimal:
        """Its value, exactly."""
        return Decimal(self.value)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; ``note`` stands at its end in place of the sum of its parts."""

    label: str
    parts: tuple[Part, ...]
    address: str = ""
    note: str = ""


def bars(found: Sequence[Bar], unit: str = "") -> Chart:
    """Bars from left to right, one below the other, each with its label before it and its sum behind."""
    if not found:
        return nothing("bars")
    canvas, ends = Canvas(ROW * len(found) + 4), [_end(bar, unit) for bar in found]
    low, high = _reach(found)
    left = min(max(ems(fitted(bar.label, LABEL / SIZE)) for bar in found) * SIZE + 8, LABEL + 8)
    right = WIDTH - min(max(ems(end) for end in ends) * SIZE + 10, LABEL)
    for number, (bar, end) in enumerate(zip(found, ends, strict=True)):
        y = ROW * number + ROW / 2 + 2
        with canvas.mark(_told(bar, unit), bar.address):
            canvas.text(0, y, fitted(bar.label, LABEL / SIZE))
            canvas.text(WIDTH, y, fitted(end, LABEL / SIZE - 1), "end", "value")
        for part, start, stop in _stacked(bar):
            x, to = (place(value, low, high, left, right) for value in (start, stop))
            with canvas.mark(_part(bar, part, unit), part.address or bar.address):
                canvas.rect(x, y - THICK / 2, to - x, THICK, part.tone)
                if len(bar.parts) > 1 and (told := plain(part.size)) and ems(told) * SIZE + INSIDE < to - x:
                    canvas.text((x + to) / 2, y, told, "middle", "inside")
    zero = place(Decimal(0), low, high, left, right)
    canvas.rule(zero, 2, zero, ROW * len(found) + 2, "axis")
    return _chart(canvas, "bars", found, unit)


def columns(found: Sequence[Bar], unit: str = "") -> Chart:
    """Bars from below upwards, side by side, with their scale at the left."""
    if not found:
        return nothing("columns")
    canvas, marks = Canvas(HEIGHT), bounds(_reach(found))
    left = min(max(ems(short(mark)) for mark in marks) * SIZE + 8, LABEL)
    base, slot = HEIGHT - FOOT, (WIDTH - left - 2) / len(found)
    for mark in marks:
        y = place(mark, marks[0], marks[-1], base, TOP)
        if mark:
            canvas.rule(left, y, WIDTH, y)
        canvas.text(left - 6, y, fitted(short(mark), LABEL / SIZE - 1), "end")
    shown = _every(found, slot)
    for number, bar in enumerate(found):
        x, wide = left + 2 + slot * number + slot * 0.12, slot * 0.76
        if (len(found) - 1 - number) % shown == 0:
            canvas.text(x + wide / 2, HEIGHT - FOOT / 2 + 2, fitted(bar.label, 7), "middle")
        with canvas.mark(_told(bar, unit), bar.address):
            canvas.rect(x, TOP, wide, base - TOP, "touch")
        for part, start, stop in _stacked(bar):
            y, to = (place(value, marks[0], marks[-1], base, TOP) for value in (stop, start))
            with canvas.mark(_part(bar, part, unit), part.address):
                canvas.rect(x, y, wide, to - y, part.tone)
        end = _end(bar, unit)
        if ems(end) * SIZE < slot:
            top = place(max((stop for _, _, stop in _stacked(bar)), default=Decimal(0)), marks[0], marks[-1], base, TOP)
            canvas.text(x + wide / 2, max(top - 8, 7), end, "middle", "value")
    zero = place(Decimal(0), marks[0], marks[-1], base, TOP)
    canvas.rule(left, zero, WIDTH, zero, "axis")
    return _chart(canvas, "columns", found, unit)


def _chart(canvas: Canvas, kind: str, found: Sequence[Bar], unit: str) -> Chart:
    """The chart with its legend, where there is more than one part, and its numbers."""
    names = {part.name: part.tone for bar in found for part in bar.parts}
    several = len(names) > 1
    return canvas.chart(
        kind,
        legend=tuple(Entry(tone, name) for name, tone in names.items()) if several else (),
        head=(*names, "") if several else ("",),
        lines=tuple(_numbers(bar, tuple(names), unit) for bar in found),
        empty=all(part.size == 0 for bar in found for part in bar.parts),
    )


def _numbers(bar: Bar, names: Sequence[str], unit: str) -> Line:
    values = {part.name: part.size for part in bar.parts}
    each = tuple(plain(values.get(name, Decimal(0))) for name in names) if len(names) > 1 else ()
    return Line(bar.label, bar.address, (*each, _end(bar, unit)))


def _reach(found: Sequence[Bar]) -> tuple[Decimal, Decimal]:
    """From where to where all bars reach, zero among it."""
    ends = [Decimal(0), *(end for bar in found for _, *both in _stacked(bar) for end in both)]
    if not all(end.is_finite() for end in ends):
        raise ValueError("a chart can show finite numbers only")
    low, high = min(ends), max(ends)
    return (low, high) if low < high else (Decimal(0), Decimal(1))


def _stacked(bar: Bar) -> list[tuple[Part, Decimal, Decimal]]:
    """The parts that have any size with where they begin and end: what is below zero goes the other way."""
    found, above, below = [], Decimal(0), Decimal(0)
    with localcontext(EXACT):
        for part in bar.parts:
            if part.size > 0:
                found.append((part, above, above + part.size))
                above += part.size
            elif part.size < 0:
                found.append((part, below + part.size, below))
                below += part.size
    return found


def _end(bar: Bar, unit: str) -> str:
    with localcontext(EXACT):
        return bar.note or f"{plain(sum((part.size for part in bar.parts), Decimal()))}{unit}"


def _told(bar: Bar, unit: str) -> str:
    return f"{bar.label} {_end(bar, unit)}"


def _part(bar: Bar, part: Part, unit: str) -> str:
    return " ".join(text for text in (bar.label, part.name, f"{plain(part.size)}{unit}") if text)


def _every(found: Sequence[Bar], slot: float) -> int:
    """Of how many labels one is written, so that none runs into the next."""
    wide = max(ems(fitted(bar.label, 7)) for bar in found) * SIZE + 8
    return max(int(-(-wide // slot)), 1)
