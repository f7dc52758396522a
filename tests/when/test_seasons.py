"""Shifts by season: the hours of a night go by its evening, and a moment belongs to the night that runs (G8, B9.3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.when.period import PeriodKind
from taizhang.when.seasons import seasons_from, shift_at, shift_of

SUMMER = {"title": "夏季", "from": "05-01", "until": "09-30", "start": "18:30", "end": "08:00"}
WINTER = {"title": "冬季", "from": "10-01", "until": "04-30", "start": "17:00", "end": "08:00"}
YEAR = seasons_from([SUMMER, WINTER])
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("day", "season", "start", "end"),
    [
        (date(2026, 9, 30), "夏季", datetime(2026, 9, 30, 18, 30), datetime(2026, 10, 1, 8)),
        (date(2026, 10, 1), "冬季", datetime(2026, 10, 1, 17), datetime(2026, 10, 2, 8)),
        (date(2026, 4, 30), "冬季", datetime(2026, 4, 30, 17), datetime(2026, 5, 1, 8)),
        (date(2026, 5, 1), "夏季", datetime(2026, 5, 1, 18, 30), datetime(2026, 5, 2, 8)),
        (date(2026, 2, 28), "冬季", datetime(2026, 2, 28, 17), datetime(2026, 3, 1, 8)),
        (date(2028, 2, 29), "冬季", datetime(2028, 2, 29, 17), datetime(2028, 3, 1, 8)),
        (date(2026, 12, 31), "冬季", datetime(2026, 12, 31, 17), datetime(2027, 1, 1, 8)),
    ],
)
def test_the_season_of_the_evening_decides(day: date, season: str, start: datetime, end: datetime) -> None:
    shift = shift_of(YEAR, day)
    assert shift is not None
    assert (shift.season.title, shift.start, shift.end) == (season, start, end)
    assert (shift.period.kind, shift.period.key) == (PeriodKind.NIGHT, day.isoformat())


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (datetime(2026, 9, 30, 17, 0), None),
        (datetime(2026, 9, 30, 18, 29), None),
        (datetime(2026, 9, 30, 18, 30), "2026-09-30"),
        (datetime(2026, 9, 30, 23, 59), "2026-09-30"),
        (datetime(2026, 10, 1, 0, 0), "2026-09-30"),
        (datetime(2026, 10, 1, 7, 59), "2026-09-30"),
        (datetime(2026, 10, 1, 8, 0), None),
        (datetime(2026, 10, 1, 16, 59), None),
        (datetime(2026, 10, 1, 17, 0), "2026-10-01"),
        (datetime(2026, 3, 1, 3, 0), "2026-02-28"),
        (datetime(2028, 3, 1, 3, 0), "2028-02-29"),
        (datetime(2027, 1, 1, 0, 0), "2026-12-31"),
    ],
)
def test_a_moment_belongs_to_the_night_that_runs(moment: datetime, night: str | None) -> None:
    shift = shift_at(YEAR, moment)
    assert (None if shift is None else shift.period.key) == night


def test_a_year_with_a_hole_has_no_shift_there() -> None:
    """Only summer is written: in winter there is no night, and no error."""
    summer = seasons_from([SUMMER])
    assert shift_of(summer, date(2026, 10, 1)) is None
    assert shift_at(summer, datetime(2026, 10, 1, 20)) is None
    assert shift_at(summer, datetime(2026, 10, 1, 7)) is not None, "the night of 09-30 still runs"


def test_a_shift_within_one_day_ends_on_it() -> None:
    day = seasons_from([{**SUMMER, "from": "01-01", "until": "12-31", "start": "08:00", "end": "18:00"}])
    shift = shift_of(day, date(2026, 6, 1))
    assert shift is not None
    assert shift.end == datetime(2026, 6, 1, 18)


def test_hours_that_are_none_are_a_fault() -> None:
    with pytest.raises(ValueError, match="no hours"):
        seasons_from([{**SUMMER, "start": "25:00"}])


@given(day=DAYS, minute=st.integers(0, 24 * 60 - 1))
def test_a_moment_in_a_shift_is_within_its_hours(day: date, minute: int) -> None:
    """Every minute is in just one night, or in none and then between the end of one and the start of the next."""
    moment = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    near = [shift_of(YEAR, day + timedelta(days=n)) for n in (-2, -1, 0, 1)]
    holding = [one for one in near if one is not None and one.start <= moment < one.end]
    found = shift_at(YEAR, moment)
    assert len(holding) <= 1
    assert found == (holding[0] if holding else None)
