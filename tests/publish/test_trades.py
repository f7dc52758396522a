"""Units by trade: who is ranked against whom, and in which order."""

from __future__ import annotations

from decimal import Decimal

from taizhang.publish.pages.start import branches
from taizhang.publish.standing import Standings
from taizhang.publish.trades import MONTHS, branch, ranked, trades
from tests import books
from tests.publish import companies
from tests.publish.demo import demo_view


def test_the_demo_s_trades() -> None:
    view = demo_view()
    found = trades(view, branches(view, Standings(view)))
    assert {(one.title, one.above): one.units for one in found} == {
        ("宏图通信有限公司", "telecom"): ("telecom-east", "telecom-south", "telecom-west"),
        ("青江省铁塔公司", "towers"): ("towers-linhe", "towers-shiqiao"),
        ("雅筑厨柜有限公司", "cabinets"): ("cabinets-showroom",),
        ("客户回访和二十四小时救援制度", ""): ("auto-service",),
        ("餐饮部客户关系维护主管绩效考核方案", ""): ("catering",),
        ("会籍顾问对单制度", ""): ("fitness",),
        ("售楼处客户接待制度", ""): ("sales-office",),
    }


def test_units_without_a_rule_stand_with_those_below_the_same_unit() -> None:
    files = {path: text for path, text in companies.ordinary().items() if not path.startswith("rulebooks/")}
    files["units/alone.yaml"] = "id: alone\nname: 独立店\nkind: venue\ncalendar: working-days\nopened_on: 2020-01-01\n"
    found = trades(companies.view_of(files), ("east", "west", "alone"))
    assert [(one.above, one.units) for one in found] == [("telecom", ("east", "west")), ("", ("alone",))]
    assert found[1].title == "独立店"
    assert trades(companies.view_of({"company.yaml": books.COMPANY}), ()) == ()


def test_the_best_rate_is_first_and_equals_share_a_place() -> None:
    view = demo_view()
    standings = Standings(view)
    east, south, west = (branch(standings, f"telecom-{name}") for name in ("east", "south", "west"))
    # 136/144, 134/139, 131/133
    assert [(one.number, one.branch.unit) for one in ranked((east, south, west))] == [
        (1, "telecom-west"),
        (2, "telecom-south"),
        (3, "telecom-east"),
    ]
    nothing = branch(standings, "fitness")
    assert nothing.standing.rate is None
    assert [(one.number, one.branch.unit) for one in ranked((nothing, east, east, south))] == [
        (1, "telecom-south"),
        (2, "telecom-east"),
        (2, "telecom-east"),
        (None, "fitness"),
    ]


def test_a_trend_is_of_the_last_months() -> None:
    standings = Standings(demo_view())
    east = branch(standings, "telecom-east")
    assert [point.label for point in east.trend] == ["6 月", "7 月", "8 月", "9 月", "10 月", "11 月"]
    # 165/172 and 136/144
    assert [point.value for point in east.trend[-2:]] == [Decimal("95.9"), Decimal("94.4")]
    assert east.change == Decimal("-1.5")
    assert east.tells
    assert len(east.trend) == MONTHS
    assert not branch(standings, "sales-office").tells, "it has a rate in November alone"
