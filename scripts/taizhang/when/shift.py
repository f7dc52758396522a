"""Moving a deadline off a day that is not worked: the ways of ``on_holiday``, tried in turn (G4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta
from types import MappingProxyType

from taizhang.when.calendar import Calendar
from taizhang.when.due import Way
from taizhang.when.resolution import Found, Reason, Resolution, Step, Verdict, due_on, unknown, waived

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


def place(
    day: date,
    at: time,
    ways: tuple[Way, ...],
    calendar: Calendar,
    *,
    found: str = Found.SCHEDULED,
    before: tuple[Step, ...] = (),
) -> Resolution:
    """Due on ``day`` if it is worked, else where the first way leads that finds a working day.

    Without ways, or with ``none`` first, the day stands whatever it is: the calendar is asked for the telling only.
    Where no way finds a day nothing is due. ``found`` and ``before`` tell how ``day`` came up.
    """
    kind = calendar.kind_of(day)
    if not ways or ways[0] is Way.NONE or (kind is not None and kind.working):
        return due_on(day, at, (*before, Step(day, Verdict.TAKEN, kind, found)))
    if kind is None:
        return unknown(Reason.YEAR_UNPUBLISHED, (*before, Step(day, Verdict.UNKNOWN, None, found)))
    steps = [*before, Step(day, Verdict.PASSED, kind, found)]
    for way in ways:
        if way is Way.WAIVE:
            return waived(Reason.HOLIDAY, tuple(steps))
        if way is Way.NONE:
            return due_on(day, at, (*steps, Step(day, Verdict.TAKEN, kind, way)))
        resolution = _try(way, day, at, calendar, steps)
        if resolution is not None:
            return resolution
    return waived(Reason.NO_WAY_LEFT, tuple(steps))


def _try(way: Way, day: date, at: time, calendar: Calendar, steps: list[Step]) -> Resolution | None:
    """Where ``way`` leads from ``day``, or None if it ends without a working day; adds to ``steps`` what it passes."""
    for candidate in _CANDIDATES[way](day):
        kind = calendar.kind_of(candidate)
        if calendar.stopped(candidate):
            return unknown(Reason.PAUSED, (*steps, Step(candidate, Verdict.PASSED, kind, way)))
        if kind is None:
            return unknown(Reason.YEAR_UNPUBLISHED, (*steps, Step(candidate, Verdict.UNKNOWN, None, way)))
        if kind.working:
            return due_on(candidate, at, (*steps, Step(candidate, Verdict.TAKEN, kind, way)))
        steps.append(Step(candidate, Verdict.PASSED, kind, way))
    return None


def _earlier_in_week(day: date) -> Iterator[date]:
    return (day - _DAY * n for n in range(1, day.weekday() + 1))


def _later_in_week(day: date) -> Iterator[date]:
    return (day + _DAY * n for n in range(1, 7 - day.weekday()))


def _every(step: timedelta) -> Callable[[date], Iterator[date]]:
    def days(day: date) -> Iterator[date]:
        while True:
            day += step
            yield day

    return days


_CANDIDATES: Mapping[Way, Callable[[date], Iterator[date]]] = MappingProxyType(
    {
        Way.PREVIOUS_IN_WEEK: _earlier_in_week,
        Way.NEXT_IN_WEEK: _later_in_week,
        Way.PREVIOUS_WORKING_DAY: _every(-_DAY),
        Way.NEXT_WORKING_DAY: _every(_DAY),
        Way.NEXT_SAME_WEEKDAY: _every(_WEEK),
    }
)
