"""The ways off a day that is not worked."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.when.calendar import CompanyDays, EveryDayCalendar
from taizhang.when.due import Way
from taizhang.when.resolution import Reason, ResolutionState, Verdict
from taizhang.when.shift import place
from tests.when.calendars import CALENDAR, span

AT = time(17, 30)
ways = st.lists(st.sampled_from(Way), max_size=4, unique=True).map(tuple)


@pytest.mark.parametrize(
    ("day", "way", "expected"),
    [
        ("2026-10-13", Way.WAIVE, "2026-10-13"),
        ("2026-10-02", Way.PREVIOUS_IN_WEEK, "2026-09-30"),
        ("2026-02-16", Way.PREVIOUS_IN_WEEK, None),
        ("2026-02-23", Way.PREVIOUS_IN_WEEK, None),
        ("2026-02-23", Way.NEXT_IN_WEEK, "2026-02-24"),
        ("2024-02-16", Way.NEXT_IN_WEEK, "2024-02-18"),
        ("2026-02-20", Way.NEXT_IN_WEEK, None),
        ("2026-10-17", Way.NEXT_IN_WEEK, None),
        ("2026-10-02", Way.PREVIOUS_WORKING_DAY, "2026-09-30"),
        ("2026-02-23", Way.PREVIOUS_WORKING_DAY, "2026-02-14"),
        ("2026-10-02", Way.NEXT_WORKING_DAY, "2026-10-08"),
        ("2026-02-16", Way.NEXT_WORKING_DAY, "2026-02-24"),
        ("2026-02-20", Way.NEXT_SAME_WEEKDAY, "2026-02-27"),
        ("2026-02-16", Way.NEXT_SAME_WEEKDAY, "2026-03-02"),
        ("2026-10-02", Way.NONE, "2026-10-02"),
        ("2026-10-02", Way.WAIVE, None),
    ],
)
def test_each_way_alone(day: str, way: Way, expected: str | None) -> None:
    found = place(date.fromisoformat(day), AT, (way,), CALENDAR)
    if expected is None:
        reason = Reason.HOLIDAY if way is Way.WAIVE else Reason.NO_WAY_LEFT
        assert (found.due, found.state, found.reason) == (None, ResolutionState.WAIVED, reason)
    else:
        assert (found.due, found.state) == (datetime.fromisoformat(f"{expected} 17:30"), ResolutionState.DUE)
        assert found.reason is None


def test_the_day_stands_where_no_way_is_given_even_in_an_unknown_year() -> None:
    for given_ways in ((), (Way.NONE,), (Way.NONE, Way.NEXT_WORKING_DAY)):
        found = place(date(2027, 1, 1), AT, given_ways, CALENDAR)
        assert found.due == datetime(2027, 1, 1, 17, 30)
        assert [(step.verdict, step.kind) for step in found.steps] == [(Verdict.TAKEN, None)]


@pytest.mark.parametrize(
    ("day", "way", "looked_at"),
    [
        (date(2027, 1, 1), Way.WAIVE, 1),
        (date(2026, 1, 2), Way.PREVIOUS_WORKING_DAY, 3),
        (date(2026, 1, 2), Way.PREVIOUS_IN_WEEK, 3),
    ],
)
def test_an_unpublished_year_on_the_way_makes_it_unknown(day: date, way: Way, looked_at: int) -> None:
    found = place(day, AT, (way,), CALENDAR)
    assert (found.due, found.state, found.reason) == (None, ResolutionState.UNKNOWN, Reason.YEAR_UNPUBLISHED)
    assert len(found.steps) == looked_at
    assert [step.verdict for step in found.steps][-1] is Verdict.UNKNOWN


def test_the_day_itself_is_taken_where_none_stands_last() -> None:
    found = place(date(2026, 2, 20), AT, (Way.PREVIOUS_IN_WEEK, Way.NONE), CALENDAR)
    assert found.due == datetime(2026, 2, 20, 17, 30)
    assert [step.verdict for step in found.steps] == [Verdict.PASSED] * 5 + [Verdict.TAKEN]
    assert found.steps[-1].found == Way.NONE


def test_days_off_of_the_company_are_left_too() -> None:
    calendar = EveryDayCalendar(CompanyDays(off=span("2026-08-18", "2026-08-20", "司庆")))
    found = place(date(2026, 8, 19), AT, (Way.NEXT_WORKING_DAY,), calendar)
    assert found.due == datetime(2026, 8, 21, 17, 30)
    assert [step.kind.name for step in found.steps if step.kind] == ["司庆", "司庆", ""]


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), ways)
def test_a_deadline_is_never_on_a_day_off_unless_the_rule_says_so(day: date, given_ways: tuple[Way, ...]) -> None:
    found = place(day, AT, given_ways, CALENDAR)
    assert (found.due is not None) is (found.state is ResolutionState.DUE)
    assert (found.reason is None) is (found.state is ResolutionState.DUE)
    if found.due is not None and not CALENDAR.working(found.due.date()):
        assert found.due.date() == day
        assert not given_ways or Way.NONE in given_ways
    if CALENDAR.working(day):
        assert found.due == datetime.combine(day, AT)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), ways)
def test_every_day_looked_at_is_a_step(day: date, given_ways: tuple[Way, ...]) -> None:
    found = place(day, AT, given_ways, CALENDAR)
    first, last = found.steps[0], found.steps[-1]
    assert first.day == day
    assert all(step.kind == CALENDAR.kind_of(step.day) for step in found.steps)
    assert all(step.verdict is Verdict.PASSED for step in found.steps[:-1])
    assert all(step.kind and not step.kind.working for step in found.steps if step.verdict is Verdict.PASSED)
    assert (last.verdict is Verdict.TAKEN) is (found.state is ResolutionState.DUE)
    assert last.day == found.due.date() if found.due else last.verdict is not Verdict.TAKEN
    assert len({(step.day, step.found) for step in found.steps}) == len(found.steps)
