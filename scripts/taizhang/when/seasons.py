"""Shifts whose hours change with the season: from when until when a night runs, and to which night a moment belongs.

A night is called by the day of its evening, and the season of that day decides its hours (G8, B9.3): the night of
09-30 still keeps the summer's, though it ends in October. It holds its first minute, not the one at which it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from taizhang.when.moment import parse_time
from taizhang.when.period import Period, PeriodKind, period_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Season:
    """Days of the year, first and last in it, and the hours of a shift that begins on one of them.

    ``first`` and ``last`` are month and day; a season may run over New Year, a shift over midnight.
    """

    title: str
    first: tuple[int, int]
    last: tuple[int, int]
    start: time
    end: time

    def holds(self, day: date) -> bool:
        """Whether a day lies in the season."""
        own = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= own <= self.last
        return own >= self.first or own <= self.last


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift: its period, its first minute, the minute at which it is over, and the season it lies in."""

    period: Period
    start: datetime
    end: datetime
    season: Season


def seasons_from(listed: Iterable[Mapping[str, str]]) -> tuple[Season, ...]:
    """The seasons of a rule that its schema has passed; anything else is a programme fault and raises ValueError."""
    return tuple(_season(one) for one in listed)


def shift_of(seasons: Iterable[Season], day: date) -> Shift | None:
    """The shift that begins on ``day``, by the first season that holds it; None where none does."""
    season = next((one for one in seasons if one.holds(day)), None)
    if season is None:
        return None
    last = day if season.start < season.end else day + DAY
    period = period_of(PeriodKind.NIGHT, day)
    return Shift(period, datetime.combine(day, season.start), datetime.combine(last, season.end), season)


def shift_at(seasons: Iterable[Season], moment: datetime) -> Shift | None:
    """The shift in which ``moment`` lies: yesterday's that still runs, else today's; None between two."""
    known = tuple(seasons)
    for day in (moment.date() - DAY, moment.date()):
        shift = shift_of(known, day)
        if shift is not None and shift.start <= moment < shift.end:
            return shift
    return None


def _season(one: Mapping[str, str]) -> Season:
    start, end = parse_time(one["start"]), parse_time(one["end"])
    if start is None or end is None:
        raise ValueError(f"no hours: {dict(one)}")
    return Season(one["title"], _day(one["from"]), _day(one["until"]), start, end)


def _day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)
