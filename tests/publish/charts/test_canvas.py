"""The canvas: coordinates written alike, texts cut to their room, escaped and kept inside, marks that lead on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.publish.charts.canvas import MORE, Canvas, Chart, ems, fitted, nothing, written
from tests.publish.charts.drawn import HOSTILE, TEXTS, assert_sound, svg, told


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.04, "0"), (12.0, "12"), (12.34, "12.3"), (1e-9, "0"), (359.96, "360")]
)
def test_coordinates_have_one_decimal_at_most(value: float, text: str) -> None:
    assert written(value) == text


def test_chinese_is_twice_as_wide() -> None:
    assert ems("城东") == 2
    assert ems("W46") < 2


@given(TEXTS, st.floats(1, 30))
def test_what_is_cut_fits_and_says_so(text: str, most: float) -> None:
    found = fitted(text, most)
    assert ems(found) <= most + 1e-9
    assert "\n" not in found
    whole = fitted(text, 1e6)
    assert found == whole or (found.endswith(MORE) and whole.startswith(found[:-1].rstrip()))


@given(TEXTS, st.floats(0, 360), st.sampled_from(("start", "middle", "end")))
def test_texts_stay_inside(text: str, x: float, anchor: str) -> None:
    canvas = Canvas(100)
    canvas.text(x, 50, text, anchor)
    assert_sound(canvas.chart("line"))


def test_a_mark_leads_where_it_should_and_tells_what_it_is() -> None:
    canvas = Canvas(100)
    with canvas.mark("W46 & 94.4 %", 'list/?state="a"&b=1'):
        canvas.rect(1, 2, 3, 4, "met")
    with canvas.mark("W47"):
        canvas.dot(1, 2, 3, "end")
    chart = canvas.chart("bars")
    link = next(svg(chart).iter("a"))
    assert link.attrib["href"] == '../list/?state="a"&b=1'
    assert told(chart) == ["W46 & 94.4 %", "W47"]
    assert chart.linked
    assert chart.box == "0 0 360 100"


def test_hostile_texts_are_texts() -> None:
    canvas = Canvas(100)
    with canvas.mark(HOSTILE, HOSTILE):
        canvas.text(10, 10, fitted(HOSTILE, 10))
    chart = canvas.chart("bars")
    assert_sound(chart)
    assert "<script" not in chart.marks(str)
    assert len(told(chart)[0]) < 200, "what is told of a mark is no book"


def test_nothing_is_told_as_nothing() -> None:
    assert nothing("line").empty
    assert Chart("line", 360, 0, ()).marks(str) == ""
