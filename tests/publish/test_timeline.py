"""A customer's timeline: everything that is known of him, in order, each with its place."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.publish.timeline import Event, timeline
from taizhang.publish.view import View
from taizhang.rules.outcome import Entry, Finding, Obligation, State
from tests.publish.demo import demo_view


@pytest.fixture(scope="module")
def view() -> View:
    """The demo company's."""
    return demo_view()


@pytest.mark.parametrize("customer", ["C-000147", "C-000121", "C-000125"])
def test_every_fact_and_every_outcome_that_stands_is_there_once(view: View, customer: str) -> None:
    events = timeline(view, customer)
    facts = [fact for fact in view.facts.all if fact.customer == customer]
    told = [one for one in view.ledger.outcomes if one.customer == customer]
    standing = [one for one in told if not (isinstance(one, Obligation) and one.state is State.PENDING)]
    assert len(events) == len(facts) + len(standing)
    assert {one.outcome.key for one in events if one.outcome} == {one.key for one in standing}
    assert sorted(one.at for one in events if one.sort == "fact") == sorted(fact.time for fact in facts)
    assert [one.at for one in events] == sorted((one.at for one in events), reverse=True)
    assert max(one.at for one in events) <= view.as_of


def test_sorts_of_lines_are_told_apart(view: View) -> None:
    expected = {"duty": Obligation, "finding": Finding, "entry": Entry}
    seen = set()
    for customer in ("C-000121", "C-000115"):
        for event in timeline(view, customer):
            seen.add(event.sort)
            if event.outcome is not None:
                assert type(event.outcome) is expected[event.sort]
    assert seen == {"fact", *expected}


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
    assert event.source is not None
    assert event.source.path == "records/service-logs/telecom-east/2026-W43/zhang-wei.yaml"


def test_a_task_done_is_called_so(view: View) -> None:
    event = at(view, "C-000147", "2026-11-16 18:40", "完成任务")
    assert told(event) == [
        ("事项", "给顺越医药送两套专线报价"),
        ("期限", "2026-11-16"),
        ("交办时间", "2026-11-12 10:20"),
    ]


def test_an_attribute_called_as_the_time_is_has_its_own_title(view: View) -> None:
    """A service's log is a fact at the time of writing; the ``at`` it carries is that of the service."""
    event = at(view, "C-000147", "2026-10-21 16:29", "服务填写")
    assert told(event) == [("服务时间", "2026-10-21 14:27"), ("主动或被动", "被动")]


def test_a_change_says_what_was_before_and_repeats_nothing_else(view: View) -> None:
    assert told(at(view, "C-000121", "2026-10-16", "更换客户经理")) == [
        ("客户经理", "谢军 → 苏娟"),
        ("原因", "谢军离职交接"),
    ]


def test_the_record_of_a_contact_is_never_led_to(view: View) -> None:
    event = at(view, "C-000147", "2023-07-25", "新增联系人")
    assert event.source is None
    assert told(event) == [("联系人", "丁**"), ("身份", "关键联络人")]


def test_a_duty_stands_where_it_was_done_else_where_it_was_due(view: View) -> None:
    by_key = {one.outcome.key: one.at for one in timeline(view, "C-000147") if one.outcome}
    assert by_key["service-frequency/2026-10/C-000147"] == datetime(2026, 10, 31, 23, 59)
    done = view.ledger.obligation("service-frequency/2026-09/C-000147")
    assert done is not None
    assert by_key[done.key] == done.done_at == datetime(2026, 9, 14, 15, 5)
    assert "service-frequency/2026-11/C-000147" not in by_key, "not due yet"


def test_of_an_unknown_customer_there_is_nothing(view: View) -> None:
    assert timeline(view, "C-999999") == ()
