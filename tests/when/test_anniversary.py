"""Solar and lunar anniversaries."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.when.anniversary import (
    Adjusted,
    Anniversary,
    CalendarName,
    Occurrence,
    anniversary_of,
    in_civil_year,
    kept_in,
    occurrences,
    solar_anniversary,
)


def solar(month: int, day: int) -> Anniversary:
    """A day of the civil year."""
    return Anniversary(CalendarName.SOLAR, month, day)


def lunar(month: int, day: int, *, leap: bool = False) -> Anniversary:
    """A day of the lunar year."""
    return Anniversary(CalendarName.LUNAR, month, day, leap)


solar_days = st.builds(solar_anniversary, st.dates())
lunar_days = st.builds(lunar, st.integers(1, 12), st.integers(1, 30), leap=st.booleans())


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2023, []),
        (2024, ["2024-01-01", "2024-12-20"]),
        (2025, []),
        (2026, ["2026-01-08", "2026-12-28"]),
        (2027, ["2027-12-17"]),
    ],
)
def test_a_civil_year_may_hold_none_or_two(year: int, expected: list[str]) -> None:
    """Worked example 8."""
    assert [found.day.isoformat() for found in in_civil_year(lunar(11, 20), year)] == expected


def test_each_is_kept_for_its_own_lunar_year() -> None:
    assert [found.year for found in in_civil_year(lunar(11, 20), 2026)] == [2025, 2026]


@pytest.mark.parametrize(
    ("anniversary", "year", "day", "adjusted"),
    [
        (lunar(1, 1), 2026, "2026-02-17", ()),
        (lunar(8, 15), 2026, "2026-09-25", ()),
        (lunar(12, 30), 2024, "2025-01-28", (Adjusted.SHORT_MONTH,)),
        (lunar(12, 30), 2023, "2024-02-09", ()),
        (lunar(12, 29), 2024, "2025-01-28", ()),
        (lunar(6, 10, leap=True), 2025, "2025-07-04", (Adjusted.LEAP_MONTH,)),
        (lunar(6, 10), 2025, "2025-07-04", ()),
        (lunar(6, 30, leap=True), 2026, "2026-08-12", (Adjusted.LEAP_MONTH,)),
        (lunar(12, 30, leap=True), 2024, "2025-01-28", (Adjusted.LEAP_MONTH, Adjusted.SHORT_MONTH)),
        (solar(2, 29), 2028, "2028-02-29", ()),
        (solar(2, 29), 2026, "2026-02-28", (Adjusted.LEAP_DAY,)),
        (solar(2, 28), 2026, "2026-02-28", ()),
    ],
)
def test_days_that_a_year_lacks_are_kept_on_others(
    anniversary: Anniversary, year: int, day: str, adjusted: tuple[Adjusted, ...]
) -> None:
    assert kept_in(anniversary, year) == Occurrence(date.fromisoformat(day), year, adjusted)


def test_occurrences_are_those_from_start_to_before_end() -> None:
    anniversary = solar(10, 13)
    assert occurrences(anniversary, date(2026, 10, 13), date(2026, 10, 14)) == (Occurrence(date(2026, 10, 13), 2026),)
    assert occurrences(anniversary, date(2026, 10, 14), date(2027, 10, 13)) == ()
    assert [found.year for found in occurrences(anniversary, date(2025, 10, 13), date(2027, 10, 14))] == [
        2025,
        2026,
        2027,
    ]


@given(solar_days, st.integers(1900, 2199))
def test_the_sun_keeps_each_day_once_a_civil_year(anniversary: Anniversary, year: int) -> None:
    (found,) = in_civil_year(anniversary, year)
    assert found == kept_in(anniversary, year)
    assert (found.day.month, found.day.day) == (anniversary.month, anniversary.day) or found.adjusted


@given(lunar_days, st.integers(1901, 2090))
def test_the_moon_keeps_each_day_once_a_lunar_year(anniversary: Anniversary, year: int) -> None:
    kept = [kept_in(anniversary, year + n) for n in range(9)]
    assert all(kept)
    ends = [found.day for found in kept if found]
    assert all(350 <= (later - earlier).days <= 386 for earlier, later in itertools.pairwise(ends))
    civil = [found for n in range(1, 9) for found in in_civil_year(anniversary, year + n)]
    assert set(civil) >= {found for found in kept[1:-1] if found}
    assert len(set(civil)) == len(civil)


@pytest.mark.parametrize("year", [1899, 2100])
def test_beyond_the_tables_of_the_moon_nothing_is_known(year: int) -> None:
    assert kept_in(lunar(1, 1), year) is None


@pytest.mark.parametrize(("year", "day"), [(1900, "1900-01-31"), (2099, "2099-01-21")])
def test_the_tables_of_the_moon_hold_their_first_and_last_year(year: int, day: str) -> None:
    assert kept_in(lunar(1, 1), year) == Occurrence(date.fromisoformat(day), year)


@pytest.mark.parametrize(
    ("calendar", "month", "day", "leap"),
    [
        ("solar", 2, 30, False),
        ("solar", 4, 31, False),
        ("solar", 0, 1, False),
        ("solar", 13, 1, False),
        ("solar", 1, 0, False),
        ("solar", 6, 1, True),
        ("lunar", 1, 31, False),
        ("lunar", 13, 1, False),
        ("julian", 1, 1, False),
    ],
)
def test_what_is_no_anniversary(calendar: str, month: int, day: int, leap: bool) -> None:
    assert anniversary_of(calendar, month, day, leap=leap) is None


def test_what_is_an_anniversary() -> None:
    assert anniversary_of("solar", 2, 29) == solar(2, 29)
    assert anniversary_of("solar", 12, 31) == solar(12, 31)
    assert anniversary_of("lunar", 1, 1) == lunar(1, 1)
    assert anniversary_of("lunar", 12, 30, leap=True) == lunar(12, 30, leap=True)
    assert solar_anniversary(date(1980, 5, 3)) == solar(5, 3)
