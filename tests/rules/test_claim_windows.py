"""Counting from the deal to the finding: windows, the month's end, a report that stops the clock (B1.2, B1.4, K4)."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.rules.claim_windows import Calendar, elapsed, locked, share_in
from tests.rules.worlds import fact

DEAL = date(2026, 10, 12)
WINDOWS = [{"until": 7, "share": "all"}, {"until": 15, "share": "half"}]
CALENDAR = Calendar(3, 15)


@pytest.mark.parametrize(("days", "share"), [(0, "all"), (7, "all"), (8, "half"), (15, "half"), (16, None)])
def test_a_window_reaches_to_its_day(days: int, share: str | None) -> None:
    """The last day is in it, the next one not."""
    assert share_in(WINDOWS, days).get("share") == share


@pytest.mark.parametrize(
    ("deal", "found", "why"),
    [
        ("2026-10-20", "2026-10-28", ""),
        ("2026-10-20", "2026-10-29", "month-end"),
        ("2026-10-29", "2026-10-29", ""),
        ("2026-10-31", "2026-11-01", "month-closed"),
        ("2026-02-20", "2026-02-25", ""),
        ("2026-02-20", "2026-02-26", "month-end"),
    ],
)
def test_the_last_three_days_move_their_own_deals_only(deal: str, found: str, why: str) -> None:
    """October's are the 29th to 31st, February's the 26th to 28th."""
    assert locked(date.fromisoformat(deal), date.fromisoformat(found), 3) == why


def test_a_report_in_time_stops_the_clock() -> None:
    """Open: at its own day, whatever the month; closed: it goes on from there."""
    report = fact("deal.reported", "2026-10-15 10:00")
    assert elapsed(DEAL, date(2026, 11, 20), [report], CALENDAR).days == 3
    assert elapsed(DEAL, date(2026, 11, 20), [report], CALENDAR).locked == ""
    closed = fact("deal.reported", "2026-10-15 10:00", closed_on="2026-10-20")
    assert [elapsed(DEAL, date(2026, 10, day), [closed], CALENDAR).days for day in (19, 20, 21, 25)] == [3, 3, 4, 8]


def test_a_report_too_late_or_made_after_the_finding_stops_nothing() -> None:
    """Day 16 is out of the window; what was found before it was made counts by itself."""
    late = fact("deal.reported", "2026-10-28 10:00")
    assert elapsed(DEAL, date(2026, 10, 28), [late], CALENDAR).days == 16
    after = fact("deal.reported", "2026-10-15 10:00")
    assert elapsed(DEAL, date(2026, 10, 14), [after], CALENDAR).report is None
