"""Bars: parts in proportion to their values from a common zero, negative ones the other way, sums told exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.publish.charts import Bar, Chart, Part, bars, columns
from tests.publish.charts.drawn import HOSTILE, NUMBERS, TEXTS, assert_sound, states, svg, texts, told

PARTS = st.lists(st.builds(Part, st.sampled_from(("met", "late", "plain")), TEXTS, NUMBERS, st.just("a/")), max_size=4)
BARS = st.lists(st.builds(Bar, TEXTS, PARTS.map(tuple), st.just("b/"), st.just("")), max_size=40)
BOTH: list[Callable[[Sequence[Bar], str], Chart]] = [bars, columns]


def rects(chart: Chart, tone: str) -> list[dict[str, float]]:
    """The rectangles of a tone."""
    every = [one for one in svg(chart).iter("rect") if one.attrib["class"] == f"c-{tone}"]
    return [{name: float(one.attrib[name]) for name in ("x", "y", "width", "height")} for one in every]


def test_parts_are_in_proportion_one_behind_the_other() -> None:
    chart = bars([Bar("城东", states(30, 10)), Bar("城西", states(20, 0, 20))])
    (east, west), (late,), (overdue,) = rects(chart, "met"), rects(chart, "late"), rects(chart, "overdue")
    assert east["width"] == pytest.approx(3 * late["width"], abs=0.2)
    assert west["width"] == pytest.approx(overdue["width"], abs=0.2)
    assert late["x"] == pytest.approx(east["x"] + east["width"], abs=0.11)
    assert east["x"] == west["x"]
    assert {"城东", "城西", "30", "10", "20", "40"} <= set(texts(chart))


def test_each_part_leads_to_its_records_and_each_bar_to_all() -> None:
    chart = bars([Bar("城东", states(3, 1), "all/")], " 项")
    assert [one.attrib["href"] for one in svg(chart).iter("a")] == [
        "../all/",
        "../list/?state=met",
        "../list/?state=late",
    ]
    assert told(chart) == ["城东 4 项", "城东 按时 3 项", "城东 迟交 1 项"]


def test_the_numbers_stand_beside() -> None:
    chart = columns([Bar("W1", states(3, 1)), Bar("W2", states(0, 0, 2), note="两项")])
    assert chart.head == ("按时", "迟交", "已逾期", "")
    assert [(one.label, one.texts) for one in chart.lines] == [
        ("W1", ("3", "1", "0", "4")),
        ("W2", ("0", "0", "2", "两项")),
    ]
    assert [(one.tone, one.text) for one in chart.legend] == [("met", "按时"), ("late", "迟交"), ("overdue", "已逾期")]


def test_a_single_kind_of_part_needs_no_legend() -> None:
    chart = bars([Bar("收入", (Part("plain", "", Decimal("12.50")),))], " 元")
    assert chart.legend == ()
    assert chart.lines[0].texts == ("12.5 元",)
    assert "12.5 元" in texts(chart)


def test_below_zero_goes_the_other_way() -> None:
    both = [Bar("增", (Part("plain", "", 100),)), Bar("减", (Part("plain", "", -300),))]
    up, down = rects(bars(both), "plain")
    assert down["x"] + down["width"] == pytest.approx(up["x"], abs=0.11)
    assert down["width"] == pytest.approx(3 * up["width"], abs=0.3)
    up, down = rects(columns(both), "plain")
    assert up["y"] + up["height"] == pytest.approx(down["y"], abs=0.11)


@pytest.mark.parametrize("draw", BOTH)
def test_nothing_and_all_zero_are_told_as_nothing(draw: Callable[[Sequence[Bar], str], Chart]) -> None:
    assert draw([], "").empty
    zero = draw([Bar("a", states(0, 0)), Bar("b", ())], "")
    assert zero.empty
    assert_sound(zero)
    assert not draw([Bar("a", states(0, 1))], "").empty


@given(BARS)
def test_whatever_the_values_it_stays_inside_and_is_made_alike(found: list[Bar]) -> None:
    for draw in BOTH:
        chart = draw(found, " 元")
        assert_sound(chart)
        with localcontext(prec=4):
            assert draw(found, " 元") == chart


@pytest.mark.parametrize("draw", BOTH)
def test_many_long_and_hostile(draw: Callable[[Sequence[Bar], str], Chart]) -> None:
    parts = (Part("met", HOSTILE, Decimal("1e300")), Part("late", "b", Decimal("-1e-5")))
    chart = draw([Bar(HOSTILE, parts, HOSTILE, HOSTILE)] * 100, HOSTILE[:30])
    assert_sound(chart)
    assert "<script" not in chart.marks(str)


def test_sixty_weeks_label_a_few() -> None:
    chart = columns([Bar(f"W{number}", states(number, 1)) for number in range(60)])
    labels = [text for text in texts(chart) if text.startswith("W")]
    assert len(labels) < 15
    assert labels[-1] == "W59"


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        bars([Bar("a", (Part("plain", "", Decimal("Infinity")),))])
