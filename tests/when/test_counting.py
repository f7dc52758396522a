"""Counting working days, and offsets from dates and moments."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.when.counting import nth_working_day, offset_from
from taizhang.when.due import Offset, Unit, Way
from taizhang.when.moment import END_OF_DAY, add_months, parse_date, parse_moment
from taizhang.when.resolution import Found, Reason, ResolutionState, Verdict
from tests.when.calendars import CALENDAR

AT = time(18, 0)
in_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def when(text: str) -> date:
    """The date or moment written so."""
    found = parse_moment(text) or parse_date(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("anchor", "amount", "unit", "expected"),
    [
        ("2026-09-28", 5, Unit.WORKING_DAYS, "2026-10-10 18:00"),  # worked example 7
        ("2026-10-03", 2, Unit.WORKING_DAYS, "2026-10-09 18:00"),  # worked example 20
        ("2026-10-10 23:59", 2, Unit.WORKING_DAYS, "2026-10-13 18:00"),  # worked example 20
        ("2026-10-10", -3, Unit.WORKING_DAYS, "2026-09-30 18:00"),
        ("2026-01-25", 10, Unit.DAYS, "2026-02-04 18:00"),  # worked example 18
        ("2026-07-14", 90, Unit.DAYS, "2026-10-12 18:00"),  # worked example 9
        ("2026-11-01", -1, Unit.DAYS, "2026-10-31 18:00"),
        ("2026-10-13 09:40", 0, Unit.DAYS, "2026-10-13 18:00"),
        ("2026-01-15", 1, Unit.MONTHS, "2026-02-15 18:00"),
        ("2026-03-31", 1, Unit.MONTHS, "2026-04-30 18:00"),
        ("2026-03-31", -1, Unit.MONTHS, "2026-02-28 18:00"),
        ("2026-10-13 09:40", 24, Unit.HOURS, "2026-10-14 09:40"),
        ("2026-10-13 23:40", 2, Unit.HOURS, "2026-10-14 01:40"),
        ("2026-10-13 09:40", -10, Unit.HOURS, "2026-10-12 23:40"),
        ("2026-12-31 23:00", 2, Unit.HOURS, "2027-01-01 01:00"),
        ("2026-10-13", 24, Unit.HOURS, "2026-10-14 23:59"),
        ("2026-10-13", -24, Unit.HOURS, "2026-10-12 00:00"),
    ],
)
def test_offsets(anchor: str, amount: int, unit: Unit, expected: str) -> None:
    found = offset_from(Offset("anchor", amount, unit), when(anchor), AT, CALENDAR)
    assert found.due == datetime.fromisoformat(expected)


def test_working_days_are_told_one_by_one() -> None:
    found = offset_from(Offset("anchor", 5, Unit.WORKING_DAYS), date(2026, 9, 28), AT, CALENDAR)
    assert [(f"{step.day:%m-%d}", step.verdict.value, step.count) for step in found.steps] == [
        ("09-28", "start", 0),
        ("09-29", "counted", 1),
        ("09-30", "counted", 2),
        *((f"10-0{n}", "skipped", 0) for n in range(1, 8)),
        ("10-08", "counted", 3),
        ("10-09", "counted", 4),
        ("10-10", "taken", 5),
    ]


def test_the_start_is_told_and_how_the_end_came_up() -> None:
    days = offset_from(
        Offset("anchor", 3, Unit.DAYS, on_holiday=(Way.NEXT_WORKING_DAY,)), when("2026-10-14"), AT, CALENDAR
    )
    assert [(f"{step.day:%m-%d}", step.verdict.value, step.found) for step in days.steps] == [
        ("10-14", "start", Found.SCHEDULED),
        ("10-17", "passed", Found.COUNT),
        ("10-18", "passed", Way.NEXT_WORKING_DAY),
        ("10-19", "taken", Way.NEXT_WORKING_DAY),
    ]
    months = offset_from(Offset("anchor", 1, Unit.MONTHS), when("2026-01-31"), AT, CALENDAR)
    assert [step.found for step in months.steps] == [Found.SCHEDULED, Found.CLAMP]
    hours = offset_from(Offset("anchor", 1, Unit.HOURS), when("2026-10-13 09:40"), AT, CALENDAR)
    assert [step.verdict for step in hours.steps] == [Verdict.TAKEN]
    night = offset_from(Offset("anchor", 1, Unit.HOURS), when("2026-10-13 23:40"), AT, CALENDAR)
    assert [step.verdict for step in night.steps] == [Verdict.START, Verdict.TAKEN]


def test_counting_into_an_unpublished_year_is_unknown() -> None:
    found = offset_from(Offset("anchor", 3, Unit.WORKING_DAYS), date(2026, 12, 30), AT, CALENDAR)
    assert (found.state, found.reason) == (ResolutionState.UNKNOWN, Reason.YEAR_UNPUBLISHED)
    assert [(step.day, step.verdict) for step in found.steps][-1] == (date(2027, 1, 1), Verdict.UNKNOWN)
    calendar_days = offset_from(Offset("anchor", 3, Unit.DAYS), date(2026, 12, 30), AT, CALENDAR)
    assert calendar_days.due == datetime(2027, 1, 2, 18, 0)


def test_there_may_be_too_few_working_days() -> None:
    days = [date(2026, 10, day) for day in range(1, 10)]
    found = nth_working_day(days, 3, AT, CALENDAR)
    assert (found.due, found.state, found.reason) == (None, ResolutionState.WAIVED, Reason.TOO_FEW_WORKING_DAYS)
    assert [step.day for step in found.steps] == days
    second = nth_working_day(days, 2, END_OF_DAY, CALENDAR)
    assert second.due == datetime(2026, 10, 9, 23, 59)


@given(in_2026, st.integers(-30, 30).filter(bool))
def test_working_days_agree_with_the_calendar_and_every_day_is_a_step(day: date, amount: int) -> None:
    found = offset_from(Offset("anchor", amount, Unit.WORKING_DAYS), day, AT, CALENDAR)
    expected = CALENDAR.add_working_days(day, amount)
    assert found.due == (None if expected is None else datetime.combine(expected, AT))
    direction = 1 if amount > 0 else -1
    assert [step.day for step in found.steps] == [day + timedelta(days=n * direction) for n in range(len(found.steps))]
    counted = [step.count for step in found.steps if step.verdict in (Verdict.COUNTED, Verdict.TAKEN)]
    assert counted == list(range(1, len(counted) + 1))
    assert all(step.kind == CALENDAR.kind_of(step.day) for step in found.steps)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-400, 400))
def test_days_and_months_need_no_calendar(day: date, amount: int) -> None:
    by_days = offset_from(Offset("anchor", amount, Unit.DAYS), day, AT, CALENDAR)
    assert by_days.due == datetime.combine(day + timedelta(days=amount), AT)
    by_months = offset_from(Offset("anchor", amount, Unit.MONTHS), day, AT, CALENDAR)
    assert by_months.due == datetime.combine(add_months(day, amount), AT)
    assert len(by_days.steps) == len(by_months.steps) == (2 if amount else 1)
