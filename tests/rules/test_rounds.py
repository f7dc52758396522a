"""Clocks that pause and begin anew: which pauses count, what a change restarts, what it never heals (E2.3, E2.4)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from taizhang.facts.fact import Fact
from taizhang.rules import response
from taizhang.rules.outcome import Cause, Obligation, State
from taizhang.when.moment import format_moment
from tests.rules.worlds import BOOK, demo, fact, rule, world

FED_BACK: dict[str, Any] = {
    "on": {"fact": "demand.collected"},
    "owed_by": "person",
    "due": {"after": "fact", "working_days": 10, "time": "24:00"},
    "met_by": {"fact": "demand.fed-back", "by": ["case"]},
    "pauses": {"fact": "demand.paused", "by": ["case"]},
    "restart": {
        "fact": "demand.changed",
        "by": ["case"],
        "where": {"from_stage": {"in": ["collection", "screening"]}},
        "again": True,
    },
    "key": ["unit", "case"],
}
NUMBER = iter(range(10_000))


def stated(name: str, at: str, until: str = "", case: str = "XQ-1", **more: object) -> Fact:
    """A fact of a demand, on a line of its own."""
    return fact(f"demand.{name}", at, next(NUMBER), until, person="zhang", unit="east", case=case, **more)


COLLECTED = stated("collected", "2026-10-13 15:00")


def collected() -> Fact:
    """Collected on Tue 2026-10-13: fed back by Tue 10-27."""
    return COLLECTED


def fed_back(at: str) -> Fact:
    """The screening form given to the customer."""
    return stated("fed-back", at)


def changed(at: str, stage: str = "screening") -> Fact:
    """A change that the customer confirmed."""
    return stated("changed", at, from_stage=stage)


def found(*facts: Fact, as_of: str = "2026-11-20 18:30", **more: object) -> list[Obligation]:
    """What the clock gives, oldest round first."""
    return list(response.run(BOOK, rule("response", **{**FED_BACK, **more}), world(as_of, facts)))


def told(*facts: Fact, **more: object) -> list[tuple[str, str]]:
    """The due day and state of each round."""
    return [(f"{one.due:%m-%d}" if one.due else "", one.state) for one in found(*facts, **more)]  # type: ignore[arg-type]


def sentences(cause: Cause) -> list[str]:
    """Every sentence id of a cause tree."""
    return [cause.sentence, *(name for child in cause.children for name in sentences(child))]


@pytest.mark.parametrize(
    ("at", "state"),
    [("2026-10-30 23:58", State.MET), ("2026-10-30 23:59", State.MET), ("2026-10-31 00:00", State.LATE)],
)
def test_the_minute_decides_behind_a_pause(at: str, state: State) -> None:
    """Three working days paused, so the tenth one is Fri 10-30, to its last minute."""
    (one,) = found(collected(), stated("paused", "2026-10-20", "2026-10-22"), fed_back(at))
    assert (one.due, one.state) == (datetime(2026, 10, 30, 23, 59), state)


@pytest.mark.parametrize(("as_of", "state"), [("2026-10-30 23:59", State.PENDING), ("2026-10-31 00:00", State.OVERDUE)])
def test_without_an_answer_time_decides_behind_a_pause(as_of: str, state: State) -> None:
    (one,) = found(collected(), stated("paused", "2026-10-20", "2026-10-22"), as_of=as_of)
    assert one.state is state


def test_a_pause_is_told_at_its_line_with_each_of_its_days() -> None:
    (one,) = found(collected(), paused := stated("paused", "2026-10-20", "2026-10-22"))
    cause = next(child for child in one.cause.children if child.sentence == "response.paused")
    assert cause.source == paused.source
    kinds = [step.values.get("kind") for child in one.cause.children for step in child.children]
    assert kinds.count("kind.paused") == 3


def test_another_case_s_pause_is_not_this_one_s() -> None:
    assert told(collected(), stated("paused", "2026-10-20", "2026-10-22", case="XQ-2")) == [("10-27", "missed")]


def test_a_pause_not_known_yet_stops_nothing() -> None:
    """As of 10-19 nobody knows of the pause from 10-20."""
    facts = (collected(), stated("paused", "2026-10-20", "2026-10-22"))
    assert told(*facts, as_of="2026-10-19 23:59") == [("10-27", "pending")]


def test_a_pause_without_an_end_leaves_the_due_open() -> None:
    (one,) = found(collected(), stated("paused", "2026-10-26"))
    assert (one.due, one.state, one.points) == (None, State.UNKNOWN, Decimal(0))
    assert {"due.paused", "response.paused-open"} <= set(sentences(one.cause))


def test_an_answer_ends_a_pause_without_an_end() -> None:
    """Answered on Thu 10-29 while it stood still from 10-26: the ninth and tenth days are 10-30 and 11-02."""
    assert told(collected(), stated("paused", "2026-10-26"), fed_back("2026-10-29 10:00")) == [("11-02", "met")]


def test_a_pause_behind_the_answer_leaves_the_due_as_it_was() -> None:
    assert told(collected(), fed_back("2026-10-15 10:00"), stated("paused", "2026-10-20", "2026-10-22")) == [
        ("10-27", "met")
    ]


def test_a_pause_does_not_mend_what_was_late_before_it() -> None:
    assert told(collected(), stated("paused", "2026-10-28", "2026-11-06"), fed_back("2026-11-03 10:00")) == [
        ("10-27", "late")
    ]


@pytest.mark.parametrize(
    ("change", "due"), [("2026-10-13 15:01", "10-27"), ("2026-10-22 10:00", "11-05"), ("2026-10-27 23:59", "11-10")]
)
def test_a_change_in_the_clock_lets_it_count_anew(change: str, due: str) -> None:
    """Ten working days from the change's day; up to the last minute it still runs."""
    (one,) = found(collected(), changed(change))
    assert f"{one.due:%m-%d}" == due
    assert one.key == "r/2026-10-13/east/XQ-1"
    assert "response.restarted" in sentences(one.cause)


def test_of_several_changes_the_last_counts() -> None:
    assert told(collected(), changed("2026-10-16 10:00"), changed("2026-10-22 10:00")) == [("11-05", "overdue")]


def test_a_change_of_a_later_stage_leaves_the_clock_alone() -> None:
    assert told(collected(), changed("2026-10-22 10:00", "order")) == [("10-27", "missed")]


def test_a_change_of_before_the_clock_plays_no_part() -> None:
    assert told(collected(), changed("2026-10-13 14:59")) == [("10-27", "missed")]


def test_a_change_behind_the_answer_begins_another_round() -> None:
    first, second = found(collected(), fed_back("2026-10-26 10:00"), change := changed("2026-10-28 10:00"))
    assert (first.state, first.done_at) == (State.MET, datetime(2026, 10, 26, 10))
    assert (second.state, second.due) == (State.OVERDUE, datetime(2026, 11, 11, 23, 59))
    assert (second.key, second.period) == ("r/2026-10-28/east/XQ-1/2", "2026-10-28")
    assert second.because == {f"{change.source.path}#list/{change.source.pointer[1]}/at"}
    assert first.because.isdisjoint(second.because)


def test_an_answer_of_the_first_round_is_none_of_the_second() -> None:
    facts = (collected(), fed_back("2026-10-26 10:00"), changed("2026-10-28 10:00"), fed_back("2026-11-11 23:59"))
    assert told(*facts) == [("10-27", "met"), ("11-11", "met")]


def test_a_change_at_the_minute_of_the_answer_comes_behind_it() -> None:
    facts = (collected(), fed_back("2026-10-26 10:00"), changed("2026-10-26 10:00"))
    assert told(*facts)[0] == ("10-27", "met")


def test_a_change_when_it_is_overdue_heals_nothing() -> None:
    facts = (collected(), changed("2026-10-28 00:00"), fed_back("2026-11-03 10:00"))
    assert told(*facts) == [("10-27", "late"), ("11-11", "met")]


def test_without_again_a_change_behind_the_answer_is_nothing() -> None:
    once = {**FED_BACK["restart"], "again": False}
    assert told(collected(), fed_back("2026-10-26 10:00"), changed("2026-10-28 10:00"), restart=once) == [
        ("10-27", "met")
    ]


def test_a_change_in_a_pause_without_an_end_waits_for_its_end() -> None:
    assert told(collected(), stated("paused", "2026-10-20"), changed("2026-10-22 10:00")) == [("", "unknown")]


def test_reads_names_what_pauses_and_restarts() -> None:
    assert response.reads(rule("response", **FED_BACK)) >= {"demand.paused", "demand.changed"}


days = st.dates(datetime(2026, 9, 20).date(), datetime(2026, 11, 19).date())
breaks = st.lists(st.tuples(days, st.integers(0, 12)), max_size=4)


def pauses(spans: list[tuple[Any, int]]) -> list[Fact]:
    """A pause for each first day and number of further days."""
    return [stated("paused", str(first), str(first + timedelta(days=more))) for first, more in spans]


@given(breaks)
def test_pausing_never_makes_a_due_date_earlier(spans: list[tuple[Any, int]]) -> None:
    (one,) = found(collected(), *pauses(spans))
    assert one.due is not None
    assert one.due >= datetime(2026, 10, 27, 23, 59)


@given(breaks, st.datetimes(datetime(2026, 10, 13, 15), datetime(2026, 11, 20)))
def test_pausing_never_makes_what_was_in_time_late(spans: list[tuple[Any, int]], at: datetime) -> None:
    answer = fed_back(format_moment(at))
    (plain,), (paused,) = found(collected(), answer), found(collected(), answer, *pauses(spans))
    assert plain.due is not None
    assert paused.due is not None
    assert paused.due >= plain.due
    assert paused.state is State.MET or plain.state is not State.MET


@given(st.tuples(days, st.integers(0, 12)))
def test_a_pause_outside_the_clock_changes_nothing(span: tuple[Any, int]) -> None:
    first, more = span
    assume(first > datetime(2026, 10, 27).date() or first + timedelta(days=more) < datetime(2026, 10, 13).date())
    plain, paused = found(collected()), found(collected(), *pauses([span]))
    assert [(one.due, one.state, one.cause) for one in plain] == [(one.due, one.state, one.cause) for one in paused]


MIXED = [
    collected(),
    changed("2026-10-16 10:00"),
    stated("paused", "2026-10-20", "2026-10-22"),
    fed_back("2026-11-02 10:00"),
    changed("2026-11-03 09:00"),
    stated("paused", "2026-11-10"),
]


@given(st.permutations(MIXED))
def test_the_order_of_facts_does_not_matter(facts: list[Fact]) -> None:
    """From 10-16 with three paused days: due Wed 11-04, met; from 11-03 it stands still since 11-10."""
    assert told(*facts) == [("11-04", "met"), ("", "unknown")]


def test_the_demo_s_demands() -> None:
    """Each clock of the demo's demands, worked out by hand."""
    rows = {
        (one.rule, one.key.split("/", 3)[3]): (f"{one.due:%m-%d}" if one.due else "", one.state)
        for one in demo().obligations
        if one.rulebook == "towers"
    }
    assert rows == {
        ("towers-offered", "XQ-2026-007"): ("09-15", "met"),
        ("towers-offered", "XQ-2026-008"): ("10-19", "late"),
        ("towers-collected", "XQ-2026-001"): ("10-09", "met"),
        ("towers-collected", "XQ-2026-002"): ("10-13", "late"),
        ("towers-collected", "XQ-2026-003"): ("09-29", "met"),
        ("towers-collected", "XQ-2026-004"): ("10-14", "met"),
        ("towers-collected", "XQ-2026-005"): ("10-15", "met"),
        ("towers-collected", "XQ-2026-006"): ("10-14", "met"),
        ("towers-collected", "XQ-2026-007"): ("09-17", "met"),
        ("towers-collected", "XQ-2026-009"): ("11-05", "met"),
        ("towers-collected", "XQ-2026-010"): ("11-10", "met"),
        ("towers-collected", "XQ-2026-011"): ("11-18", "overdue"),
        ("towers-collected", "XQ-2026-012"): ("11-23", "pending"),
        ("towers-collected", "XQ-2026-013"): ("10-21", "met"),
        ("towers-fed-back", "XQ-2026-001"): ("10-22", "met"),
        ("towers-fed-back", "XQ-2026-002"): ("10-28", "met"),
        ("towers-fed-back", "XQ-2026-003"): ("10-16", "late"),
        ("towers-fed-back", "XQ-2026-004"): ("10-30", "met"),
        ("towers-fed-back", "XQ-2026-005"): ("11-05", "met"),
        ("towers-fed-back", "XQ-2026-006"): ("10-27", "met"),
        ("towers-fed-back", "XQ-2026-006/2"): ("11-11", "late"),
        ("towers-fed-back", "XQ-2026-007"): ("10-08", "met"),
        ("towers-fed-back", "XQ-2026-008"): ("11-06", "overdue"),
        ("towers-fed-back", "XQ-2026-009"): ("", "unknown"),
        ("towers-fed-back", "XQ-2026-010"): ("11-24", "pending"),
        ("towers-fed-back", "XQ-2026-013"): ("11-03", "met"),
    }


def test_the_demo_s_demands_show_each_fault() -> None:
    rows = sorted((one.rule, f"{one.at:%m-%d}") for one in demo().findings if one.rulebook == "towers")
    assert rows == [
        ("towers-change-confirmed", "11-05"),
        ("towers-collected-signed", "11-10"),
        ("towers-equipment-asked", "11-10"),
        ("towers-exclusive-alone", "10-28"),
        ("towers-exclusive-asked", "10-14"),
        ("towers-ordered", "11-09"),
        ("towers-own-confirmed", "10-23"),
        ("towers-pause-logged", "11-12"),
        ("towers-plan-signed", "11-02"),
        ("towers-screened", "11-02"),
    ]


def test_the_demo_s_cards() -> None:
    """October: Qin 2 of 2 collected and 2 of 3 fed back: 50 + 33.34; Tang 1 of 2 and 1 of 1: 25 + 50."""
    totals = {
        (one.person or one.unit, one.period): one.total
        for one in demo().scorecards
        if one.rulebook == "towers" and one.period == "2026-10"
    }
    assert totals == {
        ("qin-yuehua", "2026-10"): Decimal("83.34"),
        ("tang-muyun", "2026-10"): Decimal(75),
        ("shen-keqin", "2026-10"): Decimal(100),
        ("towers-linhe", "2026-10"): Decimal(75),
        ("towers-shiqiao", "2026-10"): Decimal(100),
    }
    rates = [one for one in demo().measures if one.rule == "towers-collected-rate" and one.period == "2026-09"]
    assert {one.person: one.known for one in rates} == {
        "qin-yuehua": "number",
        "shen-keqin": "number",
        "tang-muyun": "not-applicable",
    }
