"""Whole days off: what covers a day and what only touches it (G7)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from taizhang.facts.fact import Fact, Source
from taizhang.facts.store import Facts
from taizhang.rules.excuse import covers, excuse_of
from taizhang.when.calendar import EveryDayCalendar
from taizhang.when.period import PeriodKind, period_of


def leave(start: str, last: date | None) -> Fact:
    """Leave from a moment to a last day."""
    return Fact("leave.approved", datetime.fromisoformat(start), Source("records/x.yaml"), person="li", last=last)


@pytest.mark.parametrize(
    ("start", "last", "expected"),
    [
        ("2026-10-13 00:00", date(2026, 10, 13), True),
        ("2026-10-12 00:00", date(2026, 10, 14), True),
        ("2026-10-12 00:00", None, True),
        ("2026-10-13 13:00", date(2026, 10, 14), False),
        ("2026-10-14 00:00", date(2026, 10, 15), False),
        ("2026-10-11 00:00", date(2026, 10, 12), False),
    ],
)
def test_covers(start: str, last: date | None, expected: bool) -> None:
    """Tuesday 10-13 is covered only by leave that begins by its first minute and does not end before it."""
    assert covers(leave(start, last), date(2026, 10, 13)) is expected


@pytest.mark.parametrize(
    ("start", "last", "whole"),
    [
        ("2026-10-11 00:00", date(2026, 10, 12), False),
        ("2026-10-18 13:00", date(2026, 10, 18), False),
        ("2026-10-12 00:00", date(2026, 10, 18), True),
        ("2026-10-01 00:00", None, True),
        ("2026-10-11 00:00", date(2026, 10, 11), None),
        ("2026-10-19 00:00", date(2026, 10, 20), None),
        ("2026-10-15 00:00", date(2026, 10, 12), None),
    ],
)
def test_leave_excuses_if_it_covers_every_day_and_is_told_if_it_touches_one(
    start: str, last: date | None, whole: bool | None
) -> None:
    """The week of 12 October; leave that ends before it begins holds on no day."""
    week = period_of(PeriodKind.WEEK, date(2026, 10, 12))
    facts = Facts([leave(start, last)], datetime(2026, 12, 1))
    found = excuse_of({"fact": "leave.approved"}, "li", week, EveryDayCalendar(), facts)
    assert (None if found is None else found.whole) is whole
