"""What would raise a score: what is told is done in the records, and the reckoned score moves by what was told."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import cache

import pytest

from taizhang.publish.levers import Lever
from taizhang.publish.rising import Line, Raising, Rising, Risk
from taizhang.publish.view import View
from taizhang.rules.outcome import State
from tests.publish.demo import demo_files, demo_view
from tests.publish.later import card, ledger_at, view_with

CLOSED = datetime(2026, 12, 4, 9, 0)
"""After the third working day of December: what is late in November is missed by now."""

LATE_REPORT = """\
person: lin-yong
unit: telecom-south
week: 2026-W46
submitted_at: 2026-11-20 18:20
visits:
  - {on: 2026-11-09, customer: C-000170, trip: 2026-11-09-1, service: 2026-11-09 09:30, confirmed: true}
  - {on: 2026-11-09, customer: C-000122, trip: 2026-11-09-2, service: 2026-11-09 14:13, confirmed: true}
campaign_response: 本周没有活动。
service_demands: 希望解决地下车库信号。
consumption_behaviour: 用量平稳。
service_problems: 本周无
conclusion: 没有流失迹象。
suggestion: 下周再约一次。
"""
OUTING = """\
unit: catering
on: 2026-11-12
person: xu-zhaohe
submitted_at: 2026-11-20 10:00
visits:
  - {time: "11:30", organisation: 百川口腔, name: 方女士, feedback: 想订下月的年会}
"""
AWARD = """\
id: 2026-11-19-award-chen-bo
unit: telecom-west
person: chen-bo
type: award-won
on: 2026-11-19
what: 获市公司服务之星
evidence: 市公司服务之星通报,11 月 19 日。
recorded_by: xiao-jing
submitted_at: 2026-11-19 16:14
confirmed_by: chen-jing
confirmed_at: 2026-11-20 12:16
"""
DEMAND = """\
id: XQ-2026-099
name: 石桥新村
unit: towers-shiqiao
person: shen-keqin
customer: C-006002
logged_on: 2026-11-16
origin: customer
raised_at: 2026-11-16 09:00
coverage: 新村东区
longitude: "118.6902"
latitude: "32.0270"
antenna_height: 35
tolerance: 200
collection: {collected_at: 2026-11-17 10:00, channel: visit, signed_by: K-h8dr61pz, sealed: true}
"""
STAFF = ("su-juan", "chen-bo", "jiang-yutong", "peng-xin")


def results(revenue: int) -> str:
    """November's results of the western branch: Chen Bo has so much revenue, half his visits, both his lines."""
    own = {"new-revenue": revenue, "new-lines": 2, "visits-done": 8}
    rows = [(who, name, own[name] if who == "chen-bo" else 0) for name in own for who in STAFF]
    figures = "".join(f"  - {{person: {who}, indicator: {name}, amount: {amount}}}\n" for who, name, amount in rows)
    totals = "".join(f"  - {{indicator: {name}, amount: {amount}}}\n" for name, amount in own.items())
    head = "unit: telecom-west\nmonth: 2026-11\nrecorded_by: huang-li\nrecorded_at: 2026-11-20 10:28\n"
    source = "source: {system: 经营分析系统, taken_at: 2026-11-20 09:36}\n"
    more = "  - {indicator: satisfaction, amount: 95}\n"
    return f"{head}{source}figures:\n{figures}totals:\n{totals}{more}"


def all_right(path: str) -> bytes:
    """A record of a test with Chen Bo's score at 100."""
    written = demo_files()[path]
    assert isinstance(written, bytes)
    lines = written.decode().splitlines()
    return "\n".join(
        "  - {person: chen-bo, score: 100}" if "chen-bo" in line and "score" in line else line for line in lines
    ).encode()


@cache
def done() -> View:
    """The demo company in which several people did at once what their pages told them."""
    return view_with(
        {
            "weekly-reports/telecom-south/2026-W46/lin-yong.yaml": LATE_REPORT,
            "outing-reports/catering/2026-11/xu-zhaohe-2026-11-12.yaml": OUTING,
            "incidents/telecom-west/2026-11/2026-11-19-award-chen-bo.yaml": AWARD,
            "demands/towers-shiqiao/XQ-2026-099.yaml": DEMAND,
            "results/telecom-west/2026-11.yaml": results(41500),
        }
    )


@cache
def raising(view: View) -> Raising:
    """What would raise scores in a view."""
    return Raising(view)


def rising(person: str, view: View | None = None) -> Rising:
    """A person's running card."""
    return next(iter(raising(view or demo_view()).of_person(person)))


def line(person: str, identity: str, view: View | None = None) -> Line:
    """One of its lines."""
    return next(one for one in rising(person, view).lines if one.line.id == identity)


def risk(person: str, key: str) -> Risk:
    """An open duty that moves it."""
    return next(one for one in rising(person).risks if one.duty.key == key)


def lever(one: Line, kind: str) -> Lever:
    """The lever of a line of a kind."""
    return next(each for each in one.levers if each.kind == kind)


def test_every_card_comes_out_as_it_stands() -> None:
    """Else nothing could be told of it: twelve of telecom, three of catering and of towers, seven of cabinets."""
    view = demo_view()
    found = [one for person in view.people for one in raising(view).of_person(person.id)]
    assert len(found) == len([one for one in found if one.told]) == 25


def test_what_is_known_so_far_is_told_of_what_was_reckoned() -> None:
    """40 of 100 points are reckoned; marketing and service wait for November's results, last written by Chen Jing."""
    one = rising("zhang-wei")
    assert (one.got, one.of, one.card.total) == (Decimal("35.73"), Decimal(40), None)
    assert [(each.line.title, each.line.maximum) for each in one.missing] == [
        ("营销指标", Decimal(40)),
        ("服务指标", Decimal(20)),
    ]
    lack = one.missing[0].lack
    assert lack is not None
    assert (lack.called, lack.last, lack.most) == ("月度完成", "chen-jing", Decimal(40))
    assert dict(lack.targets) == {"新增收入": "42,000", "新增专线": "6"}


def test_what_is_lost_is_told_with_its_cause_and_the_time_to_appeal() -> None:
    one = line("zhang-wei", "service-quality")
    assert [(each.title, each.points, str(each.at.date())) for each in one.losses] == [
        ("检查项没有严重不合格", Decimal(-1), "2026-11-16"),
        ("检查项没有严重不合格", Decimal(-1), "2026-11-16"),
    ]
    assert {each.outcome.customer for each in one.losses if each.outcome} == {"C-000123", "C-000135"}
    (window,) = {each.window for each in one.losses}
    assert window is not None
    assert (window.until, window.at_least, window.over) == (datetime(2026, 12, 7, 18, 0), True, False)


def test_a_late_report_costs_what_was_told() -> None:
    """One point for the report, while half a point for visits that it did not tell of falls away."""
    told = risk("lin-yong", "weekly-report/2026-W46/lin-yong")
    assert (told.in_time, told.late, told.missed) == (None, Decimal("-0.50"), Decimal("-2.50"))
    assert told.lasts == datetime(2026, 12, 3, 18, 0)
    assert rising("lin-yong", done()).got - rising("lin-yong").got == told.late


def test_an_outing_reported_late_costs_what_was_told() -> None:
    told = risk("xu-zhaohe", "catering-outing-report/2026-11-12/xu-zhaohe")
    assert (told.late, told.missed) == (Decimal(-2), Decimal(-2))
    assert rising("xu-zhaohe", done()).got - rising("xu-zhaohe").got == told.late


def test_an_award_adds_what_was_told() -> None:
    adjustments = line("chen-bo", "adjustments-bounded")
    told = {each.values["title"]: each.gain for each in adjustments.levers}
    assert told == {"集团产品挽留": 3, "竞赛获奖": 2, "策反": 3}
    assert line("chen-bo", "adjustments-bounded", done()).line.score == told["竞赛获奖"]


def test_a_target_reached_adds_what_was_told() -> None:
    """50 % of the revenue and 100 % of the lines make 75 %: 30 of 40; the other half of the revenue is worth ten."""
    before = line("chen-bo", "marketing", done())
    assert before.line.score == 30
    told = lever(before, "target")
    assert (told.values["indicator"], told.values["short"], told.gain) == ("新增收入", Decimal(41500), Decimal(10))
    assert lever(before, "full").gain == 10
    after = view_with({"results/telecom-west/2026-11.yaml": results(83000)})
    assert line("chen-bo", "marketing", after).line.score == before.line.score + told.gain
    service = line("chen-bo", "service", done())
    assert (service.line.score, lever(service, "target").gain) == (Decimal(15), Decimal(5))


def test_a_full_mark_adds_what_was_told() -> None:
    """Chen Bo has 79.5 and 93 of 100, with half a point off the second: 4.77 and 5.08 of 6."""
    paths = ("tests/telecom-west/2026-11-12-business.yaml", "tests/telecom-west/2026-11-18-products.yaml")
    after = view_with({path: all_right(path) for path in paths})
    for name, gain in (("business-knowledge", "1.23"), ("product-knowledge", "0.42")):
        before = line("chen-bo", name)
        assert lever(before, "full").gain == Decimal(gain)
        assert line("chen-bo", name, after).line.score == before.line.score + Decimal(gain)  # type: ignore[operator]


def test_one_more_in_time_adds_what_was_told() -> None:
    """None of one was collected in time: with a second one that is, half of 50 points are got."""
    before = line("shen-keqin", "collected")
    told = lever(before, "next")
    assert (before.line.score, told.gain) == (Decimal(0), Decimal(25))
    assert line("shen-keqin", "collected", done()).line.score == told.gain
    assert [each.kind for each in before.levers] == ["next"], "that all are in time can't come any more"


@pytest.mark.parametrize(
    ("person", "dropped", "total"),
    [("pei-ruolan", "-9", "85"), ("tang-muyun", "-25", "75"), ("qin-yuehua", "-50", "50")],
)
def test_who_does_nothing_more_loses_what_was_told(person: str, dropped: str, total: str) -> None:
    """Two weeks later, the month closed and nothing done: the card has come down to just that.

    Tang: one of two collected in time. Qin: nothing of the feedback, which had not counted before and takes half.
    """
    one = rising(person)
    assert one.dropped == Decimal(dropped)
    later = card(ledger_at(CLOSED), person)
    assert later.total == Decimal(total) == one.got + one.dropped


def test_what_had_not_begun_yet_comes_on_top() -> None:
    """Xu is to go out once more on 11-26, which is no duty before: two points that nobody could tell on 11-20."""
    one = rising("xu-zhaohe")
    assert one.got + one.dropped == 91
    assert card(ledger_at(CLOSED), "xu-zhaohe").total == 89


def test_bands_are_told_where_more_is_given() -> None:
    """Pei's stand-ins: one problem in one turn, none put right in time, staff not satisfied: two points each.

    Below half of the turns one point comes back, from 60 % put right one, from 60 % satisfied one.
    """
    base = line("pei-ruolan", "catering-base")
    told = {(each.kind, each.values["title"]): (each.values["edge"], each.gain) for each in base.levers}
    assert told["below", "替班问题发生率"] == (Decimal(50), Decimal(1))
    assert told["reach", "替班问题落实率"] == (Decimal(60), Decimal(1))
    assert [kind for kind, title in told if title == "替班问题落实率"] == ["reach"], "there is no band below nothing"
    assert not base.losses, "what a measure gives may still change: that is nothing lost for good"


def test_duties_without_points_are_no_risk() -> None:
    """Whom to see once more this month is owed, and costs nothing on the card (A4.8)."""
    assert [one.duty.key for one in rising("zhang-wei").risks] == []
    open_duties = [one for one in demo_view().of_person("zhang-wei") if one.state is State.PENDING]
    assert len(open_duties) == 4


def test_a_half_year_waits_for_the_committee() -> None:
    (one,) = raising(demo_view()).of_person("yan-ruoshui")
    assert (one.card.period, one.got, one.of, len(one.missing)) == ("2026-H2", Decimal(0), Decimal(0), 5)
    assert {each.lack.called for each in one.missing if each.lack} == {"小组评分"}


def test_who_has_no_card_has_nothing_to_raise() -> None:
    assert raising(demo_view()).of_person("li-na") == ()
    assert raising(demo_view()).of_person("nobody") == ()
