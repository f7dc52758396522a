"""What the tests of charts have in common: hand-made data, a chart's marks read as XML, and what may stand in them."""

from __future__ import annotations

from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring

from hypothesis import strategies as st

from taizhang.publish.charts import Chart, Part, Point

TAGS = {"a", "g", "title", "text", "rect", "circle", "path"}
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)
TEXTS = st.text(max_size=30)
HOSTILE = "<script>alert(1)</script>{{ 7 * 7 }}\"'&\x00\u202e" + "长" * 10_000


def svg(chart: Chart) -> Element:
    """The drawing, its addresses as they are; what is no XML fails."""
    return fromstring(f"<svg>{chart.marks(lambda address: '../' + address)}</svg>")  # noqa: S314 - our own drawing


def spots(chart: Chart) -> list[tuple[float, float]]:
    """Every point that a shape or text of a drawing names, of rectangles both corners."""
    found = []
    for one in svg(chart).iter():
        value = {
            name: float(text) for name, text in one.attrib.items() if name in {"x", "y", "cx", "cy", "width", "height"}
        }
        if one.tag == "rect":
            assert value["width"] >= 0
            assert value["height"] >= 0
            found.append((value["x"] + value["width"], value["y"] + value["height"]))
        if one.tag in {"rect", "text"}:
            found.append((value["x"], value["y"]))
        elif one.tag == "circle":
            found.append((value["cx"], value["cy"]))
        elif one.tag == "path":
            pairs = [pair.split() for run in one.attrib["d"].split("M")[1:] for pair in run.split("L")]
            found += [(float(x), float(y)) for x, y in pairs]
    return found


def assert_sound(chart: Chart) -> None:
    """A drawing is of our own shapes and stays inside its box; coordinates are rounded to a tenth."""
    assert {one.tag for one in svg(chart).iter()} <= TAGS | {"svg"}
    for x, y in spots(chart):
        assert -0.11 <= x <= chart.width + 0.11
        assert -0.11 <= y <= chart.height + 0.11


def texts(chart: Chart) -> list[str]:
    """The texts that are seen."""
    return ["".join(one.itertext()) for one in svg(chart).iter("text")]


def told(chart: Chart) -> list[str]:
    """What is told of each mark."""
    return [one.text or "" for one in svg(chart).iter("title")]


def points(*values: str) -> tuple[Point, ...]:
    """Points W1, W2, ... with these values; "" is none. Each leads to its week."""
    return tuple(
        Point(f"W{number}", Decimal(value) if value else None, f"weeks/{number}/" if value else "")
        for number, value in enumerate(values, start=1)
    )


def states(met: int, late: int, overdue: int = 0) -> tuple[Part, ...]:
    """Parts of a bar by state."""
    named = (("met", "按时", met), ("late", "迟交", late), ("overdue", "已逾期", overdue))
    return tuple(Part(tone, name, count, f"list/?state={tone}") for tone, name, count in named)
