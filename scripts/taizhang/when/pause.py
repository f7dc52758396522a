"""Clocks that stand still: a calendar with pauses laid over it, on whose days nothing is counted (E2.4, E5.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from taizhang.when.calendar import Calendar, DayKind, DayWhy

_MINUTE = timedelta(minutes=1)
_PAUSED = DayKind(DayWhy.PAUSED)


@dataclass(frozen=True, slots=True)
class Pause:
    """From ``start`` up to and without ``end``; None while it is still on.

    Every day that it touches is a paused day. Clocks of hours stand still for its minutes alone.
    """

    start: datetime
    end: datetime | None

    def touches(self, day: date) -> bool:
        """Whether the pause has a minute of ``day``."""
        return self.start.date() <= day and (self.end is None or day <= (self.end - _MINUTE).date())


class PausedCalendar(Calendar):
    """A calendar whose paused days are not worked, whatever they are otherwise."""

    def __init__(self, calendar: Calendar, pauses: Iterable[Pause]) -> None:
        """``pauses`` in any order; they may overlap."""
        self._calendar = calendar
        self._pauses = tuple(sorted(pauses, key=lambda one: (one.start, one.end or datetime.max)))

    def kind_of(self, day: date) -> DayKind | None:
        """Paused, or what the calendar below says."""
        return _PAUSED if self.paused(day) else self._calendar.kind_of(day)

    def paused(self, day: date) -> bool:
        """Whether any pause touches ``day``."""
        return any(one.touches(day) for one in self._pauses)

    def stopped(self, day: date) -> bool:
        """Whether a pause without an end touches ``day``: nothing is counted from it on."""
        return any(one.end is None and one.touches(day) for one in self._pauses)

    def later(self, start: datetime, span: timedelta) -> datetime | None:
        """So long after ``start``, by the minutes that are not paused; None where a pause has no end."""
        due, reached = start + span, start
        for one in self._pauses:
            if one.end is not None and one.end <= reached:
                continue
            if one.start >= due:
                break
            if one.end is None:
                return None
            due += one.end - max(one.start, reached)
            reached = one.end
        return due
