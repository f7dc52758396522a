"""Charts on a page: each kind as it was looked at and kept, their numbers beside, sound in a browser in light and dark.

What is kept lies in ``charts/known/``: read what differs, and if it is meant, put the new one in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import material
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from taizhang.publish import charts
from taizhang.publish.charts import AGES, Aged, Bar, Cell, Row, Series, Share, spark
from taizhang.publish.links import Links
from tests.books import ROOT
from tests.publish import companies
from tests.publish.charts.drawn import HOSTILE, points, states
from tests.publish.looking import SETTLED
from tests.publish.payloads import Shape

KNOWN = Path(__file__).parent / "charts" / "known"
ASSETS = ROOT / "site" / "theme" / "assets"
THEME = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
STEPS = (Decimal(100), Decimal(95), Decimal(90), Decimal(80))
WEEKS = points("90", "100", "", "80", "", "95", "94.4")
PEOPLE = [Aged("A 级", (10, 3, 1, 0), "c/?grade=A"), Aged("B 级", (4, 0, 0, 5), "c/?grade=B")]
AGED = ("7 天内", "8-14 天", "15-30 天", "30 天以上")
CELLS = tuple(Cell(one.value, one.address, "17 / 18") for one in WEEKS)
DRAWN = {
    "line": charts.line([Series("按时率", WEEKS)], " %", high=100),
    "lines": charts.line([Series("城东", WEEKS), Series("城西", points("88", "", "91", "92", "93", "", ""))]),
    "spark": spark(WEEKS, high=100),
    "bars": charts.bars([Bar("城东分公司", states(30, 4, 2), "u/east/"), Bar("城西分公司", states(8, 0))], " 项"),
    "columns": charts.columns(
        [Bar(f"W{number}", states(number * 3, number % 3, number % 2)) for number in range(40, 48)]
    ),
    "ageing": charts.ageing(PEOPLE, AGED, " 户"),
    "shares": charts.shares(
        [Share(f"客户 {n}", Decimal(1200) / n, f"c/{n}/") for n in range(1, 9)], " 元", ("收入", "占比", "累计")
    ),
}
PAGE = """{% import "charts.html" as charts with context %}
<h1>图</h1><div class="tz-charts">
{{ charts.line([draw.Series("按时率", weeks)], "每周按时率", "一周一个点。", of="周", unit=" %", high=100) }}
{{ charts.line([draw.Series("城东", weeks), draw.Series("城西", weeks)], "两个单位") }}
{{ charts.bars(bars, "各单位", "谁欠得多。", of="单位", unit=" 项") }}
{{ charts.columns(bars, "各周", of="周") }}
{{ charts.ageing(aged, "多久没服务", limits=(7, 14, 30), of="级别", unit=" 户") }}
{{ charts.shares(shares, "收入", "前几户占八成。", of="客户", unit=" 元") }}
{{ charts.bars((), "没有的") }}
</div>
{{ charts.heat(heads, rows, steps, "各人按时率", of="姓名", unit=" %", falling=true) }}
<table data-grid><tr><th>城东</th><td>{{ charts.spark(weeks, "近 7 周", unit=" %") }}</td></tr></table>"""


@cache
def page(name: str = "城东分公司") -> str:
    """A page of every kind of chart, with ``name`` wherever a name stands."""
    maker = companies.maker_of(companies.empty())
    template = maker._env.from_string(PAGE)
    return template.render(
        link=Links("charts/x/", set()),
        weeks=WEEKS,
        heads=[one.label for one in WEEKS],
        bars=[Bar(name, states(30, 4, 2), "u/"), Bar("城西分公司", states(8, 0, 12))],
        aged=[Aged(name, (10, 3, 1, 2), "c/"), *PEOPLE],
        shares=[Share(name, Decimal(100)), Share("b", Decimal(50), "c/")],
        rows=[Row(name, CELLS, "p/", spark(WEEKS)), Row("李娜", tuple(reversed(CELLS)))],
        steps=STEPS,
    )


@pytest.mark.parametrize("kind", sorted(DRAWN))
def test_each_kind_is_drawn_as_it_is_known(kind: str) -> None:
    chart = DRAWN[kind]
    drawn = f'<svg viewBox="{chart.box}">{chart.marks(str)}</svg>\n'.replace("><", ">\n<")
    assert drawn == (KNOWN / f"{kind}.svg").read_text(encoding="utf-8")


def test_a_drawing_is_small_and_names_no_colour() -> None:
    for kind, chart in DRAWN.items():
        assert len(chart.marks(str).encode()) < 4500, kind
        for word in ("fill", "stroke", "style", "#"):
            assert word not in chart.marks(str), kind


def test_every_tone_has_its_look() -> None:
    style = (ASSETS / "charts.css").read_text(encoding="utf-8")
    drawn = "".join(chart.marks(str) for chart in DRAWN.values())
    for tone in (
        *AGES,
        "met",
        "late",
        "missed",
        "overdue",
        "pending",
        "plain",
        "share",
        "line4",
        "touch",
        "grid",
        "axis",
    ):
        assert f".c-{tone}" in style, tone
    assert "c-line1" in drawn


def test_the_numbers_are_there_for_everybody() -> None:
    text = Shape(page()).text
    for told in ("W7 94.4 %", "30 天以上", "合计", "占比", "累计占比", "66.67 %", "还没有数。"):
        assert told in text, told
    assert 'aria-label="近 7 周:W1 90 %、W2 100 %、W3 —、' in page()
    assert page().count("<details") == 6, "a drawing without numbers has none"


def test_hostile_names_are_text_and_change_no_markup() -> None:
    benign = re.sub("[\x00\u202e]", "\ufffd", re.sub("[<>{}\"'&]", "x", HOSTILE))
    hostile, plain = Shape(page(HOSTILE)), Shape(page(benign))
    assert sorted(hostile.tags) == sorted(plain.tags)


@pytest.fixture(scope="module")
def shown(browser: Browser) -> Iterator[Page]:
    """The page of every kind in a browser, with the theme's and the site's own styles."""
    styles = [*sorted(THEME.glob("main.*.min.css")), *sorted(THEME.glob("palette.*.min.css"))]
    styles += [ASSETS / name for name in ("taizhang.css", "tables.css", "pages.css", "charts.css")]
    sheet = "\n".join((*(one.read_text(encoding="utf-8") for one in styles), SETTLED))
    looked = browser.new_page(viewport={"width": 360, "height": 800})
    looked.set_content(
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>图</title><style>{sheet}</style></head>'
        f'<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="indigo" data-md-color-accent="indigo">'
        f'<main class="md-typeset" style="padding:0.8rem">{page()}</main></body></html>'
    )
    yield looked
    looked.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("width", [360, 1440])
def test_anybody_can_read_it_in_light_and_dark(shown: Page, scheme: str, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 800})
    shown.evaluate("(scheme) => (document.body.dataset.mdColorScheme = scheme)", scheme)
    shown.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    found = Axe().run(shown, context="main")
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]] == []
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing makes the page wider"


@pytest.mark.browser
def test_texts_are_large_enough_on_a_phone(shown: Page) -> None:
    shown.set_viewport_size({"width": 360, "height": 800})
    sizes = shown.evaluate(
        """[...document.querySelectorAll('.tz-chart > svg')].map((one) =>
             (one.getBoundingClientRect().width / one.viewBox.baseVal.width) *
             parseFloat(getComputedStyle(one.querySelector('text')).fontSize))"""
    )
    assert len(sizes) == 6
    assert min(sizes) >= 10


@pytest.mark.browser
def test_marks_are_reached_and_followed_with_the_keyboard(shown: Page) -> None:
    shown.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = false))")
    shown.locator("h1").click()
    reached = []
    for _ in range(6):
        shown.keyboard.press("Tab")
        reached.append(shown.evaluate("document.activeElement.getAttribute('href') ?? document.activeElement.tagName"))
    assert reached == [*(f"../../weeks/{number}/" for number in (1, 2, 4, 6, 7)), "SUMMARY"]


@pytest.mark.browser
def test_on_paper_states_differ_without_colour(shown: Page) -> None:
    """A part that is owed is an outline on paper, one in time is pale, one late darker: told apart in grey."""
    shown.emulate_media(media="print")
    looks = shown.evaluate(
        """Object.fromEntries(['met', 'late', 'overdue'].map((tone) => {
             const look = getComputedStyle(document.querySelector(`.tz-chart > svg rect.c-${tone}`));
             return [tone, [look.fill, look.fillOpacity, parseFloat(look.strokeWidth)]];
           }))"""
    )
    shown.emulate_media(media="screen")
    assert float(looks["met"][1]) < float(looks["late"][1])
    assert looks["overdue"][2] > looks["met"][2]
    assert looks["overdue"][0] == "rgb(255, 255, 255)"
