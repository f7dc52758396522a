"""Periods: keys, neighbours, days."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.when.period import Period, PeriodKind, latest, night_of, parse_period, period_of, periods_between, term

KINDS = [kind for kind in PeriodKind if kind is not PeriodKind.TERM]
kinds = st.sampled_from(KINDS)
days = st.dates(date(1901, 1, 1), date(2198, 12, 31))


def parsed(key: str, kind: PeriodKind | None = None) -> Period:
    """The period with this key."""
    period = parse_period(key, kind)
    assert period is not None
    return period


@given(kinds, days)
def test_every_day_is_in_exactly_one_period_of_each_kind(kind: PeriodKind, day: date) -> None:
    period = period_of(kind, day)
    assert [other for other in (period.previous(), period, period.next()) if other.contains(day)] == [period]
    assert {period_of(kind, other) for other in period.days} == {period}


@given(kinds, days)
def test_next_and_previous_undo_each_other_and_leave_no_gap(kind: PeriodKind, day: date) -> None:
    period = period_of(kind, day)
    assert period.next().previous() == period.previous().next() == period
    assert period.previous().end == period.start
    assert period.next().start == period.end
    assert period.previous() < period < period.next()


@given(kinds, days)
def test_a_key_leads_back_to_its_period(kind: PeriodKind, day: date) -> None:
    period = period_of(kind, day)
    assert parse_period(period.key, kind) == period
    assert parse_period(period.key) == (period_of(PeriodKind.DAY, day) if kind is PeriodKind.NIGHT else period)


@given(days, days)
def test_terms_have_keys_and_neighbours_too(one: date, other: date) -> None:
    period = term(min(one, other), max(one, other))
    assert parse_period(period.key) == parse_period(period.key, PeriodKind.TERM) == period
    assert (period.start, period.last) == (min(one, other), max(one, other))
    assert len(period.days) == abs((one - other).days) + 1


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 500))
def test_neighbours_of_a_term_are_as_long_as_it(first: date, size: int) -> None:
    period = term(first, date.fromordinal(first.toordinal() + size))
    assert period.next().previous() == period.previous().next() == period
    assert period.next().start == period.end
    assert period.previous().end == period.start
    assert len(period.next().days) == len(period.previous().days) == size + 1


@given(kinds, st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 800))
def test_the_periods_between_two_days_cover_them(kind: PeriodKind, start: date, size: int) -> None:
    end = date.fromordinal(start.toordinal() + size)
    touched = list(periods_between(kind, start, end))
    assert all(one.end == other.start for one, other in itertools.pairwise(touched))
    assert all(period.start < end and period.end > start for period in touched)
    if size:
        assert touched[0].start <= start < end <= touched[-1].end
    inside = [period for period in touched if start <= period.start and period.end <= end]
    assert list(periods_between(kind, start, end, whole=True)) == inside


@pytest.mark.parametrize(
    ("key", "kind", "start", "end"),
    [
        ("2026-10-13", "day", "2026-10-13", "2026-10-14"),
        ("2026-W42", "week", "2026-10-12", "2026-10-19"),
        ("2026-W01", "week", "2025-12-29", "2026-01-05"),
        ("2026-W53", "week", "2026-12-28", "2027-01-04"),
        ("2024-W07", "week", "2024-02-12", "2024-02-19"),
        ("2026-10", "month", "2026-10-01", "2026-11-01"),
        ("2026-12", "month", "2026-12-01", "2027-01-01"),
        ("2028-02", "month", "2028-02-01", "2028-03-01"),
        ("2026-Q1", "quarter", "2026-01-01", "2026-04-01"),
        ("2026-Q4", "quarter", "2026-10-01", "2027-01-01"),
        ("2026-H1", "half-year", "2026-01-01", "2026-07-01"),
        ("2026-H2", "half-year", "2026-07-01", "2027-01-01"),
        ("2026", "year", "2026-01-01", "2027-01-01"),
        ("2006-09-16..2007-02-10", "term", "2006-09-16", "2007-02-11"),
        ("2026-10-13..2026-10-13", "term", "2026-10-13", "2026-10-14"),
    ],
)
def test_the_form_of_a_key_tells_its_kind(key: str, kind: str, start: str, end: str) -> None:
    expected = Period(PeriodKind(kind), key, date.fromisoformat(start), date.fromisoformat(end))
    assert parse_period(key) == parse_period(key, PeriodKind(kind)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2025-W53",
        "2026-W54",
        "2026-W00",
        "2026-W5",
        "2026-w42",
        "2026W42",
        "2026-W042",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-Q0",
        "2026-Q5",
        "2026-Q04",
        "2026-H3",
        "2026-H",
        "2026-",
        "202",
        "1899",
        "2200",
        "２０２６",
        "2026-Ｗ42",
        "2026-02-30",
        "2026-10\n",
        "2026-10-14..2026-10-13",
        "2026-10..2026-11",
        "2026-10-13..",
        "..2026-10-13",
        "2026-10-13..2026-10-14..2026-10-15",
        "",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("2026-10", PeriodKind.WEEK), ("2026", PeriodKind.MONTH), ("2026-W42", PeriodKind.DAY), ("x", PeriodKind.NIGHT)],
)
def test_a_key_of_another_kind_than_asked_for_is_none(text: str, kind: PeriodKind) -> None:
    assert parse_period(text, kind) is None


@pytest.mark.parametrize(
    ("moment", "night"),
    [("2026-10-13 18:30", "2026-10-13"), ("2026-10-14 02:00", "2026-10-13"), ("2026-10-14 11:59", "2026-10-13")],
)
def test_a_night_holds_the_moments_until_the_next_noon(moment: str, night: str) -> None:
    assert night_of(datetime.fromisoformat(moment)) == parsed(night, PeriodKind.NIGHT)


def test_a_night_may_turn_at_another_time() -> None:
    assert night_of(datetime(2026, 10, 14, 8, 0), time(8, 0)).key == "2026-10-14"
    assert night_of(datetime(2026, 10, 14, 7, 59), time(8, 0)).key == "2026-10-13"
    assert night_of(datetime(2026, 10, 14, 12, 0)).key == "2026-10-14"


def test_a_period_holds_moments_by_their_day() -> None:
    month = parsed("2026-10")
    assert month.contains(datetime(2026, 10, 31, 23, 59))
    assert not month.contains(datetime(2026, 11, 1))
    assert not month.contains(date(2026, 9, 30))


def test_a_term_has_six_months_and_three_quarters() -> None:
    """Worked example 20: what the term touches."""
    period = parsed("2006-09-16..2007-02-10")
    months = [month.key for month in periods_between(PeriodKind.MONTH, period.start, period.end)]
    assert months == ["2006-09", "2006-10", "2006-11", "2006-12", "2007-01", "2007-02"]
    quarters = [quarter.key for quarter in periods_between(PeriodKind.QUARTER, period.start, period.end)]
    assert quarters == ["2006-Q3", "2006-Q4", "2007-Q1"]


def test_no_day_determines_a_term_and_no_term_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="no particular term"):
        period_of(PeriodKind.TERM, date(2026, 10, 13))
    with pytest.raises(ValueError, match="can't end"):
        term(date(2026, 10, 13), date(2026, 10, 12))


@given(kinds, days, st.integers(1, 20))
def test_the_latest_periods_follow_each_other_and_end_with_the_one_named(
    kind: PeriodKind, day: date, count: int
) -> None:
    now = period_of(kind, day)
    found = latest(now, count)
    assert (len(found), found[-1]) == (count, now)
    assert all(one.next() == other for one, other in itertools.pairwise(found))
