"""What is under way with a customer of the demo company: cases and service orders that are not closed."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.publish.going import Going, going
from taizhang.rules.outcome import State
from tests.publish import companies
from tests.publish.demo import demo_view


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Going, ...]]:
    """By customer."""
    return dict(going(demo_view()))


def test_a_case_stands_with_its_stage_and_the_clock_that_runs(found: dict[str, tuple[Going, ...]]) -> None:
    """XQ-2026-008 was collected on 10-23; ten working days ended on 11-06."""
    first = found["C-006003"][0]
    assert (first.number, first.name, first.sort) == ("XQ-2026-008", "石桥地铁一号线车站", "建设需求")
    assert first.address == "pipelines/demands.towers-shiqiao.XQ-2026-008/"
    assert first.duty is not None
    assert (first.duty.state, first.duty.due) == (State.OVERDUE, datetime(2026, 11, 6, 23, 59))
    assert first.clock is not None
    assert (first.clock.used, first.clock.allowed) == (20, 10)


def test_the_most_pressing_comes_first(found: dict[str, tuple[Going, ...]]) -> None:
    for those in found.values():
        assert [one.order for one in those] == sorted(one.order for one in those)


def test_an_order_is_under_way_until_the_customer_is_satisfied(found: dict[str, tuple[Going, ...]]) -> None:
    """GD-2026-1102 waits for its complaint to be handled; GD-2026-1001 was called until the customer was content."""
    (one,) = found["C-003004"]
    assert (one.number, one.stage, one.sort) == ("GD-2026-1102", "回访,客户不满意", "服务工单")
    assert one.duty is not None
    assert one.duty.rule == "auto-handled"
    numbers = {thing.number for those in found.values() for thing in those}
    assert "GD-2026-1001" not in numbers


def test_with_nothing_under_way_there_is_nobody() -> None:
    assert going(companies.view_of(companies.empty())) == {}
