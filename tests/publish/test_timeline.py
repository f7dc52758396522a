"""A customer's timeline: everything that is known of him, in order, each with its place."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.publish.timeline import Event, timeline
from taizhang.publish.view import View
from taizhang.rules.outcome import Decision, Entry, Finding, Obligation, State
from tests.publish.demo import demo_view


@pytest.fixture(scope="module")
def view() -> View:
    """The demo company's."""
    return demo_view()


@pytest.mark.parametrize("customer", ["C-000147", "C-000121", "C-000125", "C-001058", "C-003004", "C-006003"])
def test_every_fact_and_every_outcome_that_stands_is_there_once(view: View, customer: str) -> None:
    events = timeline(view, customer)
    facts = [fact for fact in view.facts.all if fact.customer == customer]
    told = [one for one in view.ledger.outcomes if one.customer == customer]
    standing = [one for one in told if not (isinstance(one, Obligation) and one.state is State.PENDING)]
    assert sorted(fact.order for one in events for fact in one.facts) == sorted(fact.order for fact in facts)
    shown = [one.outcome.key for one in events if one.outcome] + [duty.key for one in events for duty in one.duties]
    assert sorted(shown) == sorted(one.key for one in standing)
    assert {duty.state for one in events for duty in one.duties} <= {State.MET}
    assert [one.at for one in events] == sorted((one.at for one in events), reverse=True)
    assert max(one.at for one in events) <= view.as_of


def test_lines_are_chosen_by_the_kind_of_their_record_or_outcome(view: View) -> None:
    expected = {Obligation: "duty", Finding: "finding", Entry: "entry", Decision: "decision"}
    seen = set()
    for customer in ("C-000121", "C-000115", "C-001058"):
        for event in timeline(view, customer):
            seen |= set(event.kinds)
            if event.outcome is not None:
                assert event.kinds == (expected[type(event.outcome)],)
            elif event.duties:
                assert event.kinds[1:] == ("duty",)
    assert {*expected.values(), "customer", "contact", "service-log", "deal"} <= seen


def test_a_change_of_manager_is_one_line(view: View) -> None:
    """The record says from one day on whose he is, which is two facts; the change tells both."""
    event = at(view, "C-000147", "2025-03-01", "更换客户经理")
    assert [fact.name for fact in event.facts] == ["customer.owner-changed", "customer.assigned"]
    assert told(event) == [("客户经理", "李娜 → 张伟"), ("原因", "客户经理到岗分配")]
    assert [source.pointer for source in event.sources] == [("owners", 1, "from")]


def test_a_trip_is_one_line_with_when_it_was_filled_in_and_ended(view: View) -> None:
    event = at(view, "C-000147", "2026-11-18 10:02", "出行")
    assert {fact.name for fact in event.facts} == {"trip.visit", "trip.filled", "trip.returned"}
    assert told(event)[-3:] == [
        ("填写时间", "2026-11-18 09:47"),
        ("返回时间", "2026-11-18 11:37"),
        ("结果", "客户同意试用两周"),
    ]


def test_the_items_of_one_inspection_are_one_line(view: View) -> None:
    event = at(view, "C-000147", "2026-10-13", "检查")
    assert [[(part.label, part.text) for part in item] for item in event.items] == [
        [("得分", "97"), ("检查内容", "按规范问候并报工号")],
        [("得分", "93"), ("检查内容", "解答准确")],
        [("得分", "83"), ("检查内容", "当天回复客户")],
    ]
    assert ("项目", "服务标准") in told(event)
    assert len(event.sources) == 3


def test_a_dissatisfied_call_is_one_line_and_what_came_of_it_others(view: View) -> None:
    event = at(view, "C-003004", "2026-11-12 14:20", "回访,客户不满意")
    assert [fact.name for fact in event.facts] == ["callback.dissatisfied", "callback.made"]
    assert {duty.rule for duty in event.duties} == {"auto-callback-entered", "auto-reported"}
    handled = at(view, "C-003004", "2026-11-13 10:00", "落实责任人")
    assert [fact.name for fact in handled.facts] == ["callback.assigned"]


def test_stages_of_different_days_stay_apart(view: View) -> None:
    names = [one.name for one in timeline(view, "C-006003") if one.name]
    assert names.count("站址筛查") == 2
    assert names.count("反馈筛查初步方案") == 2


def at(view: View, customer: str, moment: str, name: str) -> Event:
    """The one fact of this name at a moment."""
    (found,) = (
        one for one in timeline(view, customer) if one.at == datetime.fromisoformat(moment) and one.name == name
    )
    return found


def told(event: Event) -> list[tuple[str, str]]:
    """What a line says."""
    return [(part.label, part.text) for part in event.parts]


def test_what_a_fact_says_is_said_in_chinese(view: View) -> None:
    event = at(view, "C-000147", "2026-10-21 14:27", "服务")
    assert told(event) == [
        ("联系人", "丁**"),
        ("主动或被动", "被动"),
        ("方式", "电话"),
        ("主题", "账单核对"),
        ("内容", "客户来电询问账单，发去明细并逐条说明。"),
        ("结果", "差额下月冲回，客户认可。"),
        ("填写时间", "2026-10-21 16:29"),
    ]
    assert event.person == "zhang-wei"
    (source,) = event.sources
    assert source.path == "records/service-logs/telecom-east/2026-W43/zhang-wei.yaml"


def test_a_task_done_is_called_so(view: View) -> None:
    event = at(view, "C-000147", "2026-11-16 18:40", "完成任务")
    assert told(event) == [
        ("事项", "给顺越医药送两套专线报价"),
        ("期限", "2026-11-16"),
        ("交办时间", "2026-11-12 10:20"),
    ]


def test_a_change_says_what_was_before_and_repeats_nothing_else(view: View) -> None:
    assert told(at(view, "C-000121", "2026-10-16", "更换客户经理")) == [
        ("客户经理", "谢军 → 苏娟"),
        ("原因", "谢军离职交接"),
    ]


def test_the_record_of_a_contact_is_never_led_to(view: View) -> None:
    event = at(view, "C-000147", "2023-07-25", "新增联系人")
    assert event.sources == ()
    assert told(event) == [("联系人", "丁**"), ("身份", "关键联络人")]


def test_a_duty_stands_where_it_was_done_else_where_it_was_due(view: View) -> None:
    events = timeline(view, "C-000147")
    by_key = {one.outcome.key: one.at for one in events if one.outcome}
    assert by_key["service-frequency/2026-10/C-000147"] == datetime(2026, 10, 31, 23, 59)
    done = view.ledger.obligation("service-frequency/2026-09/C-000147")
    assert done is not None
    assert by_key[done.key] == done.done_at == datetime(2026, 9, 14, 15, 5)
    assert "service-frequency/2026-11/C-000147" not in by_key, "not due yet"


def test_of_an_unknown_customer_there_is_nothing(view: View) -> None:
    assert timeline(view, "C-999999") == ()
