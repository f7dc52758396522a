"""What becomes of a deadline, as data."""

from __future__ import annotations

from datetime import date, datetime, time

from taizhang.when.resolution import Reason, Resolution, ResolutionState, Step, Verdict, due_on, unknown, waived

STEPS = (Step(date(2026, 10, 16), Verdict.TAKEN),)


def test_only_a_due_resolution_has_a_moment_and_only_others_a_reason() -> None:
    assert due_on(date(2026, 10, 16), time(17, 30), STEPS) == Resolution(
        datetime(2026, 10, 16, 17, 30), ResolutionState.DUE, STEPS
    )
    assert waived(Reason.HOLIDAY, STEPS) == Resolution(None, ResolutionState.WAIVED, STEPS, Reason.HOLIDAY)
    assert unknown(Reason.NO_ANCHOR) == Resolution(None, ResolutionState.UNKNOWN, (), Reason.NO_ANCHOR)
