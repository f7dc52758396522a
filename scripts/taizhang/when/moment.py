"""Dates, moments and times of day as text and back: local time of the company, one minute the smallest step (G9).

Every ``parse_x`` takes exactly the written form (ASCII digits, fixed widths) and gives None for anything else. Years
run from 1900 to 2199: a mistyped century is caught, and nothing that is counted from a date can overflow.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

END_OF_DAY = time(23, 59)
"""24:00 of a day, kept on that day: at minute resolution its last minute is the last one in time (G1, G3, G8)."""

_DATE = "(?:19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}"
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_DATE_FORM = re.compile(_DATE)
_TIME_FORM = re.compile(_TIME)
_MOMENT_FORM = re.compile(f"{_DATE} {_TIME}")
_OFFSET_FORM = re.compile("([+-])(0[0-9]|1[0-4]):([0-5][0-9])")

_EPOCH = datetime(1970, 1, 1)
_LAST_SECOND = int((datetime(2199, 12, 30) - _EPOCH).total_seconds())


@lru_cache(maxsize=8192)
def parse_date(text: str) -> date | None:
    """The date written ``2026-10-13``, or None."""
    if not _DATE_FORM.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def parse_moment(text: str) -> datetime | None:
    """The local moment written ``2026-10-13 09:40``, or None."""
    if not _MOMENT_FORM.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """The time of day written ``17:30``, from 00:00 to 23:59, or None."""
    return time.fromisoformat(text) if _TIME_FORM.fullmatch(text) else None


def parse_closing_time(text: str) -> time | None:
    """The time of day at which something ends: as ``parse_time``, and ``24:00`` is the day's last minute."""
    return END_OF_DAY if text == "24:00" else parse_time(text)


def format_date(day: date) -> str:
    """``2026-10-13``; of a moment its day."""
    return day.isoformat()[:10]


def format_moment(moment: datetime) -> str:
    """``2026-10-13 09:40``; seconds are cut off."""
    return moment.isoformat(" ", "minutes")


def format_time(of_day: time) -> str:
    """``17:30``."""
    return of_day.isoformat("minutes")


def format_due_time(due: datetime) -> str:
    """The time of day of a due instant; the day's last minute is 24:00."""
    return "24:00" if due.time() == END_OF_DAY else format_time(due.time())


def day_of(when: date) -> date:
    """The calendar day of a date or a moment."""
    return when.date() if isinstance(when, datetime) else when


def add_months(day: date, months: int) -> date:
    """``day`` so many calendar months later (earlier if negative), clamped to the month's end (G1)."""
    index = day.year * 12 + day.month - 1 + months
    return clamped_date(index // 12, index % 12 + 1, day.day)


def clamped_date(year: int, month: int, day: int) -> date:
    """That day of that month, or the month's last day where the month is shorter."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


@lru_cache(maxsize=64)
def parse_utc_offset(text: str) -> timedelta | None:
    """The distance from UTC written ``+08:00`` (from -14:59 to +14:59), or None."""
    found = _OFFSET_FORM.fullmatch(text)
    if not found:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -size if found[1] == "-" else size


def local_from_epoch(seconds: int, utc_offset: str) -> datetime:
    """The company's local minute of an epoch second; ``utc_offset`` as ``+08:00``, else ValueError.

    Seconds are cut off, not rounded (17:30:59 is 17:30, G9). A second outside 1970-2199, as a broken commit may carry,
    is taken as the nearer end of that span.
    """
    offset = parse_utc_offset(utc_offset)
    if offset is None:
        raise ValueError(f"not a UTC offset: {utc_offset!r}")
    if not 0 <= seconds <= _LAST_SECOND:
        seconds = 0 if seconds < 0 else _LAST_SECOND
    return _EPOCH + timedelta(minutes=seconds // 60) + offset
