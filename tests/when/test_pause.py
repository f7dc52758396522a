"""Paused clocks: days that are not counted, hours that stand still, pauses without an end."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.when.calendar import Calendar, DayWhy
from taizhang.when.counting import offset_from
from taizhang.when.due import Offset, Unit, Way
from taizhang.when.pause import Pause, PausedCalendar
from taizhang.when.resolution import Reason, Resolution, ResolutionState, Verdict
from tests.when.calendars import CALENDAR

MIDNIGHT = time(23, 59)
TUESDAY = date(2026, 10, 13)
MINUTE = timedelta(minutes=1)


def pause(first: str, last: str = "") -> Pause:
    """From the first minute of one day to the last of another; without one it is still on."""
    end = datetime.fromisoformat(last) + timedelta(days=1) if last else None
    return Pause(datetime.fromisoformat(first), end)


def counted(calendar: Calendar, amount: int = 10, unit: Unit = Unit.WORKING_DAYS, *ways: Way) -> Resolution:
    """So much after Tue 2026-10-13 10:00."""
    due = Offset("fact", amount, unit, None, ways)
    return offset_from(due, datetime(2026, 10, 13, 10), MIDNIGHT, calendar)


def paused(*pauses: Pause) -> Calendar:
    """2026 with pauses."""
    return PausedCalendar(CALENDAR, pauses)


@pytest.mark.parametrize(
    ("first", "last", "due"),
    [
        ("2026-10-20", "2026-10-22", "2026-10-30"),
        ("2026-10-20", "2026-10-20", "2026-10-28"),
        ("2026-10-17", "2026-10-18", "2026-10-27"),
        ("2026-10-13", "2026-10-13", "2026-10-27"),
        ("2026-10-27", "2026-10-27", "2026-10-28"),
        ("2026-10-28", "2026-11-30", "2026-10-27"),
        ("2026-09-01", "2026-10-12", "2026-10-27"),
        ("2026-10-01", "2026-10-14", "2026-10-28"),
    ],
)
def test_paused_working_days_are_not_counted(first: str, last: str, due: str) -> None:
    """Without a pause the tenth working day is Tue 10-27; the weekend of 10-17 counts for nothing anyway."""
    assert counted(paused(pause(first, last))).due == datetime.combine(date.fromisoformat(due), MIDNIGHT)


def test_overlapping_pauses_take_a_day_once() -> None:
    found = counted(paused(pause("2026-10-20", "2026-10-22"), pause("2026-10-21", "2026-10-22")))
    assert found.due == datetime(2026, 10, 30, 23, 59)


def test_the_paused_days_are_told() -> None:
    found = counted(paused(pause("2026-10-20", "2026-10-21")))
    told = [step.day.day for step in found.steps if step.kind is not None and step.kind.why is DayWhy.PAUSED]
    assert told == [20, 21]
    assert all(step.verdict is Verdict.SKIPPED for step in found.steps if step.day.day in told)


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.DAYS])
def test_a_pause_without_an_end_leaves_the_due_unknown(unit: Unit) -> None:
    found = counted(paused(pause("2026-10-20")), unit=unit)
    assert (found.due, found.state, found.reason) == (None, ResolutionState.UNKNOWN, Reason.PAUSED)
    assert found.steps[-1].day == date(2026, 10, 20)


def test_a_pause_without_an_end_that_begins_behind_the_due_day_is_nothing() -> None:
    assert counted(paused(pause("2026-10-28"))) == counted(CALENDAR)


def test_a_shift_never_waits_for_the_end_of_a_pause_that_has_none() -> None:
    """Four days after Tue 10-13 is Sat 10-17; from Sun 10-18 it stands still."""
    found = counted(paused(pause("2026-10-18")), 4, Unit.DAYS, Way.NEXT_WORKING_DAY)
    assert (found.due, found.reason) == (None, Reason.PAUSED)


@pytest.mark.parametrize(
    ("first", "last", "due"),
    [("2026-10-14", "2026-10-15", 20), ("2026-10-18", "2026-10-18", 19), ("2026-10-19", "2026-10-20", 18)],
)
def test_paused_calendar_days_are_not_counted(first: str, last: str, due: int) -> None:
    """Five days after 10-13 is 10-18."""
    assert counted(paused(pause(first, last)), 5, Unit.DAYS).due == datetime(2026, 10, due, 23, 59)


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        ("2026-10-13 10:30", "2026-10-13 11:45", "2026-10-13 15:15"),
        ("2026-10-13 09:00", "2026-10-13 10:30", "2026-10-13 14:30"),
        ("2026-10-13 13:59", "2026-10-13 14:29", "2026-10-13 14:30"),
        ("2026-10-13 14:00", "2026-10-13 20:00", "2026-10-13 14:00"),
        ("2026-10-13 08:00", "2026-10-13 10:00", "2026-10-13 14:00"),
    ],
)
def test_hours_stand_still_for_the_minutes_of_a_pause(start: str, end: str, due: str) -> None:
    """Four hours from 10:00 end at 14:00, a pause that begins that minute comes too late."""
    one = Pause(datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert counted(paused(one), 4, Unit.HOURS).due == datetime.fromisoformat(due)


def test_hours_in_a_pause_without_an_end() -> None:
    found = counted(paused(Pause(datetime(2026, 10, 13, 11), None)), 4, Unit.HOURS)
    assert (found.due, found.reason) == (None, Reason.PAUSED)


def test_overlapping_pauses_of_hours_count_once() -> None:
    one = Pause(datetime(2026, 10, 13, 11), datetime(2026, 10, 13, 12))
    two = Pause(datetime(2026, 10, 13, 11, 30), datetime(2026, 10, 13, 12, 30))
    assert counted(paused(two, one), 4, Unit.HOURS).due == datetime(2026, 10, 13, 15, 30)


def test_months_know_no_pauses() -> None:
    assert counted(paused(pause("2026-10-20", "2026-10-22")), 1, Unit.MONTHS).due == datetime(2026, 11, 13, 23, 59)


def test_a_pause_that_ends_at_midnight_does_not_touch_the_next_day() -> None:
    one = Pause(datetime(2026, 10, 20, 9), datetime(2026, 10, 21))
    assert [one.touches(date(2026, 10, day)) for day in (19, 20, 21)] == [False, True, False]
    longer = Pause(one.start, datetime(2026, 10, 21, 0, 1))
    assert longer.touches(date(2026, 10, 21))


moments = st.datetimes(datetime(2026, 9, 1), datetime(2026, 11, 30)).map(lambda at: at.replace(second=0, microsecond=0))
spans = st.tuples(moments, st.integers(1, 20 * 24 * 60)).map(lambda one: Pause(one[0], one[0] + MINUTE * one[1]))
units = st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS, Unit.HOURS])


@given(st.lists(spans, max_size=4), st.integers(1, 12), units)
def test_pausing_never_makes_a_due_date_earlier(pauses: list[Pause], amount: int, unit: Unit) -> None:
    plain, stopped = counted(CALENDAR, amount, unit).due, counted(paused(*pauses), amount, unit).due
    assert plain is not None
    assert stopped is None or stopped >= plain


@given(st.lists(spans, max_size=4), spans, st.integers(1, 12), units)
def test_one_more_pause_never_makes_it_earlier(pauses: list[Pause], more: Pause, amount: int, unit: Unit) -> None:
    before, after = counted(paused(*pauses), amount, unit).due, counted(paused(*pauses, more), amount, unit).due
    assert after is None or (before is not None and after >= before)


@given(spans, st.integers(1, 12), units)
def test_a_pause_outside_the_clock_changes_nothing(one: Pause, amount: int, unit: Unit) -> None:
    plain = counted(CALENDAR, amount, unit)
    assert plain.due is not None
    assert one.end is not None
    outside = one.start > plain.due or one.end <= datetime.combine(TUESDAY, time.min)
    if outside:
        assert counted(paused(one), amount, unit) == plain


@given(st.permutations([pause("2026-10-20", "2026-10-22"), pause("2026-10-14", "2026-10-14"), pause("2026-11-02")]))
def test_the_order_of_pauses_does_not_matter(pauses: list[Pause]) -> None:
    """Tenth working day: 10-15, 16, 19, 23, 26, 27, 28, 29, 30 are nine, from 11-02 it stands still."""
    found = counted(paused(*pauses))
    assert (found.reason, len([step for step in found.steps if step.count])) == (Reason.PAUSED, 9)
