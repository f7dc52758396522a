"""What outcomes charge: the entry of points, in the month of the due date or the finding (G8)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from taizhang.rules.charge import entry_of
from taizhang.rules.outcome import Outcome, State
from tests.rules.outcomes import entry, finding, measure, obligation, scorecard


def test_a_late_duty_is_charged_in_its_due_month() -> None:
    """W44 begins in October and ends in November; due on 10-30, so October."""
    one = obligation()
    charged = entry_of(one)
    assert charged is not None
    assert (charged.period, charged.at, charged.amount, charged.line) == (
        "2026-10",
        one.due,
        Decimal(-1),
        "work-planning",
    )
    assert (charged.key, charged.account) == ("r/2026-W44/zhang#work-planning", "points")
    assert (charged.person, charged.unit, charged.cause) == ("zhang", "east", one.cause)


def test_the_due_date_after_the_shift_decides() -> None:
    """Due on 11-02 though its week began in October: November."""
    charged = entry_of(obligation(due=datetime(2026, 11, 2, 17, 30)))
    assert charged is not None
    assert charged.period == "2026-11"


def test_a_finding_is_charged_in_its_own_month() -> None:
    charged = entry_of(finding(points=-2, period="2026-10-30"))
    assert charged is not None
    assert (charged.period, charged.line) == ("2026-10", "base-service")


def test_the_cause_is_what_it_came_of_else_the_outcome() -> None:
    """One cause is charged once per card (G13), so both must be told alike."""
    named = entry_of(finding(points=-2, because=frozenset({"records/x.yaml#at"})))
    bare = entry_of(finding(points=-2))
    assert named is not None
    assert bare is not None
    assert named.because == {"records/x.yaml#at"}
    assert bare.because == {"r/2026-W44/zhang"}


@pytest.mark.parametrize(
    "one",
    [obligation(points=0), finding(points=0), obligation(State.UNKNOWN, None), entry(), measure(), scorecard()],
)
def test_without_points_or_a_time_nothing_is_charged(one: Outcome) -> None:
    assert entry_of(one) is None
