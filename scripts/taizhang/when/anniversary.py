"""Anniversaries by the solar and the lunar calendar (A4.9).

A lunar anniversary is kept once a lunar year, so a civil year may hold none or two. A birth in a leap month is kept
in the ordinary month, the 30th of a short month on the 29th, 29 February in a common year on the 28th.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from taizhang.when.moment import clamped_date

LUNAR_YEARS = range(1900, 2100)
"""The lunar years the tables of the lunar calendar reach over."""


class CalendarName(StrEnum):
    """The calendar a yearly day is written in."""

    SOLAR = "solar"
    LUNAR = "lunar"


class Adjusted(StrEnum):
    """Why an anniversary is kept on another day than the written one."""

    LEAP_DAY = "leap-day"
    SHORT_MONTH = "short-month"
    LEAP_MONTH = "leap-month"


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A month and day of the year; ``leap`` says that the lunar month was a leap month."""

    calendar: CalendarName
    month: int
    day: int
    leap: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """The civil day an anniversary is kept, the (civil or lunar) year it is kept for, what was adjusted."""

    day: date
    year: int
    adjusted: tuple[Adjusted, ...] = ()


def anniversary_of(calendar: str, month: int, day: int, *, leap: bool = False) -> Anniversary | None:
    """The anniversary, or None where no year of that calendar has such a day (02-30, or a leap month of the sun)."""
    if calendar not in tuple(CalendarName) or not 1 <= month <= 12:
        return None
    name = CalendarName(calendar)
    longest = 30 if name is CalendarName.LUNAR else clamped_date(2000, month, 31).day
    if not 1 <= day <= longest or (leap and name is CalendarName.SOLAR):
        return None
    return Anniversary(name, month, day, leap)


def solar_anniversary(day: date) -> Anniversary:
    """The yearly return of a civil day, of a signing or a founding."""
    return Anniversary(CalendarName.SOLAR, day.month, day.day)


def kept_in(anniversary: Anniversary, year: int) -> Occurrence | None:
    """The anniversary of one year of its own calendar; None for a lunar year outside ``LUNAR_YEARS``."""
    if anniversary.calendar is CalendarName.LUNAR:
        return _kept_in_lunar_year(anniversary, year)
    day = clamped_date(year, anniversary.month, anniversary.day)
    return Occurrence(day, year, () if day.day == anniversary.day else (Adjusted.LEAP_DAY,))


def in_civil_year(anniversary: Anniversary, year: int) -> tuple[Occurrence, ...]:
    """The anniversaries that fall into a civil year: one by the sun; none, one or two by the moon."""
    return occurrences(anniversary, date(year, 1, 1), date(year + 1, 1, 1))


def occurrences(anniversary: Anniversary, start: date, end: date) -> tuple[Occurrence, ...]:
    """The anniversaries on days in [start, end), in order."""
    return tuple(found for found in _around(anniversary, start, end) if start <= found.day < end)


def _around(anniversary: Anniversary, start: date, end: date) -> Iterator[Occurrence]:
    # A lunar year begins in its civil year and ends in the next one's first months.
    for year in range(start.year - 1, end.year + 1):
        found = kept_in(anniversary, year)
        if found is not None:
            yield found


@lru_cache(maxsize=8192)
def _kept_in_lunar_year(anniversary: Anniversary, year: int) -> Occurrence | None:
    if year not in LUNAR_YEARS:
        return None
    leap = (Adjusted.LEAP_MONTH,) if anniversary.leap else ()
    try:
        return Occurrence(_civil_day(year, anniversary.month, anniversary.day), year, leap)
    except ValueError:
        return Occurrence(_civil_day(year, anniversary.month, 29), year, (*leap, Adjusted.SHORT_MONTH))


def _civil_day(year: int, month: int, day: int) -> date:
    """The civil day of an ordinary lunar month's day; ValueError where the month is shorter."""
    first, days = _lunar_month(year, month)
    if day > days:
        raise ValueError(f"lunar {year}-{month} has no day {day}")
    return first + timedelta(days=day - 1)


@lru_cache(maxsize=12 * len(LUNAR_YEARS))
def _lunar_month(year: int, month: int) -> tuple[date, int]:
    """The first civil day of an ordinary lunar month, and how many days it has: the library reckons it slowly."""
    from lunar_python import LunarMonth, Solar  # few commands need it

    found = LunarMonth.fromYm(year, month)
    first = Solar.fromJulianDay(found.getFirstJulianDay())
    return date(first.getYear(), first.getMonth(), first.getDay()), found.getDayCount()
