"""When a claim was found, counted from the deal: its window, the month's end, a report that stops the clock.

B1.2, B1.4, B1.11.

The deal's day is day 0. A window says up to which day a claim takes how much::

    windows: [{until: 7, share: all}, {until: 15, share: half}]

In the month's last days only that day's deals move, after the month none (K4). A report made while the claim was still
in time stops the clock until it is closed, and lifts the month's end with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.when.moment import parse_date
from taizhang.when.period import PeriodKind, period_of

ALL, HALF, NONE = "all", "half", "none"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Elapsed:
    """How many days after the deal a claim counts as found; ``locked`` is why it can move nothing, empty if it can."""

    days: int
    locked: str
    report: Fact | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the counting rests on: the last days of a month that are closed, and the furthest day of any window."""

    last_days: int
    furthest: int


def elapsed(deal: date, found: date, reports: Iterable[Fact], calendar: Calendar) -> Elapsed:
    """Days from the deal to the finding, less the days that a report in time stopped the clock."""
    for report in sorted(reports, key=lambda one: one.order):
        said = report.time.date()
        days = max(0, (said - deal).days)
        if said <= found and days <= calendar.furthest and not locked(deal, said, calendar.last_days):
            closed = parse_date(report.get("closed_on"))
            rest = (found - closed).days if closed is not None and closed < found else 0
            return Elapsed(days + rest, "", report)
    return Elapsed(max(0, (found - deal).days), locked(deal, found, calendar.last_days))


def locked(deal: date, found: date, last_days: int) -> str:
    """``month-closed`` in another month, ``month-end`` in the last days for an older deal, else empty (K4)."""
    month = period_of(PeriodKind.MONTH, deal)
    if period_of(PeriodKind.MONTH, found) != month:
        return "month-closed"
    return "month-end" if found > month.last - DAY * last_days and found > deal else ""


def share_in(windows: Iterable[Mapping[str, Any]], days: int) -> Mapping[str, Any]:
    """The first window that reaches to so many days after the deal; an empty one where none does."""
    return next((one for one in windows if days <= int(one["until"])), {})
