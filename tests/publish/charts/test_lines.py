"""Lines: gaps where there is no value, one end that is told, several told apart, whatever the values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.publish.charts import Point, Series, line, spark
from tests.publish.charts.drawn import HOSTILE, NUMBERS, TEXTS, assert_sound, points, spots, svg, texts, told

POINTS = st.lists(st.builds(Point, TEXTS, st.none() | NUMBERS, st.just("a/"), TEXTS), max_size=60).map(tuple)


def paths(found: object) -> list[str]:
    """The lines of a drawing that are data."""
    return [one.attrib["d"] for one in svg(found).iter("path") if "line" in one.attrib["class"]]  # type: ignore[arg-type]


def test_a_gap_breaks_the_line_and_a_lone_value_is_a_dot() -> None:
    chart = line([Series("按时率", points("90", "100", "", "80", "", "95", "94.4"))], " %", high=100)
    (path,) = paths(chart)
    assert path.count("M") == 2, "90 to 100, and 95 to 94.4"
    dots = list(svg(chart).iter("circle"))
    assert len(dots) == 2, "80 by itself, and the end"
    assert "94.4 %" in texts(chart)
    assert told(chart) == ["W1 90 %", "W2 100 %", "W4 80 %", "W6 95 %", "W7 94.4 %"]
    assert [one.texts for one in chart.lines][2:4] == [("—",), ("80 %",)]
    assert [one.attrib["href"] for one in svg(chart).iter("a")] == [f"../weeks/{n}/" for n in (1, 2, 4, 6, 7)]


def test_higher_is_higher() -> None:
    chart = line([Series("", points("10", "30", "20"))])
    (path,) = paths(chart)
    low, high, between = (float(pair.split()[1]) for pair in path[1:].split("L"))
    assert high < between < low
    assert abs(between - (low + high) / 2) < 0.11


def test_several_are_told_apart_by_name_and_stroke() -> None:
    chart = line([Series("城东", points("1", "2")), Series("城西", points("3", "")), Series("城南", points("", ""))])
    assert [(one.tone, one.text, one.line) for one in chart.legend] == [
        ("line0", "城东 2", True),
        ("line1", "城西 3", True),
        ("line2", "城南", True),
    ]
    assert chart.head == ("城东", "城西", "城南")
    assert chart.lines[0].texts == ("1", "3", "—")
    assert "W1 城西 3" in told(chart)


def test_series_of_other_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="different labels"):
        line([Series("a", points("1", "2")), Series("b", points("1"))])


def test_no_value_is_an_empty_chart() -> None:
    for series in ([], [Series("a", ())], [Series("a", points("", ""))]):
        assert line(series).empty
    assert spark(points("", "")).empty


def test_labels_below_do_not_run_into_each_other() -> None:
    chart = line([Series("", tuple(Point(f"第 {number} 周", Decimal(number)) for number in range(60)))])
    assert 2 <= sum(text.startswith("第") for text in texts(chart)) <= 8
    assert "第 59 周" in texts(chart), "the last one is told"


@given(st.lists(POINTS, min_size=1, max_size=1), st.none() | st.integers(-5, 5))
def test_whatever_the_values_it_stays_inside_and_is_made_alike(
    series: list[tuple[Point, ...]], low: int | None
) -> None:
    found = [Series("a", one) for one in series]
    chart = line(found, " 元", low=low)
    assert_sound(chart)
    assert chart.pieces == line(found, " 元", low=low).pieces
    assert_sound(spark(series[0]))


def test_huge_and_equal_values() -> None:
    for values in (("1e400", "-1e400"), ("0", "0", "0"), ("5",), ("1e-9", "2e-9"), ("123456789012345678.91", "1")):
        chart = line([Series("", points(*values))])
        assert_sound(chart)
        assert len(spots(chart)) > len(values)
        assert_sound(spark(points(*values)))


def test_hostile_labels_and_names() -> None:
    one = Series(HOSTILE, (Point(HOSTILE, Decimal(1), "a/", HOSTILE), Point("b", Decimal(2))))
    for series in ([one], [one, one]):
        chart = line(series, HOSTILE[:20])
        assert_sound(chart)
        assert "<script" not in chart.marks(str)


def test_a_small_line_says_its_values_in_order() -> None:
    chart = spark(points("1", "", "3"))
    assert [(one.label, one.texts[0]) for one in chart.lines] == [("W1", "1"), ("W2", "—"), ("W3", "3")]
    assert not chart.linked
    assert (chart.width, chart.height) == (96, 24)
