"""Counting towards a deadline: the nth working day of some days, and offsets from a date or a moment (G1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import count as numbers

from taizhang.when.calendar import Calendar
from taizhang.when.due import Offset, Unit
from taizhang.when.moment import END_OF_DAY, add_months, day_of
from taizhang.when.resolution import Found, Reason, Resolution, Step, Verdict, due_on, unknown, waived
from taizhang.when.shift import place

_DAY = timedelta(days=1)


def nth_working_day(
    days: Iterable[date], nth: int, at: time, calendar: Calendar, before: tuple[Step, ...] = ()
) -> Resolution:
    """Due on the nth (from 1) working day among ``days``; waived where there are not so many."""
    steps, count = list(before), 0
    for day in days:
        kind = calendar.kind_of(day)
        if calendar.stopped(day):
            return unknown(Reason.PAUSED, (*steps, Step(day, Verdict.SKIPPED, kind, Found.COUNT)))
        if kind is None:
            return unknown(Reason.YEAR_UNPUBLISHED, (*steps, Step(day, Verdict.UNKNOWN, None, Found.COUNT)))
        if not kind.working:
            steps.append(Step(day, Verdict.SKIPPED, kind, Found.COUNT))
            continue
        count += 1
        if count == nth:
            return due_on(day, at, (*steps, Step(day, Verdict.TAKEN, kind, Found.COUNT, count)))
        steps.append(Step(day, Verdict.COUNTED, kind, Found.COUNT, count))
    return waived(Reason.TOO_FEW_WORKING_DAYS, tuple(steps))


def offset_from(due: Offset, anchor: date, at: time, calendar: Calendar) -> Resolution:
    """``due`` counted from ``anchor``, a date or a moment.

    Hours run from the minute, ``at`` plays no part; of a date they run from its end, backwards from its beginning.
    Days and months are moved as ``on_holiday`` says; working days need no move. Nothing to count: the anchor's day.
    Paused days are not counted, nor paused minutes of hours; months know no pauses.
    """
    start = day_of(anchor)
    if due.unit is Unit.HOURS:
        return _hours(due.amount, anchor, calendar)
    if due.amount == 0:
        return place(start, at, due.on_holiday, calendar)
    before = (Step(start, Verdict.START, calendar.kind_of(start)),)
    match due.unit:
        case Unit.DAYS:
            return _days(due, start, at, calendar, before)
        case Unit.MONTHS:
            day = add_months(start, due.amount)
            found = Found.COUNT if day.day == start.day else Found.CLAMP
            return place(day, at, due.on_holiday, calendar, found=found, before=before)
        case Unit.WORKING_DAYS:
            step = _DAY if due.amount > 0 else -_DAY
            days = (start + step * n for n in numbers(1))
            return nth_working_day(days, abs(due.amount), at, calendar, before)


def _days(due: Offset, start: date, at: time, calendar: Calendar, before: tuple[Step, ...]) -> Resolution:
    """So many calendar days from ``start``; the paused ones among them are told, and not counted."""
    day, steps = start, list(before)
    step = _DAY if due.amount > 0 else -_DAY
    for _ in range(abs(due.amount)):
        day += step
        while calendar.paused(day):
            steps.append(Step(day, Verdict.SKIPPED, calendar.kind_of(day), Found.COUNT))
            if calendar.stopped(day):
                return unknown(Reason.PAUSED, tuple(steps))
            day += step
    return place(day, at, due.on_holiday, calendar, found=Found.COUNT, before=tuple(steps))


def _hours(amount: int, anchor: date, calendar: Calendar) -> Resolution:
    edge = END_OF_DAY if amount > 0 else time.min
    moment = anchor if isinstance(anchor, datetime) else datetime.combine(anchor, edge)
    start = Step(moment.date(), Verdict.START, calendar.kind_of(moment.date()))
    end = calendar.later(moment, timedelta(hours=amount)) if amount > 0 else moment + timedelta(hours=amount)
    if end is None:
        return unknown(Reason.PAUSED, (start,))
    before = () if start.day == end.date() else (start,)
    return place(end.date(), end.time(), (), calendar, found=Found.COUNT, before=before)
