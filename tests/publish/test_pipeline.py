"""Cases on their way: stages, clocks and the days they were counted by, of the demo's demands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from taizhang.publish.pipeline import Case, Clock, cases
from taizhang.rules.outcome import State
from tests.publish.companies import ordinary, view_of
from tests.publish.demo import demo_view


@pytest.fixture(scope="module")
def demands() -> dict[str, Case]:
    """The demo's demands by number."""
    return {case.record.id: case for case in cases(demo_view()) if case.kind.name == "demand"}


def days(clock: Clock) -> Counter[str]:
    """How many days of each kind a clock has."""
    return Counter(one.how for one in clock.days)


def test_the_most_pressing_come_first() -> None:
    """Overdue since 11-06 and 11-18, then what stands still, then by due instant, then the rest, what is over last."""
    found = [case.record.id.removeprefix("XQ-2026-") for case in cases(demo_view()) if case.kind.name == "demand"]
    assert found[:5] == ["008", "011", "009", "012", "010"]
    assert set(found[-5:]) == {"001", "003", "004", "007", "013"}


def test_stages_by_origin(demands: dict[str, Case]) -> None:
    """A demand of ours is found, offered and confirmed before it is collected; one of the customer's is raised."""
    ours, theirs = demands["XQ-2026-007"], demands["XQ-2026-001"]
    assert [one.title for one in ours.stages][:4] == ["主动收集", "提供给客户", "客户确认", "需求收集"]
    assert [one.title for one in theirs.stages][:2] == ["正式提出", "需求收集"]
    assert ours.stage is ours.stages[-1]
    assert [bool(one.reached) for one in demands["XQ-2026-008"].stages] == [True, True, False, True, *[False] * 4]


def test_a_stage_gone_through_twice_tells_both(demands: dict[str, Case]) -> None:
    stage = demands["XQ-2026-006"].stage
    assert stage is not None
    assert [f"{one.time:%m-%d}" for one in stage.reached] == ["10-26", "11-13"]
    assert not demands["XQ-2026-006"].over


def test_paused_days_are_told_and_not_used(demands: dict[str, Case]) -> None:
    """Collected 10-13, paused 10-20 to 10-22, fed back on the tenth working day, 10-30."""
    _, clock = demands["XQ-2026-004"].clocks
    assert (clock.used, clock.allowed, clock.running, clock.paused) == (10, 10, False, False)
    assert days(clock) == {"start": 1, "counted": 9, "off": 4, "paused": 3, "due": 1}
    assert [one.day for one in clock.days if one.how == "paused"] == [date(2026, 10, day) for day in (20, 21, 22)]


def test_what_stands_still_stands_still_to_this_day(demands: dict[str, Case]) -> None:
    """Collected 11-05, four working days until the pause from 11-12; nine days of it by 11-20."""
    case = demands["XQ-2026-009"]
    clock = case.clock
    assert clock is case.clocks[-1]
    assert (clock.used, clock.paused, clock.running, days(clock)["paused"]) == (4, True, True, 9)


def test_days_too_many_are_counted_on(demands: dict[str, Case]) -> None:
    """Due 11-06 and nothing yet on 11-20: ten working days more."""
    clock = demands["XQ-2026-008"].clock
    assert clock is not None
    assert (clock.used, days(clock)["over"], clock.duty.state) == (20, 10, State.OVERDUE)


def test_days_to_come_are_not_used(demands: dict[str, Case]) -> None:
    """Collected 11-10, as of Fri 11-20 eight of ten: Mon 11-23 is ahead, Tue 11-24 due."""
    clock = demands["XQ-2026-010"].clock
    assert clock is not None
    assert (clock.used, days(clock)["ahead"], days(clock)["due"]) == (8, 1, 1)


def test_days_not_needed_any_more_are_spare(demands: dict[str, Case]) -> None:
    """Due Thu 10-22 by ten days, fed back on the ninth, 10-21: only the due day is left."""
    clock = demands["XQ-2026-001"].clocks[-1]
    assert (clock.used, days(clock)["spare"]) == (9, 0)
    early = demands["XQ-2026-006"].clocks[0]
    assert (early.used, early.allowed) == (1, 2)


def test_other_records_of_the_case_stand_beside(demands: dict[str, Case]) -> None:
    """The site's finding is told with the demand it joins; its own changes and pauses too."""
    names = [fact.name for fact in demands["XQ-2026-003"].beside]
    assert names == ["site.solved"]
    assert [one.rule for one in demands["XQ-2026-003"].findings] == ["towers-exclusive-asked"]
    assert [fact.name for fact in demands["XQ-2026-006"].beside] == ["demand.change-asked", "demand.changed"]
    assert len(demands["XQ-2026-013"].findings) == 4


def test_a_company_without_cases_has_none() -> None:
    assert cases(view_of(ordinary())) == ()


def test_a_case_without_a_clock(demands: dict[str, Case]) -> None:
    bare = replace(demands["XQ-2026-001"], clocks=(), stages=())
    assert (bare.clock, bare.stage, bare.over) == (None, None, False)
