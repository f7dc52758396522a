"""Lines over time: one or a few series with gaps where there is no value, and the small line for a table's cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from taizhang.publish.charts.canvas import SIZE, WIDTH, Canvas, Chart, Entry, Line, ems, fitted, nothing
from taizhang.publish.charts.scale import bounds, place, short
from taizhang.rules.amounts import plain

HEIGHT, TOP, FOOT = 150.0, 12.0, 22.0
LEFT, RIGHT = 90.0, 100.0
"""So much at most is left for the texts at either side."""
LOOKS = 5
"""So many lines are told apart by their strokes; of more, strokes return."""
SPARK_WIDTH, SPARK_HEIGHT, EDGE = 96.0, 24.0, 4.0

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a series, None where there is none; ``note`` is told with it (``17 / 18``), ``address`` its page."""

    label: str
    value: Decimal | None
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A line: all series of one chart have points of the same labels."""

    name: str
    points: tuple[Point, ...]


def line(
    series: Sequence[Series], unit: str = "", low: Decimal | int | None = None, high: Decimal | int | None = None
) -> Chart:
    """Series over time; ``unit`` follows each number (`` %``), ``low`` and ``high`` are where the scale should end."""
    labels = tuple(point.label for point in series[0].points) if series else ()
    if any(tuple(point.label for point in one.points) != labels for one in series):
        raise ValueError("the series of one chart have different labels")
    values = [point.value for one in series for point in one.points if point.value is not None]
    if not values:
        return nothing("line")
    marks = bounds(values, low, high)
    canvas, several, ends = Canvas(HEIGHT), len(series) > 1, [_last(one, unit) for one in series]
    left = min(max(ems(short(mark)) for mark in marks) * SIZE + 8, LEFT)
    right = WIDTH - (8 if several else min(ems(ends[0]) * SIZE + 12, RIGHT))
    for mark in marks:
        y = _height(mark, marks)
        canvas.rule(left, y, right, y)
        canvas.text(left - 6, y, fitted(short(mark), LEFT / SIZE), "end")
    across = _across(len(labels), left + 4, right - 4)
    _labels(canvas, labels, across)
    for number, one in enumerate(series):
        _series(canvas, one, f"line{number % LOOKS}", across, marks)
    if several:
        _dots(canvas, series, across, marks, unit)
    else:
        _bands(canvas, series[0], across, unit)
        canvas.text(right + 6, _end(series[0], marks), fitted(ends[0], RIGHT / SIZE - 0.5), tone="value")
    return canvas.chart(
        "line",
        legend=tuple(
            Entry(f"line{number % LOOKS}", f"{one.name} {end}".rstrip(), line=True)
            for number, (one, end) in enumerate(zip(series, ends, strict=True))
        )
        if several
        else (),
        head=tuple(one.name for one in series),
        lines=tuple(_numbers(series, number, unit) for number in range(len(labels))),
    )


def spark(points: Sequence[Point], low: Decimal | int | None = None, high: Decimal | int | None = None) -> Chart:
    """A small line without texts for a cell of a table; what it tells stands in its lines."""
    values = [point.value for point in points if point.value is not None]
    if not values:
        return nothing("spark")
    canvas, marks = Canvas(SPARK_HEIGHT, SPARK_WIDTH), bounds(values, low, high)
    ends = (min(values), max(values)) if low is None and high is None else (marks[0], marks[-1])
    if ends[0] == ends[1]:
        ends = (ends[0] - 1, ends[1] + 1)
    across = _across(len(points), EDGE, SPARK_WIDTH - EDGE)
    one = Series("", tuple(points))
    runs = list(_runs(one, across, lambda value: place(value, *ends, SPARK_HEIGHT - EDGE, EDGE)))
    canvas.path(runs, "line0")
    canvas.dot(*runs[-1][-1], 2.5, "end")
    return canvas.chart("spark", lines=tuple(_numbers((one,), number, "") for number in range(len(points))))


def _last(one: Series, unit: str) -> str:
    """The last value of a series in words; "" where it has none."""
    found = next((point.value for point in reversed(one.points) if point.value is not None), None)
    return "" if found is None else f"{plain(found)}{unit}"


def _told(point: Point, unit: str, name: str = "") -> str:
    value = "—" if point.value is None else f"{plain(point.value)}{unit}"
    return " ".join(text for text in (point.label, name, value, point.note) if text)


def _numbers(series: Sequence[Series], number: int, unit: str) -> Line:
    points = [one.points[number] for one in series]
    texts = tuple(_told(Point("", one.value, note=f"({one.note})" if one.note else ""), unit) for one in points)
    return Line(points[0].label, points[0].address if len(points) == 1 else "", texts)


def _across(count: int, start: float, end: float) -> tuple[float, ...]:
    """Where the points of a series lie from left to right; a single one in the middle."""
    if count < 2:
        return ((start + end) / 2,) * count
    return tuple(start + (end - start) * number / (count - 1) for number in range(count))


def _height(value: Decimal, marks: Sequence[Decimal]) -> float:
    return place(value, marks[0], marks[-1], HEIGHT - FOOT, TOP)


def _runs(one: Series, across: Sequence[float], height: Callable[[Decimal], float]) -> Iterator[list[Spot]]:
    """The unbroken pieces of a line."""
    run: list[Spot] = []
    for x, point in zip(across, one.points, strict=True):
        if point.value is not None:
            run.append((x, height(point.value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _series(canvas: Canvas, one: Series, tone: str, across: Sequence[float], marks: Sequence[Decimal]) -> None:
    """The line, a dot where a value stands alone, and one at its end."""
    runs = list(_runs(one, across, lambda value: _height(value, marks)))
    canvas.path([run for run in runs if len(run) > 1], tone)
    for run in runs:
        if len(run) == 1:
            canvas.dot(*run[0], 2.5, "end")
    if runs:
        canvas.dot(*runs[-1][-1], 3.5, "end")


def _labels(canvas: Canvas, labels: Sequence[str], across: Sequence[float]) -> None:
    """As many of the labels below as have room, the last one among them."""
    wide = min(max(ems(fitted(label, 8)) for label in labels), 8) * SIZE + 10
    room = max(int((across[-1] - across[0]) / wide), 1) if len(labels) > 1 else 1
    every = ceil(max(len(labels) - 1, 1) / room)
    for number in range(len(labels) - 1, -1, -every):
        canvas.text(across[number], HEIGHT - FOOT / 2 + 2, fitted(labels[number], 8), "middle")


def _bands(canvas: Canvas, one: Series, across: Sequence[float], unit: str) -> None:
    """The whole height at each point is its mark: easy to hit with a finger."""
    half = (across[1] - across[0]) / 2 if len(across) > 1 else 20.0
    for x, point in zip(across, one.points, strict=True):
        if point.value is not None:
            with canvas.mark(_told(point, unit), point.address):
                start, end = max(x - half, 0), min(x + half, WIDTH)
                canvas.rect(start, 2, end - start, HEIGHT - FOOT, "touch")


def _dots(
    canvas: Canvas, series: Sequence[Series], across: Sequence[float], marks: Sequence[Decimal], unit: str
) -> None:
    for one in series:
        for x, point in zip(across, one.points, strict=True):
            if point.value is not None:
                with canvas.mark(_told(point, unit, one.name), point.address):
                    canvas.dot(x, _height(point.value, marks), 8, "touch")


def _end(one: Series, marks: Sequence[Decimal]) -> float:
    return _height(next(point.value for point in reversed(one.points) if point.value is not None), marks)
