"""What waits for a confirmation, as far as records tell."""

from __future__ import annotations

from datetime import datetime

from taizhang.publish.awaiting import awaiting, can_wait
from tests import books
from tests.publish import companies
from tests.publish.demo import demo_view

LEAVE = "leaves/east/zhang-wei/2026-11-09.yaml"


def leave(state: str, *signed: str) -> companies.Files:
    """The ordinary company with one leave that Zhang asked for on 11-04."""
    (written,) = books.leave("zhang-wei", "2026-11-09", "2026-11-10").values()
    kept = [line for line in written.splitlines() if not line.startswith(("state", "approved", "submitted"))]
    text = "\n".join((*kept, "submitted_at: 2026-11-04 10:00", f"state: {state}", *signed, ""))
    return companies.ordinary() | {LEAVE: text}


def test_the_demo_s_complaint_waits() -> None:
    (one, quarrel) = awaiting(demo_view())
    assert quarrel.path == "records/incidents/sales-office/2026-11/2026-11-19-quarrelled.yaml"
    assert one.path == "records/incidents/telecom-south/2026-11/2026-11-17-complaint-du-jun.yaml"
    assert (one.kind, one.person, one.since) == ("加减分事件", "du-jun", datetime(2026, 11, 18, 16, 20))


def test_a_leave_waits_until_somebody_decides() -> None:
    view = companies.view_of(leave("applied"))
    assert can_wait(view)
    assert [(one.kind, one.person, one.path) for one in awaiting(view)] == [("请假", "zhang-wei", f"records/{LEAVE}")]
    assert awaiting(companies.view_of(leave("withdrawn"))) == ()
    signed = ("approved_by: li-na", "approved_at: 2026-11-04 12:00")
    for state in ("approved", "refused"):
        assert awaiting(companies.view_of(leave(state, *signed))) == ()


def test_only_what_was_known_at_the_moment_counts() -> None:
    assert awaiting(companies.view_of(leave("applied"), datetime(2026, 11, 4, 9, 59))) == ()
    approved = leave("approved", "approved_by: li-na", "approved_at: 2026-11-04 12:00")
    assert len(awaiting(companies.view_of(approved, datetime(2026, 11, 4, 11, 59)))) == 1
