"""Periods: half-open spans of days with a written key, and how one follows another (design §7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from taizhang.when.moment import day_of, parse_date

_DAY = timedelta(days=1)
_NOON = time(12, 0)
_NUMBERED_FORM = re.compile("((?:19|2[01])[0-9]{2})(?:-([WQH]?)([0-9]{1,2}))?")


class PeriodKind(StrEnum):
    """The kinds of periods; a term is any span with a start and an end of its own."""

    DAY = "day"
    NIGHT = "night"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    TERM = "term"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``start`` (in) to ``end`` (out); within a kind, periods sort in time.

    ``key`` is the written form: ``2026-10-13`` (a night has its first day's date), ``2026-W42``, ``2026-10``,
    ``2026-Q4``, ``2026-H2``, ``2026``, and for a term its first and last day, ``2006-09-16..2007-02-10``.
    """

    kind: PeriodKind
    key: str
    start: date
    end: date

    @property
    def last(self) -> date:
        """The last day in the period."""
        return self.end - _DAY

    @property
    def days(self) -> tuple[date, ...]:
        """Every day in the period, in order."""
        return tuple(self.start + _DAY * n for n in range((self.end - self.start).days))

    def contains(self, when: date) -> bool:
        """Whether the day, or the moment's day, lies in the period (for a night's moments see ``night_of``)."""
        return self.start <= day_of(when) < self.end

    def next(self) -> Period:
        """The period right after this one; after a term, a term of as many days."""
        if self.kind is PeriodKind.TERM:
            return term(self.end, self.last + (self.end - self.start))
        return period_of(self.kind, self.end)

    def previous(self) -> Period:
        """The period right before this one; before a term, a term of as many days."""
        if self.kind is PeriodKind.TERM:
            return term(self.start - (self.end - self.start), self.start - _DAY)
        return period_of(self.kind, self.start - _DAY)


def term(first: date, last: date) -> Period:
    """The term from its first to its last day, both in it; ValueError where it would end before it starts."""
    if last < first:
        raise ValueError(f"a term from {first} can't end on {last}")
    return Period(PeriodKind.TERM, f"{first}..{last}", first, last + _DAY)


@lru_cache(maxsize=8192)
def period_of(kind: PeriodKind, day: date) -> Period:
    """The one period of ``kind`` that holds ``day``; ValueError for terms, which no day determines."""
    maker = _MAKERS.get(kind)
    if maker is None:
        raise ValueError(f"a day belongs to no particular {kind}")
    return maker(day)


def latest(now: Period, count: int) -> tuple[Period, ...]:
    """The ``count`` periods that end with ``now``, oldest first."""
    found = [now]
    while len(found) < count:
        found.append(found[-1].previous())
    return tuple(reversed(found))


def night_of(moment: datetime, turns: time = _NOON) -> Period:
    """The night a moment belongs to: before ``turns`` (noon) that of the day before."""
    day = moment.date()
    return period_of(PeriodKind.NIGHT, day - _DAY if moment.time() < turns else day)


@lru_cache(maxsize=8192)
def parse_period(text: str, kind: PeriodKind | None = None) -> Period | None:
    """The period with this key, or None; with ``kind``, only one of that kind.

    The form tells the kind, but for a night, whose key looks like a day's: it must be asked for.
    """
    if kind is PeriodKind.NIGHT:
        day = parse_date(text)
        return None if day is None else period_of(kind, day)
    period = _parse_term(text) if ".." in text else _parse_day(text) or _parse_numbered(text)
    return period if period is None or kind in (None, period.kind) else None


def periods_between(kind: PeriodKind, start: date, end: date, *, whole: bool = False) -> Iterator[Period]:
    """The periods of ``kind`` that share a day with [start, end), in order; with ``whole``, those all inside it."""
    period = period_of(kind, start)
    while period.start < end:
        if not whole or (start <= period.start and period.end <= end):
            yield period
        period = period.next()


def _parse_day(text: str) -> Period | None:
    day = parse_date(text)
    return None if day is None else period_of(PeriodKind.DAY, day)


def _parse_term(text: str) -> Period | None:
    first_text, _, last_text = text.partition("..")
    first, last = parse_date(first_text), parse_date(last_text)
    return term(first, last) if first and last and first <= last else None


def _parse_numbered(text: str) -> Period | None:
    found = _NUMBERED_FORM.fullmatch(text)
    if not found:
        return None
    kind, months = _BLOCKS[found[2]]
    year, number = int(found[1]), int(found[3] or 1)
    try:
        first = date(year, number * months, 1) if months else date.fromisocalendar(year, number, 1)
    except ValueError:  # no such month, or a year without a 53rd week
        return None
    period = period_of(kind, first)
    return period if period.key == text else None


def _day(day: date) -> Period:
    return Period(PeriodKind.DAY, day.isoformat(), day, day + _DAY)


def _night(day: date) -> Period:
    return Period(PeriodKind.NIGHT, day.isoformat(), day, day + _DAY)


def _week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    start = day - _DAY * (weekday - 1)
    return Period(PeriodKind.WEEK, f"{year}-W{week:02}", start, start + _DAY * 7)


def _month(day: date) -> Period:
    return _months(PeriodKind.MONTH, f"{day.year}-{day.month:02}", day, 1)


def _quarter(day: date) -> Period:
    return _months(PeriodKind.QUARTER, f"{day.year}-Q{(day.month + 2) // 3}", day, 3)


def _half_year(day: date) -> Period:
    return _months(PeriodKind.HALF_YEAR, f"{day.year}-H{(day.month + 5) // 6}", day, 6)


def _year(day: date) -> Period:
    return _months(PeriodKind.YEAR, f"{day.year}", day, 12)


def _months(kind: PeriodKind, key: str, day: date, size: int) -> Period:
    """The block of ``size`` months that holds ``day``, counted from January."""
    first = (day.month - 1) // size * size + 1
    years, month = divmod(first + size - 1, 12)
    return Period(kind, key, date(day.year, first, 1), date(day.year + years, month + 1, 1))


_MAKERS: Mapping[PeriodKind, Callable[[date], Period]] = MappingProxyType(
    {
        PeriodKind.DAY: _day,
        PeriodKind.NIGHT: _night,
        PeriodKind.WEEK: _week,
        PeriodKind.MONTH: _month,
        PeriodKind.QUARTER: _quarter,
        PeriodKind.HALF_YEAR: _half_year,
        PeriodKind.YEAR: _year,
    }
)

_BLOCKS: Mapping[str | None, tuple[PeriodKind, int]] = MappingProxyType(
    {
        None: (PeriodKind.YEAR, 12),
        "H": (PeriodKind.HALF_YEAR, 6),
        "Q": (PeriodKind.QUARTER, 3),
        "": (PeriodKind.MONTH, 1),
        "W": (PeriodKind.WEEK, 0),
    }
)
"""Months in a period of the kind a key's mark stands for; 0 = a week, which months don't make up."""
