"""Working days: why a day is one, counting in them, and years nobody has published."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.when.calendar import CompanyDays, DayKind, DayWhy, EveryDayCalendar, WorkCalendar, YearDays
from taizhang.when.period import PeriodKind, parse_period, period_of
from tests.when.calendars import CALENDAR, YEAR_2026, named

COMPANY = CompanyDays(
    off=named("司庆", "2026-08-18", "2026-10-10"), on=named("开业", "2026-10-03", "2026-10-10", "2026-10-13")
)
OWN = WorkCalendar([YEAR_2026], COMPANY)
in_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
UNKNOWN = date(2027, 1, 4)


def test_2026_agrees_with_another_calendar_on_every_day() -> None:
    whole_year = period_of(PeriodKind.YEAR, date(2026, 1, 1)).days
    assert [day for day in whole_year if CALENDAR.working(day) is not chinese_calendar.is_workday(day)] == []
    assert len(whole_year) == 365


@pytest.mark.parametrize(
    ("day", "working", "why", "name"),
    [
        ("2026-10-13", True, DayWhy.WEEKDAY, ""),
        ("2026-10-17", False, DayWhy.WEEKEND, ""),
        ("2026-10-18", False, DayWhy.WEEKEND, ""),
        ("2026-10-01", False, DayWhy.HOLIDAY, "国庆节"),
        ("2026-10-03", False, DayWhy.HOLIDAY, "国庆节"),
        ("2026-10-10", True, DayWhy.MAKE_UP, "国庆节"),
    ],
)
def test_a_day_is_told_with_its_why(day: str, working: bool, why: DayWhy, name: str) -> None:
    kind = CALENDAR.kind_of(date.fromisoformat(day))
    assert kind == DayKind(why, name)
    assert kind is not None
    assert kind.working is working


@pytest.mark.parametrize(
    ("day", "working", "why", "name"),
    [
        ("2026-08-18", False, DayWhy.COMPANY_OFF, "司庆"),
        ("2026-10-03", True, DayWhy.COMPANY_ON, "开业"),
        ("2026-10-10", False, DayWhy.COMPANY_OFF, "司庆"),
        ("2026-10-13", True, DayWhy.COMPANY_ON, "开业"),
        ("2026-10-01", False, DayWhy.HOLIDAY, "国庆节"),
    ],
)
def test_the_companys_days_lie_on_top(day: str, working: bool, why: DayWhy, name: str) -> None:
    assert OWN.kind_of(date.fromisoformat(day)) == DayKind(why, name)
    assert OWN.working(date.fromisoformat(day)) is working


def test_a_year_without_a_record_is_unknown_whatever_is_asked() -> None:
    week, own = period_of(PeriodKind.WEEK, UNKNOWN), WorkCalendar([], CompanyDays(off={UNKNOWN: "司庆"}))
    assert own.kind_of(UNKNOWN) is None
    assert CALENDAR.kind_of(UNKNOWN) is None
    assert CALENDAR.working(UNKNOWN) is None
    assert CALENDAR.working_days(week) is None
    assert CALENDAR.nth_working_day(week, 1) is None
    assert CALENDAR.next_working(date(2026, 12, 31)) is None
    assert CALENDAR.previous_working(UNKNOWN) is None
    assert CALENDAR.previous_working(date(2026, 1, 4)) is None
    assert CALENDAR.add_working_days(date(2026, 12, 30), 2) is None
    assert CALENDAR.add_working_days(date(2026, 12, 30), 3) is None
    assert CALENDAR.add_working_days(date(2026, 1, 5), -2) is None


def test_only_what_is_looked_at_must_be_known() -> None:
    week = parse_period("2026-W53")
    assert week is not None
    assert CALENDAR.nth_working_day(week, 4) == date(2026, 12, 31)
    assert CALENDAR.nth_working_day(week, 5) is None
    assert CALENDAR.nth_working_day(week, -1) is None
    assert CALENDAR.working_days(week) is None


@pytest.mark.parametrize(
    ("key", "n", "expected"),
    [
        ("2026-10", 1, "2026-10-08"),
        ("2026-10", 3, "2026-10-10"),
        ("2026-10", 18, "2026-10-30"),
        ("2026-10", -1, "2026-10-30"),
        ("2026-02", -1, "2026-02-28"),
        ("2026-02", -2, "2026-02-27"),
        ("2024-W07", 1, "2024-02-18"),
        ("2024-W07", -1, "2024-02-18"),
    ],
)
def test_the_nth_working_day(key: str, n: int, expected: str) -> None:
    period = parse_period(key)
    assert period is not None
    assert CALENDAR.nth_working_day(period, n) == date.fromisoformat(expected)


@pytest.mark.parametrize(("key", "n"), [("2026-10", 19), ("2026-10", -19), ("2026-W08", 1), ("2026-10", 0)])
def test_there_may_be_no_nth_working_day(key: str, n: int) -> None:
    period = parse_period(key)
    assert period is not None
    assert CALENDAR.nth_working_day(period, n) is None


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-09-28", 5, "2026-10-10"),  # worked example 7
        ("2026-10-03", 2, "2026-10-09"),  # worked example 20
        ("2026-10-10", 2, "2026-10-13"),  # worked example 20
        ("2026-10-10", -1, "2026-10-09"),
        ("2026-10-08", -1, "2026-09-30"),
        ("2026-10-03", 0, "2026-10-03"),
    ],
)
def test_working_days_are_added_without_the_start(start: str, n: int, expected: str) -> None:
    assert CALENDAR.add_working_days(date.fromisoformat(start), n) == date.fromisoformat(expected)


@given(in_2026, st.integers(1, 60))
def test_adding_and_counting_back_leads_to_the_start(day: date, n: int) -> None:
    end = CALENDAR.add_working_days(day, n)
    if end is None:
        rest = [day + timedelta(days=k) for k in range(1, (date(2027, 1, 1) - day).days)]
        assert sum(CALENDAR.working(other) is True for other in rest) < n
        return
    assert CALENDAR.working(end)
    between = [day + timedelta(days=k) for k in range(1, (end - day).days + 1)]
    assert sum(CALENDAR.working(other) is True for other in between) == n
    if CALENDAR.working(day):
        assert CALENDAR.add_working_days(end, -n) == day


@given(st.dates(date(2026, 1, 7), date(2026, 12, 29)))
def test_next_and_previous_working_days_skip_only_days_off(day: date) -> None:
    later, earlier = CALENDAR.next_working(day), CALENDAR.previous_working(day)
    assert earlier is not None
    assert later is not None
    assert earlier < day < later
    off = [day + timedelta(days=n) for n in range((earlier - day).days + 1, (later - day).days) if n]
    assert all(CALENDAR.working(other) is False for other in off)
    assert CALENDAR.working(earlier)
    assert CALENDAR.working(later)


@given(st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER]), in_2026)
def test_the_working_days_of_a_period_are_its_nth_ones(kind: PeriodKind, day: date) -> None:
    period = period_of(kind, day)
    found = CALENDAR.working_days(period)
    assert found is not None
    assert found == tuple(CALENDAR.nth_working_day(period, n + 1) for n in range(len(found)))
    assert found == tuple(CALENDAR.nth_working_day(period, n - len(found)) for n in range(len(found)))
    assert set(found) == {other for other in period.days if CALENDAR.working(other)}


def test_trades_that_work_every_day_know_every_year() -> None:
    calendar = EveryDayCalendar(COMPANY)
    assert calendar.kind_of(date(2026, 10, 1)) == DayKind(DayWhy.EVERY_DAY)
    assert calendar.working(date(2099, 1, 1)) is True
    assert calendar.kind_of(date(2026, 8, 18)) == DayKind(DayWhy.COMPANY_OFF, "司庆")
    assert calendar.add_working_days(date(2026, 8, 17), 2) == date(2026, 8, 20)
    assert EveryDayCalendar().working(date(2026, 8, 18)) is True


def test_a_calendar_keeps_no_hold_of_what_it_was_made_from() -> None:
    holidays = named("中秋节", "2026-09-25")
    calendar = WorkCalendar([YearDays(2026, holidays, {})])
    holidays.clear()
    assert calendar.working(date(2026, 9, 25)) is False


def test_faults_of_a_year_are_told() -> None:
    holidays = named("元旦", "2025-12-31", "2026-01-01", "2026-01-02")
    assert YearDays(2026, holidays, named("元旦", "2026-01-02", "2027-01-01")).faults() == (
        date(2025, 12, 31),
        date(2026, 1, 2),
        date(2027, 1, 1),
    )
    assert YEAR_2026.faults() == ()
