"""Urgency: whole days between two dates, the last day of a step still in it; steps are counted from the worst."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from taizhang.publish.urgency import COMING, OVERDUE, STEPS, UNDATED, counted, urgency
from taizhang.rules.outcome import State
from tests.rules.outcomes import obligation

NOW = datetime(2026, 11, 20, 18, 30)


@pytest.mark.parametrize(("days", "step"), [(0, 0), (3, 0), (4, 1), (7, 1), (8, 2), (14, 2), (15, 3), (400, 3)])
def test_overdue_by_days(days: int, step: int) -> None:
    one = obligation(State.OVERDUE, NOW.replace(hour=9) - timedelta(days=days))
    assert urgency(one, NOW) == OVERDUE[step]


@pytest.mark.parametrize(("days", "step"), [(0, 0), (1, 0), (2, 1), (7, 1), (8, 2), (400, 2)])
def test_days_left(days: int, step: int) -> None:
    one = obligation(State.PENDING, NOW.replace(hour=9) + timedelta(days=days))
    assert urgency(one, NOW) == COMING[step]


def test_without_a_day() -> None:
    assert urgency(obligation(State.UNKNOWN, None), NOW) == UNDATED
    assert (UNDATED.least, UNDATED.most, UNDATED.state) == (None, None, State.PENDING)


def test_the_worst_first_and_none_that_is_empty() -> None:
    late = obligation(State.OVERDUE, NOW - timedelta(days=20), key="a")
    soon = obligation(State.PENDING, NOW + timedelta(days=1), key="b")
    assert counted((soon, late, soon), NOW) == ((OVERDUE[3], 1), (COMING[0], 2))
    assert counted((), NOW) == ()
    assert STEPS[0] == OVERDUE[-1]
    assert [(one.least, one.most) for one in OVERDUE] == [(0, 3), (4, 7), (8, 14), (15, None)]
