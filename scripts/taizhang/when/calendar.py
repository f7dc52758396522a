"""Working calendars: which day is worked and why, and counting in working days (G5).

Every question that touches a day of a year without a record is answered None: unknown until published, never guessed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from taizhang.when.period import Period

_DAY = timedelta(days=1)
_SATURDAY = 5
_NO_DAYS: Mapping[date, str] = MappingProxyType({})


class DayWhy(StrEnum):
    """Why a day is worked or not."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make-up"
    COMPANY_OFF = "company-off"
    COMPANY_ON = "company-on"
    EVERY_DAY = "every-day"
    PAUSED = "paused"


_WORKED = frozenset({DayWhy.WEEKDAY, DayWhy.MAKE_UP, DayWhy.COMPANY_ON, DayWhy.EVERY_DAY})


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is, and the name its record gives it (a holiday's, or of that which a make-up day makes up for)."""

    why: DayWhy
    name: str = ""

    @property
    def working(self) -> bool:
        """Whether the day is worked."""
        return self.why in _WORKED


@dataclass(frozen=True, slots=True)
class YearDays:
    """The state's days of one year that differ from the week's rhythm, by name: holidays, and make-up working days."""

    year: int
    holidays: Mapping[date, str]
    workdays: Mapping[date, str]

    def faults(self) -> tuple[date, ...]:
        """Days that lie in another year or are called both holiday and working day, in order."""
        foreign = {day for day in (*self.holidays, *self.workdays) if day.year != self.year}
        return tuple(sorted(foreign | (self.holidays.keys() & self.workdays.keys())))


@dataclass(frozen=True, slots=True)
class CompanyDays:
    """Days the company takes off or works on top of the state's, by name; off goes before on, both before the state."""

    off: Mapping[date, str] = field(default_factory=lambda: _NO_DAYS)
    on: Mapping[date, str] = field(default_factory=lambda: _NO_DAYS)


class Calendar(ABC):
    """What a deadline asks of a calendar; the counting rests on ``kind_of`` alone."""

    @abstractmethod
    def kind_of(self, day: date) -> DayKind | None:
        """Whether ``day`` is worked and why; None in a year without a record."""

    def working(self, day: date) -> bool | None:
        """Whether ``day`` is worked; None = unknown."""
        kind = self.kind_of(day)
        return None if kind is None else kind.working

    def paused(self, day: date) -> bool:
        """Whether clocks stand still on ``day``; a plain calendar has no pauses."""
        del day
        return False

    def stopped(self, day: date) -> bool:
        """Whether clocks stand still on ``day`` and nobody knows until when."""
        del day
        return False

    def later(self, start: datetime, span: timedelta) -> datetime | None:
        """So long after ``start`` by the clock; None where it stands still and nobody knows until when."""
        return start + span

    def working_days(self, period: Period) -> tuple[date, ...] | None:
        """The period's working days in order; None where one of its days is unknown."""
        days = period.days
        kinds = [self.working(day) for day in days]
        return None if None in kinds else tuple(day for day, works in zip(days, kinds, strict=True) if works)

    def next_working(self, day: date) -> date | None:
        """The first working day after ``day``; None = unknown."""
        return self._working_from(day, _DAY)

    def previous_working(self, day: date) -> date | None:
        """The last working day before ``day``; None = unknown."""
        return self._working_from(day, -_DAY)

    def nth_working_day(self, period: Period, n: int) -> date | None:
        """The period's nth working day, from the end if ``n`` is negative; None = unknown, or there are not so many."""
        count = 0
        for day in period.days if n > 0 else reversed(period.days):
            works = self.working(day)
            if works is None:
                return None
            count += works
            if works and count == abs(n):
                return day
        return None

    def add_working_days(self, day: date, n: int) -> date | None:
        """The nth working day after ``day``, before it if negative; ``day`` is not counted (G1). None = unknown."""
        step = _DAY if n > 0 else -_DAY
        found: date | None = day
        for _ in range(abs(n)):
            found = None if found is None else self._working_from(found, step)
        return found

    def _working_from(self, day: date, step: timedelta) -> date | None:
        while True:
            day += step
            works = self.working(day)
            if works is not False:
                return day if works else None


class WorkCalendar(Calendar):
    """Monday to Friday but for the state's days of each recorded year and the company's own."""

    def __init__(self, years: Iterable[YearDays], company: CompanyDays | None = None) -> None:
        """``years`` at most one a year (of two the later counts), free of ``faults``."""
        self._years = {
            days.year: {
                **{day: DayKind(DayWhy.MAKE_UP, name) for day, name in days.workdays.items()},
                **{day: DayKind(DayWhy.HOLIDAY, name) for day, name in days.holidays.items()},
            }
            for days in years
        }
        self._company = _company_kinds(company or CompanyDays())

    def kind_of(self, day: date) -> DayKind | None:
        """Whether ``day`` is worked and why; None in a year without a record."""
        days = self._years.get(day.year)
        if days is None:
            return None
        return self._company.get(day) or days.get(day) or (_WEEKEND if day.weekday() >= _SATURDAY else _WEEKDAY)


class EveryDayCalendar(Calendar):
    """Every day is worked but the company's own days off: no year is ever unknown."""

    def __init__(self, company: CompanyDays | None = None) -> None:
        """Of ``company`` only the days off matter."""
        self._company = _company_kinds(company or CompanyDays())

    def kind_of(self, day: date) -> DayKind:
        """Whether ``day`` is worked and why."""
        return self._company.get(day, _EVERY_DAY)


_WEEKDAY = DayKind(DayWhy.WEEKDAY)
_WEEKEND = DayKind(DayWhy.WEEKEND)
_EVERY_DAY = DayKind(DayWhy.EVERY_DAY)


def _company_kinds(company: CompanyDays) -> dict[date, DayKind]:
    return {
        **{day: DayKind(DayWhy.COMPANY_ON, name) for day, name in company.on.items()},
        **{day: DayKind(DayWhy.COMPANY_OFF, name) for day, name in company.off.items()},
    }
