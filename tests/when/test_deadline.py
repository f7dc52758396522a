"""Deadlines of every form, with the conventions' worked examples that concern clocks."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.when.anniversary import Adjusted, Anniversary, CalendarName
from taizhang.when.calendar import DayWhy, EveryDayCalendar
from taizhang.when.deadline import CUSTOMER_CLOSING, Anchor, occasions, resolve
from taizhang.when.due import (
    Due,
    EachWorkingDay,
    Offset,
    OnMonthDay,
    OnWeekday,
    OnWorkingDay,
    Side,
    Unit,
    Way,
    due_from,
)
from taizhang.when.period import Period, PeriodKind, parse_period, period_of
from taizhang.when.resolution import Found, Reason, ResolutionState, Verdict
from tests.when.calendars import CALENDAR

A1_1 = due_from({"each": "working-day", "time": "08:30"})
A1_4 = due_from({"day": "monday", "time": "08:30", "on_holiday": ["next-in-week", "waive"]})
SHIFT = ["previous-in-week", "next-in-week", "waive"]
A5_1 = due_from({"day": "friday", "week": "before", "time": "17:30", "on_holiday": SHIFT})
A5_5 = due_from({"day": "friday", "time": "17:30", "on_holiday": SHIFT})
A5_6 = due_from(
    {"day": "friday", "week": "after", "on_holiday": ["previous-in-week", "next-in-week", "next-same-weekday"]}
)
A4_9 = due_from({"anniversary": "birthday", "window": {"before": 7, "after": 0}, "time": "24:00"})
GRACE = due_from({"working_day": 3, "period": "after"})
ROSTER = due_from({"before": "period-start", "days": 1, "time": "24:00"})
BIRTHDAY = Anniversary(CalendarName.LUNAR, 11, 20)


def period(key: str, kind: PeriodKind | None = None) -> Period:
    """The period with this key."""
    found = parse_period(key, kind)
    assert found is not None
    return found


def due_at(due: Due, key: str, anchor: Anchor | None = None) -> str:
    """When ``due`` falls for the period ``key``, or what is the matter instead."""
    found = resolve(due, period(key), CALENDAR, anchor=anchor)
    return f"{found.due:%Y-%m-%d %H:%M}" if found.due else f"{found.state}: {found.reason}"


@pytest.mark.parametrize(
    ("due", "key", "expected"),
    [
        (A1_1, "2026-01-04", "2026-01-04 08:30"),  # worked example 1
        (A1_1, "2026-01-03", "waived: not-a-working-day"),  # worked example 1
        (A1_1, "2027-01-04", "unknown: year-unpublished"),
        (A1_4, "2026-W09", "2026-02-24 08:30"),  # worked example 2
        (A1_4, "2026-W08", "waived: holiday"),  # worked example 2
        (A1_4, "2026-W42", "2026-10-12 08:30"),
        (A5_5, "2024-W07", "2024-02-18 17:30"),  # worked example 4
        (A5_5, "2026-W40", "2026-09-30 17:30"),  # worked example 4
        (A5_5, "2026-W42", "2026-10-16 17:30"),
        (A5_5, "2026-W07", "2026-02-13 17:30"),
        (A5_5, "2026-W08", "waived: holiday"),
        (A5_5, "2026-W53", "unknown: year-unpublished"),
        (A5_6, "2026-W07", "2026-02-27 18:00"),  # worked example 5
        (A5_6, "2026-W08", "2026-02-27 18:00"),
        (A5_6, "2026-W39", "2026-09-30 18:00"),
        (A5_6, "2026-W41", "2026-10-16 18:00"),
        (A5_1, "2026-W42", "2026-10-09 17:30"),
        (A5_1, "2026-W41", "2026-09-30 17:30"),
        (A5_1, "2026-W09", "waived: holiday"),
        (A5_1, "2027-W01", "unknown: year-unpublished"),
        (ROSTER, "2026-11", "2026-10-31 23:59"),  # worked example 18
        (GRACE, "2026-09", "2026-10-10 18:00"),
        (GRACE, "2026-10", "2026-11-04 18:00"),
        (GRACE, "2026-12", "unknown: year-unpublished"),
        (OnWorkingDay(-1), "2026-02", "2026-02-28 18:00"),
        (OnWorkingDay(-2), "2026-02", "2026-02-27 18:00"),
        (OnWorkingDay(1, Side.BEFORE), "2026-11", "2026-10-08 18:00"),
        (OnWorkingDay(1), "2026-W08", "waived: too-few-working-days"),
    ],
)
def test_when_it_is_due(due: Due, key: str, expected: str) -> None:
    assert due_at(due, key) == expected


@pytest.mark.parametrize(
    ("mapping", "key", "expected"),
    [
        ({"day": 28}, "2026-02", "2026-02-28 18:00"),
        ({"day": 30}, "2026-02", "2026-02-28 18:00"),
        ({"day": 30}, "2028-02", "2028-02-29 18:00"),
        ({"day": 30}, "2026-04", "2026-04-30 18:00"),
        ({"day": 30, "short_month": "waive"}, "2026-02", "waived: short-month"),
        ({"day": 31, "short_month": "waive"}, "2026-05", "2026-05-31 18:00"),
        ({"day": "last"}, "2026-10", "2026-10-31 18:00"),
        ({"day": "last", "on_holiday": ["previous-working-day"]}, "2026-10", "2026-10-30 18:00"),
        ({"day": "last", "on_holiday": ["next-working-day"]}, "2026-10", "2026-11-02 18:00"),
        ({"day": 5, "month": "after"}, "2026-12", "2027-01-05 18:00"),
        ({"day": 5, "month": "after", "on_holiday": ["next-working-day"]}, "2026-12", "unknown: year-unpublished"),
        ({"day": "last", "month": "before"}, "2026-11", "2026-10-31 18:00"),
        ({"day": 15}, "2026-Q4", "2026-12-15 18:00"),
        ({"day": 15, "month": "after"}, "2026-H1", "2026-07-15 18:00"),
        ({"day": 15, "month": "before"}, "2026-Q4", "2026-09-15 18:00"),
        ({"day": "friday"}, "2026-10", "2026-10-30 18:00"),
        ({"day": "friday", "week": "before"}, "2026-10", "2026-09-25 18:00"),
        ({"day": "friday", "week": "after"}, "2026-10", "2026-11-06 18:00"),
        ({"day": "friday"}, "2026-10-12", "2026-10-16 18:00"),
        ({"working_day": 3, "period": "after"}, "2006-09-16..2007-02-10", "unknown: year-unpublished"),
        ({"working_day": 1, "period": "after"}, "2026-01-05..2026-02-14", "2026-02-24 18:00"),
        ({"after": "period-end", "days": 0}, "2026-Q3", "2026-09-30 18:00"),
        ({"after": "period-end", "working_days": 10}, "2026-W42", "2026-10-30 18:00"),
        ({"after": "period-start", "days": 2, "time": "24:00"}, "2026-10", "2026-10-03 23:59"),
    ],
)
def test_days_counted_from_the_period(mapping: dict[str, object], key: str, expected: str) -> None:
    assert due_at(due_from(mapping), key) == expected


@pytest.mark.parametrize(
    ("mapping", "anchor", "expected"),
    [
        ({"after": "raised_on", "working_days": 5}, date(2026, 9, 28), "2026-10-10 18:00"),  # worked example 7
        ({"after": "verified_on", "days": 90}, date(2026, 7, 14), "2026-10-12 18:00"),  # worked example 9
        ({"after": "served_on", "days": 10, "time": "24:00"}, date(2026, 1, 25), "2026-02-04 23:59"),  # example 18
        ({"after": "raised_at", "working_days": 2}, datetime(2026, 10, 3, 9, 0), "2026-10-09 18:00"),  # example 20
        ({"after": "raised_at", "working_days": 2}, datetime(2026, 10, 10, 9, 0), "2026-10-13 18:00"),  # example 20
        ({"after": "found_at", "hours": 24}, datetime(2026, 10, 2, 9, 40), "2026-10-03 09:40"),
        ({"after": "served_at", "working_days": 1}, datetime(2026, 9, 30, 16, 0), "2026-10-08 18:00"),
        ({"after": "raised_on", "days": 5}, None, "unknown: no-anchor"),
        ({"after": "raised_on", "days": 5}, BIRTHDAY, "unknown: no-anchor"),
    ],
)
def test_days_counted_from_something_that_happened(
    mapping: dict[str, object], anchor: Anchor | None, expected: str
) -> None:
    assert due_at(due_from(mapping), "2026-10", anchor) == expected


@pytest.mark.parametrize("state", ["due", "waived", "unknown"])
def test_each_state_says_so(state: str) -> None:
    key = {"due": "2026-W42", "waived": "2026-W08", "unknown": "2026-W53"}[state]
    found = resolve(A5_5, period(key), CALENDAR)
    assert found.state == ResolutionState(state)
    assert (found.due is None) is (state != "due")


def test_the_default_time_is_the_callers() -> None:
    """G3: 18:00 for staff, the end of the day for customers, the rule's own time before both."""
    due = Offset("served_on", 10, Unit.DAYS)
    anchor = date(2026, 10, 12)
    staff = resolve(due, period("2026-10"), CALENDAR, anchor=anchor)
    customers = resolve(due, period("2026-10"), CALENDAR, anchor=anchor, default_time=CUSTOMER_CLOSING)
    assert staff.due == datetime(2026, 10, 22, 18, 0)
    assert customers.due == datetime(2026, 10, 22, 23, 59)
    own = resolve(A5_5, period("2026-W42"), CALENDAR, default_time=CUSTOMER_CLOSING)
    assert own.due == datetime(2026, 10, 16, 17, 30)
    midnight = resolve(OnMonthDay(13, at=time(0, 0)), period("2026-10"), CALENDAR)
    assert midnight.due == datetime(2026, 10, 13, 0, 0)


def test_the_counting_of_a_week_with_holidays_can_be_told() -> None:
    """Worked example 4: 10-02 and 10-01 are holidays, 09-30 is taken."""
    steps = resolve(A5_5, period("2026-W40"), CALENDAR).steps
    assert [(f"{step.day:%m-%d}", step.verdict, step.kind and step.kind.name, step.found) for step in steps] == [
        ("10-02", Verdict.PASSED, "国庆节", Found.SCHEDULED),
        ("10-01", Verdict.PASSED, "国庆节", Way.PREVIOUS_IN_WEEK),
        ("09-30", Verdict.TAKEN, "", Way.PREVIOUS_IN_WEEK),
    ]


def test_the_counting_of_a_plain_week_is_one_step() -> None:
    (step,) = resolve(A5_5, period("2026-W42"), CALENDAR).steps
    assert (step.day, step.verdict, step.found) == (date(2026, 10, 16), Verdict.TAKEN, Found.SCHEDULED)
    assert step.kind is not None
    assert step.kind.why is DayWhy.WEEKDAY


def test_a_make_up_day_after_the_holiday_is_found_and_told() -> None:
    """Worked example 4: of 2024's seventh week only its Sunday is worked."""
    steps = resolve(A5_5, period("2024-W07"), CALENDAR).steps
    assert [step.day.day for step in steps] == [16, 15, 14, 13, 12, 17, 18]
    assert steps[-1].kind is not None
    assert steps[-1].kind.why is DayWhy.MAKE_UP


def test_a_clamped_day_says_so() -> None:
    assert [step.found for step in resolve(OnMonthDay(30), period("2026-02"), CALENDAR).steps] == [Found.CLAMP]
    assert [step.found for step in resolve(OnMonthDay(28), period("2026-02"), CALENDAR).steps] == [Found.SCHEDULED]


def test_each_working_day_and_night_has_a_deadline_of_its_own() -> None:
    week = period("2026-W41")
    days = occasions(A1_1, week)
    assert [day.kind for day in days] == [PeriodKind.DAY] * 7
    found = [resolve(A1_1, day, CALENDAR) for day in days]
    assert [answer.due.day for answer in found if answer.due] == [8, 9, 10]
    evenings, mornings = (
        due_from({"each": "night", "time": "18:30"}),
        due_from({"each": "night", "time": "08:00", "ends": "next-day"}),
    )
    nights = occasions(evenings, week)
    assert [(night.kind, night.start) for night in nights] == [(PeriodKind.NIGHT, day) for day in week.days]
    assert resolve(evenings, nights[0], CALENDAR).due == datetime(2026, 10, 5, 18, 30)
    assert resolve(mornings, nights[0], CALENDAR).due == datetime(2026, 10, 6, 8, 0)


def test_most_deadlines_have_one_occasion() -> None:
    assert occasions(A5_5, period("2026-W42")) == (period("2026-W42"),)
    assert occasions(GRACE, period("2026-10")) == (period("2026-10"),)


def test_who_works_every_day_is_due_on_holidays_too() -> None:
    found = resolve(EachWorkingDay(time(8, 30)), period("2027-01-01"), EveryDayCalendar())
    assert found.due == datetime(2027, 1, 1, 8, 30)


@pytest.mark.parametrize(
    ("key", "expected"), [("2025", []), ("2026", ["2026-01-08", "2026-12-28"]), ("2026-12", ["2026-12-28"])]
)
def test_a_lunar_birthday_is_owed_each_time_it_is_kept(key: str, expected: list[str]) -> None:
    """Worked example 8."""
    days = occasions(A4_9, period(key), BIRTHDAY)
    assert [day.key for day in days] == expected
    found = [resolve(A4_9, day, CALENDAR, anchor=BIRTHDAY) for day in days]
    assert [f"{answer.due:%Y-%m-%d %H:%M}" for answer in found] == [f"{day} 23:59" for day in expected]


def test_a_birthday_opens_before_its_day() -> None:
    found = resolve(A4_9, period("2026-01-08"), CALENDAR, anchor=BIRTHDAY)
    assert found.opens == date(2026, 1, 1)
    assert [step.found for step in found.steps] == [Found.SCHEDULED]
    assert resolve(A5_5, period("2026-W42"), CALENDAR).opens is None


def test_an_anniversary_may_be_due_days_after_it() -> None:
    due = due_from({"anniversary": "signed_on", "window": {"before": 2, "after": 3}, "on_holiday": "next-working-day"})
    signed = date(2020, 9, 28)
    (day,) = occasions(due, period("2026"), signed)
    found = resolve(due, day, CALENDAR, anchor=signed)
    assert (found.opens, found.due) == (date(2026, 9, 26), datetime(2026, 10, 8, 18, 0))
    assert [step.day.day for step in found.steps] == [28, *range(1, 9)]
    assert found.steps[0].verdict is Verdict.START


def test_an_adjusted_anniversary_says_so() -> None:
    leap_day = date(2000, 2, 29)
    (day,) = occasions(A4_9, period("2026"), leap_day)
    found = resolve(A4_9, day, CALENDAR, anchor=leap_day)
    assert found.due == datetime(2026, 2, 28, 23, 59)
    assert [step.found for step in found.steps] == [Adjusted.LEAP_DAY]
    assert [step.found for step in resolve(A4_9, day, CALENDAR).steps] == [Found.SCHEDULED]


def test_without_an_anniversary_there_is_no_occasion() -> None:
    assert occasions(A4_9, period("2026")) == ()


weekday_dues = st.builds(
    OnWeekday,
    st.integers(0, 6),
    st.sampled_from(Side),
    st.none(),
    st.lists(st.sampled_from(Way), min_size=1, max_size=4, unique=True).map(tuple),
)
month_dues = st.builds(
    OnMonthDay,
    st.integers(1, 31),
    st.sampled_from(Side),
    on_holiday=st.lists(st.sampled_from(Way), min_size=1, max_size=4, unique=True).map(tuple),
)
kinds = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.TERM])


@given(weekday_dues | month_dues, kinds, st.dates(date(2025, 11, 1), date(2027, 2, 1)))
def test_a_deadline_is_on_a_working_day_unless_the_rule_says_otherwise(
    due: OnWeekday | OnMonthDay, kind: PeriodKind, day: date
) -> None:
    found = resolve(due, period_of(kind, day), CALENDAR)
    if found.due is not None and Way.NONE not in due.on_holiday:
        assert CALENDAR.working(found.due.date()) is True
    if found.reason is Reason.YEAR_UNPUBLISHED:
        assert found.steps[-1].kind is None
    assert found.steps
    assert all(step.kind == CALENDAR.kind_of(step.day) for step in found.steps)
    assert [step.verdict is Verdict.TAKEN for step in found.steps].count(True) == (found.due is not None)


@given(st.integers(0, 6), st.sampled_from(Side), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_weekday_lies_in_its_week(weekday: int, side: Side, day: date) -> None:
    week = period_of(PeriodKind.WEEK, day)
    meant = {Side.BEFORE: week.previous(), Side.SAME: week, Side.AFTER: week.next()}[side]
    found = resolve(OnWeekday(weekday, side), week, CALENDAR)
    assert found.due is not None
    assert found.due.weekday() == weekday
    assert meant.contains(found.due)
