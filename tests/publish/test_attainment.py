"""Targets against results, against the demo's records and a branch whose records do not agree."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from taizhang.publish.attainment import Indicator, indicators
from taizhang.publish.view import View
from taizhang.when.period import parse_period
from tests.publish import companies
from tests.publish.demo import demo_view

TARGET = """\
unit: east
month: 2026-10
set_by: zhang-wei
submitted_at: 2026-09-29 14:23
indicators:
  - {id: revenue, name: 收入, section: marketing, measured_in: 元, additive: true, total: 30, shares: [
      {person: zhang-wei, amount: 30}]}
focus: 无
resources: 无
"""
RESULT = """\
unit: east
month: 2026-10
recorded_by: zhang-wei
recorded_at: 2026-11-02 11:02
source: {system: 系统, taken_at: 2026-11-02 09:47}
figures:
  - {person: zhang-wei, indicator: revenue, amount: 10.05}
"""


def of(view: View, unit: str, month: str = "2026-10") -> dict[str, Indicator]:
    """A unit's indicators of a month by name."""
    period = parse_period(month)
    assert period is not None
    return {one.name: one for one in indicators(view, unit, period)}


def small(result: str = RESULT, as_of: datetime = companies.AS_OF) -> Indicator:
    """The one indicator of the small branch."""
    files = companies.ordinary() | {"targets/east/2026-10.yaml": TARGET, "results/east/2026-10.yaml": result}
    return of(companies.view_of(files, as_of), "east")["收入"]


def test_the_demo_s_east_in_october() -> None:
    found = of(demo_view(), "telecom-east")
    revenue = found["新增收入"]
    # 102,000 + 37,260.18 + 45,600.09 + 66,340.87 = 251,201.14 of 267,500
    assert (revenue.target, revenue.added, revenue.recorded) == (
        Decimal(267500),
        Decimal("251201.14"),
        Decimal("251201.14"),
    )
    assert str(revenue.rate) == "93.91"
    zhang = next(one for one in revenue.shares if one.person == "zhang-wei")
    assert (zhang.target, zhang.result, str(zhang.rate)) == (Decimal(120000), Decimal(102000), "85.00")
    assert zhang.measure is not None
    assert zhang.measure.key == "marketing-attainment/2026-10/zhang-wei"
    visits = next(one for one in found["走访完成数"].shares if one.person == "zhang-wei")
    assert visits.measure is not None
    assert visits.measure.key == "service-attainment/2026-10/zhang-wei"
    satisfied = found["客户满意率"]
    assert (satisfied.added, str(satisfied.rate)) == (None, "97.89"), "a ratio is not added up"
    assert all(one.agrees for one in found.values())


def test_a_result_without_a_share_is_told_and_nothing_of_nothing_has_no_rate() -> None:
    shares = {one.person: one for one in of(demo_view(), "telecom-west")["新增收入"].shares}
    assert shares["peng-xin"].target is None
    assert shares["peng-xin"].result == Decimal("31538.33")
    assert shares["peng-xin"].rate is None
    assert (shares["xie-jun"].target, shares["xie-jun"].rate) == (Decimal(0), None)


def test_the_open_month_has_targets_and_no_results() -> None:
    for one in of(demo_view(), "telecom-east", "2026-11").values():
        assert (one.result, one.rate) == (None, None)
    assert of(demo_view(), "hr") == {}


def test_without_a_total_the_persons_add_up() -> None:
    one = small()
    assert (one.recorded, one.result, str(one.rate)) == (None, Decimal("10.05"), "33.50")
    assert one.agrees


def test_a_total_that_differs_is_told() -> None:
    one = small(RESULT + "totals:\n  - {indicator: revenue, amount: 12}\n")
    assert (one.result, one.added, one.agrees) == (Decimal(12), Decimal("10.05"), False)


def test_a_result_not_yet_recorded_is_not_known() -> None:
    assert small(as_of=datetime(2026, 11, 2, 11, 1)).result is None
    assert small(as_of=datetime(2026, 11, 2, 11, 2)).result == Decimal("10.05")
