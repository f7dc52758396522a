"""Days and minutes of a made company: what is worked, when things are due, chance of one's own for every matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from taizhang.desk.calendar_seed import calendar_days
from taizhang.when.calendar import WorkCalendar, YearDays
from taizhang.when.period import Period, PeriodKind, period_of, periods_between

DAY = timedelta(days=1)
FRIDAY = 4


def work_calendar(first: date, last: date) -> WorkCalendar:
    """The state's calendar of every year touched that the library knows."""
    years = []
    for year in range(first.year - 1, last.year + 2):
        if (days := calendar_days(year)) is not None:
            holidays, workdays = days
            years.append(YearDays(year, dict(holidays), dict(workdays)))
    return WorkCalendar(years)


@dataclass(frozen=True)
class Clockwork:
    """The span of days that is told, its working days, and the seed."""

    seed: int
    first: date
    last: date
    calendar: WorkCalendar = field(compare=False)

    def chance(self, *of: object) -> Random:
        """Chance that hangs on the seed and on what it is for alone, not on what was drawn before."""
        return Random("/".join(map(str, (self.seed, *of))))

    def works(self, day: date) -> bool:
        """Whether ``day`` is worked; False where nobody knows yet."""
        return bool(self.calendar.working(day))

    def told(self, day: date) -> bool:
        """Whether ``day`` lies in the span."""
        return self.first <= day <= self.last

    def weeks(self) -> Sequence[Period]:
        """The weeks of the span, the first and the last perhaps in part."""
        return list(periods_between(PeriodKind.WEEK, self.first, self.last + DAY))

    def months(self) -> Sequence[Period]:
        """The months that begin in the span and have a working day in it."""
        found = periods_between(PeriodKind.MONTH, self.first, self.last + DAY)
        return [month for month in found if self.told(month.start) and any(map(self.told, self.days(month)))]

    def days(self, period: Period) -> list[date]:
        """The working days of ``period``."""
        return [day for day in period.days if self.works(day)]

    def due_day(self, week: Period) -> date | None:
        """The day reports are due: Friday, else the week's last working day before it, else its first after (A5.5)."""
        days = self.days(week)
        friday = week.start + DAY * FRIDAY
        before = [day for day in days if day <= friday]
        return before[-1] if before else (days[0] if days else None)

    def after(self, day: date, count: int = 1) -> date:
        """The working day ``count`` after ``day``; beyond the known years the calendar day."""
        found = self.calendar.add_working_days(day, count)
        return found if found is not None else day + DAY * count

    def before(self, day: date, count: int = 1) -> date:
        """The working day ``count`` before ``day``."""
        return self.after(day, -count)


@lru_cache(maxsize=4096)
def week_of(day: date) -> Period:
    """The ISO week of ``day``."""
    return period_of(PeriodKind.WEEK, day)


def at(day: date, minutes: int) -> str:
    """The written moment ``minutes`` after the midnight that begins ``day``."""
    return f"{day.isoformat()} {minutes // 60:02d}:{minutes % 60:02d}"


def spoken(day: date) -> str:
    """``day`` as one says it: 10 月 27 日."""
    return f"{day.month} 月 {day.day} 日"


def spread(rng: Random, first: str, last: str) -> int:
    """A minute of the day between two times, both of them possible."""
    return rng.randint(minutes(first), minutes(last))


@lru_cache(maxsize=256)
def minutes(time: str) -> int:
    """``08:30`` in minutes after midnight."""
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from ``first`` to ``last``, both included."""
    day = first
    while day <= last:
        yield day
        day += DAY
